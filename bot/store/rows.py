"""Rows to dataclasses and back.

A column has the name of its field. Instants are ISO text in UTC to the second (they sort as text), days are
ISO dates, truths are 0 or 1, collections are JSON.
"""

import json
from collections.abc import Mapping
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


@cache
def _collections(cls: Any) -> frozenset[str]:
    hints = get_type_hints(cls)
    kinds = (list, dict, tuple, frozenset, set, Mapping)
    return frozenset(name for name, hint in hints.items() if _bare(hint) in kinds or get_origin(_bare(hint)) in kinds)


def _bare(hint: Any) -> Any:
    arguments = [a for a in getattr(hint, "__args__", ()) if a is not type(None)]
    if type(None) in getattr(hint, "__args__", ()) and len(arguments) == 1:
        hint = arguments[0]
    origin = get_origin(hint)
    return Mapping if isinstance(origin, type) and issubclass(origin, Mapping) else (origin or hint)


def from_row(cls: type[T], row: Any) -> T:
    """Return a row (or its columns that `cls` names) as `cls`."""
    names = {field.name for field in fields(cls)}  # type: ignore[arg-type]
    collections = _collections(cls)  # type: ignore[arg-type]
    raw = {
        key: json.loads(row[key]) if key in collections and isinstance(row[key], str) else row[key]
        for key in row.keys()  # noqa: SIM118 - a driver's row iterates over values
        if key in names
    }
    return msgspec.convert(raw, cls, strict=False)


def columns(record: object) -> dict[str, Value]:
    """Return a dataclass as column → stored value."""
    return {field.name: to_value(getattr(record, field.name)) for field in fields(record)}  # type: ignore[arg-type]
