"""One pending daily nudge, whatever happens to zone, hour, days, pause and clock."""

from datetime import date, datetime, timedelta

import pytest

from bot.domain.coaching.pause import UNTIL_TOLD
from bot.facts import people, scheduling
from bot.facts.context import Walker
from bot.store.delivery import nudges
from bot.store.delivery.nudges import Nudge
from tests.support.settled import context_of, settle
from tests.support.story import MONDAY, Story


async def ledger(story: Story, kind: str = "daily") -> list[tuple[str, str, str]]:
    return [(row["key"], row["due_at"], row["status"]) for row in await story.rows("nudges") if row["kind"] == kind]


async def change(story: Story, **fields: object) -> None:
    async with context_of(story) as context:
        scheduling.plan_daily(people.update(context, **fields))


async def said(story: Story, status: str = "sent") -> None:
    """Claim the daily nudge and plan the next, as a tick does."""
    async with context_of(story) as context:
        nudge = claimed(context)
        if status != "sent":
            nudges.unsaid(context.tx, nudge.nudge_id, status)
        scheduling.plan_next(context, nudge)


def claimed(walker: Walker) -> Nudge:
    """Claim the daily nudge, however soon it is due."""
    pending = nudges.find_pending(walker.tx, walker.user_id, "daily")
    assert pending is not None
    [nudge] = nudges.claim(walker.tx, [pending.nudge_id], walker.now)
    return nudge


async def test_planning_twice_changes_nothing() -> None:
    """The plan follows from the profile alone."""
    async with Story.open() as story:  # Monday 09:00 in Madrid: today's hour has just come
        await settle(story)
        before = await story.rows("nudges")
        await change(story)
        assert await story.rows("nudges") == before
        assert await ledger(story) == [("daily:2026-11-24", "2026-11-24T08:00:00Z", "pending")]


async def test_a_later_hour_today_is_today() -> None:
    """The hour that has not come yet today is today's."""
    async with Story.open() as story:
        await settle(story, nudge_minute=18 * 60)
        assert await ledger(story) == [("daily:2026-11-23", "2026-11-23T17:00:00Z", "pending")]


async def test_nothing_before_the_first_walk() -> None:
    """Whoever starts on Thursday hears nothing before."""
    async with Story.open() as story:
        await settle(story, first_walk_on=date(2026, 11, 26))
        assert [key for key, _, _ in await ledger(story)] == ["daily:2026-11-26"]


async def test_a_new_zone_moves_the_nudge_under_its_key() -> None:
    """The same local day, another instant, still one row."""
    async with Story.open() as story:
        await settle(story)
        await change(story, zone="America/New_York")
        keys = {key: status for key, _, status in await ledger(story)}
        # In New York it is still the small hours of Monday: nine o'clock is to come there.
        assert keys == {"daily:2026-11-24": "cancelled", "daily:2026-11-23": "pending"}
        await change(story, zone="Europe/Madrid")
        assert [row for row in await ledger(story) if row[2] == "pending"] == [
            ("daily:2026-11-24", "2026-11-24T08:00:00Z", "pending")
        ]


async def test_flying_west_after_the_nudge_brings_no_second_one() -> None:
    """Monday's nudge was said in Madrid; in Honolulu Monday is still to come, and stays quiet."""
    async with Story.open() as story:
        await settle(story)
        story.clock.instant = MONDAY + timedelta(days=1)
        await said(story)
        await change(story, zone="Pacific/Honolulu")
        pending = [key for key, _, status in await ledger(story) if status == "pending"]
        assert pending == ["daily:2026-11-25"]


async def test_changing_the_hour_after_the_nudge_is_for_tomorrow() -> None:
    """Nobody is nudged twice on the day on which they choose a later hour."""
    async with Story.open() as story:
        await settle(story)
        story.clock.instant = MONDAY + timedelta(days=1)
        await said(story)
        await change(story, nudge_minute=18 * 60)
        pending = [key for key, _, status in await ledger(story) if status == "pending"]
        assert pending == ["daily:2026-11-25"]


async def test_a_nudge_that_is_due_stays_due() -> None:
    """A change between its time and the tick does not swallow today's nudge."""
    async with Story.open() as story:
        await settle(story)
        story.clock.instant = MONDAY + timedelta(days=1, seconds=3)
        await change(story, walk_days=(0, 1, 2))
        assert ("daily:2026-11-24", "2026-11-24T08:00:00Z", "pending") in await ledger(story)


async def test_a_pause_and_its_end() -> None:
    """During a pause the next nudge is the first one after it; until told there is none; coming back plans anew."""
    async with Story.open() as story:
        await settle(story)
        await change(story, paused_until=MONDAY + timedelta(days=7))
        pending = [key for key, _, status in await ledger(story) if status == "pending"]
        assert pending == ["daily:2026-11-30"]
        await change(story, paused_until=UNTIL_TOLD)
        assert all(status == "cancelled" for _, _, status in await ledger(story))
        await change(story, paused_until=None)
        pending = [key for key, _, status in await ledger(story) if status == "pending"]
        assert pending == ["daily:2026-11-24"]


async def test_a_clock_a_year_ahead_and_back_does_not_silence_anybody() -> None:
    """What was settled in a year that has not come does not count."""
    async with Story.open() as story:
        await settle(story)
        story.clock.instant = MONDAY + timedelta(days=365)
        await said(story, "skipped")
        await said(story, "sent")
        story.clock.instant = MONDAY + timedelta(hours=1)
        await change(story)
        pending = [key for key, _, status in await ledger(story) if status == "pending"]
        assert pending == ["daily:2026-11-25"]


@pytest.mark.parametrize("reminder", [True, False])
async def test_the_evening_follows_the_zone_and_the_wish(reminder: bool) -> None:
    """A pending reminder moves with the zone and goes when it is not wanted."""
    async with Story.open() as story:
        await settle(story)
        story.clock.instant = MONDAY + timedelta(days=1)
        async with context_of(story) as context:
            nudge = claimed(context)
            scheduling.plan_next(context, nudge)
            scheduling.plan_evening(context, nudge)
        assert await ledger(story, "evening") == [("evening:2026-11-24", "2026-11-24T18:00:00Z", "pending")]
        await change(story, zone="Europe/London", evening_reminder=reminder)
        [(_, due_at, status)] = await ledger(story, "evening")
        assert status == ("pending" if reminder else "cancelled")
        assert due_at == ("2026-11-24T19:00:00Z" if reminder else "2026-11-24T18:00:00Z")


async def test_the_store_itself_refuses_a_second_pending_nudge() -> None:
    """The partial index is the last guard."""
    async with Story.open() as story:
        await settle(story)
        with pytest.raises(Exception, match=r"(?i)unique"):
            async with context_of(story) as context:
                other = datetime.fromisoformat("2026-12-01T09:00:00Z")
                nudges.plan(context.tx, 1, "daily:2026-12-01", "daily", other, date(2026, 12, 1))
