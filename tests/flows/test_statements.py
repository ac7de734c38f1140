"""How many statements each kind of update and nudge costs the store: exact numbers, so that none creeps in unseen.

A number that falls is written down here; for one that grows there should be a reason.
"""

from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from bot.store import connection
from tests.support.settled import settle
from tests.support.story import Person, Story

MADRID = "Europe/Madrid"
BEGAN_AT = datetime(2026, 11, 16, 7, tzinfo=UTC)
PEOPLE = 20
pytestmark = pytest.mark.sqlite

DELIVERED = "SELECT * FROM outbox ORDER BY lane"
"""How the story fetches what was said: that, and the savepoint before it, is no statement of the engine."""

UPDATES: dict[str, tuple[Callable[[Person], Awaitable[None]], int]] = {
    "/today": (lambda ana: ana.say("/today"), 20),
    "/progress": (lambda ana: ana.say("/progress"), 29),
    "/settings": (lambda ana: ana.say("/settings"), 9),
    "/walk": (lambda ana: ana.say("/walk"), 26),
    "/exercises": (lambda ana: ana.say("/exercises"), 18),
    "/report": (lambda ana: ana.say("/report"), 11),
    "hello": (lambda ana: ana.say("hello"), 13),
    "a typed check-in": (lambda ana: ana.say("20 min pain 3"), 45),
    "pain in words": (lambda ana: ana.say("pain 4"), 16),
    "a red flag": (lambda ana: ana.say("I have chest pain"), 12),
    "done": (lambda ana: ana.tap_data("1:day:done:2026-11-25:10", ana.last), 29),
    "later": (lambda ana: ana.tap_data("1:day:later:2026-11-25", ana.last), 19),
    "an old button": (lambda ana: ana.tap_data("1:ci:set:99:minutes:3", ana.last), 21),
}
NUDGES = {"daily": ("2026-11-25 09:00", 145), "evening": ("2026-11-25 19:00", 60)}
"""A kind → when it is due for everybody, and the statements of PEOPLE of them."""


@contextmanager
def counted(story: Story) -> Iterator[list[str]]:
    """Note every statement that reaches SQLite."""
    asked: list[str] = []

    class Counting(connection.InMemory):
        def execute(self, sql: str, values: Any = ()) -> Any:
            asked.append(sql)
            return super().execute(sql, values)

    database = story.engine.database
    usual = database._connection
    database._connection = Counting(usual._driver)  # type: ignore[attr-defined]
    yield asked
    database._connection = usual


async def lived(story: Story, people: int) -> list[Person]:
    """Let people walk and check in for a week, until the minute before Wednesday's nudge."""
    found = [await settle(story, number + 1, first_walk_on=date(2026, 11, 17)) for number in range(people)]
    for day in range(17, 25):
        await story.until(f"2026-11-{day} 10:00", MADRID)
        for person in found:
            await person.say("20 min pain 2 easy")
    await story.until("2026-11-25 08:59", MADRID)
    return found


@pytest.mark.parametrize("kind", UPDATES)
async def test_an_update_asks_the_store_so_often(kind: str) -> None:
    """The statements of one update, from its savepoint to its release."""
    does, expected = UPDATES[kind]
    async with Story.open(BEGAN_AT) as story:
        [ana] = await lived(story, 1)
        await story.until("2026-11-25 09:01", MADRID)
        with counted(story) as asked:
            await does(ana)
    end = next(number for number, sql in enumerate(asked) if sql.startswith(DELIVERED))
    assert len(asked[: end - 1]) == expected, "\n".join(asked[: end - 1])


@pytest.mark.parametrize("kind", NUDGES)
async def test_nudges_ask_the_store_so_often(kind: str) -> None:
    """The statements of a tick that says the same kind of nudge to many; at most ten each."""
    at, expected = NUDGES[kind]
    async with Story.open(BEGAN_AT) as story:
        await lived(story, PEOPLE)
        due_at = datetime.fromisoformat(f"{at}+01:00").astimezone(UTC)
        await story.until(due_at - timedelta(minutes=1))
        story.clock.instant = due_at
        with counted(story) as asked:
            assert await story.engine.tick() == PEOPLE
    assert len(asked) == expected, "\n".join(asked)
    assert expected <= 10 * PEOPLE
