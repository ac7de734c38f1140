"""A number tapped by mistake can be taken back, wherever it was asked: nothing is left of it, and it is asked anew."""

import pytest

from tests.support.holds import open_rules
from tests.support.rounds import SCREENING, deny_all
from tests.support.settled import settle
from tests.support.story import Story

SLIPS = {
    "check-in": ("/log", ("10 min", "2", "9")),
    "check-in, before": ("/log", ("10 min", "9")),
    "gate": ("/walk", ("9",)),
}


@pytest.mark.parametrize("where", SLIPS)
async def test_a_slip_of_the_thumb_can_be_taken_back_where_it_was_made(where: str) -> None:
    """A 9 for a 0: no false "I've been checked", nothing is left of it, and the number is asked anew."""
    text, taps = SLIPS[where]
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say(text)
        await ana.tap_each(*taps)
        assert SCREENING in ana.last.plain
        assert await open_rules(story) == ["URGENT"]
        await ana.tap("I tapped the wrong number", ana.last)
        assert await open_rules(story) == []
        assert await story.rows("days") == []
        assert "9" in ana.last.labels()
        await ana.tap("0", ana.last)
        await ana.say("/today")
        assert SCREENING not in ana.last.plain
        assert "Rest" not in ana.last.plain


async def test_a_two_hour_slip_can_be_taken_back() -> None:
    """The question two hours after the walk comes again."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("11 min pain 2")
        await story.wait(hours=3)
        question = next(bubble for bubble in reversed(ana.bubbles) if "two hours" in bubble.plain)
        await ana.tap("8", question)
        await ana.tap("I tapped the wrong number")
        assert await open_rules(story) == []
        assert "two hours" in ana.last.plain
        await ana.tap("1", ana.last)
        (walk,) = await story.rows("walks")
        assert walk["two_hour_pain"] == 1


async def test_a_self_test_slip_can_be_taken_back() -> None:
    """The self-test goes on where it was."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("/check")
        await ana.tap("Take the self-test")
        await ana.tap("8", ana.last)
        await ana.tap("I tapped the wrong number", ana.last)
        assert await open_rules(story) == []
        await ana.tap("2", ana.last)
        (test,) = await story.rows("self_tests")
        assert test["pain"] == 2
        assert test["finished_at"] is None


async def test_a_slip_at_the_start_can_be_taken_back() -> None:
    """Pain now, asked in the start: the next question follows as if nothing had been."""
    async with Story.open() as story:
        ana = story.person()
        await ana.say("/start")
        for label in ("I agree", "18–64", "Back", "None of these", "None of these", "None of these", "9"):
            await ana.tap(label)
        await ana.tap("I tapped the wrong number", ana.last)
        assert await open_rules(story) == []
        await ana.tap("3")
        assert "minutes" in ana.last.plain


async def test_after_the_questions_a_slip_can_still_be_taken_back() -> None:
    """None of these, none of these, and only then "that was a slip": the advice carries the way back."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("/log")
        await ana.tap_each("10 min", "2", "9")
        await deny_all(ana)
        assert await open_rules(story) == ["URGENT"]
        await ana.tap("I tapped the wrong number")
        assert await open_rules(story) == []
        await ana.tap("1", ana.last)
        await ana.say("/today")
        assert "checked" not in ana.last.plain
