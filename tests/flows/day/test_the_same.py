""" "The same" for a score or a night: what it was before, said back; asked, where that may be two things."""

import pytest

from tests.support.settled import settle
from tests.support.story import Person, Story

SAME = {
    "en": ("the same", "same", "Same as before", "about the same", "no change", "still the same"),
    "es": ("igual", "lo mismo", "igual que antes", "más o menos igual", "sin cambios", "sigue igual"),
}
CORRECT = {"en": "Correct", "es": "Corregir"}
CASES = [(language, text) for language, texts in SAME.items() for text in texts]


async def asked(story: Story, language: str, walk: str, question: str) -> Person:
    """Return somebody who logged a walk and is asked about it later."""
    ana = await settle(story)
    await ana.say(walk)
    await ana.speak(language)
    while not any(question in bubble.plain for bubble in ana.bubbles):
        await story.wait(minutes=30)
    return ana


TWO = {"en": "two hours after", "es": "dos horas después"}
NIGHT = {"en": "settled overnight", "es": "¿Se calmó"}


@pytest.mark.parametrize(("language", "text"), CASES)
async def test_two_hours_on_the_same_is_the_score_that_was_told(language: str, text: str) -> None:
    """Before and after were one: it is taken, said back, and can be corrected."""
    async with Story.open() as story:
        ana = await asked(story, language, "11 min, pain 3 before, 3 after, easy", TWO[language])
        await ana.say(text)
        (walk,) = await story.rows("walks")
        assert walk["two_hour_pain"] == 3
        assert "3" in ana.last.plain
        await ana.tap(CORRECT[language], ana.last)
        await ana.say("5")
        (walk,) = await story.rows("walks")
        assert walk["two_hour_pain"] == 5


@pytest.mark.parametrize(("language", "text"), CASES)
async def test_where_it_may_be_two_scores_both_are_offered(language: str, text: str) -> None:
    """2 before the walk, 5 after it: nobody can tell which is the same."""
    async with Story.open() as story:
        ana = await asked(story, language, "11 min, pain 2 before, 5 after, easy", TWO[language])
        await ana.say(text)
        (walk,) = await story.rows("walks")
        assert walk["two_hour_pain"] is None
        before, after = (label for label in ana.last.labels() if label[-1].isdigit() and not label.isdigit())
        assert (before[-1], after[-1]) == ("2", "5")
        await ana.tap(after, ana.last)
        (walk,) = await story.rows("walks")
        assert walk["two_hour_pain"] == 5


@pytest.mark.parametrize("language", SAME)
async def test_where_no_score_was_told_it_is_asked_for(language: str) -> None:
    """Only the minutes are known."""
    async with Story.open() as story:
        ana = await asked(story, language, "11 min", TWO[language])
        await ana.say(SAME[language][0])
        (walk,) = await story.rows("walks")
        assert walk["two_hour_pain"] is None
        assert "10" in ana.last.labels()


@pytest.mark.parametrize(("language", "text"), CASES)
async def test_after_the_night_no_change_is_a_no_said_back(language: str, text: str) -> None:
    """ "As before" may be before the walk: that is asked; a no can be corrected."""
    async with Story.open() as story:
        ana = await asked(story, language, "11 min, pain 2 before, 5 after, easy", NIGHT[language])
        await ana.say(text)
        (walk,) = await story.rows("walks")
        if text in ("Same as before", "igual que antes"):
            assert walk["settled"] is None
            assert len(ana.last.labels()) >= 2
            return
        assert walk["settled"] == 0
        await ana.tap(CORRECT[language], ana.last)
        await ana.tap({"en": "Yes, as before", "es": "Sí, como antes"}[language], ana.last)
        (walk,) = await story.rows("walks")
        assert walk["settled"] == 1


@pytest.mark.parametrize(("language", "text"), [("en", "same"), ("es", "igual")])
async def test_the_worst_pain_may_be_the_same_as_before(language: str, text: str) -> None:
    """The pain before the walk was told just then."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.speak(language)
        await ana.say("/log")
        await ana.say("11")
        await ana.say("3")
        await ana.say(text)
        (walk,) = await story.rows("walks")
        assert (walk["before_pain"], walk["worst_pain"]) == (3, 3)


@pytest.mark.parametrize("text", ["same", "igual"])
async def test_before_anything_was_told_the_same_is_no_score(text: str) -> None:
    """The same as what?"""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("/log")
        await ana.say("11")
        await ana.say(text)
        (walk,) = await story.rows("walks")
        assert walk["before_pain"] is None


@pytest.mark.parametrize("text", ["the same", "igual", "lo mismo", "same as before"])
async def test_where_nothing_is_asked_the_same_is_no_topic(text: str) -> None:
    """It is not understood, and says so."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say(text)
        assert "Something feels wrong" in ana.last.labels()
