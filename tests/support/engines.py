"""Stores for tests, on the engine that a test runs on: SQLite, or a PostgreSQL server that TEST_DATABASE_URL names.

Each store on the server has a schema of its own. Schemas are emptied and used again: making one takes far longer.
"""

import contextlib
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

from bot.store.database import Database

KEY = bytes(32)
URL = os.environ.get("TEST_DATABASE_URL", "")
WHY_NOT = "TEST_DATABASE_URL names no PostgreSQL server: postgresql://user@host/database, where schemas may be made"
NAMES = count(1)


@dataclass
class Engine:
    """Where the stores of a test are: in memory or files, or, with `server`, in schemas there."""

    server: bool = False
    taken: dict[Path | None, list[str]] = field(default_factory=dict)
    opened: list[Database] = field(default_factory=list)

    async def open(self, path: Path | None = None, key: bytes = KEY) -> Database:
        """Open a store: a new one, or that of a path."""
        if not self.server:
            return await Database.open(path, key)
        names = self.taken.setdefault(path, [])
        if path is None or not names:
            names.append(_schema())
        return await Database.connect(within(names[-1]))

    def clear(self) -> None:
        """Empty what this test used."""
        for names in self.taken.values():
            for name in names:
                _empty(name)


_current = Engine()
_free: list[str] = []


async def open_store(path: Path | None = None, key: bytes = KEY) -> Database:
    """Open a store on the engine of this test; in memory, or that of a path."""
    return await _current.open(path, key)


@contextlib.contextmanager
def on(server: bool) -> Iterator[None]:
    """Run a test on one engine."""
    global _current
    before, _current = _current, Engine(server)
    try:
        yield
    finally:
        _current.clear()
        _current = before


def within(schema: str) -> str:
    """Return the URL of a schema on the server."""
    return f"{URL}{'&' if '?' in URL else '?'}options=-csearch_path%3D{schema}"


@cache
def admin() -> Any:
    """Return a connection to the server that makes and drops schemas."""
    from bot.store.postgres import driver

    return driver.connect(URL)


def _schema() -> str:
    if _free:
        return _free.pop()
    name = f"test_{os.getpid()}_{next(NAMES)}"
    admin().execute(f"CREATE SCHEMA {name}")
    return name


def _empty(name: str) -> None:
    rows = admin().execute("SELECT tablename FROM pg_tables WHERE schemaname = $1", [name]).fetchall()
    tables = ", ".join(f"{name}.{row['tablename']}" for row in rows if row["tablename"] != "migrations")
    if tables:
        admin().execute(f"TRUNCATE {tables} RESTART IDENTITY")
    _free.append(name)


def drop() -> None:
    """Drop the schemas of this process."""
    if admin.cache_info().currsize:
        for name in _free:
            admin().execute(f"DROP SCHEMA {name} CASCADE")
        admin().close()
