"""What was walked and how it felt, as a series of columns: days, weeks, or the average week of months and years.

A column is the same whenever it is computed from the same facts; one that has not begun is empty.
"""

from bisect import bisect
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import TypeAlias, TypeVar

from bot.domain.coaching.plan import Dose, easy_minutes, target_days
from bot.domain.day import week_start
from bot.domain.rules import Dosing

WEEK, MONTH, QUARTER, ALL = PERIODS = ("week", "month", "quarter", "all")
DAYS_SHOWN, WEEKS_SHOWN = 7, {MONTH: 5, QUARTER: 13}
MOST_WEEKS, MOST_MONTHS = 26, 30  # columns that fit on a phone; beyond that the next larger unit
Planned: TypeAlias = Callable[[date], int]
"""The minutes that the plan asked for on a day."""
ONE_DAY, SEVEN_DAYS = timedelta(days=1), timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Column:
    """Some days in a row, from `first_on` up to, not including, `end_on`."""

    first_on: date
    end_on: date

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.end_on - self.first_on).days


@dataclass(frozen=True, slots=True)
class Window:
    """The columns of a period, without a gap between them. `unit`: day, week, month or year."""

    unit: str
    columns: tuple[Column, ...]

    @property
    def first_on(self) -> date:
        """The first day shown."""
        return self.columns[0].first_on

    @property
    def end_on(self) -> date:
        """The day after the last one shown."""
        return self.columns[-1].end_on


@dataclass(frozen=True, slots=True)
class Walked:
    """What was walked in a day, a month or a year that begins on `from_on`: sums, so that several make one.

    Pain is NRS 0-10: before, and the worst during, after or two hours later; each with the walks it is known of.
    """

    from_on: date
    minutes: int = 0
    walks: int = 0
    before: int = 0
    before_walks: int = 0
    after: int = 0
    after_walks: int = 0


@dataclass(frozen=True, slots=True)
class Told:
    """The pain that was told in a day, a month or a year that begins on `from_on`, NRS 0-10: sums and extremes.

    `low`, `high`: of every score, whenever it was felt. `now`: the sum of `nows` now-scores, at rest or before a walk.
    """

    from_on: date
    low: int
    high: int
    now: int = 0
    nows: int = 0


R = TypeVar("R", Walked, Told)


@dataclass(frozen=True, slots=True)
class Figures:
    """A column in figures. Minutes are those of a day, or of the column's average week."""

    minutes: float
    planned: float
    after: float | None


@dataclass(frozen=True, slots=True)
class Span:
    """The pain of a column: from the lowest to the highest score told, and the mean of its now-scores."""

    low: int
    high: int
    usual: float | None


def window(period: str, today: date, began_on: date) -> Window:
    """Return the columns of a period up to today.

    It never begins before somebody did, and nothing of it lies ahead but the rest of the column that has begun.
    """
    began_on = min(began_on, today)
    if period == WEEK:
        shown = min(DAYS_SHOWN, (today - began_on).days + 1)
        return Window("day", _steps(today - ONE_DAY * (shown - 1), ONE_DAY, shown))
    began, monday = week_start(began_on), week_start(today)
    since = (monday - began).days // 7 + 1
    shown = min(since, WEEKS_SHOWN.get(period, since))
    if shown <= MOST_WEEKS:
        return Window("week", _steps(monday - SEVEN_DAYS * (shown - 1), SEVEN_DAYS, shown))
    months = _months(began_on, today)
    if len(months) <= MOST_MONTHS:
        return Window("month", months)
    years = [date(year, 1, 1) for year in range(began_on.year, today.year + 2)]
    return Window("year", tuple(Column(*pair) for pair in pairwise(years)))


def planned_minutes(
    doses: Sequence[tuple[date, Dose, Sequence[int]]], excused: Callable[[date], bool], rules: Dosing
) -> Planned:
    """Return what tells the minutes that the plan asked for on a day.

    `doses`: each with the day from which it counts and the weekdays chosen for it, oldest first; the first counts for
    the days before, too. Excused days ask for nothing.
    """
    weeks = [(from_on, _week_of(dose, walk_days, rules)) for from_on, dose, walk_days in doses]

    def of_day(day: date) -> int:
        if not weeks or excused(day):
            return 0
        asked = next((week for from_on, week in reversed(weeks) if from_on <= day), weeks[0][1])
        return asked[day.weekday()]

    return of_day


def figures(shown: Window, walked: Iterable[Walked], planned: Planned, today: date, began_on: date) -> list[Figures]:
    """Return each column in figures: sums of a day or a week, the average week of a month or a year.

    The plan of the current week counts whole, as it is still to be walked; that of a month as far as it has come.
    """
    return [
        _figures(shown, column, rows, planned, today, began_on)
        for column, rows in zip(shown.columns, _by_column(shown, walked), strict=True)
    ]


def spans(shown: Window, told: Iterable[Told]) -> list[Span | None]:
    """Return each column's pain; None where none was told."""
    return [
        Span(
            low=min(row.low for row in rows),
            high=max(row.high for row in rows),
            usual=mean(sum(row.now for row in rows), sum(row.nows for row in rows)),
        )
        if rows
        else None
        for rows in _by_column(shown, told)
    ]


def _by_column(shown: Window, rows: Iterable[R]) -> list[list[R]]:
    """Return rows by the column that they fall into; others are left out."""
    starts = [column.first_on for column in shown.columns]
    found: list[list[R]] = [[] for _ in starts]
    for row in rows:
        if shown.first_on <= row.from_on < shown.end_on:
            found[bisect(starts, row.from_on) - 1].append(row)
    return found


def _figures(
    shown: Window, column: Column, walked: list[Walked], planned: Planned, today: date, began_on: date
) -> Figures:
    first = max(column.first_on, began_on)
    summed = shown.unit in ("day", "week")
    end = column.end_on if summed and column.first_on <= today else min(column.end_on, today + ONE_DAY)
    asked = sum(planned(first + ONE_DAY * number) for number in range(max(0, (end - first).days)))
    weeks = 1.0 if summed else max((end - first).days, 7) / 7
    return Figures(
        minutes=sum(row.minutes for row in walked) / weeks,
        planned=asked / weeks,
        after=mean(sum(row.after for row in walked), sum(row.after_walks for row in walked)),
    )


def runs(days: Iterable[date]) -> list[Column]:
    """Return days as stretches without a gap: 3, 4, 5, 9 → 3 to 5, and 9."""
    found: list[Column] = []
    for day in sorted(set(days)):
        if found and found[-1].end_on == day:
            found[-1] = Column(found[-1].first_on, day + ONE_DAY)
        else:
            found.append(Column(day, day + ONE_DAY))
    return found


def _week_of(dose: Dose, walk_days: Sequence[int], rules: Dosing) -> Mapping[int, int]:
    """Return what a dose asks for, by weekday (Monday = 0)."""
    targets = target_days(walk_days, dose.target_days, rules)
    easy = easy_minutes(dose, rules)
    return {day: (dose.minutes if day in targets else easy) * dose.bouts if day in walk_days else 0 for day in range(7)}


def mean(total: int, count: int) -> float | None:
    """Return the mean of a sum, None of nothing."""
    return total / count if count else None


def _steps(first: date, step: timedelta, count: int) -> tuple[Column, ...]:
    return tuple(Column(first + step * number, first + step * (number + 1)) for number in range(count))


def _months(began_on: date, today: date) -> tuple[Column, ...]:
    number, last = began_on.year * 12 + began_on.month - 1, today.year * 12 + today.month - 1
    starts = [date(index // 12, index % 12 + 1, 1) for index in range(number, last + 2)]
    return tuple(Column(*pair) for pair in pairwise(starts))
