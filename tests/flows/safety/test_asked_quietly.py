"""Where little speaks for despair it is asked; yes brings the whole answer, no the ways on."""

from tests.support.states import onboarded
from tests.support.story import Story


async def test_a_low_word_is_asked_about() -> None:
    """No alarm, no verdict: a question, and the line to call."""
    async with Story.open() as story:
        ana = await onboarded(story)
        await ana.say("i feel hopeless")
        assert "Do you think of harming yourself?" in ana.last.plain
        assert "024" in ana.last.plain
        assert ana.last.labels() == ["Yes", "No, something else"]


async def test_yes_brings_the_crisis_reply() -> None:
    """The same that is said to who says it outright."""
    async with Story.open() as story:
        ana = await onboarded(story)
        await ana.say("i feel hopeless")
        await ana.tap("Yes")
        assert "I am sorry that it is this hard." in ana.last.plain


async def test_no_goes_on() -> None:
    """Nothing is stored, nothing stops."""
    async with Story.open() as story:
        ana = await onboarded(story)
        await ana.say("i feel hopeless")
        await ana.tap("No, something else")
        assert "What can I do for you?" in ana.last.plain
        assert "Today" in ana.last.labels()


async def test_a_kind_word_goes_before_an_open_question() -> None:
    """The question stays open; what was said is not passed over."""
    async with Story.open() as story:
        ana = await onboarded(story)
        await ana.say("/log")
        await ana.say("my husband died")
        assert "I am so sorry." in "\n".join(bubble.plain for bubble in ana.bubbles[-2:])
