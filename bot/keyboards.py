"""Keyboards that fit a phone: a row whose labels would be cut short in the chat's language is broken into more rows.

The figures are those of a small phone, 390 px wide: a row has 340 px, a gap of 4 px between two buttons, 10 px on each
side of a label, and about 8 px for a character of middle width.
"""

import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import TypeVar

ROW = 340
GAP = 4
SIDES = 20
CHARACTER = 8.0

NARROW = frozenset(" .,:;·'’‘!¡|()[]-iíjlftrI1")
BROAD = frozenset("mwMWÑOQGDHN—…@%&")

T = TypeVar("T")


def fitted(rows: Sequence[Sequence[T]], labels: Sequence[Sequence[str]]) -> list[list[T]]:
    """Return the rows with those that are too wide broken into as few as it takes, about equally long.

    `labels` are what is read on the buttons of `rows`, in the same order.
    """
    found: list[list[T]] = []
    for row, read in zip(rows, labels, strict=True):
        size = next(size for size in _sizes(len(row)) if size == 1 or _fits(read, size)) if row else 1
        found += [list(row[start : start + size]) for start in range(0, len(row), size)]
    return found


@lru_cache(maxsize=4096)
def width(label: str) -> float:
    """Return about how wide a label is, in px."""
    return sum(CHARACTER * _share(character) for character in label)


@cache
def room(buttons: int) -> float:
    """Return how much of a row one label may take, in px, where so many buttons share it."""
    return (ROW - GAP * (buttons - 1)) / buttons - SIDES


@cache
def _sizes(buttons: int) -> list[int]:
    """Return how many buttons a row may have where so many are shared out equally: of 4 these are 4, 2 and 1."""
    return sorted({-(-buttons // rows) for rows in range(1, buttons + 1)}, reverse=True)


def _fits(labels: Sequence[str], size: int) -> bool:
    parts = [labels[start : start + size] for start in range(0, len(labels), size)]
    return all(width(label) <= room(len(part)) for part in parts for label in part)


def _share(character: str) -> float:
    if unicodedata.category(character) in ("So", "Sk") or unicodedata.east_asian_width(character) == "W":
        return 2.0
    return 0.55 if character in NARROW else 1.3 if character in BROAD else 1.0
