"""/settings: each change is kept, shown, and moves the next nudge."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.coaching.plan import Dose
from bot.facts.context import Context
from bot.facts.history.streak import streak_and_habit
from bot.store.diary import doses, walks
from bot.store.safety import holds
from tests.support.settled import context_of, settle
from tests.support.states import mid_onboarding, onboarded
from tests.support.story import Person, Story


async def due(story: Story) -> datetime:
    """Return when the one pending daily nudge is due."""
    pending = [row for row in await story.rows("nudges") if row["status"] == "pending" and row["kind"] == "daily"]
    assert len(pending) == 1
    return datetime.fromisoformat(pending[0]["due_at"])


async def opened(story: Story) -> Person:
    """Return someone in Madrid whose settings are open."""
    ana = await onboarded(story)
    await ana.say("/settings")
    return ana


async def test_an_hour_chosen_by_tap_moves_the_nudge() -> None:
    """Hour → 07:00 changes the one message in place, and tomorrow's nudge."""
    async with Story.open() as story:
        ana = await opened(story)
        await ana.tap("Hour")
        await ana.tap("07:00")
        assert ana.last.plain.startswith("Done. I write to you at 07:00 now.")
        assert len(ana.bubbles) == 1
        assert await due(story) == datetime(2026, 11, 24, 6, 0, tzinfo=UTC)


async def test_an_hour_can_be_typed() -> None:
    """While the hours are shown, a typed time is taken; other words are answered as ever."""
    async with Story.open() as story:
        ana = await opened(story)
        await ana.tap("Hour")
        await ana.say("7:30 pm")
        assert ana.last.plain.startswith("Done. I write to you at 19:30 now.")
        assert await due(story) == datetime(2026, 11, 23, 18, 30, tzinfo=UTC)
        assert await story.rows("expecting") == []


async def test_days_are_switched_one_by_one() -> None:
    """Days switch in place, Done shows the settings, and the nudge skips a day that was taken out."""
    async with Story.open() as story:
        ana = await opened(story)
        await ana.tap("Days")
        await ana.tap("✓ Tue")
        await ana.tap("✓ Wed")
        await ana.tap("Done")
        assert "Monday, Thursday, Friday, Saturday, Sunday" in ana.last.plain
        assert ana.last.plain.startswith("Done. Your days are saved.")
        story.clock.instant = datetime(2026, 11, 23, 22, 0, tzinfo=UTC)
        await ana.tap("Switch evening off")
        assert (await due(story)).astimezone(UTC) in (
            datetime(2026, 11, 23, 8, 0, tzinfo=UTC),
            datetime(2026, 11, 26, 8, 0, tzinfo=UTC),
        )


async def test_the_zone_moves_the_nudge_and_shows_the_settings() -> None:
    """A shared place becomes a zone, is not stored, and the settings say so."""
    async with Story.open() as story:
        ana = await opened(story)
        await ana.tap("Time zone")
        await ana.share_location(40.71, -74.0)
        assert "My clock is now that of New York" in ana.last.plain
        assert await due(story) == datetime(2026, 11, 23, 14, 0, tzinfo=UTC)
        assert (await story.rows("profiles"))[0]["zone"] == "America/New_York"


async def test_the_evening_reminder_is_a_switch() -> None:
    """Off, on; the label says what a tap does next."""
    async with Story.open() as story:
        ana = await opened(story)
        await ana.tap("Switch evening off")
        assert (await story.rows("profiles"))[0]["evening_reminder"] == 0
        await ana.tap("Switch evening on")
        assert (await story.rows("profiles"))[0]["evening_reminder"] == 1


async def test_back_forgets_the_question() -> None:
    """Back shows the settings and waits for nothing."""
    async with Story.open() as story:
        ana = await opened(story)
        await ana.tap("Hour")
        await ana.tap("‹ Back")
        assert ana.last.plain.startswith("What would you like to change?")
        assert await story.rows("expecting") == []


@pytest.mark.parametrize("data", ["1:set:hour:1440", "1:set:hour:x", "1:set:day:9", "1:set:evening:maybe", "1:set:zz"])
async def test_forged_buttons_change_nothing(data: str) -> None:
    """A value that was never offered shows the settings as they are."""
    async with Story.open() as story:
        ana = await opened(story)
        before = await story.rows("profiles")
        await ana.tap_data(data, ana.last)
        assert ana.last.plain.startswith("What would you like to change?")
        assert await story.rows("profiles") == before


async def test_settings_before_the_plan_is_made_go_on_with_the_start() -> None:
    """Without a plan there is nothing to set: the way on is shown."""
    async with Story.open() as story:
        stranger, ben = story.person(9), await mid_onboarding(story)
        await stranger.say("/settings")
        await ben.say("/settings")
        for person in (stranger, ben):
            assert person.last.buttons
            assert "Hour" not in person.last.labels()


async def test_the_pace_is_a_choice_below_65() -> None:
    """Grow faster, and gently again; the settings say under which condition."""
    async with Story.open() as story:
        ana = await opened(story)
        assert "Pace: gentle" in ana.last.plain
        await ana.tap("Grow a bit faster")
        assert "Pace: standard" in ana.last.plain
        assert [row["style"] for row in await story.rows("profiles")] == ["standard"]
        await ana.tap("Grow gently again")
        assert "The walks grow gently." in ana.last.plain


async def test_from_65_on_the_pace_is_gentle() -> None:
    """No button, and a forged tap changes nothing."""
    async with Story.open() as story:
        ana = await onboarded(story, age_band="65-69")
        await ana.say("/settings")
        assert "Pace" not in ana.last.plain
        await ana.tap_data("1:set:pace:standard", ana.last)
        assert [row["style"] for row in await story.rows("profiles")] == ["gentle"]


async def test_quiet_hours_move_what_is_asked_later() -> None:
    """Quiet from 20:00: the question two hours after a walk at 18:30 is not asked; the nudge keeps its hour."""
    async with Story.open() as story:
        ana = await opened(story)
        await ana.tap("Quiet hours")
        await ana.tap("20:00 – 09:00")
        assert "Quiet: 20:00 to 09:00" in ana.last.plain
        await story.until("2026-11-23 18:30", "Europe/Madrid")
        await ana.say("20 min pain 3")
        assert not [
            row for row in await story.rows("nudges") if row["kind"] == "two_hour" and row["status"] == "pending"
        ]
        await ana.tap_data("1:set:quiet:3:4", ana.last)
        assert [(row["quiet_from"], row["quiet_until"]) for row in await story.rows("profiles")] == [(1200, 540)]


async def test_the_streak_can_be_hidden() -> None:
    """It goes on being counted, and is not shown."""
    async with Story.open() as story:
        ana = await opened(story)
        await ana.tap("Hide my streak")
        for day in (24, 25, 26):
            await story.until(f"2026-11-{day} 10:00", "Europe/Madrid")
            await ana.say("20 min pain 2")
        assert "in a row" not in ana.last.plain
        await ana.say("/settings")
        await ana.tap("Show my streak")
        await ana.say("/today")
        assert "3 walking days in a row" in ana.last.plain


async def test_a_night_worker_ends_the_day_in_the_morning() -> None:
    """A walk at four in the morning counts for the evening before; every day still has one nudge."""
    async with Story.open() as story:
        ana = await opened(story)
        await ana.tap("When my day ends")
        await ana.tap("05:00")
        assert "The day ends: 05:00" in ana.last.plain
        await story.until("2026-11-25 04:00", "Europe/Madrid")
        await ana.say("20 min pain 2")
        assert [row["on_day"] for row in await story.rows("walks")] == ["2026-11-24"]
        await story.until("2026-11-27 12:00", "Europe/Madrid")
        nudges = [row for row in await story.rows("nudges") if row["kind"] == "daily" and row["status"] != "pending"]
        said = [row["on_day"] for row in nudges]
        assert len(said) == len(set(said)) == 4
        await ana.tap_data("1:set:night:23", ana.last)
        assert [row["day_begins"] for row in await story.rows("profiles")] == [300]


async def test_more_days_make_walks_shorter_and_fewer_give_them_back() -> None:
    """From three days to seven the week would grow by more than 30 %: the screen says so; nothing is lost by trying."""
    async with Story.open() as story:
        ana = await settle(story, walk_days=(0, 2, 4))
        await ana.say("11 min pain 1 easy")
        await ana.say("/settings")
        await ana.tap("Days")
        assert "Walks take" not in ana.last.plain
        await ana.tap("Every day")
        assert "Walks take 8 min for now" in ana.last.plain
        for day in ("✓ Tue", "✓ Thu", "✓ Sat", "✓ Sun"):
            await ana.tap(day)
        assert "Walks take" not in ana.last.plain
        rows = await story.rows("doses")
        assert [row["minutes"] for row in rows] == [11, 8, 9, 10, 11, 11]
        assert {row["reason"] for row in rows[1:]} == {"days"}
        assert rows[-1]["walk_days"] == "[0,2,4]"


async def test_more_days_do_not_grow_a_week_that_pain_made_smaller() -> None:
    """Under a hold the walks shrink until the week asks for no more than before."""
    async with Story.open() as story:
        ana = await settle(story, walk_days=(0, 2, 4))
        await ana.say("11 min pain 1 easy")
        async with context_of(story) as context:
            holds.put(context.tx, 1, "WORSENING", date(2026, 11, 23), context.now)
        await ana.say("/settings")
        await ana.tap("Days")
        await ana.tap("Every day")
        assert (await story.rows("doses"))[-1]["minutes"] == 7


async def test_another_choice_of_days_leaves_the_past_as_it_was() -> None:
    """A day chosen today was nobody's miss last week, and one taken out stays the miss that it was."""
    async with Story.open() as story:
        ana = await settle(story, walk_days=(0, 1, 2))
        await ana.say("11 min pain 0 easy")
        await story.until("2026-11-30 10:00", zone="Europe/Madrid")
        async with context_of(story) as context:
            before = streak_and_habit(context)
        await ana.say("/settings")
        await ana.tap("Days")
        await ana.tap("Every day")
        async with context_of(story) as context:
            assert streak_and_habit(context) == before


async def days(ana: Person, *labels: str) -> None:
    """Switch days in the settings."""
    await ana.say("/settings")
    await ana.tap("Days")
    for label in labels:
        await ana.tap(label)


async def walk_until(story: Story, ana: Person, until: str) -> None:
    """Walk every day, in peace."""
    while str(story.clock.instant + timedelta(days=1)) < until:
        await ana.say("11 min pain 1 easy")
        await story.until(story.clock.instant + timedelta(days=1))
    await story.until(until, zone="Europe/Madrid")


async def reviewed(context: Context, minutes: int, from_on: date) -> None:
    """Store a target for three days, as a review does."""
    dose, walk_days = Dose(minutes, 1, 3), (0, 2, 4)
    doses.decide(
        context.tx, 1, dose, walk_days=walk_days, from_on=from_on, reason="review", evidence={}, now=context.now
    )


async def plans(story: Story) -> list[tuple[int, int]]:
    """Return minutes a walk and number of days of each plan, oldest first."""
    return [(row["minutes"], row["walk_days"].count(",") + 1) for row in await story.rows("doses")]


async def test_whoever_corrects_the_days_before_the_first_walk_keeps_the_minutes() -> None:
    """Nothing has grown yet."""
    async with Story.open() as story:
        ana = await settle(story, walk_days=(0,))
        await days(ana, "Every day")
        assert await plans(story) == [(11, 1), (11, 7)]


async def test_fewer_days_after_a_red_walk_make_no_walk_longer() -> None:
    """8 minutes hurt: three days instead of seven bring back no 11, and the review goes down from 8."""
    async with Story.open() as story:
        ana = await settle(story, walk_days=(0, 2, 4))
        await walk_until(story, ana, "2026-12-01 10:00")
        await days(ana, "Every day")
        await story.until("2026-12-05 10:00", zone="Europe/Madrid")
        await ana.say("8 min pain 7")
        await ana.say("8 min pain 7")
        await story.until("2026-12-06 10:00", zone="Europe/Madrid")
        await days(ana, "✓ Tue", "✓ Thu", "✓ Sat", "✓ Sun")
        assert (await plans(story))[-1] == (8, 3)
        await story.until("2026-12-07 10:00", zone="Europe/Madrid")
        assert (await plans(story))[-1] == (6, 3)


async def test_a_day_off_and_on_again_is_no_way_to_more_minutes() -> None:
    """Nor is a choice on Sunday and another on Monday."""
    async with Story.open() as story:
        ana = await settle(story, walk_days=(0, 2, 4))
        await walk_until(story, ana, "2026-12-06 10:00")
        await days(ana, "Every day")
        assert (await plans(story))[-1] == (8, 7)
        for morning in ("2026-12-07 10:00", "2026-12-14 10:00"):
            await walk_until(story, ana, morning)
            await days(ana, "✓ Sun")
            await days(ana, "Sun")
            assert (await plans(story))[-1] == (8, 7)


async def test_days_after_five_weeks_away_go_by_the_start_dose() -> None:
    """The 25 minutes of before come back neither at once nor later."""
    async with Story.open(datetime(2026, 12, 30, 7, tzinfo=UTC)) as story:
        ana = await settle(story, walk_days=(0, 2, 4))
        async with context_of(story) as context:
            walk = walks.open_walk(context.tx, 1, date(2026, 11, 23), offered_minutes=11)
            walks.update(context.tx, walk, minutes=11, logged_at=datetime(2026, 11, 23, 9, tzinfo=UTC))
            await reviewed(context, 25, date(2026, 11, 23))
        await days(ana, "Every day")
        assert (await plans(story))[-2:] == [(11, 3), (7, 7)]


async def test_a_knee_that_was_not_asked_about_grows_to_no_more_than_a_severe_one_may() -> None:
    """66 minutes on three days: every day makes 70 of them, not 83."""
    async with Story.open() as story:
        ana = await settle(story, walk_days=(0, 2, 4), regions=("knee",))
        await ana.say("11 min pain 1 easy")
        async with context_of(story) as context:
            await reviewed(context, 22, date(2026, 11, 16))
        await days(ana, "Every day")
        assert (await plans(story))[-1] == (14, 7)


async def test_yesterday_is_logged_by_the_plan_of_yesterday() -> None:
    """Wednesday asked for 11 minutes; on Thursday other days are chosen; 5 minutes of Wednesday are not all of it."""
    async with Story.open() as story:
        ana = await settle(story, walk_days=(0, 2, 4))
        await story.until("2026-11-26 10:00", zone="Europe/Madrid")
        await days(ana, "Tue", "Thu", "Sat", "Sun")
        await ana.say("yesterday 5 min pain 1 easy")
        [walk] = await story.rows("walks")
        assert (walk["on_day"], walk["offered_minutes"], walk["target"]) == ("2026-11-25", 11, 1)
