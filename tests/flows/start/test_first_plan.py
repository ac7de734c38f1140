"""The plan that the start ends with: everything in it changes by a tap or a word, until the first walk."""

import pytest

from tests.support.start import profile, question, walk_through
from tests.support.story import Story


async def test_hour_days_and_zone_change_from_the_summary() -> None:
    """Until the first walk the plan is put together anew by every change, with one dose and one nudge."""
    async with Story.open() as story:
        ana = story.person()
        await walk_through(ana, 10)
        await ana.tap("Change hour")
        assert "✓ 09:00" in question(ana).labels()
        await ana.tap("17:00")
        assert "17:00" in question(ana).plain
        await ana.tap("Change days")
        for day in ("✓ Tue", "✓ Thu"):
            await ana.tap(day)
        await ana.tap("Done", question(ana))
        assert "Mon, Wed, Fri" in question(ana).plain
        await ana.tap("Change time zone")
        await ana.say("New York")
        assert "5:00" in question(ana).plain
        assert "Your first walk is on Wednesday." in question(ana).plain
        row = await profile(story)
        assert (row["nudge_minute"], row["zone"], row["walk_days"]) == (1020, "America/New_York", "[0,2,4,5,6]")
        assert row["first_walk_on"] == "2026-11-25"
        (dose,) = await story.rows("doses")
        assert (dose["from_on"], dose["walk_days"], dose["reason"]) == ("2026-11-25", "[0,2,4,5,6]", "start")
        (nudge,) = [row for row in await story.rows("nudges") if row["kind"] == "daily" and row["status"] == "pending"]
        assert nudge["due_at"] == "2026-11-25T22:00:00Z"


async def test_answers_can_be_given_again_from_the_summary() -> None:
    """A wrong tap at the beginning is no reason to delete everything."""
    async with Story.open() as story:
        ana = story.person()
        await walk_through(ana, 10)
        await ana.tap("Change answers")
        assert (await profile(story))["onboarded_at"] is None
        assert [row["status"] for row in await story.rows("nudges") if row["kind"] == "daily"] == ["cancelled"]
        for step in ("70+", "Knee", "5", "4 min"):
            await ana.tap(step)
        assert "Your plan" in question(ana).plain
        row = await profile(story)
        assert (row["age_band"], row["regions"], row["pain_now"], row["comfortable_minutes"]) == (
            "70+",
            '["knee"]',
            5,
            4,
        )
        assert (row["zone"], row["nudge_minute"]) == ("Europe/Madrid", 540)
        assert [(row["minutes"], row["bouts"]) for row in await story.rows("doses")] == [(3, 2)]
        assert [row["score"] for row in await story.rows("pain_reports")] == [5]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("now", "pain right now"),
        ("tomorrow", "first walk is tomorrow"),
        ("mon wed fri", "Mon, Wed, and Fri"),
        ("at 8:30 pm", "20:30"),
    ],
)
async def test_the_plan_changes_by_a_typed_word(text: str, says: str) -> None:
    """What was asked before is still understood; it is no question that other words have to answer."""
    async with Story.open() as story:
        ana = story.person()
        await walk_through(ana, 10)
        await ana.say(text)
        assert says.lower() in "\n".join(bubble.plain.lower() for bubble in ana.bubbles[-2:])


async def test_the_last_day_stays() -> None:
    """A week without a chosen day would have no nudge."""
    async with Story.open() as story:
        ana = story.person()
        await walk_through(ana, 10)
        await ana.tap("Change days")
        for day in ("✓ Mon", "✓ Tue", "✓ Wed", "✓ Thu", "✓ Fri", "✓ Sat", "✓ Sun"):
            await ana.tap(day)
        assert (await profile(story))["walk_days"] == "[6]"
        await ana.tap("Every day")
        assert (await profile(story))["walk_days"] == "[0,1,2,3,4,5,6]"


@pytest.mark.parametrize("words", ["12 min pain 2", "walked 12 minutes, pain 2"])
async def test_a_walk_told_at_the_question_for_the_first_one_is_the_first(words: str) -> None:
    """The start is finished, and the walk is logged."""
    async with Story.open() as story:
        ana = story.person()
        await walk_through(ana, 10)
        await ana.say(words)
        assert any("12 min, worst pain 2. Logged." in bubble.plain for bubble in ana.bubbles)
        assert (await profile(story))["first_walk_on"] == "2026-11-23"
        [walk] = await story.rows("walks")
        assert (walk["minutes"], walk["worst_pain"]) == (12, 2)


async def test_a_walk_is_logged_below_the_plan() -> None:
    """Whoever went at once and types it is not asked for an hour; the plan is no more put together anew."""
    async with Story.open() as story:
        ana = story.person()
        await walk_through(ana, 10)
        plan = question(ana)
        await ana.say("10 min pain 3")
        assert [row["minutes"] for row in await story.rows("walks")] == [10]
        before = await profile(story)
        for tap in ("again", "first:now", "hour:600", "day:1"):
            await ana.tap_data(f"1:ob:{tap}", plan)
            assert await profile(story) == before
