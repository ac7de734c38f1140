"""Ordinary questions: a fixed answer with fitting buttons, an honest "I do not know", and danger before both."""

from dataclasses import replace

import pytest

from bot.domain.words.topics import topics_of
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
BETWEEN_TWO = (
    "should I lose weight or build strength",
    "how many minutes to do more",
    "do i need a physio",
    "does pain mean that it gets worse inside",
    "can i walk in the rain with my dog",
    "stick or brace?",
    "massage or chiropractor?",
    "walk before breakfast or after work?",
    "injection or surgery?",
    "do my shoes or my weight matter more?",
    "yoga or stretching?",
    "hills with the dog?",
)


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


async def test_of_two_topics_that_it_may_be_the_person_chooses() -> None:
    """A guess would be wrong half the time; a tap brings the answer."""
    text = next(
        (one for one in BETWEEN_TWO if len(topics_of(one, "en", LIBRARY.models, LIBRARY.rules.answering)) == 2), None
    )
    assert text, "none of the questions lies between two topics any more"
    topics = topics_of(text, "en", LIBRARY.models, LIBRARY.rules.answering)
    async with Story.open() as story:
        ana = await onboarded(story)
        await ana.say(text)
        asks = [WORDS.topics[topic].ask for topic in topics]
        assert ana.last.labels()[:4] == [*asks, "Something feels wrong", "Emergency help"]
        await ana.tap(asks[1])
        assert ana.last.plain == WORDS.topics[topics[1]].answer


async def test_no_answer_is_never_said_twice_in_the_same_words() -> None:
    """Each time in other words; what was understood in between begins anew."""
    async with Story.open() as story:
        ana = await onboarded(story)
        said = []
        for text in ("who won the election?", "where is Mongolia?", "when does the bank open?"):
            await ana.say(text)
            said.append(ana.last.plain)
            assert ana.last.labels()[:2] == ["Something feels wrong", "Emergency help"]
        assert len(set(said)) == 3


@pytest.mark.parametrize("text", ["18:00", "7:30", "2026", "1/2", "0–10?"])
def test_figures_alone_ask_about_nothing(text: str) -> None:
    """A time or a fraction is no question about the scale of pain."""
    assert topics_of(text, "en", LIBRARY.models, LIBRARY.rules.answering) == ()
