"""The encrypted file: open it, run one transaction at a time in it, bring its schema up to date.

The only module that imports the driver. Its errors leave here as `StoreError`, a sentence for the operator.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import aiosqlite
from sqlcipher3 import dbapi2 as sqlcipher

from bot.store.rows import to_value

Row = Mapping[str, Any]


class StoreError(Exception):
    """The store cannot do what was asked; the text says why and what to do."""


class Transaction:
    """One open transaction. It ends with the `async with` it came from: commit, or undone by an exception."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection

    async def run(self, sql: str, values: Sequence[object] | Mapping[str, object] = ()) -> int:
        """Run a statement and return how many rows it changed."""
        async with self._connection.execute(sql, _bound(values)) as cursor:
            return cursor.rowcount

    async def one(self, sql: str, values: Sequence[object] | Mapping[str, object] = ()) -> Row | None:
        """Return the first row, or None."""
        async with self._connection.execute(sql, _bound(values)) as cursor:
            row: Any = await cursor.fetchone()
            return row  # type: ignore[no-any-return]

    async def all(self, sql: str, values: Sequence[object] | Mapping[str, object] = ()) -> list[Row]:
        """Return every row."""
        async with self._connection.execute(sql, _bound(values)) as cursor:
            rows: Any = await cursor.fetchall()
            return list(rows)


def _bound(values: Sequence[object] | Mapping[str, object]) -> Any:
    if isinstance(values, Mapping):
        return {key: to_value(value) for key, value in values.items()}
    return [to_value(value) for value in values]


class Database:
    """One connection to the encrypted file; its transactions are serialised by one lock."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection
        self._lock = asyncio.Lock()

    @classmethod
    async def open(cls, path: Path | None, key: bytes) -> "Database":
        """Open the file at `path` (None: in memory) with a 32-byte key and bring its schema up to date."""

        def connect() -> Any:
            connection = sqlcipher.connect(
                ":memory:" if path is None else str(path), isolation_level=None, check_same_thread=False
            )
            connection.row_factory = sqlcipher.Row
            connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA secure_delete = ON")
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA busy_timeout = 5000")
            return connection

        database = cls(await aiosqlite.Connection(connect, 64))
        await database._migrate()
        return database

    async def _migrate(self) -> None:
        folder = Path(__file__).parent / "migrations"
        for file in sorted(folder.glob("*.sql")):
            async with self.transaction() as tx:
                for statement in file.read_text(encoding="utf-8").split(";\n"):
                    if statement.strip():
                        await tx.run(statement)

    @contextlib.asynccontextmanager
    async def transaction(self) -> AsyncIterator[Transaction]:
        """Run everything inside as one transaction; others wait."""
        async with self._lock:
            await self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield Transaction(self._connection)
            except BaseException:
                await self._connection.execute("ROLLBACK")
                raise
            await self._connection.execute("COMMIT")

    async def close(self) -> None:
        """Close the file; the worker thread ends."""
        await self._connection.close()
