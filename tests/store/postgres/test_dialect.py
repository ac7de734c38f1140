"""Statements and migrations of the store, as PostgreSQL takes them."""

from datetime import UTC, datetime
from typing import Any

import pytest

from bot.store import migrations
from bot.store.database import Database
from bot.store.migrations import files, statements
from bot.store.postgres import dialect
from tests.support.engines import KEY, open_store

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.mark.sqlite
@pytest.mark.parametrize(
    ("sql", "values", "made"),
    [
        ("SELECT a FROM t WHERE b = ? AND c = ?", (1, NOW), ("b = $1 AND c = $2", [1, "2026-11-23T09:00:00Z"])),
        (
            "SELECT a FROM t WHERE b = :b OR c = :a OR d = :b",
            {"a": 2, "b": True},
            ("b = $1 OR c = $2 OR d = $1", [1, 2]),
        ),
        ("SELECT '?' || ':a' || ? FROM t", ("x",), ("'?' || ':a' || $1 FROM t", ["x"])),
        ("SELECT it FROM t WHERE a = 'it''s ?' AND b = ?", (1,), ("'it''s ?' AND b = $1", [1])),
        ("SELECT ?", ("half\0whole",), ("SELECT $1", ["half\N{REPLACEMENT CHARACTER}whole"])),
    ],
)
def test_placeholders_are_numbered(sql: str, values: Any, made: tuple[str, list[object]]) -> None:
    """By place or by name; what is quoted stays as it is, and no text has a NUL in it."""
    found, bound = dialect.bound(sql, values)
    assert found.endswith(made[0])
    assert bound == made[1]


async def described(database: Database, sql: str) -> list[tuple[Any, ...]]:
    """Return what a statement finds."""
    async with database.transaction() as tx:
        return [tuple(row) for row in tx.all(sql)]


@pytest.mark.postgres
async def test_both_engines_have_the_same_tables() -> None:
    """The same columns in the same order, of the same kind, and with the same of them that must be there."""
    file, server = await Database.open(None, KEY), await open_store()
    known = await described(
        file,
        'SELECT t.name, c.name, c.type, c."notnull" OR c.pk > 0 FROM sqlite_master AS t, pragma_table_info(t.name) AS c'
        " WHERE t.type = 'table' ORDER BY t.name, c.cid",
    )
    found = await described(
        server,
        "SELECT table_name, column_name, data_type, is_nullable = 'NO' FROM information_schema.columns"
        " WHERE table_schema = current_schema() AND table_name <> 'migrations'"
        ' ORDER BY table_name COLLATE "C", ordinal_position',
    )
    kinds = {"bigint": "INTEGER", "text": "TEXT"}
    # SQLite lets the key of a table be NULL unless it is a number; no statement leaves one out.
    assert [(table, column, kinds[kind], bool(must)) for table, column, kind, must in found] == [
        (table, column, kind, bool(must)) for table, column, kind, must in known
    ]
    await file.close()
    await server.close()


@pytest.mark.postgres
async def test_both_engines_have_the_same_indexes() -> None:
    """Whatever is unique in the file is on the server, and whatever is found fast."""
    file, server = await Database.open(None, KEY), await open_store()
    known = await described(file, "SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL ORDER BY 1")
    found = await described(
        server,
        "SELECT indexname FROM pg_indexes WHERE schemaname = current_schema() AND indexname NOT LIKE '%_pkey'"
        " AND indexname NOT LIKE '%_key' ORDER BY indexname COLLATE \"C\"",
    )
    assert found == known
    await file.close()
    await server.close()


@pytest.mark.postgres
async def test_text_sorts_as_in_the_file() -> None:
    """By its bytes, whatever the language of the server: instants and days are compared as text."""
    database = await open_store()
    async with database.transaction() as tx:
        for name in ("b", "a", "B", "é", "Z"):
            tx.run("INSERT INTO installation (name, value) VALUES (?, '')", (name,))
        assert [row["name"] for row in tx.all("SELECT name FROM installation ORDER BY name")] == [
            "B",
            "Z",
            "a",
            "b",
            "é",
        ]
        days = tx.one("SELECT date('2028-02-28', '+2 days') AS later, date('2026-01-01', '+0 days') AS same")
        assert days is not None
        assert tuple(days) == ("2028-03-01", "2026-01-01")
    await database.close()


@pytest.mark.sqlite
def test_every_migration_is_of_the_two_types() -> None:
    """What else a column were, the translation would not know."""
    for file in files(migrations.FOLDER).values():
        for statement in statements(file.read_text(encoding="utf-8")):
            made = dialect.schema(statement)
            assert not any(word in made for word in ("INTEGER", "BLOB", "REAL", "AUTOINCREMENT", "TEXT")), made
