"""Silence, lived through: fewer nudges, then none, and back at once."""

from datetime import date

from tests.support.settled import settle
from tests.support.story import Person, Story

ZONE = "Europe/Madrid"


async def silent(story: Story) -> Person:
    """Return someone who was heard on Monday, November 23rd, and never since."""
    ana = await settle(story)
    story.in_touch = False
    await ana.say("/today")
    return ana


async def sent_on(story: Story) -> list[int]:
    """Return after how many days a daily nudge was said."""
    rows = [row for row in await story.rows("nudges") if row["kind"] == "daily" and row["status"] == "sent"]
    return [(date.fromisoformat(row["on_day"]) - date(2026, 11, 23)).days for row in rows]


async def test_nudges_thin_out_and_end() -> None:
    """The next day, then day 2, 4, 7, 14 and 30; then nothing for months."""
    async with Story.open() as story:
        ana = await silent(story)
        await story.until("2027-03-01 12:00", ZONE)
        assert (await sent_on(story))[-6:] == [1, 2, 4, 7, 14, 30]
        assert "leave you in peace" in ana.last.plain


async def test_pain_or_life() -> None:
    """The first question; pain opens the report, life offers the day."""
    async with Story.open() as story:
        ana = await silent(story)
        await story.until("2026-11-25 12:00", ZONE)
        assert "Is it pain, or just life?" in ana.last.plain
        asked = ana.last
        await ana.tap("Just life")
        assert "▶ Start" in ana.last.labels()
        await story.until("2026-11-27 12:00", ZONE)
        asked = next(b for b in reversed(ana.bubbles) if "It is pain" in b.labels())
        await ana.tap("It is pain", asked)
        assert "Where does it hurt" in ana.last.plain or "Where does it hurt" in asked.plain


async def test_half_is_offered_on_the_fourth_day() -> None:
    """Half of the day's minutes, done in one tap."""
    async with Story.open() as story:
        ana = await silent(story)
        await story.until("2026-11-27 12:00", ZONE)
        minutes = ana.last.plain.split("How about ")[1].split()[0]
        await ana.tap("Done")
        (walk,) = await story.rows("walks")
        assert walk["minutes"] == int(minutes)


async def test_whoever_answers_is_back() -> None:
    """After three weeks a word is enough: the next day brings a nudge again."""
    async with Story.open() as story:
        ana = await silent(story)
        await story.until("2026-12-14 12:00", ZONE)
        await ana.say("/today")
        await story.until("2026-12-15 12:00", ZONE)
        assert "Today:" in ana.last.plain


async def test_a_break_is_no_silence() -> None:
    """After two weeks of pause the nudges come as before."""
    async with Story.open() as story:
        ana = await silent(story)
        await ana.say("/pause 14")
        await story.until("2026-12-08 12:00", ZONE)
        assert "Your break is over" in "".join(b.plain for b in ana.bubbles)
        assert "pain, or just life" not in "".join(b.plain for b in ana.bubbles)
