"""A reason in own words: taken as it is written; danger, a walk, a score, a question are heard as what they are."""

import pytest

from tests.support.reasons import MADRID, SURE, asked
from tests.support.story import Story

LONG = "go swimming in the lake with my sister and her two boys every Sunday morning in summer, as we did before"
OWN_WORDS = [
    ("dance with Rosa", "dance with Rosa"),
    ("  walk to\nthe shop  ", "walk to the shop"),
    ("jugar con mis nietos 👩‍👩‍👧", "jugar con mis nietos 👩‍👩‍👧"),
    ("الصعود إلى البيت", "الصعود إلى البيت"),
    ("💃", "💃"),
    ("<b>run</b> & jump", "<b>run</b> & jump"),
    ("no longer be afraid of stairs", "no longer be afraid of stairs"),
    ("walk 30 minutes without pain", "walk 30 minutes without pain"),
    (LONG, LONG[:79].rstrip() + "…"),
]


@pytest.mark.parametrize(("said", "kept"), OWN_WORDS)
async def test_own_words_are_taken_as_they_are(said: str, kept: str) -> None:
    """Of any script and length; they come back in the nudge as they were written, and never as markup."""
    async with Story.open() as story:
        ana = await asked(story)
        await ana.say(said)
        assert kept in ana.last.plain
        await ana.tap_each("6", "9")
        assert [(row["activity"], row["words"]) for row in await story.rows("reasons")] == [("own", kept)]
        await story.until("2026-11-27 10:00", MADRID)
        assert any(kept in bubble.plain for bubble in ana.bubbles if bubble.plain.startswith("Today"))


@pytest.mark.parametrize("said", ["walk without pain", "play football with my kids although it hurts"])
async def test_an_activity_may_name_pain(said: str) -> None:
    """It tells what somebody wants, not how they are."""
    async with Story.open() as story:
        ana = await asked(story)
        await ana.say(said)
        (reason,) = await story.rows("reasons")
        assert reason["words"] == said


async def test_no_and_numbers_and_scores_are_typed_as_well() -> None:
    """A bare number is no reason; "no" leaves it out; a score may be typed, and nonsense is asked about."""
    async with Story.open() as story:
        ana = await asked(story)
        await ana.say("7")
        assert ana.last.plain.startswith("Write it in a few words.")
        await ana.say("swim in the lake")
        await ana.say("very")
        assert "one number, from 0 to 10" in ana.last.plain
        await ana.say("8 out of 10")
        assert ana.last.plain.startswith(SURE)
        await ana.say("nine")
        assert ana.last.plain.startswith("Noted: swim in the lake.")
        assert [(row["hard"], row["sure"]) for row in await story.rows("reasons")] == [(8, 9)]
    async with Story.open() as story:
        ana = await asked(story)
        await ana.say("no")
        assert ana.last.plain.startswith("All right")


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("i want to kill myself", "Please talk to somebody now"),
        ("I have chest pain", "Chest pain"),
        ("/pain", "Where"),
        ("stop", "I have stopped"),
        ("help", "What would you like to do?"),
        ("15 min pain 3", "Logged"),
        ("20 min, no pain", "Logged"),
        ("I walked 20 minutes", "20 minutes, noted"),
        ("caminé 20 minutos", "20 minutes, noted"),
        ("pain 5", "5"),
        ("pause", "How long"),
    ],
)
async def test_what_is_something_else_is_heard_as_that(said: str, answer: str) -> None:
    """Danger, commands, STOP, a walk, a score of pain: none is taken for a reason."""
    async with Story.open() as story:
        ana = await asked(story)
        before = len(ana.bubbles)
        await ana.say(said)
        new = " ".join(f"{bubble.plain} {bubble.labels()}" for bubble in ana.bubbles[before - 1 :])
        assert answer.casefold() in new.casefold()
        assert [row["activity"] for row in await story.rows("reasons")] == [None]


@pytest.mark.parametrize(
    ("said", "answered"),
    [
        ("my back hurts", "Where does it hurt"),
        ("me duele la espalda", "Where does it hurt"),
        ("8/10", "Write it in a few words"),
        ("seven", "Write it in a few words"),
        ("what is this?", "I do not know the answer"),
    ],
)
async def test_what_hurts_a_score_and_a_question_are_no_activity(said: str, answered: str) -> None:
    """Nobody is told that they walk for "my back hurts"."""
    async with Story.open() as story:
        ana = await asked(story)
        await ana.say(said)
        assert answered in ana.last.plain
        (reason,) = await story.rows("reasons")
        assert reason["activity"] is None


@pytest.mark.parametrize("taps", [("Climb stairs",), ("Climb stairs", "7")])
@pytest.mark.parametrize("said", ["pain 8", "my knee hurts 8", "duele 8"])
async def test_a_score_of_pain_answers_neither_how_hard_nor_how_sure(taps: tuple[str, ...], said: str) -> None:
    """It is severe pain, whatever was asked: no walk, and the red-flag questions."""
    async with Story.open() as story:
        ana = await asked(story)
        await ana.tap_each(*taps)
        before = await story.rows("reasons")
        await ana.say(said)
        assert "No walk for now" in ana.last.plain
        assert await story.rows("reasons") == before
