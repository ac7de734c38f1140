"""Connections to the encrypted file: statements run at once, and what waits does so elsewhere."""

from typing import Any, Protocol

import aiosqlite


class Connection(Protocol):
    """What the store needs of a connection."""

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction is open."""
        ...

    def execute(self, sql: str, values: Any = ()) -> Any:
        """Run a statement and return its cursor. It must find what it needs in memory, nearly always."""
        ...

    async def wait(self, sql: str) -> list[Any]:
        """Run a statement that may wait, for the disk (COMMIT) or for another program (BEGIN), and return its rows."""
        ...

    async def close(self) -> None:
        """Close it."""
        ...


class InMemory:
    """A connection to a store in memory: nothing ever waits."""

    def __init__(self, driver: Any) -> None:
        self._driver = driver

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction is open."""
        return bool(self._driver.in_transaction)

    def execute(self, sql: str, values: Any = ()) -> Any:
        """Run a statement and return its cursor."""
        return self._driver.execute(sql, values)

    async def wait(self, sql: str) -> list[Any]:
        """Run a statement."""
        return list(self._driver.execute(sql).fetchall())

    async def close(self) -> None:
        """Close it: the store is gone."""
        self._driver.close()


class OnDisk(InMemory):
    """A connection to a file: it waits in aiosqlite's thread. Both never use the driver at the same time."""

    def __init__(self, driver: Any, thread: aiosqlite.Connection) -> None:
        super().__init__(driver)
        self._thread = thread

    @classmethod
    async def over(cls, driver: Any) -> "OnDisk":
        """Return a connection over the driver's own."""
        return cls(driver, await aiosqlite.Connection(lambda: driver, 64))

    async def wait(self, sql: str) -> list[Any]:
        """Run a statement in the thread."""
        return list(await self._thread.execute_fetchall(sql))

    async def close(self) -> None:
        """Close the file; the thread ends."""
        await self._thread.close()
