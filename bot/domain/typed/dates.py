"""Dates as people type them: "12 December", "Dec 12", "12 de diciembre", "2026-12-12"."""

import re
from collections.abc import Sequence
from datetime import date

from bot.domain.folding import fold

_ISO = re.compile(r"\s*(\d{4})-(\d{1,2})-(\d{1,2})\s*")
SHORTEST = 3
"""Letters of a month's name that are enough: "dec"."""


def read_date(text: str, today: date, months: Sequence[str]) -> date | None:
    """Return the next day that a text names by day and month, or by an ISO date; None: it names none, or more.

    `months`: the names of the twelve months in one language. "12/11" is read nowhere: it is two days, by country.
    """
    found = _ISO.fullmatch(text)
    if found:
        return _day(*(int(part) for part in found.groups()))
    words = re.findall(r"\d+|[^\W\d_]+", fold(text))
    numbers = [int(word) for word in words if word.isdecimal()]
    names = [fold(name) for name in months]
    named = [number for word in words if (number := _month(word, names))]
    if not named or len(set(named)) > 1 or not 1 <= len(numbers) <= 2:
        return None
    years = [number for number in numbers if number >= 1000]
    days = [number for number in numbers if number < 1000]
    if len(days) != 1:
        return None
    if years:
        return _day(years[0], named[0], days[0])
    this_year = _day(today.year, named[0], days[0])
    return this_year if this_year and this_year >= today else _day(today.year + 1, named[0], days[0])


def _month(word: str, names: Sequence[str]) -> int | None:
    matching = [number for number, name in enumerate(names, 1) if len(word) >= SHORTEST and name.startswith(word)]
    return matching[0] if len(matching) == 1 else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
