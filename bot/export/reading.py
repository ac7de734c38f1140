"""An export read in again: what is in the file, judged value by value before any of it is stored.

A file may have been changed by hand, or be none at all: whatever is not as the bot itself would have written it is
refused, the whole file with it.
"""

import io
import zipfile
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Literal, TypeAlias
from zoneinfo import ZoneInfo

import msgspec

from bot.content.shapes import Words
from bot.domain.coaching.review import WeekFacts
from bot.export.archive import FORMAT, WHOLE
from bot.export.columns import JSON, OPEN, PASSING, VOCABULARIES, WEEKDAYS, explained, is_instant, parts
from bot.export.values import stored
from bot.store import migrations
from bot.store.migrations.shape import Column

Why: TypeAlias = Literal["other", "large", "newer", "damaged"]
"""No export; too large; made by a newer version of the bot; changed, or not whole."""
Shape: TypeAlias = Mapping[str, Mapping[str, Column]]
Rows: TypeAlias = dict[str, list[dict[str, Any]]]

UPLOAD_MOST, CONTENT_MOST, ROWS_MOST = 5_000_000, 40_000_000, 60_000
"""Bytes of the file, bytes of what is in it, and rows: twenty years of a busy life."""
TEXT_MOST, NUMBER_MOST, SCORE_MOST = 4096, 10**6, 10
SCORES = frozenset(
    {
        ("chair_checks", "pain"),
        ("pain_reports", "score"),
        ("profiles", "pain_now"),
        ("reasons", "hard"),
        ("reasons", "sure"),
        *(("self_tests", name) for name in ("pain", "enjoyment", "activity")),
        *(("walks", name) for name in ("gate_pain", "before_pain", "worst_pain", "two_hour_pain")),
    }
)


class UnreadableError(Exception):
    """The file is not to be read in; `why` says what a person is told."""

    def __init__(self, why: Why) -> None:
        super().__init__(why)
        self.why = why


class _Whole(msgspec.Struct):
    format: int
    schema: int
    tables: dict[str, list[dict[str, Any]]]


def read(content: bytes, shape: Shape, words: Words) -> Rows:
    """Return table → rows → column → stored value. Raises UnreadableError; `shape` is that of the database."""
    try:
        whole = msgspec.json.decode(_json(content), type=_Whole)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        raise UnreadableError("other") from None
    if whole.format > FORMAT or whole.schema > migrations.newest():
        raise UnreadableError("newer")
    if whole.format < FORMAT:
        raise UnreadableError("other")
    if sum(map(len, whole.tables.values())) > ROWS_MOST:
        raise UnreadableError("large")
    try:
        return {name: [_row(name, row, shape, words) for row in rows] for name, rows in whole.tables.items()}
    except (KeyError, TypeError, ValueError, OverflowError, RecursionError, msgspec.MsgspecError):
        raise UnreadableError("damaged") from None


def _json(content: bytes) -> bytes:
    if len(content) > UPLOAD_MOST:
        raise UnreadableError("large")
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return content
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed, packed.open(WHOLE) as inside:
            found = inside.read(CONTENT_MOST + 1)  # whatever its header says of its size
    except (KeyError, OSError, RuntimeError, NotImplementedError, zipfile.BadZipFile, ValueError):
        raise UnreadableError("other") from None
    if len(found) > CONTENT_MOST:
        raise UnreadableError("large")
    return found


def _row(table: str, row: dict[str, Any], shape: Shape, words: Words) -> dict[str, Any]:
    columns = shape[table] if table not in PASSING else {}
    values = {name: stored(table, name, value) for name, value in row.items()}
    for name, value in values.items():
        _judge(table, name, value, columns[name], words)
    if any(column.needed and values.get(name) is None for name, column in columns.items()):
        raise ValueError(table)
    return values


def _judge(table: str, name: str, value: Any, column: Column, words: Words) -> None:
    """Raise ValueError, TypeError or MsgspecError where a column never holds this value."""
    if value is None:
        if column.needed:
            raise ValueError(name)
        return
    if column.kind == "INTEGER":
        _judge_number(table, name, value)
    elif not isinstance(value, str) or len(value) > (TEXT_MOST * 4 if (table, name) in JSON else TEXT_MOST):
        raise ValueError(name)
    elif is_instant(table, name):
        if datetime.fromisoformat(value).tzinfo is None:
            raise ValueError(name)
    elif name.endswith("_on") or name == "on_day":
        date.fromisoformat(value)
    elif name in ("zone", "home_zone"):
        ZoneInfo(value)
    elif (table, name) in JSON:
        _judge_json(table, name, value)
    if (table, name) in VOCABULARIES and (table, name) not in WEEKDAYS | OPEN:
        known = explained(table, name, words)
        if any(part not in known for part in parts(table, name, value)):
            raise ValueError(name)


def _judge_number(table: str, name: str, value: Any) -> None:
    if type(value) is not int or ((table, name) in SCORES and not -1 <= value <= SCORE_MOST):
        raise ValueError(name)
    if name == "user_id" or name.endswith("_id"):
        if not 0 <= value < 2**63:
            raise ValueError(name)
    elif not -NUMBER_MOST <= value <= NUMBER_MOST:
        raise ValueError(name)


def _judge_json(table: str, name: str, value: str) -> None:
    if (table, name) in WEEKDAYS:
        days = msgspec.json.decode(value, type=list[int])
        if not set(days) <= set(range(7)) or len(set(days)) != len(days):
            raise ValueError(name)
    elif (table, name) == ("reviews", "facts"):
        msgspec.json.decode(value, type=WeekFacts)
    elif (table, name) == ("screens", "answers"):
        msgspec.json.decode(value, type=dict[str, str])
    elif name in ("regions", "sections", "beside", "moves"):
        msgspec.json.decode(value, type=list[str])
    else:
        msgspec.json.decode(value, type=dict[str, Any])
