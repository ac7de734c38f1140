"""What is asked about a walk later."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from tests.support.settled import settle
from tests.support.story import Person, Story

TWO_HOURS = "How is your pain now, two hours after the walk?"
MORNING = "Has yesterday’s extra pain settled overnight?"


def times(ana: Person, question: str) -> int:
    """Return how often a question was asked."""
    return sum(question in bubble.plain for bubble in ana.bubbles)


async def log(ana: Person, before: int, worst: int) -> None:
    """Log ten easy minutes."""
    for text in ("/log", "10", str(before), str(worst), "easy"):
        await ana.say(text)


async def at(story: Story, when: str) -> Person:
    """Return somebody at a time in Madrid, without the evening's reminder."""
    ana = await settle(story, evening_reminder=False, nudge_minute=7 * 60 + 30)
    await story.until(when, "Europe/Madrid")
    return ana


async def after_an_outage(story: Story, when: str) -> None:
    """Let nobody run until a time in Madrid."""
    story.clock.instant = datetime.fromisoformat(when).replace(tzinfo=ZoneInfo("Europe/Madrid")).astimezone(UTC)
    await story.engine.tick()
    await story.deliver()


async def test_two_hours_after_the_last_walk_of_the_day_it_is_asked_once() -> None:
    """The second walk moves the question."""
    async with Story.open() as story:
        ana = await at(story, "2026-11-24 10:00")
        await log(ana, 2, 2)
        await story.until("2026-11-24 11:00", "Europe/Madrid")
        await log(ana, 2, 2)
        await story.until("2026-11-24 12:59", "Europe/Madrid")
        assert times(ana, TWO_HOURS) == 0
        await story.until("2026-11-24 22:00", "Europe/Madrid")
        assert times(ana, TWO_HOURS) == 1
        asked = [row for row in await story.rows("nudges") if row["kind"] == "two_hour"]
        assert [row["settled_at"] for row in asked] == ["2026-11-24T12:00:00Z"]


async def test_not_in_quiet_hours() -> None:
    """A walk logged at half past seven in the evening is left alone."""
    async with Story.open() as story:
        ana = await at(story, "2026-11-24 19:30")
        await log(ana, 2, 2)
        await story.until("2026-11-25 07:00", "Europe/Madrid")
        assert times(ana, TWO_HOURS) == 0


@pytest.mark.parametrize(("back_at", "asked"), [("2026-11-24 14:00", 1), ("2026-11-24 20:00", 0)])
async def test_after_an_outage_of_hours_it_is_not_asked_any_more(back_at: str, asked: int) -> None:
    """Nobody can say in the evening how it was two hours after the morning's walk."""
    async with Story.open() as story:
        ana = await at(story, "2026-11-24 10:00")
        await log(ana, 2, 2)
        await after_an_outage(story, back_at)
        assert times(ana, TWO_HOURS) == asked


@pytest.mark.parametrize(("back_at", "asked"), [("2026-11-25 20:00", 1), ("2026-11-26 08:00", 0)])
async def test_the_morning_is_asked_on_that_day_or_never(back_at: str, asked: int) -> None:
    """It speaks of yesterday's walk."""
    async with Story.open() as story:
        ana = await at(story, "2026-11-24 19:30")
        await log(ana, 2, 4)
        await after_an_outage(story, back_at)
        assert times(ana, MORNING) == asked


async def test_the_answer_counts_towards_the_colour() -> None:
    """Worst 3 on the walk, 6 two hours later: the advice looks at 6."""
    async with Story.open() as story:
        ana = await at(story, "2026-11-24 10:00")
        await log(ana, 2, 3)
        await story.wait(hours=2)
        await ana.tap("6")
        assert [row["two_hour_pain"] for row in await story.rows("walks")] == [6]
        assert "That is clearly more. Rest" in ana.bubbles[-1].plain


async def test_seven_two_hours_later_asks_the_red_flags() -> None:
    """Severe pain is severe whenever it is said."""
    async with Story.open() as story:
        ana = await at(story, "2026-11-24 10:00")
        await log(ana, 2, 2)
        await story.wait(hours=2)
        await ana.tap("7")
        assert "Chest pain" in " ".join(ana.last.labels())


@pytest.mark.parametrize(("before", "worst", "asked"), [(2, 4, 1), (2, 3, 0), (2, 2, 0), (1, 5, 0), (0, 2, 1)])
async def test_the_morning_is_asked_only_where_pain_rose_and_the_walk_is_not_red(
    before: int, worst: int, asked: int
) -> None:
    """R of 2 or more; R of 4 is RED already."""
    async with Story.open() as story:
        ana = await at(story, "2026-11-24 10:00")
        await log(ana, before, worst)
        await story.until("2026-11-25 08:00", "Europe/Madrid")
        assert times(ana, MORNING) == asked


async def test_a_two_hour_answer_may_bring_the_morning_question() -> None:
    """Worst 2, then 4: now it rose by 2."""
    async with Story.open() as story:
        ana = await at(story, "2026-11-24 10:00")
        await log(ana, 2, 2)
        await story.wait(hours=2)
        await ana.tap("4")
        await story.until("2026-11-25 08:00", "Europe/Madrid")
        assert times(ana, MORNING) == 1


@pytest.mark.parametrize(("label", "settled"), [("Yes", 1), ("No", 0)])
async def test_the_first_answer_counts(label: str, settled: int) -> None:
    """A second tap shows where the day stands."""
    async with Story.open() as story:
        ana = await at(story, "2026-11-24 10:00")
        await log(ana, 2, 4)
        await story.until("2026-11-25 08:00", "Europe/Madrid")
        question = ana.last
        walk_id = (await story.rows("walks"))[0]["walk_id"]
        data = f"1:fu:settled:{walk_id}:{'yes' if settled else 'no'}"
        await ana.tap_data(data, question)
        await ana.tap_data(f"1:fu:settled:{walk_id}:{'no' if settled else 'yes'}", question)
        assert [row["settled"] for row in await story.rows("walks")] == [settled]


async def test_four_walks_that_did_not_settle_lead_to_a_physical_therapist() -> None:
    """The "no" of the fourth morning makes it the fourth RED one of seven; the stored target goes back by a fifth."""
    async with Story.open() as story:
        ana = await at(story, "2026-11-24 10:00")
        for day in ("2026-11-25", "2026-11-26", "2026-11-27", "2026-11-28"):
            await log(ana, 2, 4)
            await story.until(f"{day} 08:00", "Europe/Madrid")
            walk_id = (await story.rows("walks"))[-1]["walk_id"]
            await ana.tap_data(f"1:fu:settled:{walk_id}:no", ana.last)
            await story.until(f"{day} 10:00", "Europe/Madrid")
        assert [row["rule"] for row in await story.rows("advice")] == ["EXACERBATED_BY_WALKING"]
        assert [row["minutes"] for row in await story.rows("doses")] == [11, 9]


async def test_an_undone_walk_is_not_asked_about() -> None:
    """Neither after two hours nor in the morning."""
    async with Story.open() as story:
        ana = await at(story, "2026-11-24 10:00")
        await log(ana, 2, 4)
        await ana.tap("Undo")
        await story.until("2026-11-25 09:00", "Europe/Madrid")
        assert times(ana, TWO_HOURS) == times(ana, MORNING) == 0


async def test_forged_and_foreign_taps_change_nothing() -> None:
    """Scores outside 0-10, walks of others, walks that are none."""
    async with Story.open() as story:
        ana = await at(story, "2026-11-24 10:00")
        ben = await settle(story, 2)
        await log(ana, 2, 2)
        walk_id = (await story.rows("walks"))[0]["walk_id"]
        await ben.say("/today")
        for data in (f"1:fu:two:{walk_id}:5", f"1:fu:settled:{walk_id}:no", "1:fu:two:999:5", "1:fu:two:x:5", "1:fu"):
            await ben.tap_data(data, ben.last)
        for data in (f"1:fu:two:{walk_id}:11", f"1:fu:two:{walk_id}:-1", f"1:fu:settled:{walk_id}:maybe"):
            await ana.tap_data(data, ana.last)
        row = (await story.rows("walks"))[0]
        assert (row["two_hour_pain"], row["settled"]) == (None, None)
