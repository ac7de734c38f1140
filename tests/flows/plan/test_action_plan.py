"""After what, where, and what if: offered once, four taps, and said back when it is of use."""

from typing import get_args

import pytest

from bot.domain.action_plan import BARRIERS, CUES, PLACES, Answer
from bot.store.safety import crises, holds
from tests.support.settled import context_of, settle
from tests.support.story import LIBRARY, Person, Story

MADRID = "Europe/Madrid"


async def after_three_walks(story: Story) -> Person:
    """Return somebody who logs their third walk on Wednesday."""
    ana = await settle(story, evening_reminder=False)
    for day in (23, 24, 25):
        await story.until(f"2026-11-{day} 10:00", MADRID)
        assert not any("plan helps" in bubble.plain for bubble in ana.bubbles)
        await ana.say("11 min pain 2 easy")
        if day == 23:
            await ana.tap("2", ana.last)  # before the walk; then what the walks are for is asked
    return ana


async def test_four_taps_make_a_plan_that_comes_back() -> None:
    """Offered after the third walk; the nudge names cue and place, and what gets in the way its answer."""
    async with Story.open() as story:
        ana = await after_three_walks(story)
        offer = ana.last
        assert "After what could you walk?" in offer.plain
        for label in ("After breakfast", "Round the block", "The weather is bad", "I walk indoors"):
            await ana.tap(label, offer)
        said = "After breakfast I walk round the block. If the weather is bad, I walk indoors."
        assert said in offer.plain
        await story.until("2026-11-27 09:00", MADRID)
        assert ana.last.plain.startswith("Today: walk 11 minutes after breakfast, round the block.")
        await ana.tap("Not today", ana.last)
        await ana.tap("Bad weather", ana.last)
        assert "Your own plan for this:" in ana.last.plain
        assert "Walk indoors" in ana.last.plain
        await ana.say("11 min pain 2 easy")
        assert "plan helps" not in ana.last.plain
        await ana.say("/settings")
        await ana.tap("When and where", ana.last)
        assert said in ana.last.plain


async def test_a_plan_half_made_or_refused_leaves_everything_as_it_was() -> None:
    """No answer, a refusal, an unfinished one: the nudge is the plain one, and nobody is asked twice."""
    for taps in ((), ("No plan, thanks",), ("After work", "In the park")):
        async with Story.open() as story:
            ana = await after_three_walks(story)
            await ana.tap_each(*taps)
            await story.until("2026-11-27 09:00", MADRID)
            assert ana.last.plain.startswith("Today: walk 11 minutes.")
            await ana.say("11 min pain 2 easy")
            assert "plan helps" not in ana.last.plain
            await ana.say("/settings")
            await ana.tap("When and where", ana.last)
            assert ("What may get in the way?" in ana.last.plain) == (len(taps) == 2)


async def test_it_can_be_changed_and_odd_taps_change_nothing() -> None:
    """Anew from the first question; second taps, forged choices and other people's taps are met with the question."""
    async with Story.open() as story:
        ana, ben = await after_three_walks(story), await settle(story, 2)
        offer = ana.last
        await ana.tap("After lunch", offer)
        for data in ("1:plan:cue:work", "1:plan:place:moon", "1:plan:answer:coat"):
            await ana.tap_data(data, offer)
        assert [(row["cue"], row["place"]) for row in await story.rows("action_plans")] == [("lunch", None)]
        await ben.say("/today")
        await ben.tap_data("1:plan:place:park", ben.last)
        assert len(await story.rows("action_plans")) == 1
        for label in ("In the park", "I am tired", "I walk slowly", "Change it"):
            await ana.tap(label)
        assert "After what will you walk?" in ana.last.plain
        assert [row["cue"] for row in await story.rows("action_plans")] == [None]
        await ana.tap_data("1:plan", ana.last)
        assert "This week" in ana.last.plain


def test_every_part_has_its_words() -> None:
    """In each language: a part without words would be found by the user."""
    for words in LIBRARY.words.values():
        assert set(words.habit.cues) == set(CUES)
        assert set(words.habit.places) == set(PLACES)
        assert set(words.habit.barriers) == set(BARRIERS)
        assert set(words.habit.answers) == set(words.habit.offers) == set(get_args(Answer))
        assert set(words.habit.eases) == set(LIBRARY.rules.hard_days.ease_choices)
        assert set(words.habit.whom) == set(LIBRARY.rules.hard_days.whom_choices)


@pytest.mark.parametrize("rule", ["EMERGENCY", "URGENT", "CLEARANCE", "despair"])
async def test_no_plan_is_made_where_no_walk_may_be(rule: str) -> None:
    """Its buttons are old then: they tell how the day stands."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("/settings")
        settings = ana.last
        async with context_of(story) as context:
            if rule == "despair":
                crises.tell(context.tx, 1, "despair", True, context.today, context.now)
            else:
                holds.put(context.tx, 1, rule, context.today, context.now)
        for data in ("1:plan:show", "1:plan:new", "1:plan:cue:lunch"):
            await ana.tap_data(data, settings)
            assert "After what could you walk?" not in ana.last.plain
        assert await story.rows("action_plans") == []
