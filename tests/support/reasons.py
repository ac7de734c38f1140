"""Somebody who is asked what they walk for, and days of calm walks after it."""

from datetime import date, timedelta

from tests.support.settled import settle
from tests.support.story import Bubble, Person, Story

MADRID = "Europe/Madrid"
ASKED = "What would you like to do again?"
SURE = "How sure are you that you can walk although it hurts?"
CALM = "11 min pain 2 easy"


def saying(ana: Person, words: str) -> list[Bubble]:
    """Return the messages that hold some words."""
    return [bubble for bubble in ana.bubbles if words in bubble.plain]


async def walk(ana: Person, said: str = CALM) -> None:
    """Log a walk; the pain before it, where that is asked, is as much as the worst."""
    await ana.say(said)
    if "pain before the walk" in ana.last.plain:
        await ana.tap("2", ana.last)


async def asked(story: Story) -> Person:
    """Return somebody who has logged their first walk, a calm one, and is asked what they would like to do again."""
    ana = await settle(story, evening_reminder=False)
    await story.until("2026-11-23 10:00", MADRID)
    await walk(ana)
    assert len(saying(ana, ASKED)) == 1
    return ana


async def told(story: Story, hard: str = "7", sure: str = "8") -> Person:
    """Return somebody who wants to climb stairs again."""
    ana = await asked(story)
    await ana.tap_each("Climb stairs", hard, sure)
    assert ana.last.plain.startswith("Noted: climb stairs.")
    return ana


async def live(story: Story, ana: Person, first: date, days: int, said: str = CALM) -> None:
    """Log a walk each day, an hour after the nudge."""
    for ahead in range(days):
        await story.until(f"{first + timedelta(days=ahead)} 10:00", MADRID)
        await walk(ana, said)
