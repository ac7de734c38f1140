"""Counts over all people, so coarse that they point to nobody."""

from collections.abc import Mapping
from dataclasses import dataclass, field

WEEKS = (1, 2, 4, 8, 12, 26)
"""The weeks after the first walk that cohorts are looked at in."""


@dataclass(frozen=True, slots=True)
class Cohort:
    """The n-th week after the first walk. `people`: those who began long enough ago; `walked`: who walked in it."""

    week: int
    people: int
    walked: int
    walking_days: int


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of people, unless said otherwise."""

    accounts: int = 0
    with_plan: int = 0
    blocked: int = 0
    active_7: int = 0  # wrote within so many days
    active_30: int = 0
    languages: Mapping[str, int] = field(default_factory=dict)
    cohorts: tuple[Cohort, ...] = ()
    nudges: Mapping[str, Mapping[str, int]] = field(default_factory=dict)  # kind → status → nudges of the last 7 days
    failing: int = 0  # nudges that wait after a failure
    waiting: Mapping[str, tuple[int, int]] = field(default_factory=dict)  # queue → how many, oldest in seconds
    advice: Mapping[str, int] = field(default_factory=dict)  # rule → people who got it within 30 days


def shown(count: int, least: int) -> str:
    """Return a count as it may be shown: "0", "<5" for 1-4, "5", …"""
    return f"<{least}" if 0 < count < least else str(count)


def percent(part: int, whole: int, least: int) -> int | None:
    """Return a share in whole percent; None where so few stand behind it that it could point to somebody."""
    few = whole < least or 0 < part < least or 0 < whole - part < least
    return None if few else round(100 * part / whole)


def days_each(cohort: Cohort, least: int) -> float | None:
    """Return the mean walking days a week of those who walked; None where they are too few."""
    return None if cohort.walked < least else round(cohort.walking_days / cohort.walked, 1)
