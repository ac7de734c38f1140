"""Danger in free words comes before everything: in every state, in captions, in what was changed, in a guided walk."""

from dataclasses import replace

import pytest

from bot.domain.words.hearing import danger
from tests.support.settled import settle
from tests.support.states import mid_onboarding, onboarded
from tests.support.story import LIBRARY, Person, Story

DESPAIR = "I am sorry that it is this hard."
OVERDOSE = "what was taken"
BOSS = 90


async def _feedback(ana: Person) -> None:
    await ana.say("/feedback")


async def _report(ana: Person) -> None:
    await ana.say("/report")


async def _town(ana: Person) -> None:
    await ana.say("/settings")
    await ana.tap("Time zone")


async def _hour(ana: Person) -> None:
    await ana.say("/settings")
    await ana.tap("Hour")


async def _guided(ana: Person) -> None:
    await ana.say("/walk")
    await ana.tap("1")


async def _pain(ana: Person) -> None:
    await ana.say("/pain")


@pytest.mark.parametrize("state", [_feedback, _report, _town, _hour, _guided, _pain])
@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("I don't want to live any more", DESPAIR),
        ("20 min pain 3. honestly i want to die", DESPAIR),
        ("took too many pills", OVERDOSE),
        ("ya no quiero vivir", DESPAIR),
    ],
)
async def test_despair_and_overdose_come_first_in_every_state(state: object, text: str, answer: str) -> None:
    """Whatever is waited for, and in any language; nobody but the bot learns of it, and nothing is logged."""
    async with Story.open() as story:
        story.engine = replace(story.engine, operators=(BOSS,))
        ana = await settle(story)
        await settle(story, BOSS)
        assert callable(state)
        await state(ana)
        walks = await story.rows("walks")
        await ana.say(text)
        assert answer in ana.last.plain
        assert await story.rows("feedback") == []
        assert await story.rows("walks") == walks


async def test_a_stranger_and_someone_in_the_middle_of_the_start_are_heard() -> None:
    """Before consent nothing is stored, and it is answered all the same."""
    async with Story.open() as story:
        for person in (story.person(9), await mid_onboarding(story)):
            await person.say("i want to kill myself")
            assert DESPAIR in person.last.plain
            await person.say("i swallowed bleach")
            assert OVERDOSE in person.last.plain
        assert all(row["user_id"] != 9 for row in await story.rows("users"))


async def test_words_behind_a_command_are_heard() -> None:
    """An opinion, typed with the command, that is none."""
    async with Story.open() as story:
        story.engine = replace(story.engine, operators=(BOSS,))
        ana = await settle(story)
        await settle(story, BOSS)
        await ana.say("/feedback I want to end my life")
        assert DESPAIR in ana.last.plain
        assert await story.rows("feedback") == []


async def test_the_question_about_what_was_told_leads() -> None:
    """A fall is asked about first, though no group of these questions has it."""
    async with Story.open() as story:
        ana = await onboarded(story)
        await ana.say("I fell over on the pavement this morning")
        assert ana.last.labels()[0] == LIBRARY.words["en"].screening["fall"].label
        await ana.tap("Fall or accident")
        await ana.tap("Go on")
        assert LIBRARY.words["en"].screening["fall_severe"].ask in ana.last.plain


async def test_somebody_else_in_danger_gets_the_number_at_once() -> None:
    """Questions about the writer would be in the way."""
    async with Story.open() as story:
        ana = await onboarded(story)
        await ana.say("my husband just collapsed")
        assert "In danger? Call" in ana.last.plain
        assert not [row for row in await story.rows("screens") if row["kind"] == "red_flags"]


@pytest.mark.parametrize(
    "text",
    [
        "no chest pain, but my legs went numb",
        "never had a stroke, but my face is drooping now",
        "sin dolor de pecho pero no puedo respirar",
    ],
)
def test_a_danger_behind_a_denial_is_heard(text: str) -> None:
    """What is denied hides nothing of what is told."""
    assert danger(text, LIBRARY.ears("en"), LIBRARY.rules.hearing) is not None


@pytest.mark.parametrize(
    "text",
    [
        "my legs are killing me",
        "i am dying to walk",
        "my mum had a stroke ten years ago",
        "i had a heart attack in 2012, fine since",
        "no chest pain",
        "sin dolor de pecho",
        "what are the signs of a stroke",
        "pain is gone!",
        "my back went out",
        "20 min pain 3",
    ],
)
def test_ordinary_words_raise_no_alarm(text: str) -> None:
    """Idioms, what is past, what befell others, denials, questions in general, check-ins."""
    for language in LIBRARY.heard:
        assert danger(text, LIBRARY.ears(language), LIBRARY.rules.hearing) is None


@pytest.mark.parametrize("end", ["i want to die", "chest pain", "took too many pills"])
def test_danger_is_heard_at_the_end_of_the_longest_message(end: str) -> None:
    """The rules read all of it, however much stands before."""
    text = "we walked to the lake and had a coffee. " * 101
    assert len(text) + len(end) <= 4096
    assert danger(text + end, LIBRARY.ears("en"), LIBRARY.rules.hearing) is not None
    assert danger(text, LIBRARY.ears("en"), LIBRARY.rules.hearing) is None


PICTURE = {"photo": [{"file_id": "1", "file_unique_id": "1", "width": 1, "height": 1}]}


@pytest.mark.parametrize(
    ("words", "answer"),
    [("I want to die", DESPAIR), ("took too many pills", OVERDOSE), ("now my chest hurts", "Chest pain")],
)
async def test_an_edited_caption_is_heard_like_an_edited_text(words: str, answer: str) -> None:
    """Whatever was changed: the words below a picture, or a message."""
    for content in ({"text": words}, {**PICTURE, "caption": words}):
        async with Story.open() as story:
            ana = await settle(story)
            await ana._send({"edited_message": {**ana._message(content), "edit_date": 2}})
            assert answer in ana.last.plain


async def test_a_place_that_moves_is_not_answered_each_time() -> None:
    """A live location is a message that changes every few seconds."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.share_location(40.4, -3.7)
        count = len(ana.bubbles)
        for step in range(5):
            moved = ana._message({"location": {"latitude": 40.4 + step / 1000, "longitude": -3.7}})
            await ana._send({"edited_message": {**moved, "edit_date": 2 + step}})
        assert len(ana.bubbles) == count
