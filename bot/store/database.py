"""The encrypted file: open it, run one transaction at a time in it, scrub it.

The only module that imports the driver. Its errors leave here as StoreError: a sentence for the operator.
"""

import asyncio
import contextlib
import errno
import os
from collections.abc import AsyncIterator, Awaitable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import aiosqlite
from sqlcipher3 import dbapi2 as sqlcipher

from bot.store import migrations
from bot.store.connection import Connection, InMemory
from bot.store.errors import StoreError, StoreFullError
from bot.store.rows import from_rows, to_value

Row = Mapping[str, Any]
Values = Sequence[object] | Mapping[str, object]
T = TypeVar("T")

BUSY_TIMEOUT = "PRAGMA busy_timeout = 5000"
CHECKPOINT = "PRAGMA wal_checkpoint(TRUNCATE)"
DriverError: type[Exception] = sqlcipher.Error
PLAIN_HEADER = b"SQLite format 3\0"


class Transaction:
    """One open transaction. It ends with the `async with` it came from: commit, or undone by an exception.

    Nobody else writes meanwhile: what a SELECT found is remembered until this transaction itself changes the table.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._found: dict[tuple[Any, ...], list[Any]] = {}
        self.scrub_afterwards = False
        """Set it to leave no trace on the disk of what was deleted, once this is committed."""

    async def run(self, sql: str, values: Values = ()) -> int:
        """Run a statement and return how many rows it changed."""
        self._forget(sql)
        with _explained():
            # Closing a cursor is one more trip to the driver's thread; this one has no rows to hold on to.
            return int((await self._connection.execute(sql, _bound(values))).rowcount)

    async def one(self, sql: str, values: Values = ()) -> Row | None:
        """Return the first row, or None; for statements that find few, since all are fetched in one trip."""
        rows = await self.all(sql, values)
        return rows[0] if rows else None

    async def all(self, sql: str, values: Values = ()) -> list[Row]:
        """Return every row."""
        return await self._read(None, sql, values)

    async def record(self, cls: type[T], sql: str, values: Values = ()) -> T | None:
        """Return the first row as a `cls`, see `rows`, or None."""
        records = await self.records(cls, sql, values)
        return records[0] if records else None

    async def records(self, cls: type[T], sql: str, values: Values = ()) -> list[T]:
        """Return every row as a `cls`, which cannot be changed: it may be handed out again."""
        return await self._read(cls, sql, values)

    async def _read(self, cls: type[T] | None, sql: str, values: Values) -> list[Any]:
        bound = _bound(values)
        asked = (sql, cls, *(bound.items() if isinstance(bound, dict) else bound))
        found = self._found.get(asked)
        if found is None:
            reads = sql.startswith("SELECT")
            if not reads:
                self._forget(sql)
            with _explained():
                rows = await self._connection.execute_fetchall(sql, bound)
            found = list(rows) if cls is None else from_rows(cls, rows)
            if reads:
                self._found[asked] = found
        return found.copy()

    def _forget(self, sql: str) -> None:
        """Forget what `sql` may change: what was read of its table; everything where other tables follow along."""
        table = _changed_by(sql)
        for asked in [asked for asked in self._found if table is None or table in asked[0]]:
            del self._found[asked]


class Database:
    """One connection to the encrypted file; its transactions are serialised by one lock."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._lock = asyncio.Lock()
        self.unscrubbed = False

    @classmethod
    async def open(cls, path: Path | None, key: bytes, steps: Path = migrations.FOLDER) -> "Database":
        """Open the file at `path` (None: in memory) with a 32-byte key and bring its schema up to date by `steps`.

        A new file is encrypted from its first byte. Raises StoreError with one sentence where the folder cannot be
        written, the file is no database of this key, or its schema is newer than this program.
        """
        if path is not None:
            _look_before(path)
        # Opened before aiosqlite's thread starts: one that fails to start would outlive the event loop.
        opened = await asyncio.to_thread(_open, path, key, steps)
        return cls(InMemory(opened) if path is None else await aiosqlite.Connection(lambda: opened, 64))

    @contextlib.asynccontextmanager
    async def transaction(self) -> AsyncIterator[Transaction]:
        """Run everything inside as one transaction; others wait.

        A task cancelled in here leaves nothing half done: the transaction is undone before the lock is given back.
        """
        async with self._lock:
            with _explained():
                try:
                    await _to_the_end(self._connection.execute("BEGIN IMMEDIATE"))
                except asyncio.CancelledError:
                    await self._connection.execute("ROLLBACK")
                    raise
                try:
                    tx = Transaction(self._connection)
                    yield tx
                    await _to_the_end(self._connection.execute("COMMIT"))
                except BaseException:
                    if self._connection.in_transaction:
                        await _to_the_end(self._connection.execute("ROLLBACK"))
                    raise
                if tx.scrub_afterwards:
                    await _to_the_end(self._scrub())

    async def scrub(self) -> None:
        """Leave no trace of deleted rows on the disk: they are zeroed in the file, and here in the write-ahead log.

        While somebody else reads the file, as a backup does, that cannot be: then `unscrubbed` is true, and it is to
        be tried again.
        """
        async with self._lock:
            with _explained():
                await _to_the_end(self._scrub())

    async def _scrub(self) -> None:
        """Nobody waits for the other reader: that may take as long as a backup does."""
        await self._connection.execute("PRAGMA busy_timeout = 0")
        ((busy, *_),) = await self._connection.execute_fetchall(CHECKPOINT)
        await self._connection.execute(BUSY_TIMEOUT)
        self.unscrubbed = bool(busy)

    async def close(self) -> None:
        """Close the file; the worker thread ends."""
        async with self._lock:
            await self._connection.close()


def _open(path: Path | None, key: bytes, steps: Path) -> Any:
    connection = connect(path, key)
    try:
        with refused(path):
            migrations.migrate(connection, path, lambda copy: connect(copy, key), steps)
    except BaseException:
        connection.close()
        raise
    return connection


def connect(path: Path | None, key: bytes) -> Any:
    """Return the driver's own connection, whatever schema the file has. StoreError where it does not open."""
    with refused(path):
        return _connect(path, key)


def _connect(path: Path | None, key: bytes) -> Any:
    connection = sqlcipher.connect(
        ":memory:" if path is None else str(path), isolation_level=None, check_same_thread=False, cached_statements=512
    )
    try:
        connection.row_factory = sqlcipher.Row
        if path is not None:  # a store in memory has no file to protect
            connection.execute("PRAGMA cipher_log_level = NONE")  # its errors come as exceptions, too
            connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        connection.execute(BUSY_TIMEOUT)
        connection.execute("SELECT count(*) FROM sqlite_master")  # a wrong key shows here, before anything is written
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute("PRAGMA journal_mode = WAL")
        # NORMAL may lose the last commits with the power, after Telegram has been told that they are safe.
        connection.execute("PRAGMA synchronous = FULL")
    except BaseException:
        connection.close()
        raise
    return connection


def _look_before(path: Path) -> None:
    """Refuse what the driver would answer with a riddle."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if path.is_dir():
            raise StoreError(f"{path} is a folder; DATABASE_PATH must name a file.")
        if path.exists() and path.stat().st_size > 0:
            with path.open("rb") as file:
                if file.read(16) == PLAIN_HEADER:
                    raise StoreError(f"{path} is a database that is not encrypted. Nothing was changed.")
        elif not path.exists():
            os.close(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600))  # its log gets the same mode
    except OSError as error:
        raise StoreError(
            f"The database {path} cannot be opened ({error.strerror}). Nothing was changed; make its folder readable"
            " and writable, or name another place in DATABASE_PATH."
        ) from error


@contextlib.contextmanager
def refused(path: Path | None) -> Iterator[None]:
    """Turn what the driver and the disk say about a whole file into one StoreError."""
    try:
        yield
    except (sqlcipher.Error, OSError) as error:
        raise _refusal(path, error) from error


def _refusal(path: Path | None, error: Exception) -> StoreError:
    text = str(error)
    if "not a database" in text:
        return StoreError(
            f"{path} does not open with this key: the key belongs to another database, or the file is damaged."
            " Nothing was changed. Put the right key back, or restore a backup."
        )
    if "readonly" in text or "unable to open" in text or "read-only" in text:
        return StoreError(
            f"The database {path} cannot be written. Nothing was changed; make the file and its folder writable, or"
            " name another place in DATABASE_PATH."
        )
    return _explanation(error)


def _explanation(error: Exception) -> StoreError:
    text = str(error)
    if "disk is full" in text or (isinstance(error, OSError) and error.errno == errno.ENOSPC):
        return StoreFullError("The disk is full: nothing more can be stored until there is space again.")
    if "malformed" in text:
        return StoreError("The database file is damaged. Stop the bot and restore a backup.")
    return StoreError(f"The database refused: {text}.")


@cache
def _changed_by(sql: str) -> str | None:
    """Return the table that a statement changes; None for one that may change others, too, such as a DELETE."""
    match sql.split(maxsplit=3):
        case ["INSERT", "INTO", table, *_] | ["UPDATE", table, *_]:
            return table
    return None


@contextlib.contextmanager
def _explained() -> Any:
    try:
        yield
    except (sqlcipher.IntegrityError, sqlcipher.ProgrammingError):
        raise  # the caller's fault, not the store's: trying again would not help
    except sqlcipher.Error as error:
        raise _explanation(error) from error


async def _to_the_end(work: Awaitable[T]) -> T:
    """Wait for `work` even when cancelled meanwhile: the worker thread cannot be called back."""
    task = asyncio.ensure_future(work)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait([task])
        raise


def _bound(values: Values) -> Any:
    if isinstance(values, Mapping):
        return {key: to_value(value) for key, value in values.items()}
    return [to_value(value) for value in values]
