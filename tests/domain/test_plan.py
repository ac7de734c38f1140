"""The dose: where it starts, what a day asks for, and what counts as done."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.coaching.plan import Dose, easy_minutes, is_done, offer, rounded, start_dose, target_days
from tests.support.story import LIBRARY

RULES = LIBRARY.rules.dosing
MONDAY = date(2026, 11, 23)
EVERY_DAY = (0, 1, 2, 3, 4, 5, 6)


@pytest.mark.parametrize(
    ("minutes", "often", "age", "pain", "dose"),
    [
        (14, "some", "18-64", 3, Dose(11, 1, 3)),
        (20, "some", "70+", 3, Dose(16, 1, 3)),
        (5, "some", "18-64", 3, Dose(4, 2, 3)),
        (1, "some", "18-64", 3, Dose(1, 2, 3)),
        (6, "some", "18-64", 3, Dose(5, 1, 3)),
        (60, "some", "18-64", 0, Dose(20, 1, 3)),
        (20, "most", "18-64", 0, Dose(30, 1, 3)),
        (19, "most", "18-64", 0, Dose(15, 1, 3)),
        (None, "some", "18-64", 3, Dose(10, 1, 3)),
        (-1, "some", "18-64", 3, Dose(10, 1, 3)),
        (-1, "rarely", "18-64", 0, Dose(5, 1, 3)),
        (-1, "some", "70+", 0, Dose(5, 1, 3)),
        (-1, "some", "18-64", 4, Dose(5, 1, 3)),
        (-1, None, None, None, Dose(10, 1, 3)),
    ],
)
def test_where_the_dose_starts(
    minutes: int | None, often: str | None, age: str | None, pain: int | None, dose: Dose
) -> None:
    """80 % of what is comfortable, between 5 and 20; two bouts below 6; 30 for the seasoned; careful where unknown."""
    assert start_dose(minutes, often, age, pain, RULES) == dose


@settings(derandomize=True, deadline=None, max_examples=60)
@given(st.integers(1, 300), st.sampled_from(["rarely", "some"]), st.integers(0, 10))
def test_nobody_starts_above_what_is_comfortable(minutes: int, often: str, pain: int) -> None:
    """A walk is never longer than the comfortable minutes, and never shorter than one minute."""
    dose = start_dose(minutes, often, "18-64", pain, RULES)
    assert 1 <= dose.minutes <= max(minutes, 1)


@pytest.mark.parametrize(("value", "whole"), [("5/2", 2), ("11/2", 5), ("44/5", 9), ("5", 5), ("51/10", 5)])
def test_halves_are_rounded_down(value: str, whole: int) -> None:
    """5.5 → 5, 8.8 → 9."""
    assert rounded(Fraction(value)) == whole


@pytest.mark.parametrize(
    ("chosen", "wanted", "days"),
    [
        (EVERY_DAY, 3, {0, 2, 4}),
        (EVERY_DAY, 5, {0, 1, 2, 4, 5}),
        ((0, 2, 4), 3, {0, 2, 4}),
        ((1, 5), 3, {1, 5}),
        ((0, 1, 2, 3, 4), 3, {0, 1, 3}),
    ],
)
def test_target_walks_are_spread_over_the_chosen_days(chosen: tuple[int, ...], wanted: int, days: set[int]) -> None:
    """Evenly; with three chosen days or fewer all are target walks."""
    assert target_days(chosen, wanted, RULES) == days


@settings(derandomize=True, deadline=None, max_examples=60)
@given(st.sets(st.integers(0, 6), min_size=1), st.integers(1, 7))
def test_target_days_are_chosen_days(chosen: set[int], wanted: int) -> None:
    """As many as wanted, or all there are."""
    days = target_days(tuple(chosen), wanted, RULES)
    assert days <= chosen
    assert len(days) == (len(chosen) if len(chosen) <= max(wanted, RULES.all_targets_up_to) else wanted)


@pytest.mark.parametrize(("minutes", "easy"), [(11, 5), (12, 6), (1, 1), (2, 1), (14, 7)])
def test_easy_walks_are_half(minutes: int, easy: int) -> None:
    """Half of the target walk, one minute at least."""
    assert easy_minutes(Dose(minutes, 1, 3), RULES) == easy


def test_a_week_alternates_target_and_easy_walks() -> None:
    """11, 5, 11, 5, 11, 5, 5 with three target walks on seven days."""
    week = [offer(MONDAY + timedelta(days=day), Dose(11, 1, 3), EVERY_DAY, (), RULES) for day in range(7)]
    assert [day.minutes for day in week] == [11, 5, 11, 5, 11, 5, 5]
    assert [day.target for day in week] == [True, False, True, False, True, False, False]
    assert {day.reason for day in week} == {None}


def test_bouts_are_summed() -> None:
    """Two walks of four minutes ask for eight."""
    assert offer(MONDAY, Dose(4, 2, 3), EVERY_DAY, (), RULES).total == 8


@pytest.mark.parametrize(
    ("minutes", "offered", "done"),
    [
        (5, 30, True),
        (4, 30, False),
        (4, 5, True),
        (3, 4, False),
        (2, 2, True),
        (1, None, False),
        (5, None, True),
        (0, 0, False),
        (None, 5, False),
    ],
)
def test_what_counts_as_walked(minutes: int | None, offered: int | None, done: bool) -> None:
    """Five minutes, or 80 % of what was offered where that is less."""
    assert is_done(minutes, offered, RULES) == done
