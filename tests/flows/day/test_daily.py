"""Days with the nudge: it comes once, says what to do, and takes any answer."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.store.diary import days
from bot.store.person import profiles
from tests.support.settled import context_of, settle
from tests.support.story import LIBRARY, MONDAY, Bubble, Person, Story


def nudges_of(person: Person) -> list[Bubble]:
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


async def test_tips_do_not_repeat_within_a_week() -> None:
    """Seven days, seven tips, where there are as many."""
    async with Story.open() as story:
        ana = await settle(story, evening_reminder=False)
        await story.until("2026-11-30 10:00", "Europe/Madrid")
        tips = {bubble.plain.splitlines()[-1] for bubble in ana.bubbles}
        assert len(tips) == min(7, len(LIBRARY.tips))


async def test_only_on_the_chosen_days() -> None:
    """Monday, Wednesday and Friday mean no nudge on the others."""
    async with Story.open() as story:
        ana = await settle(story, walk_days=(0, 2, 4), evening_reminder=False)
        await story.until("2026-12-06 23:00", "Europe/Madrid")
        assert len(ana.bubbles) == 5


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


async def test_done_in_one_tap() -> None:
    """Done sets the minutes; the evening stays silent and the next nudge comes."""
    async with Story.open() as story:
        ana = await settle(story)
        await story.until("2026-11-24 09:00", "Europe/Madrid")
        await ana.tap("Done")
        [walk] = await story.rows("walks")
        assert walk["minutes"] is not None
        assert walk["on_day"] == "2026-11-24"
        await story.until("2026-11-24 23:00", "Europe/Madrid")
        evening = [row for row in await story.rows("nudges") if row["kind"] == "evening"]
        assert "sent" not in [row["status"] for row in evening]


async def test_a_double_done_logs_one_walk() -> None:
    """Two quick taps on the same button are one walk."""
    async with Story.open() as story:
        ana = await settle(story)
        await story.until("2026-11-24 09:00", "Europe/Madrid")
        bubble, data = ana.last, ana.last.buttons[0][1]["callback_data"]
        await ana.tap_data(data, bubble)
        await ana.tap_data(data, bubble)
        assert len(await story.rows("walks")) == 1


async def test_start_leads_to_the_walk() -> None:
    """Start opens what comes before the walk, in the place of the nudge."""
    async with Story.open() as story:
        ana = await settle(story)
        await story.until("2026-11-24 09:00", "Europe/Madrid")
        before = ana.last.plain
        await ana.tap("▶ Start")
        assert ana.last.buttons
        assert ana.bubbles[0].plain != before or len(ana.bubbles) > 1


async def test_later_three_times_and_no_more() -> None:
    """Half an hour three times; then a kind no. Each reminder comes at its time."""
    async with Story.open() as story:
        ana = await settle(story, evening_reminder=False)
        await story.until("2026-11-24 09:00", "Europe/Madrid")
        for minute in ("09:30", "10:00", "10:30"):
            await ana.tap("Later")
            assert ana.last.labels() == ["30 min", "1 hour", "This evening", "Next time at another hour", "Back"]
            await ana.tap("30 min")
            assert minute in ana.last.plain
            await story.wait(minutes=30)
            assert "remind" in ana.last.plain
            assert "Later" in ana.last.labels()
        await ana.tap("Later")
        assert "enough reminders" in ana.last.plain
        assert len(ana.bubbles) == 4


async def test_back_from_later_shows_the_nudge_again() -> None:
    """The same minutes and the same tip."""
    async with Story.open() as story:
        ana = await settle(story)
        await story.until("2026-11-24 09:00", "Europe/Madrid")
        before = (ana.last.plain, ana.last.labels())
        await ana.tap("Later")
        await ana.tap("Back")
        assert (ana.last.plain, ana.last.labels()) == before


async def test_this_evening_replaces_the_reminder() -> None:
    """Who asks for the evening hears one reminder then, not two."""
    async with Story.open() as story:
        ana = await settle(story)
        await story.until("2026-11-24 09:00", "Europe/Madrid")
        await ana.tap("Later")
        await ana.tap("This evening")
        assert "19:00" in ana.last.plain
        await story.until("2026-11-24 23:00", "Europe/Madrid")
        assert len(ana.bubbles) == 2


async def test_a_double_tap_on_a_snooze_is_one_snooze() -> None:
    """Two quick taps use up one of the three."""
    async with Story.open() as story:
        ana = await settle(story)
        await story.until("2026-11-24 09:00", "Europe/Madrid")
        await ana.tap("Later")
        bubble, data = ana.last, ana.last.buttons[0][0]["callback_data"]
        await ana.tap_data(data, bubble)
        await ana.tap_data(data, bubble)
        assert len([row for row in await story.rows("nudges") if row["kind"] == "snooze"]) == 1


async def test_too_late_for_later() -> None:
    """A snooze into quiet hours is refused kindly."""
    async with Story.open() as story:
        ana = await settle(story)
        await story.until("2026-11-24 20:45", "Europe/Madrid")
        await ana.tap("Later", ana.bubbles[0])
        assert "too late" in ana.bubbles[0].plain


async def test_not_today() -> None:
    """A kind answer, the day is noted, no reminder, and the way back stays open."""
    async with Story.open() as story:
        ana = await settle(story)
        await story.until("2026-11-24 09:00", "Europe/Madrid")
        await ana.tap("Not today")
        assert "not today" in ana.last.plain
        assert "tomorrow at 09:00" in ana.last.plain
        assert [row["kind"] for row in await story.rows("days")] == ["not_today"]
        await story.until("2026-11-24 23:00", "Europe/Madrid")
        assert len(ana.bubbles) == 1


async def test_the_evening_reminder_is_silent() -> None:
    """It makes no sound."""
    async with Story.open() as story:
        await settle(story)
        await story.until("2026-11-24 18:59", "Europe/Madrid")
        story.clock.instant += timedelta(minutes=1)
        await story.engine.tick()
        [row] = await story.rows("outbox")
        assert '"disable_notification":true' in row["calls"]


async def test_the_evening_knows_of_the_pain_of_the_day() -> None:
    """Pain 6 in the morning, half of the walk was advised: the evening asks for no more. The gate asks anew."""
    async with Story.open() as story:
        ana = await settle(story)
        await story.until("2026-11-24 09:00", zone="Europe/Madrid")
        await ana.tap("I hurt")
        await ana.tap("8 · Knee")
        await ana.tap("Left", ana.last)
        await ana.tap("6")
        for _ in range(3):
            await ana.tap("No" if "No" in ana.last.labels() else "Yes, my usual pain")
        assert "Halve today" in ana.last.plain
        await story.until("2026-11-24 19:00", zone="Europe/Madrid")
        assert "Done · 2 min" in ana.last.labels()
        await ana.tap("▶ Start")
        await ana.tap("3")
        assert "Walk 5 min" in "".join(bubble.plain for bubble in ana.bubbles[-2:])


async def test_what_hurts_least_does_not_hide_what_hurts_most() -> None:
    """Neck 6, then upper back 1: the day asks for half, as was said about the neck."""
    async with Story.open() as story:
        ana = await settle(story)
        for place, score in (("1 · Neck", "6"), ("3 · Upper back", "1")):
            await ana.say("/pain")
            await ana.tap(place)
            await ana.tap(score)
        await ana.say("/today")
        assert "Done · 5 min" in ana.last.labels()


async def test_the_gate_of_a_walk_is_remembered() -> None:
    """Pain 6 before the walk, which was not logged: /today asks for half of the 11 minutes."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("/walk")
        await ana.tap("6")
        await story.until("2026-11-23 20:00", zone="Europe/Madrid")
        await ana.say("/today")
        assert not any("11 min" in label for label in ana.last.labels())


async def test_no_evening_reminder_for_a_late_nudge_hour() -> None:
    """A nudge at eight in the evening is the only one."""
    async with Story.open() as story:
        ana = await settle(story, nudge_minute=20 * 60)
        await story.until("2026-11-24 23:00", "Europe/Madrid")
        assert len(ana.bubbles) == 2  # Monday's and Tuesday's


async def test_yesterdays_buttons_show_today() -> None:
    """A tap on a nudge of yesterday says where today stands, and changes nothing."""
    async with Story.open() as story:
        ana = await settle(story, evening_reminder=False)
        await story.until("2026-11-24 09:00", "Europe/Madrid")
        nudge, rows = ana.last, ana.last.buttons
        await story.until("2026-11-25 10:00", "Europe/Madrid")
        for button in (*rows[0], *rows[1]):
            await ana.tap_data(button["callback_data"], nudge, button["text"])
            assert "tomorrow at 09:00" in nudge.plain
        assert await story.rows("walks") == []
        assert await story.rows("days") == []


async def test_i_hurt_works_on_any_day() -> None:
    """Pain is never stale."""
    async with Story.open() as story:
        ana = await settle(story, evening_reminder=False)
        await story.until("2026-11-25 09:00", "Europe/Madrid")
        await ana.tap("I hurt", ana.bubbles[0])
        assert len(await story.rows("pain_reports")) == 1


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


@pytest.mark.parametrize(
    ("label", "barrier", "words", "minutes"),
    [
        ("Too busy", "busy", "A busy day.", 5),
        ("Bad weather", "weather", "Walk indoors", 5),
        ("Tired", "tired", "or have a fever, rest", 1),
        ("Forgot", "forgot", "Go as soon as I write.", 5),
        ("No company", "alone", "walk while you talk", 5),
        ("Bored", "bored", "Take music or a story along.", 5),
        ("Afraid it hurts", "fear", "Hurt does not always mean harm.", 1),
    ],
)
async def test_what_got_in_the_way_gets_a_small_answer(label: str, barrier: str, words: str, minutes: int) -> None:
    """Nobody has to say; who does hears of something small that counts, and it is kept."""
    async with Story.open() as story:
        ana = await settle(story)
        await story.until("2026-11-24 09:00", "Europe/Madrid")
        await ana.tap("Not today")
        await ana.tap(label)
        assert words in ana.last.plain
        assert len(ana.bubbles) == 1
        assert [(row["on_day"], row["barrier"]) for row in await story.rows("barriers")] == [("2026-11-24", barrier)]
        assert "?" not in ana.last.plain
        await ana.tap(f"Done · {minutes} min")
        assert f"{minutes} minute" in ana.last.plain
        await ana.tap_data("1:day:barrier:2026-11-24:lazy", ana.last)
        assert len(await story.rows("barriers")) == 1


async def test_another_hour_is_suggested_where_reminders_are_put_off_again_and_again() -> None:
    """The third evening in a week brings the question; nothing changes before the tap, and today's reminder stays."""
    async with Story.open() as story:
        ana = await settle(story)
        for day in (24, 25, 26):
            await story.until(f"2026-11-{day} 09:00", "Europe/Madrid")
            await ana.tap("Later", ana.last)
            await ana.tap("This evening", ana.last)
            assert ("Shall I always come at 19:00?" in ana.last.plain) == (day == 26)
        assert (await story.rows("profiles"))[0]["nudge_minute"] == 9 * 60
        old = ana.last
        await ana.tap("Yes, always at 19:00", ana.last)
        assert "From now on I come at 19:00." in ana.last.plain
        await story.until("2026-11-26 19:00", "Europe/Madrid")
        assert "You asked me to remind you" in ana.last.plain
        await story.until("2026-11-27 18:59", "Europe/Madrid")
        count = len(ana.bubbles)
        await story.until("2026-11-27 19:00", "Europe/Madrid")
        assert len(ana.bubbles) == count + 1
        await ana.tap_data("1:day:hour:2026-11-26:60", old)
        await ana.tap_data("1:day:hour:2026-11-27:1440", old)
        assert (await story.rows("profiles"))[0]["nudge_minute"] == 19 * 60
        await ana.tap("Later", ana.bubbles[-1])
