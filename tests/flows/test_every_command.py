"""Every command, to a stranger, in the middle of the start, and with a plan: a useful answer within the limits."""

import pytest

from bot.flows.routes import COMMANDS
from tests.support.states import mid_onboarding, onboarded
from tests.support.story import Person, Story

STATES = ("stranger", "mid", "onboarded")
STORED_BY_A_STRANGER = ("users", "profiles", "walks", "pain_reports", "screens", "expecting", "exercise_choices")


async def someone(story: Story, state: str) -> Person:
    """Return a person in this state."""
    if state == "stranger":
        return story.person(9)
    return await (mid_onboarding(story) if state == "mid" else onboarded(story))


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("command", sorted(COMMANDS))
async def test_every_command_and_its_buttons_answer_in_every_state(command: str, state: str) -> None:
    """There is an answer, it fits, a stranger leaves no row, and each button of it leads somewhere."""
    async with Story.open() as story:
        person = await someone(story, state)
        await person.say(f"/{command}")
        assert person.bubbles, command
        for bubble in person.bubbles:
            assert 0 < len(bubble.plain) <= 700, (command, len(bubble.plain))
        if state == "stranger":
            for table in STORED_BY_A_STRANGER:
                assert await story.rows(table) == [], (command, table)
        offered = [(button, bubble) for bubble in person.bubbles for row in bubble.buttons for button in row]
        for button, bubble in offered:
            if "callback_data" in button:
                before = len(person.lines)
                await person.tap_data(button["callback_data"], bubble, button["text"])
                assert len(person.lines) > before + 1, (command, button)
        assert not any("something went wrong" in line for line in person.lines)


@pytest.mark.parametrize("state", STATES)
async def test_an_unknown_command_is_answered(state: str) -> None:
    """A slip of the thumb gets buttons, not silence."""
    async with Story.open() as story:
        person = await someone(story, state)
        await person.say("/exercices")
        assert person.last.buttons
