"""Danger told in a break, or after STOP: one quiet question the next day, announced, and the silence goes on."""

import pytest

from tests.flows.test_never_the_wrong_way import sends_walking
from tests.support.settled import context_of, settle
from tests.support.story import Bubble, Person, Story

SILENCES = ("/pause 7", "/stop", "stop", "/pause 60")
DANGER = {
    "en": ("my chest feels tight and my left arm is numb", "Chest pain or breathless", "None of these"),
    "es": ("se me durmió la entrepierna y no controlo el pis", "Entrepierna dormida, orina o heces", "Nada de esto"),
}
ANNOUNCED = {"en": "ask once more tomorrow", "es": "Mañana pregunto una vez más"}
ASKED_IN_A_BREAK = {"en": "ask tomorrow about what you told me", "es": "mañana pregunto por lo que me contaste"}
NOT_AGAIN = {"en": "I do not ask again", "es": "No pregunto otra vez"}


async def silent(story: Story, language: str, silence: str) -> Person:
    """Return somebody with a plan who asked to be left in peace."""
    ana = await settle(story)
    await ana.speak(language)
    await ana.say(silence)
    return ana


async def since(story: Story, ana: Person, **span: float) -> list[Bubble]:
    """Let time pass, and return what was said meanwhile."""
    count = len(ana.bubbles)
    await story.wait(**span)
    return ana.bubbles[count:]


@pytest.mark.parametrize("language", DANGER)
@pytest.mark.parametrize("silence", SILENCES)
async def test_red_flags_left_unanswered_are_asked_about_once(language: str, silence: str) -> None:
    """At the person's own hour; never again, and no daily prompt with it."""
    async with Story.open() as story:
        ana = await silent(story, language, silence)
        words, label, _ = DANGER[language]
        await ana.say(words)
        assert ANNOUNCED[language] in ana.last.plain
        assert await since(story, ana, hours=23.9) == []
        (asked,) = await since(story, ana, days=5)
        assert label in asked.labels()
        assert NOT_AGAIN[language] in asked.plain
        assert not sends_walking(asked)


@pytest.mark.parametrize("language", DANGER)
@pytest.mark.parametrize("silence", SILENCES)
async def test_after_the_answer_the_silence_goes_on(language: str, silence: str) -> None:
    """Whatever the answer is: no walk, no nudge."""
    async with Story.open() as story:
        ana = await silent(story, language, silence)
        words, _, none = DANGER[language]
        await ana.say(words)
        await story.wait(days=1)
        for _ in range(3):
            await ana.tap(none, ana.last)
        assert not sends_walking(ana.last)
        assert await since(story, ana, days=5) == []
        async with context_of(story) as context:
            assert context.profile is not None
            assert context.profile.paused_until is not None


@pytest.mark.parametrize("language", DANGER)
async def test_what_was_answered_is_not_asked_about(language: str) -> None:
    """The questions were over on the same day."""
    async with Story.open() as story:
        ana = await silent(story, language, "/stop")
        words, _, none = DANGER[language]
        await ana.say(words)
        for _ in range(3):
            await ana.tap(none, ana.last)
        assert await since(story, ana, days=5) == []


@pytest.mark.parametrize("language", DANGER)
async def test_stop_ends_that_question_too_and_says_that_something_is_open(language: str) -> None:
    """STOP wins: nothing comes, and its answer says where help is."""
    async with Story.open() as story:
        ana = await silent(story, language, "/pause 7")
        await ana.say(DANGER[language][0])
        await ana.say("stop")
        assert "112" in ana.last.plain
        assert await since(story, ana, days=10) == []


@pytest.mark.parametrize("language", DANGER)
async def test_a_break_after_danger_keeps_the_question(language: str) -> None:
    """A break asked for while the questions are open is a break from walks."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.speak(language)
        words, label, _ = DANGER[language]
        await ana.say(words)
        await ana.say("/pause 14")
        assert ASKED_IN_A_BREAK[language] in ana.last.plain
        (asked,) = await since(story, ana, days=5)
        assert label in asked.labels()


CHEST = {"en": DANGER["en"][:2], "es": ("me duele el pecho", "Dolor de pecho, falta de aire")}
TODAY = {"en": "ask once more today", "es": "Hoy pregunto una vez más"}


async def marked(story: Story, ana: Person, language: str) -> str:
    """Mark what was told of on the first question about it, and return what stands there then."""
    label = CHEST[language][1]
    asked = next(said for said in ana.bubbles if label in said.labels())
    await ana.tap(label, asked)
    return next(said for said in ana.bubbles if said.message_id == asked.message_id).plain


@pytest.mark.parametrize("language", DANGER)
async def test_after_stop_the_questions_announce_no_other(language: str) -> None:
    """Also on the day of the danger."""
    async with Story.open() as story:
        ana = await silent(story, language, "/pause 30")
        await ana.say(CHEST[language][0])
        await ana.say("stop")
        shown = await marked(story, ana, language)
        assert ANNOUNCED[language] not in shown
        assert NOT_AGAIN[language] in shown


@pytest.mark.parametrize("language", DANGER)
async def test_the_next_morning_the_questions_say_that_one_more_comes(language: str) -> None:
    """Before its hour it is still to come."""
    async with Story.open() as story:
        ana = await silent(story, language, "/pause 30")
        await ana.say(CHEST[language][0])
        await story.until("2026-11-24 07:00", "Europe/Madrid")
        assert TODAY[language] in await marked(story, ana, language)


DESPAIR = {
    "en": ("I want to die", "A little better", "Send my walks again", "I meant something else"),
    "es": ("ya no quiero vivir", "Un poco mejor", "Volver a mis caminatas", "Quise decir otra cosa"),
}


@pytest.mark.parametrize("language", DESPAIR)
@pytest.mark.parametrize("silence", SILENCES)
async def test_despair_is_asked_about_once_and_the_silence_goes_on(language: str, silence: str) -> None:
    """The answer is no wish for nudges."""
    async with Story.open() as story:
        ana = await silent(story, language, silence)
        words, better, *_ = DESPAIR[language]
        await ana.say(words)
        (asked,) = await since(story, ana, days=2)
        await ana.tap(better, asked)
        assert await since(story, ana, days=4) == []


@pytest.mark.parametrize("language", DESPAIR)
@pytest.mark.parametrize("silence", SILENCES)
async def test_who_asks_for_walks_again_gets_them_and_who_was_misheard_stays_in_peace(
    language: str, silence: str
) -> None:
    """ "Send my walks again" ends the silence as well; "something else" does not."""
    async with Story.open() as story:
        ana = await silent(story, language, silence)
        words, better, back, other = DESPAIR[language]
        await ana.say(words)
        (asked,) = await since(story, ana, days=1)
        await ana.tap(other, asked)
        assert await since(story, ana, days=3) == []
        assert "/resume" in ana.last.plain
        await ana.say(words)
        await story.wait(days=1)
        await ana.tap(better, ana.last)
        await ana.tap(back, ana.last)
        assert any(sends_walking(said) for said in await since(story, ana, days=2))


@pytest.mark.parametrize("silence", SILENCES)
@pytest.mark.parametrize("logged", ["12 min pain 3", "12 min pain 8"])
async def test_a_walk_told_in_the_silence_is_not_followed_up(silence: str, logged: str) -> None:
    """Neither after two hours, nor next morning, nor a week later; red flags of severe pain are danger told."""
    async with Story.open() as story:
        ana = await silent(story, "en", silence)
        await ana.say(logged)
        while "None of these" in ana.last.labels():
            await ana.tap("None of these", ana.last)
        assert await since(story, ana, days=6) == []


@pytest.mark.parametrize("language", DESPAIR)
async def test_stop_after_words_of_despair_says_where_help_is(language: str) -> None:
    """It stops all the same."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.speak(language)
        await ana.say(DESPAIR[language][0])
        await ana.say("stop")
        assert "112" in ana.last.plain
        assert await since(story, ana, days=3) == []


@pytest.mark.parametrize("language", DANGER)
async def test_back_from_a_break_what_is_open_comes_at_once(language: str) -> None:
    """Not only with the next nudge."""
    async with Story.open() as story:
        ana = await silent(story, language, "/stop")
        words, label, _ = DANGER[language]
        await ana.say(words)
        await story.wait(days=3)
        await ana.say("/resume")
        assert label in ana.last.labels()


async def test_home_from_hospital_an_open_question_comes_once() -> None:
    """Not a second time in the place of the day."""
    async with Story.open() as story:
        ana = await silent(story, "en", "I'm in hospital")
        await ana.say(DANGER["en"][0])
        await story.wait(days=2)
        count = len(ana.bubbles)
        await ana.say("I'm home from hospital")
        assert sum(DANGER["en"][1] in said.labels() for said in ana.bubbles[count:]) == 1
