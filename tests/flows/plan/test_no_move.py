"""No exercise goes with a walk on a day that asks for less, and none can be chosen then."""

import pytest

from bot.store.safety import holds
from tests.support.rounds import deny_all
from tests.support.settled import context_of, with_a_move
from tests.support.story import Story


@pytest.mark.parametrize("rule", ["FLARE", "SEVERE", "EXACERBATED_BY_WALKING", "WORSENING", "EASIER"])
async def test_no_move_under_a_hold_or_a_flare(rule: str) -> None:
    """Neither with the walk nor to choose."""
    async with Story.open() as story:
        ana = await with_a_move(story)
        async with context_of(story) as context:
            holds.put(context.tx, 1, rule, story.clock.now().date(), context.now)
        count = len(ana.bubbles)
        await ana.say("/today")
        assert "Backward" not in ana.last.plain
        await ana.say("/walk")
        assert "Backward" not in ana.last.plain
        await ana.tap("2", ana.last)
        assert "Backward" not in ana.last.plain
        await story.wait(minutes=40)
        assert not any("Backward" in bubble.plain for bubble in ana.bubbles[count:])
        await ana.say("/exercises")
        for label in [label for label in ana.last.labels() if "ncline" in label]:
            await ana.tap(label, ana.last)
        assert "Choose this" not in ana.last.labels()


async def test_no_move_with_a_half_dose_at_the_gate() -> None:
    """Pain 5 halves the walk: the walk alone is enough then."""
    async with Story.open() as story:
        ana = await with_a_move(story)
        await ana.say("/walk")
        count = len(ana.bubbles)
        await ana.tap("5", ana.last)
        await story.wait(minutes=40)
        assert not any("Backward" in bubble.plain for bubble in ana.bubbles[count - 1 :])


async def test_no_move_on_the_day_after_severe_pain() -> None:
    """A rest in pain yesterday: today the walk alone."""
    async with Story.open() as story:
        ana = await with_a_move(story)
        await ana.say("/pain 8")
        await deny_all(ana)
        await story.wait(days=1)
        async with context_of(story) as context:
            holds.close(context.tx, 1, "checked", context.now)
        await ana.say("/today")
        assert "Backward" not in ana.last.plain
