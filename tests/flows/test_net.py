"""Where a message was not understood, help comes first: what it was may have been danger."""

import pytest

from tests.support.states import mid_onboarding, onboarded
from tests.support.story import Person, Story

NET = ["Something feels wrong", "Emergency help"]


async def _photo(person: Person) -> None:
    await person._send(
        {"message": person._message({"photo": [{"file_id": "1", "file_unique_id": "1", "width": 1, "height": 1}]})}
    )


async def _voice(person: Person) -> None:
    voice = {"file_id": "1", "file_unique_id": "1", "duration": 1}
    await person._send({"message": person._message({"voice": voice})})


async def _edit(person: Person) -> None:
    await person._send({"edited_message": {**person._message({"text": "qwertz"}), "edit_date": 2}})


@pytest.mark.parametrize("what", ["qwertz", "/qwertz", "/log qwertz", "hurts", _photo, _voice, _edit])
async def test_every_reply_that_is_not_sure_has_both_buttons(what: object) -> None:
    """Words, commands, pictures, voices, changed messages, and the pain questions that one word opened."""
    async with Story.open() as story:
        ana = await onboarded(story)
        await (ana.say(what) if isinstance(what, str) else what(ana))  # type: ignore[operator]
        assert [label for label in ana.last.labels() if label in NET] == NET


async def test_the_pain_questions_that_were_asked_for_need_none() -> None:
    """Who taps [I hurt] was understood."""
    async with Story.open() as story:
        ana = await onboarded(story)
        await ana.say("/pain")
        assert not set(NET) & set(ana.last.labels())


async def test_something_feels_wrong_opens_the_questions() -> None:
    """For people with consent; a stranger is told what to do in an emergency, and nothing is stored."""
    async with Story.open() as story:
        ana, ben, stranger = await onboarded(story), await mid_onboarding(story), story.person(9)
        for person in (ana, ben):
            await person.tap_data("1:go:wrong", (await _lost(person)).last)
            assert "New numbness between the legs" in person.last.plain
        await stranger.say("qwertz")
        await stranger.tap(NET[0])
        assert "In danger? Call your local emergency number now." in stranger.last.plain
        assert {row["user_id"] for row in await story.rows("screens") if row["trigger"] == "something_wrong"} == {2, 3}


async def _lost(person: Person) -> Person:
    await person.say("qwertz")
    return person
