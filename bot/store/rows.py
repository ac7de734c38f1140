"""Rows to dataclasses and back.

A column has the name of its field. Instants are ISO text in UTC to the second (they sort as text), days are
ISO dates, truths are 0 or 1, collections are JSON.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import UTC, date, datetime, time
from functools import cache
from typing import Any, TypeVar, get_origin, get_type_hints

import msgspec

T = TypeVar("T")
Value = str | int | float | bytes | None


def to_value(value: object) -> Value:
    """Return `value` as SQLite stores it."""
    if value is None or (isinstance(value, str | int | float | bytes) and not isinstance(value, bool)):
        return value
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, frozenset | set):
        value = sorted(value)
    return msgspec.json.encode(value).decode()


def from_row(cls: type[T], row: Any) -> T:
    """Return a row (or its columns that `cls` names) as `cls`."""
    readers = _readers(cls, tuple(row.keys()))  # type: ignore[arg-type]
    return cls(**{name: read(row[at]) for at, name, read in readers})


@cache
def _readers(cls: Any, columns: tuple[str, ...]) -> list[tuple[int, str, Callable[[Any], Any]]]:
    """Return where each field of `cls` stands among the columns, and what makes a value of it."""
    hints = get_type_hints(cls)
    known = {field.name for field in fields(cls)}
    return [(at, name, _reader(hints[name])) for at, name in enumerate(columns) if name in known]


def _reader(hint: Any) -> Callable[[Any], Any]:
    bare = _bare(hint)
    if bare in (datetime, date):
        return lambda value: None if value is None else bare.fromisoformat(value)
    if bare is bool:
        return lambda value: None if value is None else bool(value)
    if bare in (list, dict, tuple, frozenset, set, Mapping):
        return lambda value: None if value is None else msgspec.convert(json.loads(value), hint)
    return lambda value: value


def _bare(hint: Any) -> Any:
    """Return `date` for `date | None`, `tuple` for `tuple[int, ...]`."""
    arguments = [a for a in getattr(hint, "__args__", ()) if a is not type(None)]
    if type(None) in getattr(hint, "__args__", ()) and len(arguments) == 1:
        hint = arguments[0]
    origin = get_origin(hint)
    return Mapping if isinstance(origin, type) and issubclass(origin, Mapping) else (origin or hint)


def columns(record: object) -> dict[str, Value]:
    """Return a dataclass as column → stored value."""
    return {field.name: to_value(getattr(record, field.name)) for field in fields(record)}  # type: ignore[arg-type]
