"""Being left in peace, and coming back."""

import json

import pytest

from bot.facts.history.streak import kept_up
from bot.store.person import users
from tests.support.settled import context_of, settle
from tests.support.story import Story


async def test_a_week_off() -> None:
    """A week without a word; then the nudge says that the break is over."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("/pause")
        assert ana.last.labels() == ["1 week", "2 weeks", "Until I say so", "No, carry on"]
        await ana.tap("1 week")
        assert "Monday, November 30" in ana.last.plain
        await story.until("2026-11-30 08:59", "Europe/Madrid")
        assert len(ana.bubbles) == 1
        await story.until("2026-11-30 09:00", "Europe/Madrid")
        assert len(ana.bubbles) == 2
        assert "break is over" in ana.last.plain
        await story.until("2026-12-01 09:00", "Europe/Madrid")
        assert "break" not in ana.last.plain


@pytest.mark.parametrize("words", ["10", "10 days", "ten days"])
async def test_a_typed_number_of_days(words: str) -> None:
    """The question takes a number."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("/pause")
        await ana.say(words)
        assert "Thursday, December 3" in ana.last.plain


async def test_a_number_on_another_day_is_no_answer() -> None:
    """The question was forgotten; a number typed two days later must not silence anybody."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("/pause")
        await story.until("2026-11-25 12:00", "Europe/Madrid")
        await ana.say("10")
        assert [row["paused_until"] for row in await story.rows("profiles")] == [None]


async def test_a_number_behind_the_command() -> None:
    """/pause 3 needs no question."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("/pause 3")
        assert "Thursday, November 26" in ana.last.plain


async def test_until_told_and_back() -> None:
    """Nothing comes until /resume; then the next nudge is announced and comes."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("/pause")
        await ana.tap("Until I say so")
        await story.until("2027-03-01 12:00", "Europe/Madrid")
        assert len(ana.bubbles) == 1
        await ana.say("/resume")
        assert "tomorrow at 09:00" in ana.last.plain
        await story.until("2027-03-02 09:00", "Europe/Madrid")
        assert "Start" in " ".join(ana.last.labels())


@pytest.mark.parametrize("words", ["/stop", "STOP", "stop"])
async def test_stop_is_a_pause_until_told(words: str) -> None:
    """One word is enough; the answer names the way back and /delete."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say(words)
        assert "/resume" in ana.last.plain
        assert "/delete" in ana.last.plain
        await story.until("2027-01-01 12:00", "Europe/Madrid")
        assert len(ana.bubbles) == 1
        await ana.tap("I am back")
        assert "tomorrow at 09:00" in ana.last.plain


async def test_resume_without_a_pause() -> None:
    """No harm, and no second nudge."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("/resume")
        assert "no break" in ana.last.plain
        assert len([row for row in await story.rows("nudges") if row["status"] == "pending"]) == 1


async def test_today_during_a_pause() -> None:
    """/today says that there is a break, and ends it in one tap."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("/pause 7")
        await ana.say("/today")
        assert "on a break" in ana.last.plain
        await ana.tap("I am back", ana.last)
        assert "Good to have you back" in ana.last.plain


async def test_a_tap_on_an_old_nudge_during_a_pause() -> None:
    """It says that there is a break and starts nothing."""
    async with Story.open() as story:
        ana = await settle(story, evening_reminder=False)
        await story.until("2026-11-24 09:00", "Europe/Madrid")
        await ana.say("/pause 7")
        await ana.tap("Done", ana.bubbles[0])
        assert "on a break" in ana.bubbles[0].plain
        assert await story.rows("walks") == []


async def test_blocked_and_back() -> None:
    """Nothing is prepared for somebody who blocked the bot; after a month away one nudge comes, not thirty."""
    async with Story.open() as story:
        ana = await settle(story)
        async with context_of(story) as context:
            users.block(context.tx, 1)
        await story.until("2026-12-24 08:00", "Europe/Madrid")
        assert await story.engine.tick() == 0
        await ana.say("/today")
        ana.bubbles.clear()
        await story.until("2026-12-24 09:00", "Europe/Madrid")
        assert len(ana.bubbles) == 1


@pytest.mark.parametrize("way_back", [None, "/resume"])
async def test_a_break_costs_no_streak_and_no_week(way_back: str | None) -> None:
    """Three kept days, twelve paused ones: the streak stands, and the review planned nothing for them."""
    async with Story.open() as story:
        ana = await settle(story)
        for _ in range(3):
            await ana.say("12 min pain 1")
            await story.wait(days=1)
        await ana.say("/pause" if way_back else "/pause 12")
        if way_back:
            await ana.tap("Until I say so")
        await story.wait(days=11)
        if way_back:
            await ana.say(way_back)
        await story.wait(days=1)
        async with context_of(story) as context:
            assert kept_up(context) == 3
        await story.until("2026-12-08 10:00", "Europe/Madrid")
        planned = [json.loads(row["facts"])["planned"] for row in await story.rows("reviews")]
        assert planned == [0]
