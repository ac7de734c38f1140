"""Pain that is typed: a score, a place, worse than before; each is asked no more than is missing."""

import pytest

from tests.support.settled import settle
from tests.support.story import Story


@pytest.mark.parametrize("text", ["/pain 6", "/pain 6/10", "pain 6", "my pain is 6 now", "6/10 pain"])
async def test_a_typed_score_asks_only_what_is_missing(text: str) -> None:
    """The score is taken, and the next question comes."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say(text)
        assert "Pain 6. Do you know this pain?" in ana.last.plain


async def test_a_score_is_typed_below_its_question() -> None:
    """A number instead of a button."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("/pain")
        await ana.tap("6 · Hip")
        await ana.tap("Both", ana.last)
        await ana.say("4")
        assert "Pain 4. Do you know this pain?" in ana.last.plain


@pytest.mark.parametrize("text", ["/pain 11", "/pain -1", "pain 11", "/pain 100"])
async def test_a_score_out_of_range_gets_a_sentence(text: str) -> None:
    """Nothing is stored, nothing is screened."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say(text)
        assert "Pain goes from 0 to 10." in ana.last.plain
        assert await story.rows("pain_reports") == []


@pytest.mark.parametrize("taps", [("8 · Knee",), ("8 · Knee", "Left")])
async def test_a_score_typed_before_it_is_asked_is_taken(taps: tuple[str, ...]) -> None:
    """At "which side?" a 9 is how much it hurts."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("/pain")
        await ana.tap_each(*taps)
        await ana.say("9")
        assert "See a doctor today" in ana.last.plain
        (report,) = await story.rows("pain_reports")
        assert (report["region"], report["score"]) == ("knee", 9)


async def test_a_score_typed_once_more_replaces_the_one_before() -> None:
    """Below "do you know this pain?"."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("pain 2")
        await ana.say("8")
        assert "Chest pain or breathless" in ana.last.labels()
        assert (await story.rows("pain_reports"))[-1]["score"] == 8


@pytest.mark.parametrize("text", ["8", "2"])
async def test_a_number_typed_below_the_drawing_may_be_a_place_or_a_score(text: str) -> None:
    """The places have numbers: it is asked, and never taken for minutes."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("knee is killing me")
        await ana.say(text)
        assert "is it the place, or how much it hurts?" in ana.last.plain
        await ana.tap(f"Pain {text} of 10")
        assert (await story.rows("pain_reports"))[-1]["score"] == int(text)
        assert ("Chest pain or breathless" in ana.last.labels()) == (text == "8")
        assert await story.rows("walks") == []


async def test_the_place_meant_goes_on_with_its_questions() -> None:
    """Place 8 is the knee; a number that is no score is a place at once."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("/pain")
        await ana.say("8")
        await ana.tap("8 · Knee", ana.last)
        assert "which side" in ana.last.plain
        await ana.say("/pain")
        await ana.say("11")
        assert (await story.rows("pain_reports"))[-1]["region"] == "hand"


async def test_yes_and_no_are_typed_too() -> None:
    """To a question of yes or no they are its answer; to another it comes again."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("pain 4")
        await ana.say("yes")
        assert "Do you know this pain?" in ana.last.plain
        await ana.tap("Yes, my usual pain")
        await ana.say("yes")
        await ana.say("no")
        (report,) = await story.rows("pain_reports")
        assert (report["worse_walking"], report["at_night"]) == (1, 0)
        assert report["finished_at"] is not None


@pytest.mark.parametrize("text", ["8", "still 8", "I meant 8"])
async def test_a_number_out_of_the_blue_may_be_pain(text: str) -> None:
    """It is asked about, as minutes and as pain; nothing is noted before."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say(text)
        assert {"Yes, 8 min", "No, my pain is 8"} <= set(ana.last.labels())
        await ana.tap("No, my pain is 8")
        assert "Chest pain or breathless" in ana.last.labels()
        assert await story.rows("walks") == []


async def test_more_than_ten_is_no_pain() -> None:
    """Nor is a walk of yesterday the pain of now."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("12")
        assert "Yes, 12 min" in ana.last.labels()
        assert not any("my pain is" in label for label in ana.last.labels())


@pytest.mark.parametrize(
    "text",
    [
        "my back is worse today",
        "much worse",
        "it got much worse",
        "no, pain 8",
        "hoy tengo la espalda peor",
        "mucho peor",
    ],
)
async def test_worse_asks_where_and_how_much(text: str) -> None:
    """It is neither unknown nor good to hear."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say(text)
        assert "Where does it hurt" in ana.last.plain or "Chest pain or breathless" in ana.last.labels()
