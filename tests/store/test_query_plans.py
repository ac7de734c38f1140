"""No statement of the store reads a whole table: a million users cost the one who is served no more than a thousand."""

import contextlib
import importlib
import inspect
import pkgutil
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from typing import Any, get_args, get_origin, get_type_hints

import pytest

import bot.store
from bot.store.database import Database, Transaction
from bot.store.kept import Table
from bot.store.person import users

pytestmark = pytest.mark.sqlite

ANA = 7
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
EXAMPLES: dict[Any, object] = {int: 1, str: "x", bool: True, object: 1, datetime: NOW, date: NOW.date()}
NAMED: dict[str, object] = {"unit": "day", "user_id": ANA, "room": {"daily": 1, "evening": 1}}

SHORT = {
    "outbox": "holds what waits to be sent",
    "o": "the same",
    "broadcasts": "the operator's few",
    "part": "the nudges of one kind that a batch has room for",
    "parts": "the same, of all kinds",
}
"""Tables, by name or alias, that may be read as a whole."""

OVER_ALL = {"tallies.tally": "counts over all people, for the operator's look now and then"}
"""Functions that read whole tables, and say so."""

Statement = tuple[str, Any]


class Listener:
    """A transaction that notes what it is asked."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx
        self.heard: list[Statement] = []

    def run(self, sql: str, values: Any = ()) -> int:
        """Note and run it."""
        self.heard.append((sql, values))
        return self._tx.run(sql, values)

    def all(self, sql: str, values: Any = ()) -> list[Any]:
        """Note and run it."""
        self.heard.append((sql, values))
        return self._tx.all(sql, values)

    def one(self, sql: str, values: Any = ()) -> Any:
        """Note and run it."""
        return next(iter(self.all(sql, values)), None)

    def of(self, table: Table[Any], user_id: int) -> Any:
        """Note and read it, as if for two people at once."""
        self.heard.append((table.sql(2), (user_id, user_id + 1, *((NOW.date(),) if table.dated else ()))))
        return self._tx.of(table, user_id)

    def since(self, table: Table[Any], user_id: int, first: date) -> list[Any]:
        """Note and read it."""
        self.of(table, user_id)
        return self._tx.since(table, user_id, first)

    def records(self, cls: type, sql: str, values: Any = ()) -> list[Any]:
        """Note and run it."""
        self.heard.append((sql, values))
        return self._tx.records(cls, sql, values)

    shared = False
    skipping = ""

    def hold(self, people: Any) -> Any:
        """Hold them."""
        return self._tx.hold(people)

    def tables(self) -> dict[str, list[str]]:
        """Answer."""
        return self._tx.tables()

    def record(self, cls: type, sql: str, values: Any = ()) -> Any:
        """Note and run it."""
        return next(iter(self.records(cls, sql, values)), None)


def functions() -> Iterator[Callable[..., Any]]:
    """Yield every function of the store that works in a transaction; private ones are asked through them."""
    for found in pkgutil.walk_packages(bot.store.__path__, "bot.store."):
        if found.name.startswith("bot.store.postgres"):  # asks nothing in a transaction, and needs its driver
            continue
        module = importlib.import_module(found.name)
        for name, function in vars(module).items():
            mine = not name.startswith("_") and inspect.isfunction(function) and function.__module__ == module.__name__
            if mine and next(iter(inspect.signature(function).parameters), "") == "tx":
                yield function


def heard(tx: Transaction, function: Callable[..., Any], column: str) -> list[Statement]:
    """Call a function with made-up arguments; fields to be set are one column."""
    listener, hints = Listener(tx), get_type_hints(function)
    positional: list[Any] = []
    named: dict[str, Any] = {}
    for name, parameter in list(inspect.signature(function).parameters.items())[1:]:
        if parameter.kind is parameter.VAR_KEYWORD:
            named[column] = None
        elif parameter.kind is parameter.KEYWORD_ONLY:
            named[name] = NAMED.get(name, example(hints[name]))
        else:
            positional.append(NAMED.get(name, example(hints[name])))
    with contextlib.suppress(Exception):  # what is made up is refused now and then, once it was said
        function(listener, *positional, **named)
    return listener.heard


def example(hint: Any) -> Any:
    """Return some value of a type."""
    origin, inner = get_origin(hint), [choice for choice in get_args(hint) if choice is not type(None)]
    if hint in EXAMPLES:
        return EXAMPLES[hint]
    if isinstance(hint, type) and is_dataclass(hint):
        hints = get_type_hints(hint)
        return hint(**{field.name: example(hints[field.name]) for field in fields(hint)})
    if origin is tuple and Ellipsis not in inner:
        return tuple(map(example, inner))
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return {}
    if isinstance(origin, type) and issubclass(origin, Collection):
        return origin([example(inner[0])]) if origin in (tuple, frozenset) else [example(inner[0])]
    return example(inner[0]) if inner else 1


def some_column(tx: Transaction, table: str) -> str:
    """Return a column of a table that may be set."""
    rows = tx.all("SELECT name FROM pragma_table_info(?) WHERE pk = 0 AND name <> 'user_id'", (table,))
    return str(rows[0]["name"]) if rows else ""


def read_whole(tx: Transaction, statement: Statement) -> list[str]:
    """Return the steps of a statement's plan that read a whole table, or an index over all of its rows."""
    sql, values = statement
    partial = tx.all("SELECT name FROM sqlite_master WHERE type = 'index' AND sql LIKE '% WHERE %'")
    small = {*SHORT, *(row["name"] for row in partial)}
    plan = [row["detail"] for row in tx.all(f"EXPLAIN QUERY PLAN {sql}", values)]
    scans = [step for step in plan if step.startswith("SCAN") and not re.search(r"CONSTANT ROW|VIRTUAL TABLE", step)]
    return [step for step in scans if not small & set(step.split())]


SILENT = ("inbox.take_turn", "everything.columns", "put_back.put_back")
"""What asks nothing of a file here: it waits for other workers, reads the schema, or has no rows to put back."""


async def test_every_statement_finds_its_rows_by_an_index() -> None:
    """Whatever the store is asked to do, but for what looks at the few rows that wait, or at the schema."""
    database = await Database.open(None, bytes(32))
    found: dict[str, list[str]] = {}
    count = 0
    async with database.transaction() as tx:
        users.ensure(tx, ANA, "en", NOW)
        for function in functions():
            table = function.__module__.rpartition(".")[2]
            statements = heard(tx, function, some_column(tx, table))
            if f"{table}.{function.__name__}" in SILENT:
                continue
            assert statements, f"{table}.{function.__name__} says nothing to a transaction"
            count += len(statements)
            for statement in statements:
                if steps := read_whole(tx, statement):
                    found[f"{table}.{function.__name__}"] = steps
    await database.close()
    assert count > 100
    assert {name: steps for name, steps in found.items() if name not in OVER_ALL} == {}
    assert found.keys() >= OVER_ALL.keys()


async def test_a_missing_index_is_seen() -> None:
    """A statement without one is found, with an index of another kind too."""
    database = await Database.open(None, bytes(32))
    async with database.transaction() as tx:
        assert read_whole(tx, ("SELECT * FROM walks WHERE minutes = ?", (3,)))
        assert read_whole(tx, ("SELECT count(*) FROM users", ()))
        assert read_whole(tx, ("SELECT 1 FROM users JOIN walks USING (user_id) WHERE language = 'en'", ()))
        assert not read_whole(tx, ("SELECT * FROM walks WHERE user_id = ?", (3,)))
    await database.close()
