"""Connections to the database: statements run at once, and what waits does so elsewhere. Here those to the file."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol

import aiosqlite

from bot.store.driver import BUSY_TIMEOUT, explained
from bot.store.rows import bound

CHECKPOINT = "PRAGMA wal_checkpoint(TRUNCATE)"
TABLES = (
    "SELECT tables.name AS name, columns.name AS column_name FROM sqlite_master AS tables,"
    " pragma_table_info(tables.name) AS columns WHERE tables.type = 'table' ORDER BY tables.rowid, columns.cid"
)


class Connection(Protocol):
    """What the store needs of a connection."""

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction is open."""
        ...

    def execute(self, sql: str, values: Any = ()) -> Any:
        """Run a statement and return its cursor. It must find what it needs in memory, nearly always."""
        ...

    def explained(self) -> AbstractContextManager[None]:
        """Turn what the driver says about a statement into a StoreError."""
        ...

    def tables(self) -> dict[str, list[str]]:
        """Return every table with its columns."""
        ...

    async def begin(self) -> None:
        """Begin a transaction that may write; it may wait for another program."""
        ...

    async def commit(self) -> None:
        """Commit it; it waits for the disk."""
        ...

    async def roll_back(self) -> None:
        """Undo it."""
        ...

    @property
    def shared(self) -> bool:
        """Whether other workers may be at the same database."""
        ...

    @property
    def leading(self) -> bool:
        """Whether this worker is the one that leads, as far as it knows; where nobody else is, it does."""
        ...

    async def lead(self) -> bool:
        """Lead, unless another worker does, and tell whether this one does."""
        ...

    def hold(self, people: Sequence[int]) -> list[int]:
        """Keep other workers away from these people until the commit; return whom no other worker holds."""
        ...

    async def scrub(self) -> bool:
        """Leave no trace of deleted rows on the disk, and tell whether that is done: it is not while others read."""
        ...

    async def close(self) -> None:
        """Close it."""
        ...


class InMemory:
    """A connection to a store in memory: nothing ever waits."""

    explained = staticmethod(explained)
    shared = False
    leading = True

    def __init__(self, driver: Any) -> None:
        self._driver = driver

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction is open."""
        return bool(self._driver.in_transaction)

    def execute(self, sql: str, values: Any = ()) -> Any:
        """Run a statement and return its cursor."""
        return self._driver.execute(sql, bound(values))

    def tables(self) -> dict[str, list[str]]:
        """Return every table with its columns."""
        found: dict[str, list[str]] = {}
        for row in self._driver.execute(TABLES):
            found.setdefault(row["name"], []).append(row["column_name"])
        return found

    async def lead(self) -> bool:
        """Lead: nobody else is there."""
        return True

    def hold(self, people: Sequence[int]) -> list[int]:
        """Return all of them: nobody else is there."""
        return list(people)

    async def begin(self) -> None:
        """Begin a transaction."""
        await self._wait("BEGIN IMMEDIATE")

    async def commit(self) -> None:
        """Commit it."""
        await self._wait("COMMIT")

    async def roll_back(self) -> None:
        """Undo it."""
        await self._wait("ROLLBACK")

    async def scrub(self) -> bool:
        """Empty the write-ahead log. Nobody waits for another reader: that may take as long as a backup does."""
        self._driver.execute("PRAGMA busy_timeout = 0")
        ((busy, *_),) = await self._wait(CHECKPOINT)
        self._driver.execute(BUSY_TIMEOUT)
        return not busy

    async def close(self) -> None:
        """Close it: the store is gone."""
        self._driver.close()

    async def _wait(self, sql: str) -> list[Any]:
        """Run a statement."""
        return list(self._driver.execute(sql).fetchall())


class OnDisk(InMemory):
    """A connection to a file: it waits in aiosqlite's thread. Both never use the driver at the same time."""

    def __init__(self, driver: Any, thread: aiosqlite.Connection) -> None:
        super().__init__(driver)
        self._thread = thread

    @classmethod
    async def over(cls, driver: Any) -> "OnDisk":
        """Return a connection over the driver's own."""
        return cls(driver, await aiosqlite.Connection(lambda: driver, 64))

    async def close(self) -> None:
        """Close the file; the thread ends."""
        await self._thread.close()

    async def _wait(self, sql: str) -> list[Any]:
        """Run a statement in the thread."""
        return list(await self._thread.execute_fetchall(sql))
