"""Stored values as they leave the house, and back: nothing is lost on the way."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from bot.export.columns import DERIVED, JSON, MINUTES_OF_THE_DAY, STAND_INS, WEEKDAYS, Row, is_instant

BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
"""Tells a spreadsheet that the file is UTF-8."""

_WORDS = {column: pair for (table, column), pair in STAND_INS.items() if table == "profiles"}
_STORED = {column: (word, value) for column, (value, word) in _WORDS.items()}
"""What the evidence of a first plan repeats of the profile."""

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def told(table: str, column: str, value: Any) -> Any:
    """Return a stored value for programs: JSON as JSON, and a word where one value stands for something else."""
    if value is None:
        return None
    if (table, column) in JSON:
        return _swapped(msgspec.json.decode(value), _WORDS)
    stand_in, word = STAND_INS.get((table, column), (None, None))
    return word if value == stand_in else value


def stored(table: str, column: str, value: Any) -> Any:
    """Return what `told` was made of."""
    if value is None:
        return None
    if (table, column) in JSON:
        return msgspec.json.encode(_swapped(value, _STORED)).decode()
    stand_in, word = STAND_INS.get((table, column), (None, None))
    return stand_in if word is not None and value == word else value


def sheet(table: str, columns: Sequence[str], rows: Iterable[Row], zone: ZoneInfo) -> str:
    """Return a table as CSV (RFC 4180) for a spreadsheet: an instant stands as its local day and time."""
    made = io.StringIO()
    lines = csv.writer(made)
    lines.writerow(header(table, columns))
    for row in rows:
        cells = [cell for column in columns for cell in _cells(table, column, row[column], zone)]
        lines.writerow([_harmless(cell) for cell in cells])
    return BYTE_ORDER_MARK + made.getvalue()


def header(table: str, columns: Iterable[str]) -> list[str]:
    """Return the columns of a sheet: "logged_at" stands as "logged_at_day" and "logged_at_time"."""
    return [
        name
        for column in columns
        for name in ([f"{column}_day", f"{column}_time"] if is_instant(table, column) else [column])
    ]


def columns_of(table: str, stored_columns: Iterable[str]) -> list[str]:
    """Return the columns of a table's sheet: those that are stored, and those that are derived."""
    return [*stored_columns, *DERIVED.get(table, ())]


def _cells(table: str, column: str, value: Any, zone: ZoneInfo) -> list[Any]:
    if column in DERIVED.get(table, ()):
        return [value]
    if is_instant(table, column):
        return _day_and_time(told(table, column, value), zone)
    if (table, column) in MINUTES_OF_THE_DAY:
        return [None if value is None else f"{value // 60:02}:{value % 60:02}"]
    value = told(table, column, value)
    if (table, column) in WEEKDAYS:
        value = [DAYS[day] for day in value]
    if isinstance(value, list):
        return ["; ".join(map(_in_a_cell, value))]
    if isinstance(value, dict):
        return ["; ".join(f"{key}: {_in_a_cell(each)}" for key, each in value.items())]
    return [value]


def _in_a_cell(value: Any) -> str:
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()


def _day_and_time(value: Any, zone: ZoneInfo) -> list[Any]:
    if value is None:
        return [None, None]
    try:
        at = datetime.fromisoformat(value).astimezone(zone)
    except ValueError:
        return [value, None]  # a word in the place of an instant
    return [at.date().isoformat(), at.time().isoformat("seconds")]


def _swapped(value: Any, words: Mapping[str, tuple[Any, Any]]) -> Any:
    """Return figures (key → value) with what stands for something else swapped for its word, or back."""
    if not isinstance(value, dict):
        return value
    return {key: words[key][1] if key in words and each == words[key][0] else each for key, each in value.items()}


def _harmless(value: Any) -> Any:
    """Return a value that no spreadsheet takes for a formula (OWASP: CSV injection)."""
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r") else value
