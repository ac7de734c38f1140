"""Breaks: how long one lasts, and how people say it."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from bot.domain.day import starts_at

UNTIL_TOLD = datetime(9999, 12, 31, tzinfo=UTC)

_WORDS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "ten": 10}
_SPAN = re.compile(
    rf"\W*(?:for\s+)?(?:the\s+next\s+)?(\d{{1,3}}|{'|'.join(_WORDS)})?\s*(d|days?|w|weeks?|months?)?\W*", re.I
)
_DAYS = {"d": 1, "w": 7, "m": 30}


@dataclass(frozen=True, slots=True)
class Pause:
    """A break from a day on. `until_on` is the first day after it; None: until told."""

    from_on: date
    until_on: date | None

    def covers(self, day: date) -> bool:
        """Tell whether the break was on at `day`."""
        return self.from_on <= day and (self.until_on is None or day < self.until_on)


def is_paused(paused_until: datetime | None, now: datetime) -> bool:
    """Tell whether a break is on."""
    return paused_until is not None and now < paused_until


def pause_ends_at(today: date, days: int, zone: str) -> datetime:
    """Return the first instant after a break of so many days, today being the first of them."""
    return starts_at(today + timedelta(days=days), zone)


def parse_days(text: str) -> int | None:
    """Return the days of a break that English text asks for ("10", "ten days", "2 weeks"), or None."""
    found = _SPAN.fullmatch(text.strip())
    if not found or not any(found.groups()):
        return None
    number, unit = found.groups()
    count = int(number) if number and number.isdigit() else _WORDS[number.casefold()] if number else None
    if count is None or (unit is None and number.casefold() in ("a", "an")):
        return None
    return count * _DAYS[unit[0].casefold() if unit else "d"] or None
