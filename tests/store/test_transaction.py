"""What a transaction remembers of its reads, and when it reads again."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from bot.store import connection, days, profiles, users
from bot.store.database import Database, Transaction
from bot.store.rows import from_row, from_rows

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
TODAY = date(2026, 11, 23)


class Counting(connection.InMemory):
    """Knows how many reads came through."""

    reads = 0

    def execute(self, sql: str, values: Any = ()) -> Any:
        """Count and run."""
        self.reads += sql.startswith("SELECT")
        return super().execute(sql, values)


@asynccontextmanager
async def one_person() -> AsyncIterator[tuple[Transaction, Counting]]:
    """A transaction in a store with one person."""
    database = await Database.open(None, bytes(32))
    counting = Counting(database._connection._driver)  # type: ignore[attr-defined]
    database._connection = counting
    async with database.transaction() as tx:
        users.ensure(tx, 1, "en", NOW)
        profiles.update(tx, 1, zone="UTC")
        counting.reads = 0
        yield tx, counting
    await database.close()


async def test_what_was_read_is_not_read_again() -> None:
    """A second look costs no trip, also after a change of another table."""
    async with one_person() as (tx, counting):
        first = profiles.find(tx, 1)
        days.mark(tx, 1, TODAY, "not_today", NOW)
        assert profiles.find(tx, 1) == first
        assert counting.reads == 1


async def test_a_change_is_seen() -> None:
    """What this transaction itself changed is read anew, whatever was remembered."""
    async with one_person() as (tx, _):
        assert days.kind_of(tx, 1, TODAY) is None
        days.mark(tx, 1, TODAY, "not_today", NOW)
        assert days.kind_of(tx, 1, TODAY) == "not_today"
        profiles.find(tx, 1)
        profiles.update(tx, 1, zone="Europe/Madrid")
        changed = profiles.find(tx, 1)
        assert changed is not None
        assert changed.zone == "Europe/Madrid"


async def test_rows_that_go_with_others_are_seen_to_go() -> None:
    """Deleting an account takes rows of other tables along."""
    async with one_person() as (tx, _):
        days.mark(tx, 1, TODAY, "not_today", NOW)
        assert days.since(tx, 1, TODAY) == {TODAY: "not_today"}
        users.delete(tx, 1)
        assert days.since(tx, 1, TODAY) == {}


@dataclass(frozen=True, slots=True)
class Note:
    """Something with a default."""

    note_id: int
    said_on: date | None = None
    true: bool = False


async def test_rows_become_records_by_the_names_of_their_columns() -> None:
    """Columns may come in any order, more or fewer than there are fields; NULL stays None."""
    async with one_person() as (tx, _):
        rows = tx.all("SELECT '2026-11-23' AS said_on, 1 AS true, 1 AS note_id UNION SELECT NULL, 0, 2")
        assert sorted(from_rows(Note, rows), key=lambda note: note.note_id) == [Note(1, TODAY, True), Note(2)]
        fewer = tx.all("SELECT 3 AS note_id, 'x' AS other")
        assert from_row(Note, fewer[0]) == Note(3)
        assert from_rows(Note, []) == []
