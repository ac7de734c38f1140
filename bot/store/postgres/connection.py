"""A connection to a PostgreSQL server, for `Database`: statements run at once, what may wait does so elsewhere."""

import asyncio
import contextlib
import logging
from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import Any

from bot.store.errors import StoreError
from bot.store.migrations.shape import shape
from bot.store.postgres import dialect, driver, fitness, locks
from bot.store.postgres.migrations import migrate, refuse_newer

log = logging.getLogger(__name__)

HEAD_START_SECONDS = 2.0
HUNG_SECONDS = 20.0
"""A leader asks the server something every second. One that hangs keeps its connection, and its lock: it is ended."""


class Server:
    """One connection. When it breaks, its transaction is undone, and the next one begins over a new connection.

    Where the server itself was gone, all workers come back at once, and who led before it comes first: it knows what it
    sent and could not mark.
    """

    shared = True
    hung_seconds = HUNG_SECONDS

    def __init__(self, url: str, opened: Any) -> None:
        self._url, self._driver = url, opened
        self._led: Any = None
        """The connection on which this worker leads: with it that ends."""
        self._answered_at = 0.0
        """By the event loop's time: when the newest BEGIN, or question who leads, was asked that was answered."""
        self._waits_until = 0.0
        """By the event loop's time: until then whoever led before is left to lead again."""

    @classmethod
    def open(cls, url: str) -> "Server":
        """Connect, and bring the schema up to date. It blocks. Raises StoreError."""
        opened = driver.connect(url)
        try:
            migrate(opened, driver.place(url))
            _join(opened, url)
        except BaseException:
            opened.close()
            raise
        return cls(url, opened)

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction is open."""
        return driver.in_transaction(self._driver)

    def execute(self, sql: str, values: Any = ()) -> Any:
        """Run a statement and return its cursor."""
        return self._driver.execute(*dialect.bound(sql, values)) if values else self._driver.execute(sql)

    def explained(self) -> AbstractContextManager[None]:
        """Turn what the driver says about a statement into a StoreError."""
        return driver.explained()

    @property
    def leading(self) -> bool:
        """Whether this worker is the one that leads. One that was stopped cannot know: it has to ask again first."""
        silent = asyncio.get_running_loop().time() - self._answered_at
        return self._led is self._driver and driver.is_open(self._driver) and silent < self.hung_seconds

    async def lead(self) -> bool:
        """Lead, unless another worker does. The lock lives and dies with the connection that everything else uses."""
        await self._connected()
        if not self.leading and asyncio.get_running_loop().time() >= self._waits_until:
            await self._ask_for_lead()
        return self.leading

    def hold(self, people: Sequence[int]) -> list[int]:
        """Keep other workers away from these people until the commit; return whom no other worker holds."""
        return locks.hold(self._driver, people)

    async def begin(self) -> None:
        """Begin a transaction, over a new connection where the old one broke."""
        await self._connected("BEGIN")

    async def commit(self) -> None:
        """Commit. Raises StoreError where the server undid the transaction instead."""
        done = await asyncio.to_thread(self._driver.execute, "COMMIT")
        if done.statusmessage != "COMMIT":
            raise StoreError("The PostgreSQL server undid a group of transactions.")

    async def roll_back(self) -> None:
        """Undo what is open."""
        await asyncio.to_thread(self._driver.execute, "ROLLBACK")

    async def scrub(self) -> bool:
        """Do nothing: what was deleted goes from PostgreSQL's files with its own vacuum. Return that it is done."""
        return True

    def tables(self) -> dict[str, list[str]]:
        """Return every table of Walk Coach's with its columns: another program's that lie beside them are not."""
        ours = shape()
        return {name: columns for name, columns in fitness.tables(self._driver).items() if name in ours}

    async def _connected(self, sql: str = "SELECT 1") -> None:
        """Run a statement, over a new connection where the old one broke, also while nobody used it."""
        asked_at = asyncio.get_running_loop().time()
        if driver.is_open(self._driver):
            try:
                await asyncio.to_thread(self._driver.execute, sql)
                self._answered_at = asked_at
                return
            except Exception:
                if driver.is_open(self._driver):
                    raise
        led = self._led is self._driver
        self._driver = await asyncio.to_thread(_joined, self._url)
        if led:
            await self._ask_for_lead()
        else:
            self._waits_until = asyncio.get_running_loop().time() + HEAD_START_SECONDS
        asked_at = asyncio.get_running_loop().time()
        await asyncio.to_thread(self._driver.execute, sql)
        self._answered_at = asked_at

    async def _ask_for_lead(self) -> None:
        if await asyncio.to_thread(locks.lead, self._driver):
            self._led = self._driver
        elif await asyncio.to_thread(locks.end_hung, self._driver, self.hung_seconds):
            log.warning("The worker that led hung for %.0f s: its connection was ended.", self.hung_seconds)

    async def close(self) -> None:
        """Close it."""
        with contextlib.suppress(Exception):
            await asyncio.to_thread(self._driver.close)


def _joined(url: str) -> Any:
    """Return a new connection of a worker that runs: a newer version may have changed the tables meanwhile."""
    connection = driver.connect(url)
    try:
        _join(connection, url)
        refuse_newer(connection, driver.place(url))
        return connection
    except BaseException:
        connection.close()
        raise


def _join(connection: Any, url: str) -> None:
    """Be known as a worker's. Raises StoreError."""
    with driver.explained():
        if not locks.join(connection):
            raise StoreError(
                f"The database {driver.place(url)} is being moved by walk-coach migrate, or its tables changed by an"
                " upgrade. Try again after it."
            )
