"""Whether every value in a store is one that the README of an export explains."""

from collections.abc import Iterable

from bot.content.shapes import Words
from bot.export.columns import OPEN, VOCABULARIES, WEEKDAYS, explained, parts
from bot.store.database import Transaction


def unexplained(tx: Transaction, languages: Iterable[Words]) -> list[str]:
    """Return "walks.effort: brisk" for each stored value that some language has no words for."""
    return [
        f"{table}.{column}: {value}"
        for table, column in VOCABULARIES
        if (table, column) not in WEEKDAYS | OPEN and column != "colour"
        for row in tx.all(f"SELECT DISTINCT {column} AS value FROM {table} WHERE {column} IS NOT NULL")
        for value in parts(table, column, row["value"])
        for words in languages
        if value not in explained(table, column, words)
    ]
