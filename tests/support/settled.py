"""Somebody who has finished onboarding, put straight into the store."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date, datetime

from bot.domain.profile import EVERY_DAY
from bot.flows import scheduling
from bot.flows.context import Context
from bot.store import consents, profiles, users
from tests.support.story import LIBRARY, Person, Story


@asynccontextmanager
async def context_of(story: Story, user_id: int = 1) -> AsyncIterator[Context]:
    """Open a transaction as a flow gets it."""
    async with story.engine.database.transaction() as tx:
        yield Context(tx, user_id, story.clock.now(), LIBRARY, "en")


async def settle(
    story: Story,
    user_id: int = 1,
    *,
    zone: str = "Europe/Madrid",
    minute: int = 9 * 60,
    walk_days: tuple[int, ...] = EVERY_DAY,
    first_walk_on: date | None = None,
    onboarded_at: datetime | None = None,
) -> Person:
    """Let somebody have answered everything: 14 comfortable minutes, no pain, nothing found."""
    async with context_of(story, user_id) as context:
        tx, now = context.tx, context.now
        await users.ensure(tx, user_id, "en", now)
        await consents.record(tx, user_id, 1, True, now)
        await profiles.update(
            tx,
            user_id,
            age_band="18-64",
            regions=("back",),
            pain_now=2,
            comfortable_minutes=14,
            walks_often="some",
            zone=zone,
            nudge_minute=minute,
            walk_days=walk_days,
            first_walk_on=first_walk_on,
            onboarded_at=onboarded_at or now,
        )
        await scheduling.plan_daily(context)
    return story.person(user_id)
