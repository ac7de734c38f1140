"""Rows to dataclasses and back.

A column has the name of its field. Instants are ISO text in UTC to the second (they sort as text), days are
ISO dates, truths are 0 or 1, collections are JSON.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from datetime import UTC, date, datetime, time
from functools import cache
from typing import Any, TypeVar, cast, get_origin, get_type_hints

import msgspec

T = TypeVar("T")
Value = str | int | float | bytes | None
PLAIN = frozenset({str, int, float, bytes, type(None)})


def to_value(value: object) -> Value:
    """Return `value` as SQLite stores it. Most values are asked for many times a message: the plain ones go first."""
    if type(value) in PLAIN:
        return cast("Value", value)
    if isinstance(value, datetime):
        return f"{value.astimezone(UTC).replace(tzinfo=None).isoformat(timespec='seconds')}Z"
    if isinstance(value, str | int | float | bytes):
        return int(value) if isinstance(value, bool) else value
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, frozenset | set):
        value = sorted(value)
    return msgspec.json.encode(value).decode()


def bound(values: Sequence[object] | Mapping[str, object]) -> Any:
    """Return the values of a statement as SQLite stores them."""
    if isinstance(values, Mapping):
        return {key: to_value(value) for key, value in values.items()}
    return [to_value(value) for value in values]


def from_row(cls: type[T], row: Any) -> T:
    """Return a row (or its columns that `cls` names) as `cls`."""
    return from_fields(cls, as_dict(row))


def from_fields(cls: type[T], row: Mapping[str, Any]) -> T:
    """Return column → stored value (those that `cls` names) as `cls`."""
    return _made(cls, [dict(row)])[0]


def from_rows(cls: type[T], rows: Sequence[Any]) -> list[T]:
    """Return rows of one statement as `cls` each."""
    if not rows:
        return []
    names = rows[0].keys()
    return _made(cls, [dict(zip(names, row, strict=True)) for row in rows])


def _made(cls: type[T], rows: list[dict[str, Any]]) -> list[T]:
    """Return rows as `cls` each; what is stored as JSON is read here, days, instants and truths by msgspec."""
    for name, read in _json_readers(cls):  # type: ignore[arg-type]
        for row in rows:
            if row.get(name) is not None:
                row[name] = read(row[name])
    return msgspec.convert(rows, list[cls], strict=False)  # type: ignore[valid-type]


@cache
def _json_readers(cls: Any) -> list[tuple[str, Callable[[str], Any]]]:
    """Return what reads the columns that hold collections."""
    hints = get_type_hints(cls)
    named = [(field.name, hints[field.name]) for field in fields(cls)]
    return [
        (name, msgspec.json.Decoder(hint).decode)
        for name, hint in named
        if _bare(hint) in (list, dict, tuple, frozenset, set, Mapping)
    ]


def _bare(hint: Any) -> Any:
    """Return `date` for `date | None`, `tuple` for `tuple[int, ...]`."""
    arguments = [a for a in getattr(hint, "__args__", ()) if a is not type(None)]
    if type(None) in getattr(hint, "__args__", ()) and len(arguments) == 1:
        hint = arguments[0]
    origin = get_origin(hint)
    return Mapping if isinstance(origin, type) and issubclass(origin, Mapping) else (origin or hint)


def as_dict(row: Any) -> dict[str, Any]:
    """Return a row as column → stored value, for what no dataclass is made of."""
    return dict(zip(row.keys(), row, strict=True))


def columns(record: object) -> dict[str, Value]:
    """Return a dataclass as column → stored value."""
    return {field.name: to_value(getattr(record, field.name)) for field in fields(record)}  # type: ignore[arg-type]
