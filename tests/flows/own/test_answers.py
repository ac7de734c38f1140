"""Ordinary questions: a fixed answer with fitting buttons, an honest "I do not know", and danger before both."""

import pytest

from bot.flows import routes
from tests.support.states import mid_onboarding, onboarded
from tests.support.story import LIBRARY, Story

WORDS = LIBRARY.words["en"]
BUTTONS_ONLY = {"wrong", "health"}


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("ice or heat?", "ice_heat"),
        ("can i take ibuprofen before walking", "painkillers"),
        ("Should I walk when it hurts?", "walk_when_hurts"),
        ("what is a flare", "flare"),
        ("are you a robot?", "ai"),
    ],
)
async def test_a_question_gets_its_answer_and_ways_on(text: str, topic: str) -> None:
    """Words such as "hurts" in a question do not open the pain flow."""
    async with Story.open() as story:
        ana = await onboarded(story)
        await ana.say(text)
        assert ana.last.plain == WORDS.topics[topic].answer
        assert ana.last.buttons


async def test_a_question_in_the_other_language_is_understood() -> None:
    """The answer comes in the language of the chat."""
    async with Story.open() as story:
        ana = await onboarded(story)
        await ana.say("¿hielo o calor?")
        assert ana.last.plain == WORDS.topics["ice_heat"].answer


async def test_what_is_not_known_is_said_with_help_first() -> None:
    """No guess; where to ask, and the red-flag questions one tap away."""
    async with Story.open() as story:
        ana = await onboarded(story)
        await ana.say("what is the capital of Mongolia?")
        assert "I do not know the answer" in ana.last.plain
        assert ana.last.labels()[:2] == ["Something feels wrong", "Emergency help"]


async def test_danger_in_a_question_is_heard_first() -> None:
    """A question about chest pain is no ordinary one."""
    async with Story.open() as story:
        ana = await onboarded(story)
        await ana.say("I have chest pain, should I walk?")
        assert all(words.answer not in ana.last.plain for words in WORDS.topics.values())


async def test_under_open_questions_an_answer_is_no_leave_to_walk() -> None:
    """The answer itself may say "often yes"; before it stands that walks are on hold."""
    async with Story.open() as story:
        ana = await onboarded(story)
        await ana.say("I have chest pain")
        await ana.say("can i do more?")
        if WORDS.topics["do_more"].answer in ana.last.plain:
            assert ana.last.plain.startswith("Your walks are on hold now.")


async def test_before_there_is_a_plan_only_open_ways_are_offered() -> None:
    """A stranger may ask; buttons that need a plan are left out."""
    async with Story.open() as story:
        for person in (story.person(9), await mid_onboarding(story)):
            await person.say("which shoes should i wear?")
            shown = person.last.plain
            assert shown == WORDS.topics["shoes"].answer or person.last.buttons


def test_every_way_on_is_a_command_or_a_known_button() -> None:
    """No dead buttons."""
    assert {way for topic in LIBRARY.topics.values() for way in topic.ways} <= routes.COMMANDS.keys() | BUTTONS_ONLY


@pytest.mark.parametrize("language", list(LIBRARY.words))
def test_answers_are_short_and_named_buttons_are_below_them(language: str) -> None:
    """At most 400 characters, sentences of at most 16 words."""
    for name, words in LIBRARY.words[language].topics.items():
        assert len(words.answer) <= 400, name
