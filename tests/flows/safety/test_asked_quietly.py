"""Where little speaks for despair it is asked; yes brings the whole answer, no the ways on."""

import pytest

from tests.support.states import mid_onboarding, onboarded
from tests.support.story import Person, Story


async def test_a_low_word_is_asked_about() -> None:
    """No alarm, no verdict: a question, and the line to call."""
    async with Story.open() as story:
        ana = await onboarded(story)
        await ana.say("i feel hopeless")
        assert "Do you think of harming yourself?" in ana.last.plain
        assert "024" in ana.last.plain
        assert ana.last.labels() == ["Yes", "No, something else", "It is about somebody else"]


async def test_where_no_line_is_known_emergency_help_stands_below() -> None:
    """In the middle of the start the country is not known yet."""
    async with Story.open() as story:
        ana = await mid_onboarding(story)
        await ana.say("i feel hopeless")
        assert ana.last.labels() == ["Yes", "No, something else", "It is about somebody else", "Emergency help"]


async def test_yes_brings_the_crisis_reply() -> None:
    """The same that is said to who says it outright."""
    async with Story.open() as story:
        ana = await onboarded(story)
        await ana.say("i feel hopeless")
        await ana.tap("Yes")
        assert "I am sorry that it is this hard." in ana.last.plain


async def test_no_goes_on() -> None:
    """All comes back at once: the next nudge as planned, and another way to say it."""
    async with Story.open() as story:
        ana = await onboarded(story)
        await ana.say("i feel hopeless")
        await ana.tap("No, something else")
        assert "I took it wrong" in ana.last.plain
        assert "Say it again in other words" in ana.last.plain
        assert "Today" in ana.last.labels()


async def test_a_kind_word_goes_before_an_open_question() -> None:
    """The question stays open; what was said is not passed over."""
    async with Story.open() as story:
        ana = await onboarded(story)
        await ana.say("/log")
        await ana.say("my husband died")
        assert "I am so sorry." in "\n".join(bubble.plain for bubble in ana.bubbles[-2:])


@pytest.mark.parametrize("words", ["End it here", "i want to end it", "i can't go on", "quiero que se acabe"])
async def test_while_a_walk_is_under_way_its_end_may_be_meant(words: str) -> None:
    """Asked, with the crisis line beside it; the walk goes on until it is answered."""
    async with Story.open() as story:
        ana = await walking(story)
        await ana.say(words)
        assert ana.last.labels() == ["End the walk", "I think of harming myself", "No, something else"]
        assert "024" in ana.last.plain
        assert await story.rows("crises") == []
        await ana.tap("End the walk")
        assert "How many minutes did you walk?" in ana.last.plain


async def test_harm_that_is_meant_on_a_walk_brings_the_crisis_reply() -> None:
    """One tap."""
    async with Story.open() as story:
        ana = await walking(story)
        await ana.say("end it here")
        await ana.tap("I think of harming myself")
        assert "I am sorry that it is this hard." in ana.last.plain


@pytest.mark.parametrize("words", ["i want to die", "i want to end it all", "i want to end my life"])
async def test_what_can_only_be_a_life_is_answered_on_a_walk_as_ever(words: str) -> None:
    """Without a question first."""
    async with Story.open() as story:
        ana = await walking(story)
        await ana.say(words)
        assert "I am sorry that it is this hard." in ana.last.plain


async def test_without_a_walk_it_is_despair() -> None:
    """The same words."""
    async with Story.open() as story:
        ana = await onboarded(story)
        await ana.say("i want to end it")
        assert "I am sorry that it is this hard." in ana.last.plain


async def walking(story: Story) -> Person:
    """Return somebody on a walk with its guide."""
    ana = await onboarded(story)
    await ana.say("/walk")
    await ana.tap("2", ana.last)
    return ana
