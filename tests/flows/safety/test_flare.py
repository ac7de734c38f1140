"""Flare mode in the chat: it begins, it is small, the streak stays, and there is a way back."""

from datetime import timedelta

from bot.facts.history.streak import kept_up
from tests.support.settled import context_of, settle
from tests.support.story import LIBRARY, Person, Story


async def check_in(ana: Person, before: int, worst: int | None = None) -> None:
    """Log ten minutes today, as after a nudge."""
    for text in ("/log", "10", str(before), str(before if worst is None else worst), "easy"):
        await ana.say(text)


async def say_it_hurts(ana: Person, score: int) -> None:
    """Report known pain that is neither worse with walking nor there at night."""
    await ana.say(f"/pain {score}")
    for label in ("Back", "Yes, my usual pain", "No", "No"):
        if label in ana.last.labels():
            await ana.tap(label)


async def usual_days(story: Story, ana: Person, count: int = 5) -> None:
    """Live some days at pain 3."""
    for _ in range(count):
        await check_in(ana, 3)
        await story.wait(days=1)


async def scored_days(story: Story, ana: Person, *scores: int) -> None:
    """Report a score a day; the last one today."""
    for number, score in enumerate(scores):
        if number:
            await story.wait(days=1)
        await say_it_hurts(ana, score)


async def test_two_raised_days_ask_and_a_tap_begins_a_flare() -> None:
    """One says nothing; the second asks. The figures are one tap away."""
    async with Story.open() as story:
        ana = await settle(story)
        await scored_days(story, ana, 3, 3, 3, 3, 3)
        await story.wait(days=1)
        await say_it_hurts(ana, 5)
        assert "higher than your usual" not in ana.last.plain
        await story.wait(days=1)
        await say_it_hurts(ana, 6)
        assert "higher than your usual" in ana.last.plain
        assert await story.rows("holds") == []
        question = ana.last
        await ana.tap("Why am I told this?")
        assert "Your usual level, over 14 days: 3." in ana.last.plain
        await ana.tap("Go easy for some days", question)
        assert [row["rule"] for row in await story.rows("holds")] == ["FLARE"]
        await story.wait(days=1)
        await ana.say("/today")
        assert "Today: an easy walk, 2 minutes." in ana.last.plain
        assert "Rest counts, too." in ana.last.plain


async def test_a_flare_costs_no_streak_and_plans_no_targets() -> None:
    """Five kept days, a flare of ten silent ones: the streak stands."""
    async with Story.open() as story:
        ana = await settle(story)
        await usual_days(story, ana)
        await say_it_hurts(ana, 4)
        await ana.tap("Go easy for some days")
        assert "We go easy for some days" in ana.last.plain
        await story.wait(days=10)
        async with context_of(story) as context:
            assert kept_up(context) == 5
        asked = [bubble for bubble in ana.bubbles if "Is it still a flare?" in bubble.plain]
        assert len(asked) == 1
        await ana.tap("Not yet", asked[0])
        assert "Take the time it needs." in asked[0].plain


async def test_in_a_flare_once_a_day_is_enough() -> None:
    """The nudge comes and is gentle; the evening stays silent."""
    async with Story.open() as story:
        ana = await settle(story)
        await say_it_hurts(ana, 4)
        await ana.tap("Go easy for some days")
        before = len(ana.bubbles)
        await story.until("2026-11-24 23:00", zone="Europe/Madrid")
        lines = [bubble.plain.splitlines()[1] for bubble in ana.bubbles[before:]]
        assert len(lines) == 1
        assert lines[0] in LIBRARY.words["en"].lines.flare


async def test_three_usual_days_end_it_and_the_way_back_is_a_week_long() -> None:
    """Then four fifths for seven days, then all of it."""
    async with Story.open() as story:
        ana = await settle(story)
        await scored_days(story, ana, 3, 3, 3, 3, 3)
        await story.wait(days=1)
        await say_it_hurts(ana, 6)
        await story.wait(days=1)
        await say_it_hurts(ana, 6)
        await ana.tap("Go easy for some days")
        for _ in range(3):
            await story.wait(days=1)
            await say_it_hurts(ana, 3)
        assert "back at its usual" in ana.last.plain
        assert [row["closed_by"] for row in await story.rows("holds")] == ["settled"]
        await story.wait(days=1)
        await ana.say("/today")
        assert "A bit less than usual" in ana.last.plain


async def test_the_person_knows_better() -> None:
    """Who says no is not asked again for two weeks, however the days are."""
    async with Story.open() as story:
        ana = await settle(story)
        await scored_days(story, ana, 3, 3, 3, 3, 3)
        await story.wait(days=1)
        await say_it_hurts(ana, 6)
        await story.wait(days=1)
        await say_it_hurts(ana, 6)
        await ana.tap("No, not now")
        for _ in range(4):
            await story.wait(days=1)
            await say_it_hurts(ana, 6)
        assert await story.rows("holds") == []
        assert [row["rule"] for row in await story.rows("advice")].count("FLARE_ASKED") == 1


async def test_being_checked_does_not_end_a_flare_and_old_buttons_change_nothing() -> None:
    """Only its own tap, or calm days, do."""
    async with Story.open() as story:
        ana = await settle(story)
        await say_it_hurts(ana, 4)
        await ana.tap("Go easy for some days")
        begun = ana.last
        await ana.tap_data("1:safe:cleared", begun)
        assert [row["closed_by"] for row in await story.rows("holds")] == [None]
        await ana.tap_data("1:flare:begin", begun)
        await ana.say("/today")
        await ana.tap("The flare is over")
        assert "Good. The flare is over." in ana.last.plain
        await ana.tap_data("1:flare:end", begun)
        await ana.tap_data("1:flare:usual", begun)
        rows = await story.rows("holds")
        assert [row["closed_by"] for row in rows] == ["user"]


async def test_a_flare_never_lets_the_target_grow() -> None:
    """A good week with four days of a flare in it is held."""
    async with Story.open() as story:
        ana = await settle(story)
        for day in range(14):
            await story.until(story.clock.instant.replace(hour=12))
            await check_in(ana, 2)
            if day == 9:
                await say_it_hurts(ana, 2)
                await ana.tap("Go easy for some days")
                begun = ana.last
            if day == 12:
                await ana.tap("It is over", begun)
            await story.until(story.clock.instant + timedelta(days=1))
        reviews = await story.rows("reviews")
        assert (reviews[-1]["outcome"], reviews[-1]["reason"]) == ("HOLD", "eased")
