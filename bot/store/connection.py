"""What the store needs of a connection, and one to a store in memory."""

import asyncio
from collections.abc import Awaitable
from typing import Any, Protocol, TypeVar

T = TypeVar("T")


class Connection(Protocol):
    """What is needed of a connection: aiosqlite's for a file; one without its thread for a store in memory."""

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction is open."""
        ...

    def execute(self, sql: str, parameters: Any = ()) -> Awaitable[Any]:
        """Run a statement; the cursor has its `rowcount`."""
        ...

    def execute_fetchall(self, sql: str, parameters: Any = ()) -> Awaitable[Any]:
        """Run a statement and return its rows."""
        ...

    def close(self) -> Awaitable[None]:
        """Close it."""
        ...


class InMemory:
    """A connection to a store in memory: it never waits for a disk, so it needs no thread to wait in, nor a task."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction is open."""
        return bool(self._connection.in_transaction)

    def execute(self, sql: str, parameters: Any = ()) -> Awaitable[Any]:
        """Run a statement."""
        return _done(self._connection.execute(sql, parameters))

    def execute_fetchall(self, sql: str, parameters: Any = ()) -> Awaitable[Any]:
        """Run a statement and return its rows."""
        return _done(self._connection.execute(sql, parameters).fetchall())

    def close(self) -> Awaitable[None]:
        """Close it: the store is gone."""
        return _done(self._connection.close())


def _done(result: T) -> Awaitable[T]:
    """Return what is known already as something to be awaited."""
    future = asyncio.get_running_loop().create_future()
    future.set_result(result)
    return future
