"""Whether a server's database can hold the people at all: what an administrator set up otherwise than is needed."""

from collections.abc import Iterator
from typing import Any

from bot.store.migrations.shape import shape

OLDEST, OLDEST_SHOWN = 130000, "13"
"""PostgreSQL of that version understands all statements."""

TABLES = (
    "SELECT relname AS name, attname AS column_name FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid"
    " WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'f') AND attnum > 0"
    " AND NOT attisdropped AND relname <> 'migrations' ORDER BY pg_class.oid, attnum"
)


def tables(connection: Any) -> dict[str, list[str]]:
    """Return every table of the schema with its columns, whoever made it, and the views."""
    found: dict[str, list[str]] = {}
    for row in connection.execute(TABLES).fetchall():
        found.setdefault(row["name"], []).append(row["column_name"])
    return found


def faults(connection: Any) -> Iterator[str]:
    """Yield what has to be set right before any table is looked at, a sentence each."""
    release = connection.info.server_version
    if release < OLDEST:
        yield f"the server is PostgreSQL {release // 10000}: {OLDEST_SHOWN} or newer is needed"
    encoding = connection.execute("SHOW server_encoding").fetchone()[0]
    if encoding != "UTF8":
        yield (
            f"its encoding is {encoding}, which cannot hold every message: make a new one,"
            " createdb --encoding=UTF8 --template=template0"
        )
    schema = connection.execute("SELECT current_schema() AS name").fetchone()["name"]
    if schema is None:
        yield "the schema of the user's search_path is not there: CREATE SCHEMA, or name another search_path"


def missing(connection: Any) -> list[str]:
    """Return which tables and columns are not there that the migrations made: somebody removed or renamed them."""
    found, gone = tables(connection), []
    for table, columns in shape().items():
        if table not in found:
            gone.append(table)
        else:
            gone += [f"{table}.{column}" for column in columns if column not in found[table]]
    return sorted(gone)
