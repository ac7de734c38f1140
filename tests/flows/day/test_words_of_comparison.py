"""Scores and nights in comparing words, and the nudge that comes while a night is still to be told of."""

import pytest

from tests.support.states import onboarded
from tests.support.story import Person, Story

SCORES = {
    "much worse, 9": 9, "still a 9": 9, "actually 9": 9, "a bit better, 4": 4, "mucho peor, 9": 9, "sigue en 9": 9,
    "en realidad 9": 9, "un poco mejor, 4": 4,
}  # fmt: skip
NOT_SETTLED = ("fatal", "igual", "peor que ayer", "the same", "worse than yesterday", "a bit better", "sigue igual")
SETTLED = ("se me pasó", "all gone", "it did", "ya se pasó")


@pytest.mark.parametrize(("text", "score"), SCORES.items())
async def test_a_score_is_read_beside_what_it_is_compared_with(text: str, score: int) -> None:
    """Where a pain is asked for."""
    async with Story.open() as story:
        ana = await onboarded(story)
        await ana.say("/pain")
        await ana.tap("4 · Lower back")
        await ana.say(text)
        (told,) = await story.rows("pain_reports")
        assert told["score"] == score


async def next_morning(story: Story) -> Person:
    """Return somebody who is asked whether the extra pain of yesterday's walk settled."""
    ana = await onboarded(story)
    await ana.say("/resume")  # so that nudges come
    await ana.say("11 min, pain 2 before, 5 after")
    while not any("settled overnight" in bubble.plain for bubble in ana.bubbles):
        await story.wait(minutes=30)
    return ana


@pytest.mark.parametrize("text", [*NOT_SETTLED, *SETTLED])
async def test_how_the_night_was_is_understood(text: str) -> None:
    """No change is a no."""
    async with Story.open() as story:
        ana = await next_morning(story)
        await ana.say(text)
        (walk,) = await story.rows("walks")
        assert walk["settled"] == (text in SETTLED)


async def test_the_nudge_names_the_night_that_is_still_to_be_told_of() -> None:
    """And a no makes the day smaller, as it says."""
    async with Story.open() as story:
        ana = await next_morning(story)
        await story.wait(hours=3)
        assert "has yesterday’s extra pain settled? If not, tell me first" in ana.last.plain
        assert "an easy walk, 5 minutes" in ana.last.plain
        await ana.say("worse than yesterday")
        await ana.say("/today")
        assert "an easy walk, 2 minutes" in ana.last.plain
