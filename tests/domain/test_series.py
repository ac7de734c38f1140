"""Columns of what was walked: nothing is lost, nothing counted twice, nobody is shown days before they began."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.coaching.plan import Dose
from bot.domain.history.series import (
    ALL,
    MONTH,
    MOST_MONTHS,
    MOST_WEEKS,
    PERIODS,
    QUARTER,
    WEEK,
    Column,
    Span,
    Told,
    Walked,
    figures,
    planned_minutes,
    runs,
    spans,
    window,
)
from tests.support.story import LIBRARY

DOSING = LIBRARY.rules.dosing
TODAY = date(2026, 11, 25)  # a Wednesday
DAYS = st.dates(date(2015, 1, 1), TODAY)
quick = settings(derandomize=True, deadline=None, max_examples=60)


def never(day: date) -> bool:
    """Excuse no day."""
    return False


@quick
@given(st.sampled_from(PERIODS), DAYS, st.integers(-3, 4000))
def test_a_window_has_no_gap_and_holds_today(period: str, began_on: date, ahead: int) -> None:
    """Columns follow each other, fit on a phone, and one of them has today in it."""
    today = began_on + timedelta(days=ahead)
    shown = window(period, today, began_on)
    assert all(one.end_on == two.first_on for one, two in zip(shown.columns, shown.columns[1:], strict=False))
    assert len(shown.columns) <= max(MOST_WEEKS, MOST_MONTHS)
    assert shown.first_on <= today < shown.end_on
    if period == ALL:
        assert shown.first_on <= began_on or ahead < 0


@pytest.mark.parametrize(
    ("period", "began", "unit", "first", "end", "count"),
    [
        (WEEK, "2026-01-01", "day", "2026-11-19", "2026-11-26", 7),
        (WEEK, "2026-11-24", "day", "2026-11-24", "2026-11-26", 2),
        (MONTH, "2026-01-01", "week", "2026-10-26", "2026-11-30", 5),
        (MONTH, "2026-11-25", "week", "2026-11-23", "2026-11-30", 1),
        (QUARTER, "2026-01-01", "week", "2026-08-31", "2026-11-30", 13),
        (ALL, "2026-09-09", "week", "2026-09-07", "2026-11-30", 12),
        (ALL, "2025-10-21", "month", "2025-10-01", "2026-12-01", 14),
        (ALL, "2016-11-25", "year", "2016-01-01", "2027-01-01", 11),
    ],
)
def test_windows(period: str, began: str, unit: str, first: str, end: str, count: int) -> None:
    """Seven days; five or thirteen weeks; all of it by week, month or year; nothing that lies ahead."""
    shown = window(period, TODAY, date.fromisoformat(began))
    assert (shown.unit, str(shown.first_on), str(shown.end_on), len(shown.columns)) == (unit, first, end, count)


@quick
@given(st.sampled_from(PERIODS), DAYS, st.lists(st.tuples(DAYS, st.integers(1, 600)), max_size=30))
def test_no_minute_is_lost_or_counted_twice(period: str, began_on: date, told: list[tuple[date, int]]) -> None:
    """The columns of days and weeks sum to what was walked in them, whatever the order it comes in."""
    shown = window(period, TODAY, began_on)
    walked = [Walked(day, minutes, 1, after=4, after_walks=1) for day, minutes in told]
    found = figures(shown, walked, lambda _: 0, TODAY, began_on)
    assert found == figures(shown, walked[::-1], lambda _: 0, TODAY, began_on)
    inside = [row for row in walked if shown.first_on <= row.from_on < shown.end_on]
    if shown.unit in ("day", "week"):
        assert sum(column.minutes for column in found) == sum(row.minutes for row in inside)
    assert {column.after for column in found if column.after is not None} == ({4.0} if inside else set())


def test_the_pain_of_a_column_has_its_peak_and_its_mean() -> None:
    """A single bad score stays in sight; a column of which nothing was told has no pain, not one of 0."""
    shown = window(MONTH, TODAY, date(2026, 11, 9))
    told = [Told(date(2026, 11, 10), 2, 8, 5, 2), Told(date(2026, 11, 12), 4, 4, 4, 1), Told(date(2026, 11, 24), 7, 7)]
    assert spans(shown, told) == [Span(2, 8, 3.0), None, Span(7, 7, None)]


@quick
@given(DAYS, st.sampled_from(PERIODS), st.integers(1, 30))
def test_a_plan_that_is_kept_meets_its_line(began_on: date, period: str, minutes: int) -> None:
    """Whoever walks what was planned each day up to today stands exactly at the plan of every column that is over."""
    planned = planned_minutes([(began_on, Dose(minutes, 1, 3), range(7))], never, DOSING)
    shown = window(period, TODAY, began_on)
    days = [began_on + timedelta(days=number) for number in range((TODAY - began_on).days + 1)]
    found = figures(shown, [Walked(day, planned(day), 1) for day in days], planned, TODAY, began_on)
    for column, told in zip(shown.columns, found, strict=True):
        if column.end_on <= TODAY or shown.unit in ("month", "year"):
            assert told.minutes == pytest.approx(told.planned)


@pytest.mark.parametrize(
    ("dose", "walk_days", "week"),
    [
        (Dose(11, 1, 3), range(7), [11, 5, 11, 5, 11, 5, 5]),
        (Dose(12, 1, 5), range(7), [12, 12, 12, 6, 12, 12, 6]),
        (Dose(4, 2, 3), (0, 2, 4), [8, 0, 8, 0, 8, 0, 0]),
    ],
)
def test_what_the_plan_asks_for(dose: Dose, walk_days: tuple[int, ...], week: list[int]) -> None:
    """Longer walks on the target days, easy ones on the others, both bouts, nothing on days that were not chosen."""
    planned = planned_minutes([(TODAY, dose, walk_days)], never, DOSING)
    monday = date(2026, 11, 23)
    assert sorted(planned(monday + timedelta(days=day)) for day in range(7)) == sorted(week)
    assert [bool(planned(monday + timedelta(days=day))) for day in range(7)] == [bool(minutes) for minutes in week]


def test_each_day_has_its_own_dose_and_excused_days_ask_for_nothing() -> None:
    """A dose counts from its day on, with the days chosen for it; before the first one the first counts."""
    change = date(2026, 11, 16)
    excused: Callable[[date], bool] = lambda day: day == date(2026, 11, 18)  # noqa: E731
    decided = [(date(2026, 11, 9), Dose(8, 1, 7), range(5)), (change, Dose(10, 1, 7), range(7))]
    planned = planned_minutes(decided, excused, DOSING)
    days = [date(2026, 11, 2), date(2026, 11, 13), date(2026, 11, 15), change, date(2026, 11, 18), TODAY]
    assert [planned(day) for day in days] == [8, 8, 0, 10, 0, 10]
    assert planned_minutes([], never, DOSING)(TODAY) == 0


def test_the_month_that_has_begun_is_no_smaller_than_a_week() -> None:
    """Two days of walking do not make a week of them; a first month counts from the day somebody began."""
    began = date(2026, 10, 26)
    shown = window(ALL, TODAY, date(2025, 1, 1))
    assert shown.unit == "month"
    november = figures(shown, [Walked(date(2026, 11, 1), 50, 5)], lambda _: 0, TODAY, began)[-1]
    assert november.minutes == pytest.approx(50 / (25 / 7))
    early = figures(
        window(ALL, date(2026, 11, 2), date(2025, 1, 1)),
        [Walked(date(2026, 11, 1), 21, 1)],
        lambda _: 0,
        date(2026, 11, 2),
        began,
    )[-1]
    assert early.minutes == 21


def test_runs() -> None:
    """Days in a row become one stretch."""
    days = [date(2026, 11, day) for day in (9, 3, 5, 4, 4)]
    assert runs(days) == [
        Column(date(2026, 11, 3), date(2026, 11, 6)),
        Column(date(2026, 11, 9), date(2026, 11, 10)),
    ]
    assert runs([]) == []
