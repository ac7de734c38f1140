"""The weekly review, lived through: what changes on a Monday, why, and only once."""

import itertools
import json
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.store.diary import walks
from bot.store.safety import holds
from tests.support.settled import context_of, settle
from tests.support.story import Person, Story

ZONE = "Europe/Madrid"


async def live(story: Story, ana: Person, days: int, said: str | None) -> None:
    """Live `days` days from nudge to nudge; each day a check-in is typed (None: nothing is said)."""
    for _ in range(days):
        await story.until(story.clock.instant + timedelta(days=1))
        if said:
            await ana.say(said)


def reviews(ana: Person) -> list[str]:
    """Return the first lines of the reviews said so far."""
    return [b.plain.splitlines()[0] for b in ana.bubbles if "A smaller target" in " ".join(b.labels())]


async def test_calm_weeks_add_days_then_minutes_and_every_fourth_is_held() -> None:
    """One variable at a time; each change is a stored dose with its reason."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("30 min pain 0 easy")
        await live(story, ana, 43, "30 min pain 0 easy")
        said = reviews(ana)
        assert "longer walks" in said[0]
        assert "longer walks" in said[1]
        assert "up from" in said[2]
        assert "stays as it was" in said[3]
        rows = await story.rows("doses")
        assert [row["target_days"] for row in rows][:3] == [3, 4, 5]
        assert all(later["minutes"] >= row["minutes"] for row, later in itertools.pairwise(rows))
        assert json.loads(rows[1]["evidence"])["outcome"] == "PROGRESS"


async def test_two_red_walks_make_the_next_week_smaller() -> None:
    """The message says so, with the count."""
    async with Story.open() as story:
        ana = await settle(story)
        await live(story, ana, 7, "10 min pain 0 easy")
        first = (await story.rows("doses"))[-1]["minutes"]
        await ana.say("10 min pain 7")
        await ana.say("10 min pain 7")
        await live(story, ana, 7, "10 min pain 0 easy")
        assert "down from" in reviews(ana)[-1]
        assert (await story.rows("doses"))[-1]["minutes"] < first


async def test_a_silent_week_changes_nothing_and_says_nothing() -> None:
    """It is reviewed all the same: as held."""
    async with Story.open() as story:
        ana = await settle(story)
        await live(story, ana, 15, None)
        assert len(await story.rows("doses")) == 1
        assert reviews(ana) == []
        assert {row["outcome"] for row in await story.rows("reviews")} == {"HOLD"}


async def test_a_week_is_reviewed_once() -> None:
    """One row a week, whatever is tapped or said in between."""
    async with Story.open() as story:
        ana = await settle(story)
        await live(story, ana, 22, "20 min pain 1 steady")
        weeks = [row["week_on"] for row in await story.rows("reviews")]
        assert len(weeks) == len(set(weeks)) == len(reviews(ana))


async def test_less_is_one_tap_and_taken_once() -> None:
    """The user may take less; a second tap on the same button takes no more."""
    async with Story.open() as story:
        ana = await settle(story)
        await live(story, ana, 8, "20 min pain 1 steady")
        bubble = next(b for b in reversed(ana.bubbles) if "A smaller target, please" in b.labels())
        data = bubble.buttons[0][0]["callback_data"]
        before = (await story.rows("doses"))[-1]["minutes"]
        await ana.tap_data(data, bubble)
        await ana.tap_data(data, bubble)
        rows = await story.rows("doses")
        assert rows[-1]["minutes"] < before
        assert [row["reason"] for row in rows].count("user") == 1


@pytest.mark.parametrize("data", ["1:week", "1:week:smaller", "1:week:smaller:x", "1:week:bigger:11"])
async def test_forged_taps_change_nothing(data: str) -> None:
    """They show where the day stands."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("/today")
        await ana.tap_data(data, ana.last)
        assert len(await story.rows("doses")) == 1


@pytest.mark.parametrize(
    ("pain", "age_band", "grown"), [(2, "18-64", [14, 17]), (5, "18-64", [14, 17]), (2, "65-69", [13])]
)
async def test_the_standard_pace_needs_less_than_65_years(pain: int, age_band: str, grown: list[int]) -> None:
    """Days grow to five first; then 20 % of the week's minutes, or 2 minutes a walk where the age asks for it.

    Only the gentle pace rests in the fourth week.
    """
    async with Story.open() as story:
        ana = await settle(story, style="standard", age_band=age_band)
        for _ in range(28):
            await ana.say(f"30 min pain {pain} easy")
            if "How was your pain before" in ana.last.plain:
                await ana.tap(str(pain), ana.last)
            await story.until(story.clock.instant + timedelta(days=1))
        rows = await story.rows("doses")
        by_days = [(3, 11), (4, 11), (5, 11)]
        assert [(row["target_days"], row["minutes"]) for row in rows] == [*by_days, *((5, each) for each in grown)]


async def test_minutes_without_pain_raise_nothing_and_alarm_nobody() -> None:
    """Who only says how long is held, not sent to a therapist for walks that "hurt"."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("11 min")
        await live(story, ana, 22, "11 min")
        assert "I did not hear how your pain was" in ana.transcript()
        assert {row["outcome"] for row in await story.rows("reviews")} == {"HOLD"}
        assert await story.rows("holds") == []
        assert len(await story.rows("doses")) == 1


async def test_longer_walks_are_offered_at_the_ceiling_and_grow_only_when_wanted() -> None:
    """At 30 minutes on five days pace is next; longer ones are a tap away, and a tap back."""
    async with Story.open() as story:
        ana = await settle(story)
        async with story.engine.database.transaction() as tx:
            tx.run("UPDATE doses SET minutes = 30, target_days = 5")
        await ana.say("30 min pain 0 easy")
        await live(story, ana, 14, "30 min pain 0 easy")
        assert (await story.rows("doses"))[-1]["minutes"] == 30
        review = next(b for b in reversed(ana.bubbles) if "Longer walks, up to 60 min" in b.labels())
        assert "walk one part a little faster" in review.plain
        await ana.tap("Longer walks", review)
        longer = ana.last
        assert "up to 60 minutes" in longer.plain
        await live(story, ana, 8, "30 min pain 0 easy")
        grown = (await story.rows("doses"))[-1]["minutes"]
        assert 30 < grown <= 35
        await ana.tap("No, 30 min", longer)
        await live(story, ana, 14, "40 min pain 0 easy")
        assert (await story.rows("doses"))[-1]["minutes"] == grown


async def test_a_hold_that_is_over_hides_no_second_week_that_went_back() -> None:
    """It ends by itself on the Monday on which a second week in a row is made smaller: the advice comes again."""
    async with Story.open(datetime(2026, 11, 30, 7, tzinfo=UTC)) as story:
        await settle(story, first_walk_on=date(2026, 11, 9))
        async with context_of(story) as context:
            holds.put(context.tx, 1, "EXACERBATED_BY_WALKING", date(2026, 11, 15), context.now)
            for week_on in ("2026-11-09", "2026-11-16"):
                context.tx.run(
                    "INSERT INTO reviews (user_id, week_on, version, facts, outcome, reason, made_at)"
                    " VALUES (1, ?, 1, ?, 'REGRESS', 'red', ?)",
                    (week_on, {"colours": []}, context.now),
                )
            for day in range(23, 30):
                worst = 4 if day in (23, 25, 27) else 2  # three AMBER walks
                walk = walks.open_walk(
                    context.tx, 1, date(2026, 11, day), offered_minutes=11, target=day in (23, 25, 27)
                )
                told = {"before_pain": 2, "worst_pain": worst, "effort": "easy"}
                logged_at = datetime(2026, 11, day, 9, tzinfo=UTC)
                walks.update(context.tx, walk, minutes=11, logged_at=logged_at, **told)
        await story.until("2026-11-30 09:00", zone=ZONE)
        assert [row["outcome"] for row in await story.rows("reviews")] == ["REGRESS"] * 3
        assert [row["rule"] for row in await story.rows("advice")] == ["EXACERBATED_BY_WALKING"]
        assert [row["closed_by"] for row in await story.rows("holds")] == ["settled", None]


async def test_a_walk_cut_in_two_is_told_to_a_professional() -> None:
    """Below five minutes two short walks take the place of one; the export has a word for that advice."""
    async with Story.open() as story:
        ana = await settle(story)
        async with story.engine.database.transaction() as tx:
            tx.run("UPDATE doses SET minutes = 5")
        await live(story, ana, 2, "5 min pain 7")
        await live(story, ana, 6, "5 min pain 2")
        assert [row["bouts"] for row in await story.rows("doses")][-1] == 2
        assert "SHORT_WALKS" in [row["rule"] for row in await story.rows("advice")]


async def test_walks_that_came_out_shorter_are_no_walks_left_out() -> None:
    """Who walked on every day, and less than planned, is not told of 0 walks, nor asked what got in the way."""
    async with Story.open() as story:
        ana = await settle(story)
        await live(story, ana, 8, "5 min pain 1 easy")
        assert "came out shorter than planned, and each one counts" in ana.transcript()
        assert "You did 0" not in ana.transcript()
        assert "What got in the way" not in ana.transcript()
