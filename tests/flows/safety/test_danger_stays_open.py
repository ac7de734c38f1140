"""Once danger was told, the words after it are about that: no old question, no smile, no guess, no walk."""

import pytest

from tests.support.settled import settle
from tests.support.states import onboarded
from tests.support.story import Person, Story

CALF = "my calf is swollen and hot"
DESPAIR = "I want to die"
AFTERWARDS = ("thanks", "ok", "👍", "😭", "lol", "I'm fine now", "I was joking", "can I walk now?", "8", "not yet")


async def told(story: Story, words: str) -> Person:
    """Return somebody with a plan who wrote of a danger."""
    ana = await onboarded(story)
    await ana.say(words)
    return ana


@pytest.mark.parametrize("text", AFTERWARDS)
async def test_an_open_red_flag_question_comes_again(text: str) -> None:
    """Whatever is said that is no new danger."""
    async with Story.open() as story:
        ana = await told(story, CALF)
        count = len(ana.bubbles)
        await ana.say(text)
        assert "One calf swollen or sore" in ana.last.labels()
        assert not any("🙂" in said.plain or "Log a walk" in said.labels() for said in ana.bubbles[count:])
        assert await story.rows("walks") == []


@pytest.mark.parametrize("text", AFTERWARDS)
async def test_after_words_of_despair_who_can_help_comes_again(text: str) -> None:
    """A number is no walk, thanks are no reason to smile."""
    async with Story.open() as story:
        ana = await told(story, DESPAIR)
        count = len(ana.bubbles)
        await ana.say(text)
        assert "024" in ana.last.plain
        assert not any("🙂" in said.plain or "Log a walk" in said.labels() for said in ana.bubbles[count:])


@pytest.mark.parametrize(
    "text", ["thanks", "I've been checked", "the doctor said it's fine", "not yet", "can I walk now"]
)
async def test_in_a_stop_the_way_out_of_it_is_shown(text: str) -> None:
    """Words for "I was seen" are no question about missed days, or about scans."""
    async with Story.open() as story:
        ana = await told(story, "pain 9")
        for _ in range(3):
            await ana.tap("None of these")
        await ana.say(text)
        assert "I’ve been checked" in ana.last.labels()


@pytest.mark.parametrize("words", ["ok", "no it's gone", "7", "Valencia"])
@pytest.mark.parametrize("question", ["/pause", "/settings", "12"])
async def test_a_question_asked_before_danger_takes_no_words_after_it(question: str, words: str) -> None:
    """How long a break, which hour, how many minutes: all of that can wait."""
    async with Story.open() as story:
        ana = await onboarded(story)
        await ana.say(question)
        if question == "/settings":
            await ana.tap("I am travelling")
        await ana.say(CALF)
        await ana.say(words)
        assert "One calf swollen or sore" in ana.last.labels()


async def test_after_too_much_was_taken_the_poison_line_stays() -> None:
    """It is not called despair, and 112 comes first."""
    async with Story.open() as story:
        ana = await told(story, "I took 20 paracetamol for the pain")
        for text in ("ok", "no I meant 2", "I'm fine"):
            await ana.say(text)
            assert "If you have not called yet: 112" in ana.last.plain
            assert "very hard" not in ana.last.plain


@pytest.mark.parametrize(
    ("words", "mark", "head"),
    [
        ("my chest feels tight", "Chest pain or breathless", "Is it happening now? Call 112 at once."),
        (CALF, "One calf swollen or sore", "See a doctor today. No walking until then."),
    ],
)
async def test_what_a_mark_means_is_said_before_the_other_questions(words: str, mark: str, head: str) -> None:
    """Who marks it and puts the phone away has read it; the next morning it stands there again."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say(words)
        assert head not in ana.last.plain
        await ana.tap(mark)
        assert head in ana.last.plain
        await story.until("2026-11-24 09:05", "Europe/Madrid")
        assert head in ana.last.plain
        await ana.tap(f"✓ {mark}")
        assert head not in ana.last.plain


@pytest.mark.parametrize(
    ("words", "mark", "head"),
    [
        ("I fell yesterday", "Fall or accident", "Stop and check first"),
        ("my leg is getting weaker", "New weakness in leg or foot", "See a doctor today."),
    ],
)
async def test_what_a_further_question_decides_does_not_count_before_it(words: str, mark: str, head: str) -> None:
    """Only a hard fall is for today, and only a weakness that grows fast is an emergency."""
    async with Story.open() as story:
        ana = await told(story, words)
        await ana.tap(mark)
        assert head in ana.last.plain
