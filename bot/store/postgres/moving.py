"""From the encrypted file to a PostgreSQL server and back: every row, compared by content before it counts."""

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from bot.store import copies, migrations
from bot.store import driver as file_driver
from bot.store.connection import InMemory
from bot.store.errors import StoreError
from bot.store.file import key as keys
from bot.store.file import presence
from bot.store.postgres import driver, locks
from bot.store.postgres.connection import Server
from bot.store.postgres.migrations import migrate, version

Columns = dict[str, list[str]]
Rows = Callable[[str, Sequence[str]], Iterable[Sequence[Any]]]
"""Reads a table: its name, its columns."""

DIGEST_BYTES = 32


@dataclass(frozen=True, slots=True)
class Moved:
    """A table that was copied: how many rows it has, and a checksum of them, whatever their order."""

    table: str
    rows: int
    checksum: str


def to_server(path: Path, key: bytes, url: str) -> list[Moved]:
    """Copy the file's rows to a server whose database holds none yet. The file stays as it is.

    Raises StoreError, and nothing is there that was not, where a program uses either, or a row does not arrive whole.
    """
    if not path.is_file():
        raise StoreError(f"There is no database {path}; DATABASE_PATH names it.")
    with presence.held(path), file_driver.refused(path), closing(file_driver.connect(path, key)) as source:
        _refuse_older(migrations.version(source), str(path))
        migrations.refuse_others(source, path, lambda file: file_driver.connect(file, key))
        with closing(driver.connect(url)) as target, driver.explained(strictly=True):
            migrate(target, driver.place(url))
            _refuse_workers(target, url)
            return _fill_server(_rows_of_file(source), InMemory(source).tables(), target, url)


def _fill_server(rows: Rows, tables: Columns, target: Any, url: str) -> list[Moved]:
    target.execute("BEGIN")
    try:
        for table in tables:
            if target.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone():
                raise StoreError(f"{driver.place(url)} holds people already ({table}). Nothing was changed.")
        for table, columns in tables.items():
            driver.copy_in(target, table, columns, rows(table, columns))
            if identity := driver.identity(target, table):
                driver.go_on_after_newest(target, table, identity)
        moved = _compared(tables, rows, _rows_of_server(target))
        target.execute("COMMIT")
    except BaseException:
        if driver.in_transaction(target):
            target.execute("ROLLBACK")
        raise
    return moved


def to_file(url: str, path: Path, key_file: Path) -> list[Moved]:
    """Copy a server's rows to a new encrypted file. The server's database stays as it is.

    Raises StoreError, and no file is left, where one is there, a worker runs, or a row does not arrive whole.
    """
    if path.exists():
        raise StoreError(f"The database {path} exists. Nothing was changed; DATABASE_PATH must name a new file.")
    partial = path.with_name(f"{path.name}.moving")
    with closing(driver.connect(url)) as source, driver.explained(strictly=True):
        _refuse_older(version(source), driver.place(url))
        _refuse_workers(source, url)
        key = keys.load_or_make(key_file, path)
        with file_driver.refused(path):
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            copies.discard(partial)
            try:
                moved = _fill_file(source, url, partial, key)
                copies.put(partial, path)
            finally:
                copies.discard(partial)
    return moved


def _fill_file(source: Any, url: str, partial: Path, key: bytes) -> list[Moved]:
    os.close(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    with closing(file_driver.connect(partial, key)) as target:
        migrations.migrate(target, None, lambda file: file_driver.connect(file, key))
        source.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        try:
            tables = InMemory(target).tables()
            _refuse_other_tables(tables, Server(url, source).tables(), url)
            rows = _rows_of_server(source)
            target.execute("BEGIN IMMEDIATE")
            for table, columns in tables.items():
                marks = ", ".join("?" * len(columns))
                target.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", rows(table, columns))
            target.execute("COMMIT")
            moved = _compared(tables, rows, _rows_of_file(target))
        finally:
            if driver.in_transaction(source):
                source.execute("ROLLBACK")
        target.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    copies.check(partial, lambda file: file_driver.connect(file, key))
    return moved


def _refuse_older(number: int, name: str) -> None:
    if number != migrations.newest():
        raise StoreError(
            f"{name} has schema {number}, this version of Walk Coach makes {migrations.newest()}. Nothing was changed;"
            " start the bot on it once with this version, stop it, and try again."
        )


def _refuse_workers(connection: Any, url: str) -> None:
    if not locks.be_alone(connection):
        raise StoreError(f"A worker uses {driver.place(url)}. Nothing was changed; stop all of them first.")


def _refuse_other_tables(expected: Columns, found: Columns, url: str) -> None:
    if {name: sorted(columns) for name, columns in expected.items()} != {
        name: sorted(columns) for name, columns in found.items()
    }:
        raise StoreError(f"{driver.place(url)} has other tables than this version of Walk Coach. Nothing was changed.")


def _rows_of_file(connection: Any) -> Rows:
    return lambda table, columns: (tuple(row) for row in connection.execute(_select(table, columns)))


def _rows_of_server(connection: Any) -> Rows:
    return lambda table, columns: driver.read(connection, _select(table, columns))


def _select(table: str, columns: Sequence[str]) -> str:
    return f"SELECT {', '.join(columns)} FROM {table}"


def _compared(tables: Columns, source: Rows, target: Rows) -> list[Moved]:
    """Return what was copied. StoreError where a table differs in a row."""
    moved = []
    for table, columns in tables.items():
        there, here = (_summed(table, rows(table, columns)) for rows in (source, target))
        if there != here:
            raise StoreError(
                f"The table {table} did not arrive whole ({there.rows} rows, {here.rows} arrived). Nothing was changed."
            )
        moved.append(here)
    return moved


def _summed(table: str, rows: Iterable[Sequence[Any]]) -> Moved:
    """Return the number of rows and the sum of their digests: the same rows in another order are the same table."""
    count, total = 0, 0
    for digest in _digests(rows):
        count += 1
        total = (total + digest) % 2 ** (8 * DIGEST_BYTES)
    return Moved(table, count, f"{total:0{2 * DIGEST_BYTES}x}")


def _digests(rows: Iterable[Sequence[Any]]) -> Iterator[int]:
    for row in rows:
        content = msgspec.json.encode(tuple(row))
        yield int.from_bytes(hashlib.blake2b(content, digest_size=DIGEST_BYTES).digest(), "big")
