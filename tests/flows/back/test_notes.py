"""A note about a day, typed in free words."""

import pytest

from tests.support.settled import settle
from tests.support.story import Story

NOTES = [
    ("note: stiff after the walk", "2026-11-23", "stiff after the walk"),
    ("Note for yesterday: walked 20 min, slept badly", "2026-11-22", "walked 20 min, slept badly"),
    ("note on Saturday: rain", "2026-11-21", "rain"),
    ("nota de ayer: mucho viento", "2026-11-22", "mucho viento"),
    ("note on my walk: a steep hill", "2026-11-23", "Walk: a steep hill"),
    ("Add a note for yesterday's walk: rain", "2026-11-22", "Walk: rain"),
    ("note about the walk on Saturday: new shoes", "2026-11-21", "Walk: new shoes"),
    ("nota de la caminata de ayer: mucho viento", "2026-11-22", "Caminata: mucho viento"),
    ("Nota sobre el paseo del sábado: calor", "2026-11-21", "Caminata: calor"),
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


async def test_a_note_is_no_answer_to_a_question_about_figures() -> None:
    """It is kept, though there is a number in it, and the question is asked once more, open as it was."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("20 min")
        before = ana.last.plain
        await ana.say("note on my walk: 3 hills")
        assert [row["words"] for row in await story.rows("notes")] == ["Walk: 3 hills"]
        assert "Noted" in ana.bubbles[-2].plain
        assert ana.last.plain == before
        assert [(row["minutes"], row["worst_pain"]) for row in await story.rows("walks")] == [(20, None)]
        await ana.say("4")
        assert [row["words"] for row in await story.rows("notes")] == ["Walk: 3 hills"]
        assert 4 in (await story.rows("walks"))[0].values()


async def test_danger_in_a_note_is_heard_first() -> None:
    """A note is no place where it is overlooked."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("note: crushing chest pain and short of breath")
        assert await story.rows("screens") != []
        assert await story.rows("notes") == []
