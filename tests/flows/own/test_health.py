"""What changed since the start: places that hurt, and a round of safety questions at any time."""

import pytest

from tests.support.rounds import through
from tests.support.settled import settle
from tests.support.story import Story


async def test_places_change_in_the_middle_of_a_week_and_the_moves_follow() -> None:
    """A knee comes, the back goes: lunges need a therapist now; the last place stays."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("/settings")
        await ana.tap("Where it hurts", ana.last)
        card = ana.last
        assert "It hurts here: back." in card.plain
        await ana.tap("Knee", card)
        assert "It hurts here: back, knee." in card.plain
        await ana.tap("✓ Back", card)
        await ana.tap("✓ Knee", card)
        assert "It hurts here: knee." in card.plain
        await ana.tap_data("1:ex:lunges", card)
        assert "physical therapist" in ana.bubbles[-1].plain
        await ana.say("/settings")
        await ana.tap("Where it hurts", ana.last)
        await ana.tap("Nothing", ana.last)
        assert "just to stay well" in ana.last.plain


async def test_what_happened_opens_all_safety_questions_and_their_advice() -> None:
    """An operation there: no walks until somebody has looked; a new restriction counts from then on."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("I had surgery last week")
        await ana.tap("Something happened", ana.last)
        assert "A few safety questions (1 of 3)" in ana.last.plain
        await through(ana, "Surgery", "Pregnant")
        await ana.tap("No", ana.last)
        assert {row["rule"] for row in await story.rows("holds")} == {"CLEARANCE"}
        assert {row["restriction"] for row in await story.rows("restrictions")} == {"pregnancy", "recent_surgery"}
        await ana.say("/walk")
        assert "get checked first" in ana.last.plain


@pytest.mark.parametrize("text", ["I want to die", "i don't want to live any more", "suicidal", "thinking of suicide"])
async def test_despair_is_answered_by_who_can_help(text: str) -> None:
    """At once and at any time, with the number, and without a walk."""
    async with Story.open() as story:
        for person in (await settle(story), story.person(9)):
            await person.say(text)
            assert "Please talk to somebody now." in person.last.plain
            assert person.last.buttons == []
        assert "call 112" in story.person(1).last.plain


async def test_despair_is_heard_in_spanish() -> None:
    """In the words of whoever writes, whatever language the chat speaks."""
    async with Story.open() as story:
        ana = story.person(9, "es")
        await ana.say("ya no quiero vivir")
        assert "habla con alguien ahora" in ana.last.plain
