"""The database: open it, run transactions in it, one at a time and committed in groups, scrub it."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NoReturn, Protocol, TypeVar

from bot.store import migrations
from bot.store.commits import Group, to_the_end
from bot.store.connection import Connection, InMemory, OnDisk
from bot.store.driver import connect, look_before, refused
from bot.store.errors import NO_DRIVER, StoreError
from bot.store.kept import Kept, Table
from bot.store.rows import from_row, from_rows

Row = Mapping[str, Any]
Values = Sequence[object] | Mapping[str, object]
T = TypeVar("T")
D = TypeVar("D", bound="Dated")


class Dated(Protocol):
    """What belongs to a day."""

    @property
    def on_day(self) -> date:
        """The local day."""
        ...


class Transaction:
    """One open transaction. It ends with the `async with` it came from: commit, or undone by an exception.

    Nobody else writes meanwhile, so that `of` and `since` read a person's rows of a table once: see `kept`.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._kept = Kept(self._read)
        self.scrub_afterwards = False
        """Set it to leave no trace on the disk of what was deleted, once this is committed."""

    def run(self, sql: str, values: Values = ()) -> int:
        """Run a statement and return how many rows it changed."""
        self._kept.forget(_changed_by(sql))
        return int(self._execute(sql, values).rowcount)

    def one(self, sql: str, values: Values = ()) -> Row | None:
        """Return the first row, or None; for statements that find few, since all are fetched."""
        rows = self._read(sql, values)
        return rows[0] if rows else None

    def all(self, sql: str, values: Values = ()) -> list[Row]:
        """Return every row."""
        return self._read(sql, values)

    def record(self, cls: type[T], sql: str, values: Values = ()) -> T | None:
        """Return the first row as a `cls`, see `rows`, or None."""
        rows = self._read(sql, values)
        return from_row(cls, rows[0]) if rows else None

    def records(self, cls: type[T], sql: str, values: Values = ()) -> list[T]:
        """Return every row as a `cls`."""
        return from_rows(cls, self._read(sql, values))

    def of(self, table: Table[T], user_id: int) -> Sequence[T]:
        """Return a person's rows of a table."""
        return self._kept.rows(table, user_id, date.max)

    def since(self, table: Table[D], user_id: int, first: date) -> list[D]:
        """Return a person's rows of a dated table, of the day `first` and later."""
        return [row for row in self._kept.rows(table, user_id, first) if row.on_day >= first]

    def together(self, people: Iterable[int]) -> None:
        """Read the rows of these people together, whoever of them is asked about first."""
        self._kept.together(people)

    @contextlib.contextmanager
    def turn(self, user_id: int) -> Iterator[None]:
        """Run what is inside about one of the people read together: only rows of that person may be written inside."""
        self._kept.turn = user_id
        try:
            yield
        finally:
            self._kept.turn = None

    @contextlib.contextmanager
    def undone_alone(self) -> Iterator[None]:
        """Let an exception undo what is inside, and nothing else."""
        self._execute("SAVEPOINT alone")
        try:
            yield
        except BaseException:
            if self._connection.in_transaction:
                self._execute("ROLLBACK TO alone")
                self._execute("RELEASE alone")
            self._kept.forget(None)
            raise
        else:
            self._execute("RELEASE alone")

    @property
    def shared(self) -> bool:
        """Whether other workers may be at the same database."""
        return self._connection.shared

    def hold(self, people: Collection[int]) -> set[int]:
        """Keep other workers away from these people until the commit; return whom no other worker holds."""
        if not self._connection.shared:
            return set(people)
        with self._connection.explained():
            return set(self._connection.hold(list(people)))

    @property
    def skipping(self) -> str:
        """What a SELECT ends with that leaves out, and does not wait for, rows that another worker is at."""
        return " FOR UPDATE SKIP LOCKED" if self._connection.shared else ""

    def tables(self) -> dict[str, list[str]]:
        """Return every table with its columns, both in the order in which they were made."""
        with self._connection.explained():
            return self._connection.tables()

    def _read(self, sql: str, values: Values) -> list[Any]:
        if not sql.startswith("SELECT"):
            self._kept.forget(_changed_by(sql))
        try:
            return list(self._connection.execute(sql, values).fetchall())
        except Exception:
            self._explain()

    def _execute(self, sql: str, values: Values = ()) -> Any:
        try:
            return self._connection.execute(sql, values)
        except Exception:  # a context manager around each statement takes longer than some statements
            self._explain()

    def _explain(self) -> NoReturn:
        """Raise the exception that is handled as what it means: a StoreError, where it is one of the driver."""
        with self._connection.explained():
            raise


@cache
def _changed_by(sql: str) -> str | None:
    """Return the table that a statement changes; None for one that takes rows of other tables along."""
    match sql.split(maxsplit=3):
        case ["DELETE", "FROM", "users", *_]:
            return None
        case ["INSERT", "INTO", table, *_] | ["UPDATE", table, *_] | ["DELETE", "FROM", table, *_]:
            return table
    return None


class Database:
    """One connection, to the file or to a PostgreSQL server; transactions take turns in it, and share commits.

    A transaction is a savepoint of its own: undone alone when it fails. Those that wait for their turn while another
    runs are committed together with it, in one write to the disk; each ends once that is done.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._turn = asyncio.Lock()
        self._group: Group | None = None
        self.unscrubbed = False

    @classmethod
    async def open(cls, path: Path | None, key: bytes, steps: Path = migrations.FOLDER) -> "Database":
        """Open the file at `path` (None: in memory) with a 32-byte key and bring its schema up to date by `steps`.

        A new file is encrypted from its first byte. Raises StoreError with one sentence where the folder cannot be
        written, the file is no database of this key, or its schema is newer than this program.
        """
        if path is not None:
            look_before(path)
        # Opened before aiosqlite's thread starts: one that fails to start would outlive the event loop.
        opened = await asyncio.to_thread(_open, path, key, steps)
        return cls(InMemory(opened) if path is None else await OnDisk.over(opened))

    @classmethod
    async def connect(cls, url: str) -> "Database":
        """Connect to a PostgreSQL server and bring the schema up to date.

        Raises StoreError with one sentence where the server cannot be reached or its schema is newer than this program.
        """
        try:
            from bot.store.postgres.connection import Server  # its driver is installed only where it is used
        except ImportError as error:
            raise StoreError(NO_DRIVER) from error
        return cls(await asyncio.to_thread(Server.open, url))

    @contextlib.asynccontextmanager
    async def transaction(self) -> AsyncIterator[Transaction]:
        """Run everything inside as one transaction, in its turn; durable when this ends.

        A task cancelled in here leaves nothing half done; where it waits for the commit already, that goes on.
        """
        async with self._turn:
            group = self._group
            if group is None:
                group = await to_the_end(self._begin())
            with self._connection.explained():
                self._connection.execute("SAVEPOINT one")
                tx = Transaction(self._connection)
                try:
                    yield tx
                    self._connection.execute("RELEASE one")
                except BaseException as error:
                    self._undo_one(group, error)
                    raise
        await asyncio.shield(group.committed)
        if tx.scrub_afterwards:
            await self.scrub()

    @property
    def shared(self) -> bool:
        """Whether other workers may be at the same database."""
        return self._connection.shared

    @property
    def leading(self) -> bool:
        """Whether this worker is the one that leads: it polls, sends, and keeps the store tidy."""
        return self._connection.leading

    async def lead(self) -> bool:
        """Lead, unless another worker does, and tell whether this one does. Raises StoreError."""
        async with self._turn:
            await self._end()
            with self._connection.explained():
                return await to_the_end(self._connection.lead())

    async def scrub(self) -> None:
        """Leave no trace of deleted rows on the disk: they are zeroed in the file, and here in the write-ahead log.

        While somebody else reads the file, as a backup does, that cannot be: then `unscrubbed` is true, and it is to
        be tried again.
        """
        async with self._turn:
            await self._end()
            with self._connection.explained():
                self.unscrubbed = not await to_the_end(self._connection.scrub())

    async def close(self) -> None:
        """Close the file; the worker thread ends."""
        async with self._turn:
            await self._end()
            await self._connection.close()

    async def _begin(self) -> Group:
        """Begin a group. It is committed after the transactions that wait for their turn by then."""
        with self._connection.explained():
            if self._connection.in_transaction:  # a commit failed
                await self._connection.roll_back()
            await self._connection.begin()
        group = self._group = Group(asyncio.get_running_loop().create_future())
        group.committer = asyncio.create_task(self._end_in_turn(group))
        return group

    async def _end_in_turn(self, group: Group) -> None:
        async with self._turn:
            if self._group is group:
                await self._end()

    async def _end(self) -> None:
        """Commit the open group, if there is one. What goes wrong is told to its transactions."""
        group, self._group = self._group, None
        if group is None:
            return
        try:
            with self._connection.explained():
                await to_the_end(self._connection.commit())
        except BaseException as error:
            group.fail(error)
            if isinstance(error, asyncio.CancelledError):
                raise
        else:
            group.committed.set_result(None)

    def _undo_one(self, group: Group, why: BaseException) -> None:
        """Undo one transaction; the others of its group stay, unless the driver has undone them all: a full disk."""
        if self._connection.in_transaction:
            self._connection.execute("ROLLBACK TO one")
            self._connection.execute("RELEASE one")
        elif self._group is group:
            self._group = None
            group.fail(
                why if isinstance(why, StoreError) else StoreError("The database undid a group of transactions.")
            )


def _open(path: Path | None, key: bytes, steps: Path) -> Any:
    connection = connect(path, key)
    try:
        with refused(path):
            migrations.migrate(connection, path, lambda copy: connect(copy, key), steps)
    except BaseException:
        connection.close()
        raise
    return connection
