"""Whether every value in a store is one that the README of an export explains."""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from bot.content.shapes import Words
from bot.export.columns import JSON, VOCABULARIES, WEEKDAYS, explained
from bot.export.values import told
from bot.store.database import Transaction


def unexplained(tx: Transaction, languages: Iterable[Words]) -> list[str]:
    """Return "walks.effort: brisk" for each stored value that some language has no words for."""
    return [
        f"{table}.{column}: {value}"
        for table, column in VOCABULARIES
        if (table, column) not in WEEKDAYS and column != "colour"
        for row in tx.all(f"SELECT DISTINCT {column} AS value FROM {table} WHERE {column} IS NOT NULL")
        for value in _parts(table, column, row["value"])
        for words in languages
        if value not in explained(table, column, words)
    ]


def _parts(table: str, column: str, value: Any) -> Iterator[str]:
    """Yield the words of a value: of a list each, of answers each with its question; a figure has none."""
    if (table, column) in JSON:
        opened = json.loads(value)
        yield from opened
        yield from opened.values() if isinstance(opened, dict) else ()
    elif (table, column) == ("screens", "trigger"):
        yield re.split("[-:]", value)[0]
    elif isinstance(word := told(table, column, value), str):
        yield word
