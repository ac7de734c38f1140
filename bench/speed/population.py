"""Stores with any number of users, whose rows one person really lived: copied by SQL, a statement a table."""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from bot.chat.callbacks import decode, encode
from bot.store import everything
from bot.store.database import Database, Transaction
from tests.support.settled import settle
from tests.support.story import Person, Story

KEY = bytes(range(32))
TODAY = date(2026, 12, 16)  # a Wednesday: no weekly review is due
NUDGED_AT = datetime(2026, 12, 16, 8, 0, tzinfo=UTC)  # 09:00 in Madrid
FIRST_ID = 1_000_000
STRIDE = 10_000  # between the ids of one person's rows and the next one's
CHUNK = 50_000

Rows = dict[str, list[dict[str, Any]]]


@dataclass(frozen=True)
class Life:
    """What is stored about one person. `walk_id`: of the walk whose check-in is open."""

    rows: Rows
    walk_id: int | None = None
    minutes: int = 0

    def taps(self, number: int) -> list[str]:
        """Return a whole check-in of the copy with that number, as callback data: four taps."""
        assert self.walk_id is not None
        walk_id = str(self.walk_id + number * STRIDE)
        return [
            encode(("day", "done", str(TODAY), str(self.minutes))),
            encode(("ci", "set", walk_id, "before_pain", "2")),
            encode(("ci", "set", walk_id, "worst_pain", "2")),
            encode(("ci", "set", walk_id, "effort", "easy")),
        ]


async def live(days: int, *, checking_in: bool) -> Life:
    """Let somebody walk and check in for so many days before TODAY.

    It ends in TODAY's check-in, its first question open; without `checking_in` just before TODAY's nudge.
    """
    async with Story.open(NUDGED_AT - timedelta(days=days, hours=1)) as story:
        person = await settle(story, 1, first_walk_on=TODAY - timedelta(days=days))
        for day in range(days):
            await story.until(NUDGED_AT - timedelta(days=days - day))
            await _check_in(person)
        if not checking_in:
            await story.until(NUDGED_AT - timedelta(minutes=1))
            return Life(await _stored(story))
        await story.until(NUDGED_AT)
        done = _find(person, "day", "done")
        assert done is not None
        await person.say("/log")
        rows = await _stored(story)
        return Life(rows, max(row["walk_id"] for row in rows["walks"]), int(done[3]))


async def _check_in(person: Person) -> None:
    for wanted in (("day", "done"), ("ci", "before_pain", "2"), ("ci", "worst_pain", "2"), ("ci", "effort", "easy")):
        tap = _find(person, *wanted)
        if tap is not None:
            bubble = next(b for b in person.bubbles if any(_tap(button) == tap for row in b.buttons for button in row))
            await person.tap_data(encode(tap), bubble)


def _find(person: Person, *parts: str) -> tuple[str, ...] | None:
    """Return the newest tap that holds these parts."""
    for bubble in reversed(person.bubbles):
        for row in bubble.buttons:
            for button in row:
                tap = _tap(button)
                if tap and tap[0] == parts[0] and set(parts) <= set(tap):
                    return tap
    return None


def _tap(button: dict[str, Any]) -> tuple[str, ...] | None:
    return decode(button.get("callback_data", ""))


async def _stored(story: Story) -> Rows:
    async with story.engine.database.transaction() as tx:
        return everything.rows_of(tx, 1)


async def populate(path: Path, lives: Sequence[Life], users: int) -> None:
    """Fill a new store: the user with number n, FIRST_ID + n, has lived `lives[n % len(lives)]`."""
    database = await Database.open(path, KEY)
    try:
        for first in range(0, users, CHUNK):
            async with database.transaction() as tx:
                for place, life in enumerate(lives):
                    _copy(tx, life.rows, range(first, min(first + CHUNK, users)), len(lives), place)
    finally:
        await database.close()


def fresh(store: Path) -> str:
    """Return the path of a copy of a store, to be spoilt; the next call for it takes its place."""
    copy = store.with_name(f"fresh-{store.name}")
    for old in copy.parent.glob(f"{copy.name}*"):
        old.unlink()
    return shutil.copyfile(store, copy).as_posix()


def _copy(tx: Transaction, rows: Rows, numbers: range, every: int, place: int) -> None:
    tables = [row["name"] for row in tx.all("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY rowid")]
    for table in tables:  # in the order of their making: no row before the one that it refers to
        if table not in rows:
            continue
        columns = list(rows[table][0])
        tx.run(f"CREATE TEMP TABLE lived AS SELECT * FROM {table} WHERE false")
        for row in rows[table]:
            values = [row[column] for column in columns]
            tx.run(f"INSERT INTO lived VALUES ({', '.join('?' * len(values))})", values)
        copied = ", ".join(_copied(column) for column in columns)
        tx.run(
            "WITH RECURSIVE numbers(n) AS (SELECT :first UNION ALL SELECT n + 1 FROM numbers WHERE n < :last)"
            f" INSERT INTO {table} ({', '.join(columns)}) SELECT {copied} FROM numbers CROSS JOIN lived"
            " WHERE n % :every = :place",
            {"first": numbers[0], "last": numbers[-1], "every": every, "place": place},
        )
        tx.run("DROP TABLE temp.lived")


def _copied(column: str) -> str:
    """Return a column of the copy: ids move on, all else is as it was."""
    if column == "user_id":
        return f"{FIRST_ID} + n"
    return f"{column} + n * {STRIDE}" if column.endswith("_id") else column
