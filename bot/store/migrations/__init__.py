"""Numbered SQL files, applied in order, all that are missing in one transaction with the number that marks them done.

`PRAGMA user_version` is the number of the last one applied. `released.sha256` names the files that installations have
applied already: these are never edited, and a file whose tables are not what they make is refused.
"""

import logging
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bot.store import copies
from bot.store.errors import StoreError

log = logging.getLogger(__name__)

FOLDER = Path(__file__).parent
NOISE = re.compile(r"--[^\n]*|\s+")

Schema = dict[str, str]
"""What a database has, "table users" and the like, and the SQL that made it."""


def migrate(connection: Any, path: Path | None, connect: copies.Connect, folder: Path = FOLDER) -> None:
    """Bring the schema up to date; a file that holds data is first copied to `<name>.before-<number>`.

    Raises StoreError, and changes nothing, where the file was written by a newer version of the program, or by one
    that was never released and whose tables are others than those of its number.
    """
    known = files(folder)
    present = version(connection)
    if present > max(known):
        raise StoreError(
            f"{path} was written by a newer version of Walk Coach (schema {present}, this one knows {max(known)})."
            " Nothing was changed; run the newer version, or restore the backup made before the upgrade."
        )
    if path is not None:
        refuse_others(connection, path, connect, folder)
    missing = [number for number in known if number > present]
    if not missing:
        return
    if path is None or not present:
        _apply(connection, [known[number] for number in missing], missing[-1])
        return
    copy = path.with_name(f"{path.name}.before-{missing[0]:04}")
    copies.write(connection, copy, connect)
    _apply(connection, [known[number] for number in missing], missing[-1])
    log.info("%s had schema %s and has %s now; the copy of before is %s.", path, present, missing[-1], copy)


def refuse_others(connection: Any, path: Path, connect: copies.Connect, folder: Path = FOLDER) -> None:
    """Raise StoreError where the tables are not those that the files up to its number make."""
    present = version(connection)
    names = differences(schema(connection), _expected(present, connect, folder))
    if names:
        shown = ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
        raise StoreError(
            f"{path} has other tables than a database of schema {present} ({shown}): a version of Walk Coach wrote it"
            " that was never released. Nothing was changed; run that version again, or restore a backup."
        )


def version(connection: Any) -> int:
    """Return the number of the newest file that was applied; 0 for a new database."""
    (number,) = connection.execute("PRAGMA user_version").fetchone()
    return int(number)


def newest(folder: Path = FOLDER) -> int:
    """Return the number of the newest schema that this program knows."""
    return max(files(folder))


def schema(connection: Any) -> Schema:
    """Return every table and index with its SQL, without comments and spaces, which change nothing."""
    rows = connection.execute("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    return {f"{kind} {name}": NOISE.sub("", sql) for kind, name, sql in rows if not name.startswith("sqlite_")}


def differences(found: Schema, expected: Schema) -> list[str]:
    """Return the names of what is missing, unknown or made otherwise."""
    return sorted(name for name in found.keys() | expected.keys() if found.get(name) != expected.get(name))


def _expected(number: int, connect: copies.Connect, folder: Path) -> Schema:
    scratch = connect(None)
    try:
        _apply(scratch, [file for step, file in files(folder).items() if step <= number], number)
        return schema(scratch)
    finally:
        scratch.close()


def files(folder: Path) -> dict[int, Path]:
    """Return the numbered files, in order."""
    return {int(file.name[:4]): file for file in sorted(folder.glob("[0-9][0-9][0-9][0-9]_*.sql"))}


def _apply(connection: Any, files: list[Path], number: int) -> None:
    connection.execute("BEGIN IMMEDIATE")
    try:
        for file in files:
            for statement in statements(file.read_text(encoding="utf-8")):
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
