"""Coming back after days or weeks away."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.coaching.plan import Dose
from bot.domain.coaching.profile import EVERY_DAY
from bot.facts import offer
from bot.store.diary import doses, walks
from tests.support.settled import context_of, settle
from tests.support.story import Story

MONDAY = date(2026, 11, 23)


async def walked(story: Story, day: date, minutes: int = 11, worst: int = 1) -> None:
    """Put a walk of a day into the store."""
    at = datetime(day.year, day.month, day.day, 11, tzinfo=UTC)
    async with context_of(story) as context:
        walk = walks.open_walk(context.tx, 1, day, offered_minutes=minutes, target=True, gate_pain=1, started_at=at)
        walks.update(context.tx, walk, minutes=minutes, worst_pain=worst, effort="easy", logged_at=at)


async def offered(story: Story) -> tuple[int, str | None]:
    """Return what today asks for, and why it is less."""
    async with context_of(story) as context:
        found = offer.todays_offer(context)
        return found.minutes, found.reason


async def test_ten_days_away_make_the_first_week_back_smaller() -> None:
    """Four fifths of 11 until a week after the first walk; then all of it."""
    async with Story.open(datetime(2026, 12, 4, 9, tzinfo=UTC)) as story:
        await settle(story, 1)
        await walked(story, MONDAY)
        await walked(story, date(2026, 12, 3))
        assert await offered(story) == (9, "gap")
        story.clock.instant += timedelta(days=7)
        await walked(story, date(2026, 12, 9))
        assert await offered(story) == (11, None)


async def test_five_weeks_away_lead_back_to_the_start_dose() -> None:
    """The stored 25 minutes give way to the 11 of the start, and the Monday message says so."""
    async with Story.open(datetime(2026, 12, 30, 7, tzinfo=UTC)) as story:
        ana = await settle(story, 1)
        await walked(story, MONDAY)
        async with context_of(story) as context:
            doses.decide(
                context.tx,
                1,
                Dose(25, 1, 5),
                walk_days=EVERY_DAY,
                from_on=MONDAY,
                reason="review",
                evidence={},
                now=datetime(2026, 11, 23, 9, tzinfo=UTC),
            )
        assert await offered(story) == (11, None)
        await walked(story, date(2026, 12, 30))
        await story.until("2027-01-04 09:00", zone="Europe/Madrid")
        said = [bubble.plain for bubble in ana.bubbles]
        assert any("We start again at 11 min a walk." in text for text in said), said
        assert [row["minutes"] for row in await story.rows("doses")] == [11, 25, 11]


async def test_a_walk_that_turns_red_after_the_review_counts_in_the_next_one() -> None:
    """Sunday's walk had not settled on Monday at eight, after the review of seven."""
    async with Story.open(datetime(2026, 11, 23, 5, tzinfo=UTC)) as story:
        await settle(story, 1, nudge_minute=7 * 60)
        for day in range(7):
            await walked(story, MONDAY + timedelta(days=day), worst=4 if day == 6 else 1)
        await story.until("2026-11-30 07:00", zone="Europe/Madrid")
        async with context_of(story) as context:
            sunday = (walks.of_day(context.tx, 1, date(2026, 11, 29)))[0]
            walks.update(context.tx, sunday, settled=False)
        for day in range(7, 14):
            await walked(story, MONDAY + timedelta(days=day))
        await story.until("2026-12-07 07:00", zone="Europe/Madrid")
        assert [row["outcome"] for row in await story.rows("reviews")] == ["PROGRESS", "HOLD"]
        assert (await story.rows("reviews"))[-1]["reason"] == "red"


async def test_short_walks_are_no_absence() -> None:
    """Who walks three of eleven minutes a day is there: nothing welcomes them back, and the week is named for it."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("11 min pain 1 easy")
        for _ in range(14):
            await story.until(story.clock.instant + timedelta(days=1))
            await ana.say("3 min pain 1 easy")
        said = [bubble.plain for bubble in ana.bubbles]
        assert not any("have you back" in text for text in said)
        assert not any("You were away" in text for text in said)
        assert any("Your walks were shorter than planned for a while." in text for text in said)


async def test_ten_days_without_a_walk_are_one() -> None:
    """The first walk afterwards is welcomed, and the week says why it stays."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("11 min pain 1 easy")
        await story.until("2026-12-04 10:00", zone="Europe/Madrid")
        await ana.say("11 min pain 1 easy")
        assert any("Good to have you back." in bubble.plain for bubble in ana.bubbles)
        await story.until("2026-12-05 10:00", zone="Europe/Madrid")
        await ana.say("11 min pain 1 easy")
        assert "Good to have you back." not in ana.last.plain
        await story.until("2026-12-07 10:00", zone="Europe/Madrid")
        assert any("You were away for a while." in bubble.plain for bubble in ana.bubbles)


@pytest.mark.parametrize("back_on", [date(2026, 12, 7), date(2026, 12, 8)])
async def test_the_first_week_back_makes_nothing_grow(back_on: date) -> None:
    """Its walks were a fifth smaller, whether it was begun on the Monday or later."""
    async with Story.open() as story:
        await settle(story)
        for number in range(5):
            await walked(story, MONDAY + timedelta(days=number))
        for number in range((date(2026, 12, 14) - back_on).days):
            await walked(story, back_on + timedelta(days=number))
        await story.until("2026-12-14 10:00", zone="Europe/Madrid")
        review = (await story.rows("reviews"))[-1]
        assert (review["week_on"], review["outcome"], review["reason"]) == ("2026-12-07", "HOLD", "gap")
