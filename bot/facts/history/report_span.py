"""The days that a report is about."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.history.series import Walked

ONE_DAY, WEEK = timedelta(days=1), timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Span:
    """From which day on, up to today, and what was walked in these days."""

    first: date
    today: date
    walked: Sequence[Walked]
