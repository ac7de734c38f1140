"""The same numbered files as for SQLite, in PostgreSQL's dialect. What was applied stands in the table `migrations`."""

import hashlib
from pathlib import Path
from typing import Any

from bot.store import migrations
from bot.store.errors import StoreError
from bot.store.postgres import dialect, driver

LOCK = 0x57616C6B  # "Walk": two programs that start at the same time migrate one after the other

APPLIED = """
CREATE TABLE migrations (
  number bigint PRIMARY KEY,
  sha256 text NOT NULL                    -- of the file: one that was changed afterwards made other tables
)
"""


def migrate(connection: Any, name: str, folder: Path = migrations.FOLDER) -> None:
    """Bring the schema up to date, in one transaction.

    Raises StoreError, and changes nothing, where a newer version of the program wrote it, or one that was never
    released and whose files were others.
    """
    files = migrations.files(folder)
    with driver.explained():
        connection.execute("BEGIN")
        try:
            connection.execute("SELECT pg_advisory_xact_lock($1)", [LOCK])
            applied = _applied(connection)
            _refuse_others(applied, files, name)
            if not applied:
                connection.execute(APPLIED)
                connection.execute(dialect.FUNCTIONS)
            for number, file in files.items():
                if number not in applied:
                    for statement in migrations.statements(file.read_text(encoding="utf-8")):
                        connection.execute(dialect.schema(statement))
                    connection.execute(
                        "INSERT INTO migrations (number, sha256) VALUES ($1, $2)", [number, _digest(file)]
                    )
            connection.execute("COMMIT")
        except BaseException:
            if driver.in_transaction(connection):
                connection.execute("ROLLBACK")
            raise


def version(connection: Any) -> int:
    """Return the number of the newest file that was applied; 0 for a new database."""
    return max(_applied(connection), default=0)


def differences(connection: Any, folder: Path = migrations.FOLDER) -> list[int]:
    """Return the numbers of the files that were others when they were applied."""
    files = migrations.files(folder)
    return [
        number
        for number, digest in _applied(connection).items()
        if number in files and digest != _digest(files[number])
    ]


def _applied(connection: Any) -> dict[int, str]:
    found = connection.execute("SELECT to_regclass('migrations') IS NOT NULL AS there").fetchone()
    if not found["there"]:
        return {}
    rows = connection.execute("SELECT number, sha256 FROM migrations ORDER BY number").fetchall()
    return {row["number"]: row["sha256"] for row in rows}


def _refuse_others(applied: dict[int, str], files: dict[int, Path], name: str) -> None:
    newest = max(applied, default=0)
    if newest > max(files):
        raise StoreError(
            f"The database {name} was written by a newer version of Walk Coach (schema {newest}, this one knows"
            f" {max(files)}). Nothing was changed; run the newer version."
        )
    others = [number for number, digest in applied.items() if digest != _digest(files[number])]
    if others:
        raise StoreError(
            f"The database {name} has other tables than one of schema {newest} (file {others[0]:04} was another): a"
            " version of Walk Coach wrote it that was never released. Nothing was changed; run that version again."
        )


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()
