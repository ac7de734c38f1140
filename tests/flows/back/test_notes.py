"""A note about a day, typed in free words."""

import pytest

from tests.support.settled import settle
from tests.support.story import Story

NOTES = [
    ("note: stiff after the walk", "2026-11-23", "stiff after the walk"),
    ("Note for yesterday: walked 20 min, slept badly", "2026-11-22", "walked 20 min, slept badly"),
    ("note on Saturday: rain", "2026-11-21", "rain"),
    ("nota de ayer: mucho viento", "2026-11-22", "mucho viento"),
]


@pytest.mark.parametrize(("text", "on", "words"), NOTES)
async def test_a_note_is_kept_with_its_day(text: str, on: str, words: str) -> None:
    """Whatever stands in it, it logs no walk."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say(text)
        assert [(row["said_on"], row["words"]) for row in await story.rows("notes")] == [(on, words)]
        assert await story.rows("walks") == []
        assert "Noted" in ana.last.plain


@pytest.mark.parametrize("text", ["note", "note:", "note for next year: x", "notes: a", "20 min: pain 3"])
async def test_other_words_are_no_note(text: str) -> None:
    """Nothing is kept."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say(text)
        assert await story.rows("notes") == []


async def test_danger_in_a_note_is_heard_first() -> None:
    """A note is no place where it is overlooked."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("note: crushing chest pain and short of breath")
        assert await story.rows("screens") != []
        assert await story.rows("notes") == []
