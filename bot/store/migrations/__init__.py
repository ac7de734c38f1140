"""Numbered SQL files, each applied once, in one transaction with the number that marks it done.

`PRAGMA user_version` is the number of the last one applied.
"""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bot.store import copies
from bot.store.errors import StoreError

FOLDER = Path(__file__).parent


def migrate(connection: Any, path: Path | None, connect: copies.Connect, folder: Path = FOLDER) -> None:
    """Bring the schema up to date; a file that holds data is first copied to `<name>.before-<number>`.

    Raises StoreError, and changes nothing, where the file was written by a newer version of the program.
    """
    files = _files(folder)
    (present,) = connection.execute("PRAGMA user_version").fetchone()
    if present > max(files):
        raise StoreError(
            f"{path} was written by a newer version of Walk Coach (schema {present}, this one knows {max(files)})."
            " Nothing was changed; run the newer version, or restore the backup made before the upgrade."
        )
    for number in sorted(number for number in files if number > present):
        if path is not None and present > 0:
            copies.write(connection, path.with_name(f"{path.name}.before-{number:04}"), connect)
        _apply(connection, number, files[number].read_text(encoding="utf-8"))


def newest(folder: Path = FOLDER) -> int:
    """Return the number of the newest schema that this program knows."""
    return max(_files(folder))


def _files(folder: Path) -> dict[int, Path]:
    return {int(file.name[:4]): file for file in sorted(folder.glob("[0-9][0-9][0-9][0-9]_*.sql"))}


def _apply(connection: Any, number: int, script: str) -> None:
    connection.execute("BEGIN IMMEDIATE")
    try:
        for statement in statements(script):
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {number}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def statements(script: str) -> Iterator[str]:
    """Split a script into statements: `executescript` would commit before the first one."""
    pending = ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            yield pending.strip()
            pending = ""
    if pending.strip():
        yield pending.strip()
