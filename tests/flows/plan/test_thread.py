"""Seven short notes about fear and pacing, inside the daily nudge, for who is little sure of walking; a tap ends it."""

from datetime import date, timedelta

import pytest

from tests.support.reasons import MADRID, live, told
from tests.support.settled import context_of
from tests.support.story import LIBRARY, Person, Story

NOTES = LIBRARY.words["en"].thread
STOP = "Stop these notes"


def notes_of(ana: Person) -> list[str]:
    """Return which notes were said, in their order."""
    return [key for bubble in ana.bubbles for key, note in NOTES.items() if note in bubble.plain]


async def test_seven_nudges_bring_seven_notes() -> None:
    """No extra message; each note stands in the nudge, with the way to stop; then the nudge is as before."""
    async with Story.open() as story:
        ana = await told(story, sure="3")
        assert "next 7 daily messages" in ana.last.plain
        before = len(ana.bubbles)
        await live(story, ana, date(2026, 11, 24), 9)
        assert notes_of(ana) == list(NOTES)
        carrying = [bubble for bubble in ana.bubbles[before:] if STOP in bubble.labels()]
        assert len(carrying) == 7
        assert all(bubble.plain.startswith("Today") and len(bubble.plain) <= 500 for bubble in carrying)
        assert [row["ended_by"] for row in await story.rows("threads")] == ["told"]


@pytest.mark.parametrize(("sure", "begins"), [("0", True), ("6", True), ("7", False), ("10", False)])
async def test_below_seven_is_little(sure: str, begins: bool) -> None:
    """From seven on nothing follows."""
    async with Story.open() as story:
        ana = await told(story, sure=sure)
        assert (STOP in ana.last.labels()) == begins
        await story.until("2026-11-24 10:00", MADRID)
        assert bool(notes_of(ana)) == begins


async def test_a_tap_ends_them_for_good() -> None:
    """Below the first answer or below a nudge; a second tap says the same; a later low answer starts none."""
    for days in (0, 2):
        async with Story.open() as story:
            ana = await told(story, sure="2")
            await live(story, ana, date(2026, 11, 24), days)
            for _ in range(2):
                await ana.tap(STOP)
                assert ana.toasts[-1].startswith("Good. The notes about pain do not come any more.")
            await live(story, ana, date(2026, 11, 24) + timedelta(days=days), 4)
            assert len(notes_of(ana)) == days
            assert [row["ended_by"] for row in await story.rows("threads")] == ["tap"]


@pytest.mark.parametrize(
    ("said", "why"),
    [("/pause 3", "pause"), ("stop", "pause"), ("i want to kill myself", "danger"), ("I took 40 pills", "danger")],
)
async def test_a_pause_and_a_danger_end_them(said: str, why: str) -> None:
    """After that they do not come back by themselves."""
    async with Story.open() as story:
        ana = await told(story, sure="2")
        await story.until("2026-11-24 10:00", MADRID)
        await ana.say(said)
        assert [row["ended_by"] for row in await story.rows("threads")] == [why]
        await story.until("2026-11-30 10:00", MADRID)
        assert len(notes_of(ana)) == 1


async def test_an_emergency_ends_them() -> None:
    """Once the questions come to one."""
    async with Story.open() as story:
        ana = await told(story, sure="2")
        await ana.say("I have chest pain")
        await ana.tap_each("Chest pain", "Go on", "Yes")
        assert [row["rule"] for row in await story.rows("holds")] == ["EMERGENCY"]
        assert [row["ended_by"] for row in await story.rows("threads")] == ["danger"]


async def test_none_on_a_hard_day() -> None:
    """Severe pain, a flare, an open question: that day's message has none, and it waits for a better one."""
    async with Story.open() as story:
        ana = await told(story, sure="2")
        await story.until("2026-11-24 10:00", MADRID)
        assert len(notes_of(ana)) == 1
        async with context_of(story) as walker:
            walker.tx.run(
                "INSERT INTO holds (user_id, rule, opened_at, opened_on) VALUES (1, 'FLARE', ?, ?)",
                (walker.now, walker.today),
            )
        await story.until("2026-11-26 10:00", MADRID)
        assert len(notes_of(ana)) == 1
        async with context_of(story) as walker:
            walker.tx.run("UPDATE holds SET closed_at = ?, closed_by = 'user'", (walker.now,))
        await story.until("2026-11-27 10:00", MADRID)
        assert notes_of(ana) == ["alarm", "signs"]
        await ana.say("pain 8")
        await story.until("2026-11-29 10:00", MADRID)
        assert notes_of(ana) == ["alarm", "signs"]


async def test_a_silent_person_gets_none() -> None:
    """After silence the nudge asks first, pain or life: no note is used up by a message that does not bring it."""
    async with Story.open() as story:
        ana = await told(story, sure="2")
        story.in_touch = False
        await story.until("2026-12-08 10:00", MADRID)
        [row] = await story.rows("threads")
        assert row["told"] == len(notes_of(ana)) <= 2


async def test_later_and_back_shows_the_same_note() -> None:
    """And once it was stopped, none."""
    async with Story.open() as story:
        ana = await told(story, sure="2")
        await story.until("2026-11-24 09:00", MADRID)
        await ana.tap("Later", ana.last)
        await ana.tap("Back", ana.last)
        assert NOTES["alarm"] in ana.last.plain
        assert STOP in ana.last.labels()
        await ana.tap(STOP, ana.last)
        await ana.tap("Later", ana.last)
        await ana.tap("Back", ana.last)
        assert NOTES["alarm"] not in ana.last.plain
        assert STOP not in ana.last.labels()


def test_each_note_is_short_in_every_language() -> None:
    """Four hundred characters at most."""
    for words in LIBRARY.words.values():
        assert words.thread.keys() == LIBRARY.thread.keys()
        assert all(len(note) <= 400 for note in words.thread.values())
