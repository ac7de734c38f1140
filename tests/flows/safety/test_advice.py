"""Advice with its reason: stored, said once where it can wait, at every time where it cannot."""

from datetime import date, timedelta

import pytest

from bot.flows.safety import advice, ladder
from bot.messages import Replies
from bot.store.diary import walks
from tests.support.rounds import through
from tests.support.settled import context_of, settle
from tests.support.story import Person, Story

NONE = "None of these"
MONDAY = date(2026, 11, 23)


async def log_walk(story: Story, day: date, before: int, worst: int, user_id: int = 1) -> None:
    """Put a logged walk into the store."""
    async with context_of(story, user_id) as context:
        walk = walks.open_walk(context.tx, user_id, day, offered_minutes=10, gate_pain=before, started_at=context.now)
        walks.update(context.tx, walk, minutes=10, worst_pain=worst, effort="easy", logged_at=context.now)


async def evaluated(story: Story) -> Replies:
    """Judge the newest walks."""
    async with context_of(story) as context:
        return ladder.evaluate(context)


async def reported(ana: Person, score: int) -> None:
    """Report known pain, all questions answered."""
    await ana.say(f"/pain {score}")
    for label in ("Yes, my usual pain", "No", "No"):
        await ana.tap(label, ana.last)


async def test_four_red_walks_lead_to_a_physical_therapist() -> None:
    """The figures are stored, and answer why; today's minutes are halved."""
    async with Story.open() as story:
        ana = await settle(story)
        for day in (3, 2, 1):
            await log_walk(story, MONDAY - timedelta(days=day), 2, 6)
        await ana.say("10 min pain 6")
        assert await story.rows("advice") == []  # what it was before is not told yet
        await ana.tap("2", ana.last)
        assert "See a physical therapist." in ana.last.plain
        (given,) = await story.rows("advice")
        assert (given["rule"], given["version"]) == ("EXACERBATED_BY_WALKING", 4)
        assert "Nobody reads this chat" in ana.last.plain
        await ana.tap("Why am I told this?")
        assert "Of your last 4 walks, 4 stirred up a lot of pain." in ana.last.plain
        await story.until("2026-11-24 12:00")
        await ana.say("/today")
        assert "so that things can calm down" in ana.last.plain


async def test_an_open_hold_says_nothing_twice() -> None:
    """While the walks are halved, more of the same is no news."""
    async with Story.open() as story:
        await settle(story)
        for day in range(4):
            await log_walk(story, MONDAY + timedelta(days=day), 2, 6)
        assert len(await evaluated(story)) == 1
        await log_walk(story, MONDAY + timedelta(days=4), 2, 6)
        assert await evaluated(story) == []


async def test_after_the_check_up_only_new_walks_count() -> None:
    """Nobody is told again of what a professional has looked at; four more red walks are news."""
    async with Story.open() as story:
        ana = await settle(story)
        for day in range(4):
            await log_walk(story, MONDAY + timedelta(days=day), 2, 6)
        await reported(ana, 2)
        await ana.tap("I’ve been checked")
        await ana.tap("Yes, I may walk")
        await story.wait(hours=1)
        assert await evaluated(story) == []
        for day in (4, 5, 6):
            await log_walk(story, MONDAY + timedelta(days=day), 2, 6)
        assert await evaluated(story) == []
        await log_walk(story, MONDAY + timedelta(days=7), 2, 6)
        assert len(await evaluated(story)) == 1


async def test_calm_walks_end_the_hold_and_a_week_of_four_fifths_follows() -> None:
    """Fourteen days without RED, then 80 % for a week, then the whole."""
    async with Story.open() as story:
        ana = await settle(story)
        for _ in range(2):  # only the second severe score of three halves the walks
            await ana.say("/pain 8")
            await ana.tap(NONE)
            await ana.tap(NONE)
            await ana.tap(NONE)
        await story.until("2026-12-06 12:00")
        await log_walk(story, date(2026, 12, 6), 2, 2)
        assert await evaluated(story) == []
        assert (await story.rows("holds"))[-1]["closed_at"] is None
        await story.until("2026-12-07 12:00")
        await evaluated(story)
        assert (await story.rows("holds"))[-1]["closed_by"] == "settled"
        await ana.say("/today")
        assert "so that things can calm down" in ana.last.plain
        await log_walk(story, date(2026, 12, 13), 2, 2)
        await story.until("2026-12-14 12:00")
        await ana.say("/today")
        assert "so that things can calm down" not in ana.last.plain


async def test_red_flags_are_never_suppressed() -> None:
    """The same answer twice in an hour is answered twice."""
    async with Story.open() as story:
        ana = await settle(story)
        for times in (1, 2, 3):
            await ana.say("I have a fever")
            await through(ana, "Fever")
            assert "See a doctor today." in ana.last.plain
            assert len(await story.rows("advice")) == times
        assert len(await story.rows("holds")) == 1


async def test_under_a_stopping_hold_nothing_milder_is_said() -> None:
    """Whoever is to see a doctor today is not told to see a physical therapist some time."""
    async with Story.open() as story:
        await settle(story)
        async with context_of(story) as context:
            advice.advise(context, "URGENT", "urgent", {"answers": ["fever"]})
        for day in range(2):
            await log_walk(story, MONDAY + timedelta(days=day), 2, 6)
        assert await evaluated(story) == []


@pytest.mark.parametrize("data", ["1:adv:why:{}", "1:adv:why:x", "1:adv", "1:adv:why:999"])
async def test_nobody_reads_somebody_elses_reasons(data: str) -> None:
    """A forged tap shows where the day stands."""
    async with Story.open() as story:
        ana, eve = await settle(story), await settle(story, 666)
        await ana.say("/pain 9")
        await ana.tap(NONE)
        await ana.tap(NONE)
        await ana.tap(NONE)
        (given,) = await story.rows("advice")
        await eve.say("hello")
        await eve.tap_data(data.format(given["advice_id"]), eve.last)
        assert "Why I said that" not in eve.last.plain
        assert eve.last.buttons
