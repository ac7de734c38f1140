"""When the nudge comes and what it says: once a day at its hour, whatever the clocks do, and only where it belongs."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.store.diary import days
from bot.store.person import profiles
from tests.support.settled import context_of, settle
from tests.support.story import LIBRARY, MONDAY, Bubble, Person, Story


def nudges_of(person: Person) -> list[Bubble]:
    """Return the messages that offer to start a walk."""
    return [bubble for bubble in person.bubbles if "Start" in " ".join(bubble.labels())]


async def test_the_nudge_says_what_to_do_today() -> None:
    """At the hour: the minutes in the first line, a tip, and a button for every kind of day."""
    async with Story.open() as story:
        ana = await settle(story)
        await story.until("2026-11-24 08:59", "Europe/Madrid")
        assert ana.bubbles == []
        await story.until("2026-11-24 09:00", "Europe/Madrid")
        assert len(ana.bubbles) == 1
        assert "11 minutes" in ana.last.plain.splitlines()[0] or "easy walk" in ana.last.plain.splitlines()[0]
        labels = ana.last.labels()
        assert labels[0] == "▶ Start"
        assert labels[1].startswith("Done · ")
        assert labels[2:] == ["Later", "Not today", "I hurt"]
        assert len(ana.last.plain) <= 500


async def test_no_line_comes_twice_in_a_week() -> None:
    """Two nudges a day for four weeks: the lines vary, and so do the tips."""
    async with Story.open() as story:
        ana = await settle(story)
        await story.until("2026-12-21 23:00", "Europe/Madrid")
        said = [bubble.plain.splitlines() for bubble in ana.bubbles if "Done" in " ".join(bubble.labels())]
        lines, tips = ([rows[at] for rows in said if len(rows) > at] for at in (1, -1))
        assert len(said) > 50
        for heard in ([line for line in lines if line], tips):
            assert all(heard[at] not in heard[max(0, at - 6) : at] for at in range(len(heard)))


async def test_tips_do_not_repeat_within_a_week() -> None:
    """Seven days, seven tips, where there are as many."""
    async with Story.open() as story:
        ana = await settle(story, evening_reminder=False)
        await story.until("2026-11-30 10:00", "Europe/Madrid")
        tips = {bubble.plain.splitlines()[-1] for bubble in ana.bubbles}
        assert len(tips) == min(7, len(LIBRARY.tips))


async def test_a_fortnight_of_nudges() -> None:
    """Every day one nudge at nine and, with nothing logged, one silent reminder at seven."""
    async with Story.open() as story:
        ana = await settle(story)
        await story.until("2026-12-07 23:00", "Europe/Madrid")
        assert len(ana.bubbles) == 2 * 14
        sent = [(row["kind"], row["settled_at"]) for row in await story.rows("nudges") if row["status"] == "sent"]
        assert sent.count(("daily", "2026-12-01T08:00:00Z")) == 1
        assert [at[11:16] for kind, at in sent if kind == "daily"] == ["08:00"] * 14
        assert [at[11:16] for kind, at in sent if kind == "evening"] == ["18:00"] * 14


async def test_only_on_the_chosen_days() -> None:
    """Monday, Wednesday and Friday mean no nudge on the others."""
    async with Story.open() as story:
        ana = await settle(story, walk_days=(0, 2, 4), evening_reminder=False)
        await story.until("2026-12-06 23:00", "Europe/Madrid")
        assert len(ana.bubbles) == 5


async def test_the_evening_reminder_is_silent() -> None:
    """It makes no sound."""
    async with Story.open() as story:
        await settle(story)
        await story.until("2026-11-24 18:59", "Europe/Madrid")
        story.clock.instant += timedelta(minutes=1)
        await story.engine.tick()
        [row] = await story.rows("outbox")
        assert '"disable_notification":true' in row["calls"]


async def test_no_evening_reminder_for_a_late_nudge_hour() -> None:
    """A nudge at eight in the evening is the only one."""
    async with Story.open() as story:
        ana = await settle(story, nudge_minute=20 * 60)
        await story.until("2026-11-24 23:00", "Europe/Madrid")
        assert len(ana.bubbles) == 2  # Monday's and Tuesday's


async def test_through_the_change_to_summer_time() -> None:
    """An hour that the clocks leave out comes right after the jump, and the next day at its own time."""
    start = datetime(2026, 3, 27, 12, tzinfo=UTC)
    async with Story.open(start) as story:
        await settle(
            story, nudge_minute=3 * 60, zone="Antarctica/Troll", first_walk_on=start.date(), evening_reminder=False
        )
        await story.until("2026-03-31 00:00")
        said = [row["settled_at"] for row in await story.rows("nudges") if row["status"] == "sent"]
        assert said == ["2026-03-28T03:00:00Z", "2026-03-29T01:00:00Z", "2026-03-30T01:00:00Z"]


async def test_late_after_a_short_outage() -> None:
    """Two hours late it says so; past the grace it is left out, and tomorrow's comes."""
    async with Story.open() as story:
        ana = await settle(story, evening_reminder=False)
        story.clock.instant = MONDAY + timedelta(days=1, hours=2)
        await story.engine.tick()
        await story.deliver()
        assert "late" in ana.last.plain
        story.clock.instant = MONDAY + timedelta(days=2, hours=4)
        assert await story.engine.tick() == 1
        await story.deliver()
        assert len(ana.bubbles) == 1
        await story.until("2026-11-26 09:00", "Europe/Madrid")
        assert len(ana.bubbles) == 2
        assert "late" not in ana.last.plain


async def test_a_month_away_brings_one_nudge() -> None:
    """The machine slept for a month: nothing piles up."""
    async with Story.open() as story:
        ana = await settle(story)
        story.clock.instant = MONDAY + timedelta(days=31, hours=1)
        await story.engine.tick()
        await story.deliver()
        assert len(ana.bubbles) == 1
        assert "late" in ana.last.plain


async def test_a_clock_that_goes_back_brings_nothing_twice() -> None:
    """An hour back after the nudge: silence until tomorrow."""
    async with Story.open() as story:
        ana = await settle(story, evening_reminder=False)
        await story.until("2026-11-24 09:00", "Europe/Madrid")
        story.clock.instant -= timedelta(hours=1)
        await story.until("2026-11-24 23:00", "Europe/Madrid")
        assert len(ana.bubbles) == 1


async def test_one_broken_nudge_does_not_stop_the_others() -> None:
    """A flow that fails is undone and tried again later; everybody else is nudged."""
    async with Story.open() as story:
        ana, ben, _cleo = [await settle(story, user_id) for user_id in (1, 2, 3)]
        async with context_of(story, 3) as context:
            profiles.update(context.tx, 3, zone="No/Where")
        story.clock.instant = MONDAY + timedelta(days=1)
        assert await story.engine.tick() == 2
        await story.deliver()
        assert len(ana.bubbles) == len(ben.bubbles) == 1
        [broken] = [row for row in await story.rows("nudges") if row["user_id"] == 3]
        assert (broken["status"], broken["tries"]) == ("pending", 1)
        assert broken["retry_at"] == "2026-11-24T08:01:00Z"
        story.clock.instant += timedelta(minutes=1)
        await story.engine.tick()
        [broken] = [row for row in await story.rows("nudges") if row["user_id"] == 3]
        assert (broken["tries"], broken["retry_at"]) == (2, "2026-11-24T08:06:00Z")


@pytest.mark.parametrize("rule", ["EMERGENCY", "URGENT", "CLEARANCE"])
async def test_a_hold_asks_once_a_week_and_sets_no_target(rule: str) -> None:
    """Under a hold that stops targets: "have you been checked?", the day after and then weekly; no minutes."""
    async with Story.open() as story:
        ana = await settle(story)
        async with context_of(story) as context:
            context.tx.run(
                "INSERT INTO holds (user_id, rule, opened_at, opened_on) VALUES (1, ?, ?, '2026-11-23')",
                (rule, context.now),
            )
        await story.until("2026-12-08 23:00", "Europe/Madrid")
        assert len(ana.bubbles) == 3
        assert all("checked" in bubble.plain and "minutes" not in bubble.plain for bubble in ana.bubbles)


async def test_a_day_already_walked_gets_no_nudge() -> None:
    """Who logged before the hour is not told to walk."""
    async with Story.open() as story:
        ana = await settle(story)
        await story.until("2026-11-24 08:00", "Europe/Madrid")
        async with context_of(story) as context:
            context.tx.run(
                "INSERT INTO walks (user_id, on_day, minutes, logged_at) VALUES (1, '2026-11-24', 12, ?)",
                (context.now,),
            )
        await story.until("2026-11-24 23:00", "Europe/Madrid")
        assert ana.bubbles == []
        await story.until("2026-11-25 09:00", "Europe/Madrid")
        assert len(nudges_of(ana)) == 1


async def test_a_rest_day_for_pain_gets_no_nudge() -> None:
    """Who said this morning that they rest is left alone today."""
    async with Story.open() as story:
        ana = await settle(story)
        await story.until("2026-11-24 08:00", "Europe/Madrid")
        async with context_of(story) as context:
            days.mark(context.tx, 1, story.clock.now().date(), "rest_pain", context.now)
        await story.until("2026-11-24 23:00", "Europe/Madrid")
        assert ana.bubbles == []
