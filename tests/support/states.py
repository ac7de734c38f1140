"""People in the states a conversation can be in, put into the store without living through it."""

from datetime import date

from bot.store import consents, profiles, users
from tests.support.story import Person, Story


async def mid_onboarding(story: Story, user_id: int = 2, **fields: object) -> Person:
    """Return someone who agreed, told their age, and stopped."""
    async with story.engine.database.transaction() as tx:
        await users.ensure(tx, user_id, "en", story.clock.now())
        await consents.record(tx, user_id, 1, True, story.clock.now())
        await profiles.update(tx, user_id, **{"age_band": "18-64", **fields})
    return story.person(user_id)


async def onboarded(story: Story, user_id: int = 3, **fields: object) -> Person:
    """Return someone with a plan: back pain, 9:00 in Madrid, every day, first walk today."""
    given = {
        "regions": ("back",),
        "pain_now": 3,
        "comfortable_minutes": 14,
        "walks_often": "some",
        "zone": "Europe/Madrid",
        "nudge_minute": 540,
        "first_walk_on": date(2026, 11, 23),
        "onboarded_at": story.clock.now(),
    }
    person = await mid_onboarding(story, user_id, **{**given, **fields})
    async with story.engine.database.transaction() as tx:
        screen = await tx.one(
            "INSERT INTO screens (user_id, kind, trigger, asked_at, finished_at, outcome, version)"
            " VALUES (?, 'start', 'onboarding', ?, ?, 'clear', 1) RETURNING screen_id",
            (user_id, story.clock.now(), story.clock.now()),
        )
        assert screen
        await profiles.update(tx, user_id, screen_id=screen["screen_id"])
        await tx.run(
            "INSERT INTO doses (user_id, from_on, minutes, bouts, target_days, reason, evidence, decided_at)"
            " VALUES (?, '2026-11-23', 11, 1, 3, 'start', '{}', ?)",
            (user_id, story.clock.now()),
        )
    return person
