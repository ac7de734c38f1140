"""Despair or overdose that somebody wrote of: while it is open nothing is said but what was asked for."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.domain.day import ONE_DAY, during
from bot.domain.rules import Crises

DESPAIR, OVERDOSE = "despair", "overdose"
BETTER, HARD, MISHEARD = "better", "hard", "misheard"


@dataclass(frozen=True, slots=True)
class Crisis:
    """One time of it. `sure`: they said so; else it only sounded like it. Open while `ended_at` is None."""

    crisis_id: int
    kind: str
    sure: bool
    began_on: date
    told_at: datetime
    asked_at: datetime | None = None
    answer: str | None = None
    ended_at: datetime | None = None
    ended_on: date | None = None

    @property
    def span(self) -> tuple[date, date | None]:
        """The first and the last day of it; None: it is still open."""
        return self.began_on, self.ended_on


def asks_at(told_at: datetime, told_on: date, hour: tuple[int, str] | None, rules: Crises) -> datetime:
    """Return when to ask how they are: some days later at `hour`, their minute of the day and zone.

    None: neither is known, so at the same time of day as they wrote, when they were awake.
    """
    if hour is None:
        return told_at + timedelta(days=rules.ask_after_days)
    minute, zone = hour
    return during(told_on + rules.ask_after_days * ONE_DAY, minute, zone)
