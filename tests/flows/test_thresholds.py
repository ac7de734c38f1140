"""A clinician moves a threshold by a point: no hold is opened without its advice, and no walk offered under one."""

from dataclasses import replace

import pytest

from bot.chat.engine import Engine
from bot.clock import FixedClock
from bot.content.agreement import faults_of_rules
from bot.domain.safety.escalation import STOPPING
from bot.rendering import Renderer
from tests.support.engines import open_store
from tests.support.rounds import through
from tests.support.settled import settle
from tests.support.story import LIBRARY, MONDAY, Person, Story

pytestmark = pytest.mark.sqlite

NUMBERS = (
    "escalation.severe_from",
    "escalation.severe_worst_from",
    "escalation.urgent_from",
    "gate.half_from",
    "colours.red_worst",
)
MOVED = [(key, by) for key in NUMBERS for by in (-1, 0, 1)]


async def moved(key: str, by: int) -> Story | None:
    """Return a world in which one number is moved; None where `walk-coach check` would refuse it."""
    section, name = key.split(".")
    numbers = getattr(LIBRARY.rules, section)
    rules = replace(LIBRARY.rules, **{section: replace(numbers, **{name: getattr(numbers, name) + by})})
    if list(faults_of_rules(rules)):
        return None
    library, clock = replace(LIBRARY, rules=rules), FixedClock(MONDAY)
    return Story(Engine(await open_store(), clock, library, Renderer(library)), clock)


async def deny(ana: Person) -> None:
    """Answer the questions below: none of these."""
    await through(ana)


async def at_the_gate(ana: Person, score: int) -> None:
    """Say it before a walk."""
    await ana.say("/walk")
    await ana.tap(str(score))


async def as_the_worst(ana: Person, score: int) -> None:
    """Say it as the worst pain of a walk."""
    await ana.say(f"11 min pain {score} easy")


async def before_it(ana: Person, score: int) -> None:
    """Say it as the pain before a walk that is done."""
    for text in ("/log", "11", str(score)):
        await ana.say(text)


async def two_hours_later(ana: Person, score: int) -> None:
    """Say it two hours after a calm walk."""
    for text in ("/log", "11", "2", "2", "easy"):
        await ana.say(text)
    await ana.story.wait(hours=2)
    await ana.tap(str(score), next(b for b in reversed(ana.bubbles) if "0" in b.labels()))


async def at_any_time(ana: Person, score: int) -> None:
    """Report it."""
    await ana.say(f"/pain {score}")


WAYS = (at_the_gate, as_the_worst, before_it, two_hours_later, at_any_time)


def offers(ana: Person) -> bool:
    """Tell whether the newest message sends somebody walking."""
    data = [button["callback_data"] for row in ana.last.buttons for button in row]
    return any(":day:start" in each or ":day:done" in each or ":walk:gate" in each for each in data)


@pytest.mark.parametrize(("key", "by"), MOVED)
async def test_no_hold_without_advice_and_no_walk_under_one(key: str, by: int) -> None:
    """Every way to say a score, at scores around the thresholds, twice."""
    story = await moved(key, by)
    if story is None:
        return
    try:
        for number, (way, score) in enumerate(((way, score) for way in WAYS for score in (6, 7, 8, 9)), start=1):
            ana = await settle(story, number, evening_reminder=False)
            for _ in range(2):
                await way(ana, score)
                unanswered = "None of these" in ana.last.labels()
                if unanswered:
                    await ana.say("/today")
                    assert not offers(ana), (way.__name__, score)
                await deny(ana)
                held = [r for r in await story.rows("holds") if r["user_id"] == number and r["closed_at"] is None]
                told = {row["rule"] for row in await story.rows("advice") if row["user_id"] == number}
                assert {row["rule"] for row in held} <= told, (way.__name__, score, held, told)
                assert not unanswered or told, (way.__name__, score)
                await ana.say("/today")
                if unanswered or any(row["rule"] in STOPPING for row in held):
                    assert not offers(ana), (way.__name__, score)
                await story.wait(days=1)
                if any(row["rule"] in STOPPING for row in held):
                    break
    finally:
        await story.engine.database.close()
