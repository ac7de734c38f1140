"""Breaks: how long one lasts, and how people say it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from bot.domain.day import starts_at
from bot.domain.folding import fold, without

UNTIL_TOLD = datetime(9999, 12, 31, tzinfo=UTC)

_SPAN = re.compile(r"\W*(\d{1,3}|[^\W\d_]+)\s*([^\W\d_]*)\W*")


@dataclass(frozen=True, slots=True)
class SpanWords:
    """The words of one language, lower case, without accents."""

    units: Mapping[str, int]  # "week" → days
    articles: Sequence[str]  # one, where a unit follows: "a week"
    around: Sequence[str]  # "for", "the next"


@dataclass(frozen=True, slots=True)
class Pause:
    """A break from a day on. `until_on` is the first day after it; None: until told."""

    from_on: date
    until_on: date | None

    @property
    def span(self) -> tuple[date, date | None]:
        """The first and the last day of it; None: until told."""
        return self.from_on, self.until_on - timedelta(days=1) if self.until_on else None


def is_paused(paused_until: datetime | None, now: datetime) -> bool:
    """Tell whether a break is on."""
    return paused_until is not None and now < paused_until


def pause_ends_at(today: date, days: int, zone: str) -> datetime:
    """Return the first instant after a break of so many days, today being the first of them."""
    return starts_at(today + timedelta(days=days), zone)


def parse_days(text: str, words: SpanWords, numbers: Mapping[str, int]) -> int | None:
    """Return the days of a break that a text asks for ("10", "ten days", "2 weeks"), or None."""
    found = _SPAN.fullmatch(without(fold(text), words.around))
    if not found:
        return None
    number, unit = found.groups()
    if unit and unit not in words.units:
        return None
    known = {**numbers, **dict.fromkeys(words.articles if unit else (), 1)}
    count = int(number) if number.isdecimal() else known.get(number, 0)
    return count * words.units.get(unit, 1) or None
