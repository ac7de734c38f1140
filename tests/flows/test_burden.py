"""How much somebody hears in a day and in a week: the nudge, the guide where it was begun, one follow-up when due."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest

from bot.domain.choice import pick
from bot.domain.day import local_day
from tests.support.settled import settle
from tests.support.story import Person, Story

MADRID = "Europe/Madrid"
FIRST = date(2026, 11, 23)
FOLLOW_UPS = ("two_hour", "morning", "evening")
DAYS = 70


async def live_a_day(story: Story, ana: Person, seed: int, day: date) -> bool:
    """Live a day as it comes: walked with the guide or typed, hurting or not, called off, or forgotten.

    Return whether a walk hurt.
    """
    kind = pick(seed, day, "kind", range(20))
    worst = pick(seed, day, "worst", (1, 2, 2, 3, 3, 4, 5))
    if kind < 2:
        return False
    if kind < 4 and any("Not today" in bubble.labels() for bubble in ana.bubbles[-1:]):
        await ana.tap("Not today", ana.last)
        await ana.tap(pick(seed, day, "why", ("Too busy", "Tired", "Forgot")), ana.last)
    elif kind < 8 and any("▶ Start" in bubble.labels() for bubble in ana.bubbles[-2:]):
        await ana.tap("▶ Start")
        if "1" in ana.last.labels():
            await ana.tap("2", ana.last)
        await story.wait(minutes=40)
        await ana.say(f"11 min pain {worst} easy")
    else:
        await ana.say(f"11 min pain {worst} easy")
        if "How was your pain before" in ana.last.plain:
            await ana.tap("2", ana.last)
    return worst >= 4


async def spoken_to(story: Story, ana: Person, until: str) -> int:
    """Live on, and return how many messages came meanwhile."""
    before = len(ana.bubbles)
    await story.until(until, MADRID)
    return len(ana.bubbles) - before


async def sent(story: Story) -> list[dict[str, Any]]:
    """Return the nudges that were said, with the local day of it."""
    rows = [row for row in await story.rows("nudges") if row["status"] == "sent"]
    return [{**row, "day": local_day(datetime.fromisoformat(row["settled_at"]), MADRID)} for row in rows]


@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_messages_a_day_and_offers_a_week(seed: int) -> None:
    """Ten weeks of all kinds of days, the same each time."""
    async with Story.open(datetime(2026, 11, 22, 17, tzinfo=UTC)) as story:
        ana = await settle(story)
        hurt = set()
        heard: Counter[date] = Counter()
        for number in range(DAYS):
            day = FIRST + timedelta(days=number)
            heard[day] += await spoken_to(story, ana, f"{day} 09:10")
            if await live_a_day(story, ana, seed, day):
                hurt.add(day)
            heard[day] += await spoken_to(story, ana, f"{day} 23:59")
        said = await sent(story)
        kinds = Counter((row["day"], row["kind"]) for row in said)
        walks = await story.rows("walks")
        guided = {date.fromisoformat(walk["on_day"]) for walk in walks if walk["started_at"]}
        for day in sorted({row["day"] for row in said}):
            assert kinds[day, "daily"] <= 1
            assert not kinds[day, "step"] or day in guided
            follow_ups = sum(kinds[day, kind] for kind in FOLLOW_UPS)
            assert follow_ups <= (2 if day in hurt else 1), (day, [row["kind"] for row in said if row["day"] == day])
        assert {row["kind"] for row in said} >= {"daily", "two_hour", "step", "evening", "morning"}
        # The nudge and one follow-up; on Mondays the review and one thing more; where it hurt one question more.
        assert max(heard.values()) <= 5
        usual = [count for day, count in heard.items() if day.weekday() and day not in hurt]
        assert sum(count <= 2 for count in usual) >= 0.95 * len(usual)
        assert sum(usual) / len(usual) < 1.7


async def test_no_offer_twice_in_a_week_and_one_a_day() -> None:
    """Each offer is noted where it is made: six weeks bring the self-test, the two plans, and none with another."""
    async with Story.open(datetime(2026, 11, 22, 17, tzinfo=UTC)) as story:
        ana = await settle(story, evening_reminder=False)
        seen: dict[str, list[date]] = {}
        for number in range(42):
            day = FIRST + timedelta(days=number)
            await story.until(f"{day} 09:05", MADRID)
            await ana.say("11 min pain 2 easy")
            for row in await story.rows("offers"):
                if row["on_day"] == str(day):
                    seen.setdefault(row["what"], []).append(day)
        assert set(seen) >= {"self_test", "action_plan", "hard_day"}
        days = [day for of_what in seen.values() for day in of_what]
        assert len(days) == len(set(days))
        for of_what in seen.values():
            assert all((later - day).days >= 7 for day, later in pairwise(of_what))


async def test_a_day_called_off_gets_no_offer() -> None:
    """The second walk would bring the self-test's; a minute on a tired day does not, the next day does."""
    async with Story.open(datetime(2026, 11, 22, 17, tzinfo=UTC)) as story:
        ana = await settle(story, evening_reminder=False)
        await story.until("2026-11-23 10:00", MADRID)
        await ana.say("11 min pain 2 easy")
        await ana.tap("2", ana.last)  # before the walk; then what the walks are for is asked
        await story.until("2026-11-24 09:05", MADRID)
        await ana.tap("Not today", ana.last)
        await ana.say("1 min pain 2 easy")
        assert not any("self-test" in bubble.plain for bubble in ana.bubbles)
        await story.until("2026-11-25 10:00", MADRID)
        await ana.say("11 min pain 2 easy")
        assert "self-test" in ana.last.plain
