"""Somebody with a plan and a daily nudge waiting, put straight into the store."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime

from bot.facts import people, scheduling
from bot.facts.context import Walker
from bot.store.database import Database, Transaction
from tests.support.states import onboarded, put_plan
from tests.support.story import LIBRARY, Person, Story


def walker_in(tx: Transaction, user_id: int, now: datetime) -> Walker:
    """Return somebody with a plan."""
    walker = people.meet(tx, user_id, now, LIBRARY, "en")
    assert isinstance(walker, Walker)
    return walker


@asynccontextmanager
async def context_of(story: Story, user_id: int = 1) -> AsyncIterator[Walker]:
    """Open a transaction, and meet somebody with a plan in it, as a flow does."""
    async with story.engine.database.transaction() as tx:
        yield walker_in(tx, user_id, story.clock.now())


async def settle(story: Story, user_id: int = 1, **fields: object) -> Person:
    """Let somebody have finished onboarding (Madrid, 09:00, every day; else as `fields` say), and plan their nudge.

    They are heard every day, unless `story.in_touch` is set back to False.
    """
    story.in_touch = True
    person = await onboarded(story, user_id, **fields)
    async with context_of(story, user_id) as context:
        scheduling.plan_daily(context)
    return person


async def with_a_move(story: Story) -> Person:
    """Return somebody whose plan has backward walking in it."""
    ana = await settle(story)
    async with story.engine.database.transaction() as tx:
        tx.run("UPDATE profiles SET first_walk_on = '2026-10-01'")
        for number in range(10, 22):
            tx.run(
                "INSERT INTO walks (user_id, on_day, minutes, offered_minutes, target, worst_pain, before_pain, effort,"
                " logged_at) VALUES (1, ?, 20, 20, 1, 1, 1, 'easy', ?)",
                (f"2026-11-{number}", f"2026-11-{number}T09:00:00+00:00"),
            )
        tx.run("INSERT INTO exercise_choices VALUES (1, 'backward', '2026-11-22T09:00:00+00:00')")
    await ana.say("/today")
    assert "Backward" in ana.last.plain
    return ana


async def plan_in(database: Database, user_id: int, now: datetime) -> None:
    """Put somebody with a plan into a store, their nudge planned: Madrid, 09:00, every day."""
    await put_plan(database, user_id, now)
    async with database.transaction() as tx:
        scheduling.plan_daily(walker_in(tx, user_id, now))
