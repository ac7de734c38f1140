"""What is said of a walk when things are not well: no cheer, no plan, no test, and a word where it was too much."""

import pytest

from bot.store.safety import holds
from tests.support.rounds import SCREENING, deny_all, through
from tests.support.settled import context_of, settle
from tests.support.story import Person, Story

CHEER = ("plan helps", "A short self-test", "Well done", "Good to have you back", "days in a row", "settled well")


def cheers(person: Person, since: int) -> list[str]:
    """Return what was said since a message that cheers, plans or tests."""
    said = [bubble.plain for bubble in person.bubbles[since:]]
    return [text for text in said if any(word in text for word in CHEER)]


async def test_nothing_cheers_plans_or_tests_below_an_open_question() -> None:
    """The third walk comes with a plan, the fifth with a self-test: not while a red flag waits."""
    async with Story.open() as story:
        ana = await settle(story)
        for _ in range(2):
            await ana.say("11 min pain 2 easy")
            await story.wait(days=1)
        await ana.say("my leg went numb")
        assert SCREENING in ana.last.plain
        count = len(ana.bubbles)
        for _ in range(4):
            await ana.say("11 min pain 2 easy")
            await ana.say("/check")
            await story.wait(days=1)
        await story.wait(days=7)
        assert cheers(ana, count) == []
        assert not any("self-test" in label.lower() for bubble in ana.bubbles[count:] for label in bubble.labels())


@pytest.mark.parametrize("rule", ["EMERGENCY", "URGENT", "CLEARANCE", "SEVERE", "FLARE"])
async def test_nothing_cheers_plans_or_tests_under_a_hold(rule: str) -> None:
    """Six weeks, a month, a streak: they wait."""
    async with Story.open() as story:
        ana = await settle(story)
        async with context_of(story) as context:
            holds.put(context.tx, 1, rule, story.clock.now().date(), context.now)
        count = len(ana.bubbles)
        for _ in range(5):
            await ana.say("6 min pain 2 easy")
            await ana.say("/check")
            await story.wait(days=1)
        assert cheers(ana, count) == []
        assert not any("self-test" in label for bubble in ana.bubbles[count:] for label in bubble.labels())


async def test_advice_waits_until_the_questions_are_answered() -> None:
    """A therapist for walks that hurt is not said below red-flag questions, but after them."""
    async with Story.open() as story:
        ana = await settle(story)
        async with story.engine.database.transaction() as tx:
            for day in ("2026-11-20", "2026-11-21", "2026-11-22"):
                tx.run(
                    "INSERT INTO walks (user_id, on_day, minutes, offered_minutes, target, before_pain, worst_pain,"
                    " logged_at) VALUES (1, ?, 11, 11, 1, 1, 6, ?)",
                    (day, f"{day}T09:00:00+00:00"),
                )
        await ana.say("my leg went numb")
        count = len(ana.bubbles)
        for _ in range(3):
            await ana.say("10 min pain 1 before, 6 after, easy")
        assert not any("therapist" in bubble.plain for bubble in ana.bubbles[count:])
        await ana.say("/today")
        await through(ana)
        assert any("therapist" in bubble.plain for bubble in ana.bubbles[count:])


@pytest.mark.parametrize("score", ["3", "4", "6"])
async def test_two_hours_on_a_clear_rise_is_not_called_common(score: str) -> None:
    """ "It should be gone by tomorrow" is said to a point more, not to a jump."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("/log")
        await ana.tap_each("10 min", "2", "2", "Easy · I could sing")
        await story.wait(hours=3)
        question = next(bubble for bubble in reversed(ana.bubbles) if "two hours" in bubble.plain)
        await ana.tap(score, question)
        assert ("is common" in question.plain) == (score == "3")
        assert "settled well" not in question.plain


async def test_a_walk_on_a_severe_rest_day_gets_a_word() -> None:
    """Logged, not cheered: today was for rest."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("/pain 8")
        await deny_all(ana)
        count = len(ana.bubbles)
        await ana.say("20 min pain 3")
        said = " ".join(bubble.plain for bubble in ana.bubbles[count:])
        assert "rest" in said.lower()
        assert "Well done" not in said


@pytest.mark.parametrize("typed", ["120 min pain 2", "40 min pain 2"])
async def test_far_more_than_planned_gets_a_word(typed: str) -> None:
    """11 were planned. It is logged, two hours by a tap more, and the answer says that it was far more."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say(typed)
        if "120 min" in typed:
            await ana.tap("Yes, 120 min, pain 2")
        assert "more than planned" in " ".join(bubble.plain for bubble in ana.bubbles[-2:])


async def test_a_little_more_than_planned_gets_none() -> None:
    """14 on a day of 11 are fine."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("14 min pain 2")
        assert "more than planned" not in ana.last.plain
