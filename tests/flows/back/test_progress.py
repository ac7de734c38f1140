"""/progress: a picture with words below it, for a beginner as for someone of ten years."""

import json
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.store.diary import pain_reports, walks
from tests.support.history import live
from tests.support.settled import settle
from tests.support.story import Person, Story

NOW = datetime(2026, 11, 25, 10, tzinfo=UTC)
TODAY = NOW.date()


@pytest.fixture
async def story() -> AsyncIterator[Story]:
    """A Wednesday."""
    async with Story.open(NOW) as world:
        yield world


async def lived(story: Story, days: int) -> Person:
    """Return somebody who has walked for so many days."""
    first = TODAY - timedelta(days=days - 1)
    ana = await settle(story, first_walk_on=first)
    if days:
        await live(story.engine.database, ana.user_id, first, TODAY)
    return ana


async def test_a_beginner_is_shown_the_plan(story: Story) -> None:
    """No walk yet: kind words, this week's plan, and an empty picture."""
    ana = await settle(story, first_walk_on=TODAY)
    await ana.say("/progress")
    assert "Your first walk changes that." in ana.last.plain
    assert "37 minutes" in ana.last.plain
    assert ana.last.file is not None
    assert ana.last.file["facts"]["minutes"] == 0


async def test_periods_change_in_place(story: Story) -> None:
    """One message; each period is a tap away and never the one that is shown."""
    ana = await lived(story, 120)
    await ana.say("/progress")
    for label, unit, columns in (
        ("Week", "day", 7),
        ("3 months", "week", 13),
        ("All", "week", 18),
        ("Month", "week", 5),
    ):
        await ana.tap(label)
        assert ana.last.file is not None
        assert (ana.last.file["facts"]["unit"], len(ana.last.file["facts"]["columns"])) == (unit, columns)
        assert label not in ana.last.labels()
    assert len(ana.bubbles) == 1


async def test_the_words_tell_what_the_picture_shows(story: Story) -> None:
    """For somebody who hears the message: dates, minutes, walks, pain before and after."""
    ana = await lived(story, 40)
    await ana.say("/progress")
    async with story.engine.database.transaction() as tx:
        rows = [walk for walk in walks.since(tx, 1, date(2026, 10, 26)) if walk.minutes]
    assert f"{sum(walk.minutes or 0 for walk in rows)} minutes, {len(rows)} walks" in ana.last.plain
    usual = [walk.gate_pain for walk in rows if walk.gate_pain is not None]
    after = [walk.worst_pain for walk in rows if walk.worst_pain is not None]
    assert f"Usual pain: {sum(usual) / len(usual):.1f}".removesuffix(".0") in ana.last.plain
    assert f"Scores went from {min(usual + after)} to {max(usual + after)}." in ana.last.plain
    assert f"Worst after walks: {sum(after) / len(after):.1f}".removesuffix(".0") in ana.last.plain


async def test_pain_told_without_a_walk_is_shown(story: Story) -> None:
    """A report of 7 is the highest score, in the picture and in the words, though no walk says so."""
    ana = await lived(story, 40)
    async with story.engine.database.transaction() as tx:
        report = pain_reports.start(tx, ana.user_id, "command", TODAY, NOW)
        pain_reports.update(tx, report, score=9)
    await ana.say("/progress")
    assert "to 9." in ana.last.plain
    assert ana.last.file is not None
    told = ana.last.file["facts"]
    assert [30, 9] in told["reports"]
    assert max(high for *_, high in told["spans"]) == 9


async def test_a_silent_month_is_no_fresh_start(story: Story) -> None:
    """Who walked once is told since when not, and that nothing is lost."""
    ana = await settle(story, first_walk_on=date(2026, 1, 5))
    await live(story.engine.database, ana.user_id, date(2026, 1, 5), date(2026, 3, 2))
    await ana.say("/progress")
    assert "No walk since March 2, 2026." in ana.last.plain
    assert "kept" in ana.last.plain
    assert "Nothing to show yet" not in ana.last.plain


async def test_what_was_undone_is_not_shown(story: Story) -> None:
    """A walk taken back counts in no column."""
    ana = await lived(story, 40)
    await ana.say("/progress")
    before = ana.last.file
    await ana.say("/undo")
    await ana.say("/progress")
    assert before is not None
    assert ana.last.file is not None
    assert ana.last.file["facts"]["minutes"] < before["facts"]["minutes"]


async def test_the_two_hour_answer_counts_where_it_is_worse(story: Story) -> None:
    """The worst is that of during, right after and two hours later; a walk without scores has none."""
    await settle(story, first_walk_on=TODAY)
    async with story.engine.database.transaction() as tx:
        for worst, later in ((3, 6), (5, 2), (None, 4), (2, None), (None, None)):
            walk = walks.open_walk(tx, 1, TODAY)
            walks.update(tx, walk, minutes=10, worst_pain=worst, two_hour_pain=later, logged_at=NOW)
        [found] = walks.summed(tx, 1, TODAY, TODAY + timedelta(days=1), "day")
    assert (found.walks, found.minutes, found.after, found.after_walks) == (5, 50, 6 + 5 + 4 + 2, 4)
    assert (found.before, found.before_walks) == (0, 0)


@pytest.mark.parametrize(("days", "told"), [(30, False), (120, True)])
async def test_an_insight_needs_days_on_both_sides(story: Story, days: int, told: bool) -> None:
    """Ten days with a walk and ten without, each with a score on the next; with how many, and the spread."""
    ana = await lived(story, days)
    await ana.say("/progress")
    assert ("after days with a walk" in ana.last.plain) is told
    assert ("not why" in ana.last.plain) is told


async def test_the_monday_review_carries_the_picture(story: Story) -> None:
    """The review of the week that is over comes with the last five weeks."""
    ana = await lived(story, 15)
    await story.until("2026-11-30 09:00", zone="Europe/Madrid")
    pictures = [bubble.file for bubble in ana.bubbles if "This week" in bubble.plain and bubble.file]
    assert [picture["kind"] for picture in pictures] == ["progress", "progress"]
    assert [picture["facts"]["until_on"] for picture in pictures] == ["2026-11-26", "2026-11-30"]


@pytest.mark.parametrize("tap", ["1:progress", "1:progress:decade", "1:progress:week:9"])
async def test_a_forged_button_is_answered_with_where_things_stand(story: Story, tap: str) -> None:
    """Nothing breaks."""
    ana = await lived(story, 3)
    await ana.say("/progress")
    await ana.tap_data(tap, ana.last)
    assert ana.last.file is None


async def test_ten_years_make_a_small_order(story: Story) -> None:
    """The outbox holds a few kilobytes, however long somebody has walked."""
    ana = await lived(story, 1)
    async with story.engine.database.transaction() as tx:
        tx.run("UPDATE profiles SET first_walk_on = '2016-11-25'")
        tx.run(
            "WITH RECURSIVE past(day) AS (SELECT '2016-11-25' UNION ALL SELECT date(day, '+1 day') FROM past"
            " WHERE day < '2026-11-24') INSERT INTO walks (user_id, on_day, minutes, gate_pain, worst_pain, logged_at)"
            " SELECT 1, day, 20, 3, 4, day || 'T10:00:00Z' FROM past"
        )
    for period in ("all", "month"):
        await ana.say(f"/progress {period}")
        assert ana.last.file is not None
        assert len(json.dumps(ana.last.file)) < 4_000
    assert "Nov 25, 2016" not in ana.last.plain


@pytest.mark.parametrize("said", ["my chest hurts when I climb stairs", "I want to die", "pain 9"])
async def test_nothing_is_added_up_while_walks_are_on_hold(said: str) -> None:
    """What was walked stands there, and that walks are on hold; no streak, no goal, no month."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("12 min pain 2")
        await ana.say("2")
        await ana.say(said)
        await ana.say("/progress")
        assert "Your walks are on hold now." in ana.last.plain
        assert "12 minutes" in ana.last.plain
        drawn = ana.last.file
        assert drawn
        assert drawn["facts"]["way"]["soonest_on"] is None
        for cheer in ("Goal", "in a row", "habit", "At this pace"):
            assert cheer not in ana.last.plain
