"""Barriers that learn: on a day off, and on the Monday after a short week."""

from tests.flows.plan.test_growth import mondays
from tests.flows.plan.test_weekly import live
from tests.support.settled import settle
from tests.support.story import Person, Story

MADRID = "Europe/Madrid"


async def not_today(story: Story, ana: Person, day: str, label: str) -> str:
    """Call a day off for a reason; return the answer in one line."""
    await story.until(f"{day} 09:05", MADRID)
    await ana.tap("Not today")
    await ana.tap(label)
    return " ".join(ana.last.plain.split())


async def test_what_worked_is_offered_again_and_what_did_not_never_is() -> None:
    """The first idea is followed by no walk, the second by one: from then on the second it is."""
    async with Story.open() as story:
        story.in_touch = True
        ana = await settle(story, evening_reminder=False)
        said = await not_today(story, ana, "2026-11-24", "Bad weather")
        assert "Walk indoors" in said
        said = await not_today(story, ana, "2026-11-27", "Bad weather")
        assert "Walk indoors" not in said
        assert "A coat" in said
        await ana.tap("Done · 5 min")
        said = await not_today(story, ana, "2026-11-30", "Bad weather")
        assert said.startswith("This helped you last time: A coat")
        said = await not_today(story, ana, "2026-12-03", "Bad weather")
        assert said.startswith("I have no new idea for that. Rest is fine")


async def test_a_short_week_asks_what_got_in_the_way_once() -> None:
    """One question on Monday, none where a day of the week told it; the answer asks nothing."""
    async with Story.open() as story:
        ana = await settle(story, walk_days=(0, 2, 4))
        await live(story, ana, 3, "11 min pain 1 steady")
        await live(story, ana, 5, None)
        assert "What got in the way?" in mondays(ana)[-1]
        await ana.tap("No company", next(b for b in reversed(ana.bubbles) if b.file))
        assert "walk while you talk" in ana.last.plain
        assert "?" not in ana.last.plain
        assert [(row["on_day"], row["barrier"]) for row in await story.rows("barriers")] == [("2026-11-29", "alone")]


async def test_a_week_whose_reason_is_known_is_not_asked_about() -> None:
    """Somebody told it on the day itself."""
    async with Story.open() as story:
        ana = await settle(story, walk_days=(0, 2, 4), evening_reminder=False)
        await ana.say("11 min pain 1 steady")
        await not_today(story, ana, "2026-11-25", "Too busy")
        await story.until("2026-11-30 09:05", MADRID)
        assert mondays(ana)[-1:] != []
        assert "What got in the way?" not in mondays(ana)[-1]


async def test_a_minute_on_the_worst_day_keeps_the_streak_and_counts_for_nothing_else() -> None:
    """On a day called off it is kept; on any other day a minute is none; the week does not grow by it."""
    async with Story.open() as story:
        ana = await settle(story, evening_reminder=False)
        for day in (24, 25):
            await not_today(story, ana, f"2026-11-{day}", "Tired")
            await ana.tap("Done · 1 min")
            await ana.tap("2", ana.last)
            await ana.tap("2", ana.last)
            await ana.tap("Easy", ana.last)
        await ana.say("/today")
        assert "2 walking days in a row" in ana.last.plain
        await story.until("2026-11-26 09:05", MADRID)
        await ana.say("1 min pain 2 easy")
        await ana.say("/today")
        assert "3 walking days in a row" not in ana.last.plain
        await story.until("2026-11-30 09:05", MADRID)
        assert [row["outcome"] for row in await story.rows("reviews")] == ["HOLD"]
