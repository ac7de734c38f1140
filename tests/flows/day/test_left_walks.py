"""A walk that was begun and left: its minutes are asked for, with what the guide counted; it is not lost in silence."""

import pytest

from tests.flows.test_never_the_wrong_way import in_full_swing
from tests.support.settled import context_of
from tests.support.story import Person, Story

ENDS = {
    "en": ("end it here", "End the walk", "I counted 3 min", "3 min", "I did not walk"),
    "es": ("quiero terminar aquí", "Terminar la caminata", "Conté 3 min", "3 min", "No caminé"),
}


async def walking(story: Story, language: str) -> Person:
    """Return somebody three minutes into a guided walk, on a Thursday at 09:08."""
    ana = await in_full_swing(story)
    await ana.speak(language)
    return ana


async def minutes(story: Story) -> list[int | None]:
    """Return the minutes of the walks of that Thursday."""
    return [row["minutes"] for row in await story.rows("walks") if row["on_day"] == "2026-11-26"]


@pytest.mark.parametrize("language", ENDS)
async def test_the_end_of_a_walk_offers_what_the_guide_counted(language: str) -> None:
    """One tap, or other minutes; nothing is kept that nobody said."""
    words, end, counted, label, _ = ENDS[language]
    async with Story.open() as story:
        ana = await walking(story, language)
        await ana.say(words)
        await ana.tap(end, ana.last)
        assert counted in ana.last.plain
        assert await minutes(story) == [None]
        await ana.tap(label, ana.last)
        assert await minutes(story) == [3]


@pytest.mark.parametrize("language", ENDS)
async def test_left_unanswered_it_is_asked_in_the_evening(language: str) -> None:
    """In the place of "a walk before the night?"; with what was counted, hours later still."""
    words, end, counted, label, no = ENDS[language]
    async with Story.open() as story:
        ana = await walking(story, language)
        await ana.say(words)
        await ana.tap(end, ana.last)
        count = len(ana.bubbles)
        await story.until("2026-11-26 19:05", "Europe/Madrid")
        (asked,) = ana.bubbles[count:]
        assert counted in asked.plain
        assert no in asked.labels()
        await ana.tap(label, asked)
        assert await minutes(story) == [3]


@pytest.mark.parametrize("language", ENDS)
async def test_left_unanswered_it_is_asked_once_more_with_the_next_nudge(language: str) -> None:
    """Below the day's walk, once."""
    words, end, counted, label, _ = ENDS[language]
    async with Story.open() as story:
        ana = await walking(story, language)
        await ana.say(words)
        await ana.tap(end, ana.last)
        await story.until("2026-11-27 08:00", "Europe/Madrid")
        count = len(ana.bubbles)
        await story.until("2026-11-27 09:05", "Europe/Madrid")
        (asked,) = (said for said in ana.bubbles[count:] if counted in said.plain)
        await story.until("2026-11-29 12:00", "Europe/Madrid")
        assert sum(counted in said.plain for said in ana.bubbles[count:]) == 1
        await ana.tap(label, asked)
        assert await minutes(story) == [3]


@pytest.mark.parametrize("language", ENDS)
async def test_no_walk_after_all(language: str) -> None:
    """One tap, and nobody asks again."""
    *_, no = ENDS[language]
    async with Story.open() as story:
        ana = await walking(story, language)
        await story.until("2026-11-26 19:05", "Europe/Madrid")
        await ana.tap(no, ana.last)
        assert await minutes(story) == [None]
        count = len(ana.bubbles)
        await story.until("2026-11-27 12:00", "Europe/Madrid")
        assert not any(no in said.labels() for said in ana.bubbles[count:])


@pytest.mark.parametrize("language", ENDS)
async def test_the_end_that_the_guide_told_is_asked_about_too(language: str) -> None:
    """Whoever let it run to its end and wrote nothing: what was offered was counted."""
    async with Story.open() as story:
        ana = await walking(story, language)
        await story.until("2026-11-26 19:05", "Europe/Madrid")
        assert ENDS[language][2].replace("3", "5") in ana.last.plain


async def test_a_walk_under_way_in_the_evening_is_left_alone() -> None:
    """The guide itself asks at its end."""
    async with Story.open() as story:
        ana = await in_full_swing(story)
        async with context_of(story) as context:
            context.tx.run("UPDATE walks SET started_at = '2026-11-26T17:58:00.000000Z' WHERE minutes IS NULL")
        count = len(ana.bubbles)
        await story.until("2026-11-26 19:02", "Europe/Madrid")
        assert [said.plain for said in ana.bubbles[count:]] == ["That was your walk.\n\nHow many minutes was it?"]


async def test_a_walk_that_was_told_meanwhile_is_not_asked_about() -> None:
    """It is the same one."""
    async with Story.open() as story:
        ana = await in_full_swing(story)
        await ana.say("end it here")
        await ana.tap("End the walk", ana.last)
        await ana.say("4 min pain 2")
        assert await minutes(story) == [4]
        count = len(ana.bubbles)
        await story.until("2026-11-27 12:00", "Europe/Madrid")
        assert not any("I did not walk" in said.labels() for said in ana.bubbles[count:])


async def test_a_break_on_the_way_stops_the_count() -> None:
    """The guide says nothing more, and counts no more."""
    async with Story.open() as story:
        ana = await in_full_swing(story)
        await ana.say("/pause 3")
        await story.until("2026-11-29 12:00", "Europe/Madrid")
        assert any("I counted 3 min" in said.plain for said in ana.bubbles)
