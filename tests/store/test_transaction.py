"""What a transaction remembers of its reads, and when it reads again."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, cast

import pytest

from bot.store.connection import Connection
from bot.store.database import Transaction
from bot.store.diary import days
from bot.store.person import profiles, users
from bot.store.rows import from_row, from_rows
from tests.support.engines import open_store

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
TODAY = date(2026, 11, 23)


class Counting:
    """Stands before a connection and knows how many reads came through."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.reads = 0

    def execute(self, sql: str, values: Any = ()) -> Any:
        """Count and run."""
        self.reads += sql.startswith("SELECT")
        return self._connection.execute(sql, values)

    def __getattr__(self, name: str) -> Any:
        """Leave the rest to the connection."""
        return getattr(self._connection, name)


@asynccontextmanager
async def one_person() -> AsyncIterator[tuple[Transaction, Counting]]:
    """A transaction in a store with one person."""
    database = await open_store()
    counting = Counting(database._connection)
    database._connection = cast(Connection, counting)
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
    """What this transaction itself changed is read anew."""
    async with one_person() as (tx, _):
        assert days.kind_of(tx, 1, TODAY) is None
        days.mark(tx, 1, TODAY, "not_today", NOW)
        assert days.kind_of(tx, 1, TODAY) == "not_today"
        profiles.find(tx, 1)
        profiles.update(tx, 1, zone="Europe/Madrid")
        changed = profiles.find(tx, 1)
        assert changed is not None
        assert changed.zone == "Europe/Madrid"


async def test_a_dated_table_is_read_from_the_day_on_that_is_asked_for() -> None:
    """Some weeks more than asked come along; what lies before them is read when it is asked for."""
    async with one_person() as (tx, counting):
        old, older = TODAY - timedelta(days=30), TODAY - timedelta(days=300)
        for day in (older, old, TODAY):
            days.mark(tx, 1, day, "not_today", NOW)
        assert list(days.since(tx, 1, TODAY)) == [TODAY]
        assert list(days.since(tx, 1, old)) == [old, TODAY]
        assert counting.reads == 1
        assert list(days.since(tx, 1, date.min)) == [older, old, TODAY]
        assert counting.reads == 2


async def test_people_of_a_batch_are_read_together() -> None:
    """One statement reads a table for all of them; what is written in a turn is read anew for that person alone."""
    async with one_person() as (tx, counting):
        for user_id in (2, 3):
            users.ensure(tx, user_id, "es", NOW)
            profiles.update(tx, user_id, zone="Europe/Madrid")
        tx.together([1, 2, 3])
        zones = [found.zone for user_id in (1, 2, 3) if (found := profiles.find(tx, user_id))]
        assert zones == ["UTC", "Europe/Madrid", "Europe/Madrid"]
        assert counting.reads == 1
        with tx.turn(2):
            profiles.update(tx, 2, zone="Europe/London")
            changed = profiles.find(tx, 2)
        assert changed is not None
        assert changed.zone == "Europe/London"
        assert counting.reads == 2
        assert profiles.find(tx, 1) is not None
        assert profiles.find(tx, 3) is not None
        assert counting.reads == 2


async def test_a_turn_that_fails_is_undone_alone() -> None:
    """What the others did stays, and nothing of what was undone is remembered."""
    async with one_person() as (tx, _):
        users.ensure(tx, 2, "es", NOW)
        tx.together([1, 2])
        with tx.turn(1):
            days.mark(tx, 1, TODAY, "not_today", NOW)
        with pytest.raises(ValueError, match="no"), tx.turn(2), tx.undone_alone():
            days.mark(tx, 2, TODAY, "not_today", NOW)
            assert days.kind_of(tx, 2, TODAY) == "not_today"
            raise ValueError("no")
        assert days.kind_of(tx, 1, TODAY) == "not_today"
        assert days.kind_of(tx, 2, TODAY) is None


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
