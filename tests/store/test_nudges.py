"""The ledger of nudges: keys exist once, one daily nudge is pending, failures wait."""

from datetime import date, timedelta
from typing import Any

import pytest

from bot.store.database import Values
from bot.store.delivery import nudges
from tests.support.states import mid_onboarding
from tests.support.story import MONDAY, Story

DAY = date(2026, 11, 23)


async def test_a_key_exists_once() -> None:
    """Pending: it gets the new time. Cancelled: it comes back. Sent: it stays as it is."""
    async with Story.open() as story:
        await mid_onboarding(story, 1)
        async with story.engine.database.transaction() as tx:
            for hours in (1, 2):
                nudges.plan(tx, 1, "two-hour:1", "two_hour", MONDAY + timedelta(hours=hours), DAY)
            pending = nudges.find_pending(tx, 1, "two_hour")
            assert pending is not None
            assert pending.due_at == MONDAY + timedelta(hours=2)
            nudges.cancel(tx, 1, "two_hour")
            assert nudges.find_pending(tx, 1, "two_hour") is None
            nudges.plan(tx, 1, "two-hour:1", "two_hour", MONDAY + timedelta(hours=3), DAY)
            assert nudges.find_pending(tx, 1, "two_hour") is not None
            assert nudges.claim(tx, [pending.nudge_id], MONDAY)
            nudges.plan(tx, 1, "two-hour:1", "two_hour", MONDAY + timedelta(hours=4), DAY)
            assert nudges.find_pending(tx, 1, "two_hour") is None
            assert len(nudges.of_day(tx, 1, "two_hour", DAY)) == 1


async def test_a_daily_nudge_takes_the_place_of_the_other() -> None:
    """Planning another day cancels the one that was pending."""
    async with Story.open() as story:
        await mid_onboarding(story, 1)
        async with story.engine.database.transaction() as tx:
            for ahead in (0, 1, 0):
                day = DAY + timedelta(days=ahead)
                nudges.plan_daily(tx, 1, day, MONDAY + timedelta(days=ahead))
        rows = [(row["key"], row["status"]) for row in await story.rows("nudges")]
        assert rows == [("daily:2026-11-23", "pending"), ("daily:2026-11-24", "cancelled")]


async def test_what_is_put_off_waits() -> None:
    """A failed nudge is not due before its retry; the next one is."""
    async with Story.open() as story:
        await mid_onboarding(story, 1)
        async with story.engine.database.transaction() as tx:
            nudges.plan(tx, 1, "a", "two_hour", MONDAY - timedelta(minutes=2), DAY)
            nudges.plan(tx, 1, "b", "two_hour", MONDAY - timedelta(minutes=1), DAY)
            later = MONDAY + timedelta(minutes=1)
            first, second = (one.nudge_id for one in nudges.due(tx, {"two_hour": 9}, MONDAY))
            nudges.put_off(tx, first, later)
            assert nudges.due(tx, {"two_hour": 9}, MONDAY) == [nudges.Due(1, second, "two_hour")]
            assert nudges.claim(tx, [second], MONDAY)
            assert nudges.due(tx, {"two_hour": 9}, MONDAY) == []
            assert nudges.claim(tx, [second], later) == []
            assert nudges.due(tx, {"two_hour": 9}, later) == [nudges.Due(1, first, "two_hour")]
            [again] = nudges.claim(tx, [first], later)
            assert (again.key, again.tries) == ("a", 1)


@pytest.mark.sqlite
async def test_what_is_due_is_found_without_looking_through_everybody() -> None:
    """The index of pending nudges gives them in the order of time: a tick costs the same with a hundred thousand."""
    async with Story.open() as story, story.engine.database.transaction() as tx:
        asked: list[str] = []
        read = tx._read

        def noted(sql: str, values: Values) -> list[Any]:
            asked.append(sql)
            return read(sql, values)

        tx._read = noted  # type: ignore[method-assign]
        nudges.due(tx, {"daily": 9, "evening": 9}, MONDAY)
        nudges.earliest_due(tx)
        assert len(asked) == 2
        for sql in asked:
            values = (MONDAY,) * sql.count("?")
            steps = [row["detail"] for row in read(f"EXPLAIN QUERY PLAN {sql}", values)]
            looked = [step for step in steps if " nudges " in step]
            assert looked
            assert all("nudges USING INDEX nudges_due" in step for step in looked)
            # Only what a batch has room for is sorted, after each part was cut to size.
            assert sum("TEMP" in step for step in steps) == ("UNION" in sql)
