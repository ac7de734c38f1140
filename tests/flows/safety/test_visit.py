"""A week after the advice to see somebody."""

import pytest

from tests.support.settled import settle
from tests.support.story import Person, Story

ASKED = "Could you see a physical therapist?"


async def severe_pain(ana: Person) -> None:
    """Report pain 8 without a red flag: rest, and see a physical therapist."""
    await ana.say("pain 8")
    for label in ("None of these", "None of these", "None of these"):
        await ana.tap(label, ana.last)


async def advised(story: Story) -> Person:
    """Return somebody who was told on Monday to see a physical therapist, and is asked on the next one at nine."""
    ana = await settle(story, evening_reminder=False)
    await severe_pain(ana)
    await severe_pain(ana)  # twice: it halves
    await story.until("2026-11-30 09:00", "Europe/Madrid")
    return ana


async def rules(story: Story) -> list[str]:
    """Return the rules of the open holds."""
    return [row["rule"] for row in await story.rows("holds") if row["closed_at"] is None]


async def test_it_is_asked_once_a_week_later() -> None:
    """At the person's own hour, about the newest advice only."""
    async with Story.open() as story:
        ana = await advised(story)
        asked = [bubble for bubble in ana.bubbles if ASKED in bubble.plain]
        assert len(asked) == 1
        assert "November 23" in asked[0].plain
        await story.wait(days=14)
        assert len([bubble for bubble in ana.bubbles if ASKED in bubble.plain]) == 1


@pytest.mark.parametrize(
    ("verdict", "left"), [("Walk as before", []), ("Take it easier", ["EASIER"]), ("No walks for now", ["CLEARANCE"])]
)
async def test_what_they_said_is_what_happens(verdict: str, left: list[str]) -> None:
    """As before ends the hold; easier halves; no walks stops until somebody says otherwise."""
    async with Story.open() as story:
        ana = await advised(story)
        assert await rules(story) == ["SEVERE"]
        await ana.tap("Yes, I went")
        await ana.tap(verdict)
        assert await rules(story) == left
        await ana.say("They want me to stretch my hip every day.")
        assert "Noted, in your own words." in ana.last.plain
        assert [row["words"] for row in await story.rows("visits")] == ["They want me to stretch my hip every day."]


async def test_easier_does_not_end_by_itself() -> None:
    """Only by "I've been checked", which /today offers."""
    async with Story.open() as story:
        ana = await advised(story)
        for label in ("Yes, I went", "Take it easier"):
            await ana.tap(label)
        for _ in range(20):
            await story.wait(days=1)
            await ana.say("6 min pain 0")
        assert await rules(story) == ["EASIER"]
        await story.wait(days=1)
        await ana.say("/today")
        for label in ("I’ve been checked", "Yes, I may walk"):
            await ana.tap(label)
        assert await rules(story) == []


async def test_an_appointment_is_asked_about_a_week_later() -> None:
    """Booked is not yet seen."""
    async with Story.open() as story:
        ana = await advised(story)
        await ana.tap("It is booked")
        assert not any(ASKED in bubble.plain for bubble in ana.bubbles)
        await story.wait(days=8)
        assert len([bubble for bubble in ana.bubbles if ASKED in bubble.plain]) == 1


@pytest.mark.parametrize("label", ["The cost", "The time", "Where to go", "I do not need it"])
async def test_what_is_in_the_way_gets_a_small_answer(label: str) -> None:
    """Nobody is pushed, and what holds goes on holding."""
    async with Story.open() as story:
        ana = await advised(story)
        await ana.tap("Not yet")
        await ana.tap(label)
        row = (await story.rows("visits"))[0]
        assert row["answer"] == "not_yet"
        assert row["detail"]
        assert await rules(story) == ["SEVERE"]


async def test_who_already_sees_somebody_is_told_to_tell_them() -> None:
    """The button is there once, and the next advice speaks of "your" therapist."""
    async with Story.open() as story:
        ana = await settle(story)
        await severe_pain(ana)
        await ana.tap("I already see somebody")
        assert "tell them about this at your next visit" in ana.last.plain
        await story.wait(days=2)
        await severe_pain(ana)
        assert "call your physical therapist" in ana.last.plain
        assert "I already see somebody" not in ana.last.labels()


async def test_a_pause_silences_it_and_foreign_taps_change_nothing() -> None:
    """A pause is a pause; nobody answers for somebody else."""
    async with Story.open() as story:
        ana, ben = await settle(story), await settle(story, 2)
        await severe_pain(ana)
        given = (await story.rows("advice"))[0]["advice_id"]
        await ben.say("/today")
        for data in (f"1:visit:went:{given}", f"1:visit:went:{given}:as_before", "1:visit:went:99", "1:visit"):
            await ben.tap_data(data, ben.last)
        assert await story.rows("visits") == []
        await ana.say("/pause 20")
        await story.until("2026-12-12 12:00", "Europe/Madrid")
        assert not any(ASKED in bubble.plain for bubble in ana.bubbles)
