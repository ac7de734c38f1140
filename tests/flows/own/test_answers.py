"""Ordinary questions: a fixed answer with fitting buttons, an honest "I do not know", and danger before both."""

from dataclasses import replace

import pytest

from bot.flows import routes
from bot.flows.own import answers
from bot.messages import Say
from bot.store.safety import holds
from tests.flows.test_never_the_wrong_way import sends_walking
from tests.support.rounds import through
from tests.support.settled import context_of, settle
from tests.support.states import mid_onboarding, onboarded
from tests.support.story import LIBRARY, RENDERER, Person, Story

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


async def _open_round(ana: Person) -> None:
    await ana.say("I have chest pain")


async def _severe(ana: Person) -> None:
    await ana.say("/pain 8")
    await through(ana)


async def _despair(ana: Person) -> None:
    await ana.say("I want to die")


STOPPED = ("EMERGENCY", "URGENT", "CLEARANCE", _open_round, _severe, _despair)
SMALLER = ("SEVERE", "EXACERBATED_BY_WALKING", "FLARE")
ON_HOLD = {"en": "Your walks are on hold now.", "es": "Tus caminatas están en pausa."}
KEPT_SMALL = {"en": "Your walks are smaller for now.", "es": "Por ahora tus caminatas son más cortas."}


@pytest.mark.parametrize("state", [*STOPPED, *SMALLER])
async def test_no_answer_is_leave_to_walk_or_a_cheer_under_a_hold(state: object) -> None:
    """Every topic: before its answer stands that walks are on hold, or smaller; no button below it starts a walk."""
    async with Story.open() as story:
        ana = await settle(story)
        if callable(state):
            await state(ana)
        async with context_of(story) as context:
            if isinstance(state, str):
                holds.put(context.tx, 1, state, context.today, context.now)
            for language in LIBRARY.words:
                for topic, known in LIBRARY.topics.items():
                    (said,) = answers.said(replace(context, language=language), topic)
                    assert isinstance(said, Say)
                    text = RENDERER.text(language, said.template, said.facts)
                    if state in STOPPED:
                        assert ON_HOLD[language] in text, topic
                    elif not answers.WALKING.isdisjoint(known.ways):
                        assert KEPT_SMALL[language] in text, topic
                    taps = [button.tap for row in said.buttons for button in row]
                    assert all(tap[0] == "go" and tap[1] != "walk" for tap in taps)
        count = len(ana.bubbles)
        for word in ("can i do more?", "should i walk when it hurts?"):
            await ana.say(word)
        assert not any(sends_walking(bubble) for bubble in ana.bubbles[count:])


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
