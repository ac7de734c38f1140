"""What was said of pain today makes what the day still asks for smaller."""

from tests.support.settled import settle
from tests.support.story import Story


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
