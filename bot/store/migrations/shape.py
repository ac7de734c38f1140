"""What the columns hold that the numbered files make, whatever engine they were applied to."""

import sqlite3
from dataclasses import dataclass
from functools import cache

from bot.store import migrations


@dataclass(frozen=True, slots=True)
class Column:
    """A column: INTEGER or TEXT, and whether every row needs a value for it."""

    kind: str
    needed: bool


@cache
def shape() -> dict[str, dict[str, Column]]:
    """Return table → column → what it holds, of all numbered files together."""
    scratch = sqlite3.connect(":memory:")
    try:
        for file in sorted(migrations.FOLDER.glob("[0-9]*.sql")):
            scratch.executescript(file.read_text(encoding="utf-8"))
        tables = [name for (name,) in scratch.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {
            table: {
                name: Column(kind, bool(needed) and default is None)
                for name, kind, needed, default in scratch.execute(
                    'SELECT name, type, "notnull", dflt_value FROM pragma_table_info(?)', (table,)
                )
            }
            for table in tables
        }
    finally:
        scratch.close()
