"""Ordinary questions: a fixed answer with fitting buttons, an honest "I do not know", and danger before both."""

import pytest

from bot.domain.words.topics import topics_of
from bot.flows import routes
from tests.support.states import mid_onboarding, onboarded
from tests.support.story import LIBRARY, Story

WORDS = LIBRARY.words["en"]
BUTTONS_ONLY = {"wrong", "health"}
BETWEEN_TWO = (
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
