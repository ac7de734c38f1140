"""Short answers to serious questions: no to the quiet question, a flare, somebody else's life, a worse score."""

import pytest

from bot.flows.safety import crisis
from tests.support.settled import context_of
from tests.support.states import onboarded
from tests.support.story import Person, Story

NO = ("no, I don't mean that", "I meant something else", "not that", "no es eso", "quise decir otra cosa")
YES = ("yes I do", "a bit", "sometimes", "a veces", "un poco")
FLARES = ("I'm having a flare", "tengo un brote")
OTHERS = ("my wife wants to kill herself", "mi mujer quiere suicidarse", "my son says he will kill himself")
OWN_AS_WELL = ("my wife wants to kill herself and I want to die too", "I want to kill myself", "quiero suicidarme")


async def asked_quietly(story: Story) -> Person:
    """Return somebody whose words sounded like despair; which words do is the business of the model's own tests."""
    ana = await onboarded(story)
    async with context_of(story, ana.user_id) as context:
        crisis.ask_quietly(context)
    return ana


@pytest.mark.parametrize("text", NO)
@pytest.mark.parametrize("between", ["", "/today"])
async def test_no_in_other_words_is_a_no(text: str, between: str) -> None:
    """To the question, and to the card that stands for it later."""
    async with Story.open() as story:
        ana = await asked_quietly(story)
        if between:
            await ana.say(between)
        await ana.say(text)
        assert all(row["ended_at"] is not None for row in await story.rows("crises"))


@pytest.mark.parametrize("text", YES)
async def test_a_bit_is_a_yes(text: str) -> None:
    """Who can help now."""
    async with Story.open() as story:
        ana = await asked_quietly(story)
        await ana.say(text)
        assert "024" in ana.last.plain
        assert [row["sure"] for row in await story.rows("crises")] == [1]


async def test_no_does_not_take_back_sure_words() -> None:
    """Who said it plainly is asked next day."""
    async with Story.open() as story:
        ana = await onboarded(story)
        await ana.say("I want to die")
        await ana.say("not that")
        (crisis,) = await story.rows("crises")
        assert crisis["ended_at"] is None


async def test_something_else_is_taken_where_it_is_offered() -> None:
    """Typed, as the button below the question of the next day says; not before."""
    async with Story.open() as story:
        ana = await onboarded(story)
        await ana.say("I want to die")
        await ana.say("I meant something else")
        assert (await story.rows("crises"))[0]["ended_at"] is None
        await story.wait(days=1)
        await ana.say("I meant something else")
        assert (await story.rows("crises"))[0]["ended_at"] is not None


@pytest.mark.parametrize("text", FLARES)
async def test_a_flare_is_answered_with_easier_days(text: str) -> None:
    """The way to the red-flag questions stands below."""
    async with Story.open() as story:
        ana = await onboarded(story)
        await ana.say(text)
        assert "Something feels wrong" in ana.last.labels()
        assert await story.rows("screens WHERE kind = 'red_flags'") == []
        await ana.tap("Go easy for some days")
        assert [row["rule"] for row in await story.rows("holds")] == ["FLARE"]


@pytest.mark.parametrize("text", ["I want to die", "my calf is swollen and hot"])
async def test_a_flare_after_danger_changes_nothing(text: str) -> None:
    """What is open comes again."""
    async with Story.open() as story:
        ana = await onboarded(story)
        await ana.say(text)
        await ana.say("I'm having a flare")
        assert "Go easy for some days" not in ana.last.labels()


@pytest.mark.parametrize("text", OTHERS)
async def test_anothers_life_is_no_despair_of_ones_own(text: str) -> None:
    """How to help them; walks and nudges of the writer go on, unless a tap says that it is about them."""
    async with Story.open() as story:
        ana = await onboarded(story)
        await ana.say(text)
        assert "024" in ana.last.plain
        assert await story.rows("crises") == []
        await ana.tap("It is about me")
        assert [row["sure"] for row in await story.rows("crises")] == [1]


@pytest.mark.parametrize("text", OWN_AS_WELL)
async def test_ones_own_life_beside_anothers_is_heard(text: str) -> None:
    """It is both."""
    async with Story.open() as story:
        ana = await onboarded(story)
        await ana.say(text)
        assert len(await story.rows("crises")) == 1


async def test_denying_what_was_told_gets_no_good() -> None:
    """Somebody wrote of numbness and then tapped "none": that is noted."""
    async with Story.open() as story:
        ana = await onboarded(story)
        await ana.say("I can't feel when I pee")
        for _ in range(3):
            await ana.tap("None of these")
        assert any("Noted: none of these" in bubble.plain for bubble in ana.bubbles)
        assert not any("Good, none" in bubble.plain for bubble in ana.bubbles)


@pytest.mark.parametrize(
    "text", ["I lied before", "era broma", "I don't have numbness anymore", "going out now anyway"]
)
async def test_what_is_no_question_gets_no_guess(text: str) -> None:
    """It is not understood, and help stands below."""
    async with Story.open() as story:
        ana = await onboarded(story)
        await ana.say(text)
        assert "Something feels wrong" in ana.last.labels()
