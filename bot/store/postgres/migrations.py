"""The same numbered files as for SQLite, in PostgreSQL's dialect. What was applied stands in the table `migrations`."""

import hashlib
import logging
from pathlib import Path
from typing import Any

from bot.store import migrations
from bot.store.errors import StoreError
from bot.store.migrations.shape import shape
from bot.store.postgres import dialect, driver, fitness, locks

log = logging.getLogger(__name__)

LOCK = 0x57616C6B  # "Walk": two programs that start at the same time migrate one after the other

PATIENCE = "SET LOCAL lock_timeout = '60s'"  # so long another one that starts may take to make all tables
USUAL = "SET LOCAL lock_timeout = '3s'"
COLUMNS = (
    "SELECT attname FROM pg_attribute WHERE attrelid = to_regclass(quote_ident(current_schema()) || '.migrations')"
    " AND attnum > 0 AND NOT attisdropped"
)

APPLIED = """
CREATE TABLE migrations (
  number bigint PRIMARY KEY,
  sha256 text NOT NULL                    -- of the file: one that was changed afterwards made other tables
)
"""


def migrate(connection: Any, name: str, folder: Path = migrations.FOLDER) -> None:
    """Bring the schema up to date, in one transaction.

    Raises StoreError, and changes nothing, where a newer version of the program wrote it, or one that was never
    released and whose files were others; where workers are at tables that would have to change; where the tables are
    another program's, or the database is none that can hold the people.
    """
    files = migrations.files(folder)
    with driver.explained(strictly=True):
        for fault in fitness.faults(connection):
            raise StoreError(f"The database {name} cannot be used: {fault}. Nothing was changed.")
        connection.execute("BEGIN")
        try:
            connection.execute(PATIENCE)
            connection.execute("SELECT pg_advisory_xact_lock($1)", [LOCK])
            connection.execute(USUAL)
            applied = _applied(connection, name)
            _refuse_others(applied, files, name)
            missing = [number for number in files if number not in applied]
            if missing:
                _prepare(connection, name, applied)
            for number in missing:
                for statement in migrations.statements(files[number].read_text(encoding="utf-8")):
                    connection.execute(dialect.schema(statement))
                connection.execute(
                    "INSERT INTO migrations (number, sha256) VALUES ($1, $2)", [number, _digest(files[number])]
                )
            if folder == migrations.FOLDER:
                _refuse_incomplete(connection, name)
            connection.execute("COMMIT")
        except BaseException:
            if driver.in_transaction(connection):
                connection.execute("ROLLBACK")
            raise
    if applied and missing:
        log.info("%s had schema %s and has %s now.", name, max(applied), missing[-1])


def _prepare(connection: Any, name: str, applied: dict[int, str]) -> None:
    """Refuse what may not be changed; in a new database begin the list of what was applied."""
    if applied:
        if not locks.be_alone_until_commit(connection):
            raise StoreError(
                f"Workers of an earlier version use {name}, whose tables this one has to change. Nothing was changed;"
                " stop all workers, then start this one."
            )
        return
    if others := sorted(shape().keys() & fitness.tables(connection).keys()):
        raise StoreError(
            f"The database {name} has tables of another program ({', '.join(others[:3])}). Nothing was changed; give"
            " Walk Coach a database of its own: createdb."
        )
    connection.execute(APPLIED)
    connection.execute(dialect.FUNCTIONS)


def _refuse_incomplete(connection: Any, name: str) -> None:
    if gone := fitness.missing(connection):
        shown = ", ".join(gone[:3]) + (f" and {len(gone) - 3} more" if len(gone) > 3 else "")
        raise StoreError(
            f"The database {name} has not all tables of its schema: {shown} is missing. Somebody removed or renamed it."
            " Nothing was changed; put it back (pg_restore)."
        )


def refuse_newer(connection: Any, name: str, folder: Path = migrations.FOLDER) -> None:
    """Raise StoreError where a newer version of the program has changed the tables."""
    with driver.explained(strictly=True):
        _refuse_newer(version(connection, name), max(migrations.files(folder)), name)


def version(connection: Any, name: str = "") -> int:
    """Return the number of the newest file that was applied; 0 for a new database."""
    return max(_applied(connection, name), default=0)


def differences(connection: Any, folder: Path = migrations.FOLDER) -> list[int]:
    """Return the numbers of the files that were others when they were applied."""
    files = migrations.files(folder)
    return [
        number
        for number, digest in _applied(connection, "").items()
        if number in files and digest != _digest(files[number])
    ]


def _applied(connection: Any, name: str) -> dict[int, str]:
    columns = {row["attname"] for row in connection.execute(COLUMNS).fetchall()}
    if not columns:
        return {}
    if not columns >= {"number", "sha256"}:
        raise StoreError(
            f"The database {name} has a table migrations of another program. Nothing was changed; give Walk Coach a"
            " database of its own: createdb."
        )
    rows = connection.execute("SELECT number, sha256 FROM migrations ORDER BY number").fetchall()
    return {row["number"]: row["sha256"] for row in rows}


def _refuse_others(applied: dict[int, str], files: dict[int, Path], name: str) -> None:
    newest = max(applied, default=0)
    _refuse_newer(newest, max(files), name)
    others = [number for number, digest in applied.items() if digest != _digest(files[number])]
    if others:
        raise StoreError(
            f"The database {name} has other tables than one of schema {newest} (file {others[0]:04} was another): a"
            " version of Walk Coach wrote it that was never released. Nothing was changed; run that version again."
        )


def _refuse_newer(newest: int, known: int, name: str) -> None:
    if newest > known:
        raise StoreError(
            f"The database {name} was written by a newer version of Walk Coach (schema {newest}, this one knows"
            f" {known}). Nothing was changed; run the newer version."
        )


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()
