"""People in the states a conversation can be in, put into the store without living through it."""

from datetime import date, datetime

from bot.domain.coaching.profile import EVERY_DAY
from bot.store.database import Database
from bot.store.person import consents, profiles, users
from tests.support.story import Person, Story


async def mid_onboarding(story: Story, user_id: int = 2, **fields: object) -> Person:
    """Return someone who agreed, told their age, and stopped."""
    await put_beginner(story.engine.database, user_id, story.clock.now(), **fields)
    return story.person(user_id)


async def onboarded(story: Story, user_id: int = 3, **fields: object) -> Person:
    """Return someone with a plan: back pain, 9:00 in Madrid, every day, first walk today."""
    await put_plan(story.engine.database, user_id, story.clock.now(), **fields)
    return story.person(user_id)


async def put_beginner(database: Database, user_id: int, now: datetime, **fields: object) -> None:
    """Put someone into the store who agreed and told their age."""
    async with database.transaction() as tx:
        users.ensure(tx, user_id, "en", now)
        consents.record(tx, user_id, 1, True, now)
        profiles.update(tx, user_id, **{"age_band": "18-64", **fields})


async def put_plan(database: Database, user_id: int, now: datetime, **fields: object) -> None:
    """Put someone with a plan into the store."""
    given = {
        "regions": ("back",),
        "pain_now": 3,
        "comfortable_minutes": 14,
        "walks_often": "some",
        "zone": "Europe/Madrid",
        "zone_from": "city",
        "nudge_minute": 540,
        "first_walk_on": date(2026, 11, 23),
        "onboarded_at": now,
    }
    await put_beginner(database, user_id, now, **{**given, **fields})
    async with database.transaction() as tx:
        screen = tx.one(
            "INSERT INTO screens (user_id, kind, trigger, asked_at, finished_at, outcome, version)"
            " VALUES (?, 'start', 'onboarding', ?, ?, 'clear', 1) RETURNING screen_id",
            (user_id, now, now),
        )
        assert screen
        profiles.update(tx, user_id, screen_id=screen["screen_id"])
        tx.run(
            "INSERT INTO doses (user_id, from_on, minutes, bouts, target_days, walk_days, reason, evidence, decided_at)"
            " VALUES (?, '2026-11-23', 11, 1, 3, ?, 'start', '{}', ?)",
            (user_id, fields.get("walk_days", EVERY_DAY), now),
        )
