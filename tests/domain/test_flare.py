"""When a flare begins by itself, and when it is over."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.safety.flare import calm, raised, usual
from tests.support.story import LIBRARY

RULES = LIBRARY.rules.flare
FIRST = date(2026, 11, 23)


def scored(*pain: float | None) -> dict[date, float]:
    """Return P by day from a Monday on; None: a day without a score."""
    return {FIRST + timedelta(days=number): score for number, score in enumerate(pain) if score is not None}


@pytest.mark.parametrize(
    ("pain", "level"),
    [
        ((3, 3, 3, 3), None),
        ((3, 3, 4, 5, 3), 3),
        ((9,) * 5 + (2,) * 14, 2),
        ((2, 2, 3, 3, 3, 2), 2.5),
    ],
)
def test_the_usual_level_is_a_median_of_fourteen_days(pain: tuple[float, ...], level: float | None) -> None:
    """It needs five scored days; older ones do not count."""
    assert usual(scored(*pain), FIRST + timedelta(days=len(pain)), RULES) == level


@pytest.mark.parametrize(
    ("pain", "days"),
    [
        ((3, 3, 3, 3, 3, 4), 0),
        ((3, 3, 3, 3, 3, 5), 1),
        ((3, 3, 3, 3, 3, 5, 5), 2),
        ((3, 3, 3, 3, 3, 5, None, 5), 2),
        ((3, 3, 3, 3, 3, 5, 4, 5), 1),
        ((3, 3, 3, 3, 5), 0),
        ((3, 3, 3, 3, 3, 5, None), 0),
    ],
)
def test_days_two_points_above_the_usual(pain: tuple[float | None, ...], days: int) -> None:
    """They count in a row up to today; without a usual level there is none."""
    assert len(raised(scored(*pain), FIRST + timedelta(days=len(pain) - 1), RULES)) == days


@pytest.mark.parametrize(
    ("pain", "over"),
    [
        ((3,) * 5 + (6, 6, 4, 3, 4), True),
        ((3,) * 5 + (6, 6, 4, 3), False),
        ((3,) * 5 + (6, 3, 5, 3), False),
        ((3,) * 4 + (6, 3, 3, 3), False),
    ],
)
def test_three_days_at_the_usual_level_end_it(pain: tuple[float, ...], over: bool) -> None:
    """The usual level is that from before; where it is unknown, nothing ends by itself."""
    began_on = FIRST + timedelta(days=list(pain).index(6))
    assert calm(scored(*pain), {}, began_on, RULES) == over


@pytest.mark.parametrize(
    ("worst", "over"), [((4, 3, 4), True), ((4, 3), False), ((4, 5, 4), False), ((4, 4, 4, None, 5), False)]
)
def test_calm_walks_without_a_score_before_them_end_it_too(worst: tuple[int | None, ...], over: bool) -> None:
    """The pain before a walk was no higher than its worst; a score of the day counts before it."""
    days = scored(3, 3, 3, 3, 3, 6)
    began_on = FIRST + timedelta(days=5)
    after = {began_on + timedelta(days=1 + n): float(pain) for n, pain in enumerate(worst) if pain is not None}
    assert calm(days, after, began_on, RULES) == over
    assert not calm({**days, began_on + timedelta(days=2): 8}, {**after, began_on: 3}, began_on, RULES)


@settings(derandomize=True, deadline=None, max_examples=60)
@given(st.lists(st.none() | st.integers(0, 10), min_size=1, max_size=40))
def test_nobody_is_in_a_flare_and_calm_at_once(pain: list[int | None]) -> None:
    """Whatever the scores: where the newest day is raised above the level of before, the flare is not over."""
    days = scored(*pain)
    today = FIRST + timedelta(days=len(pain) - 1)
    run = raised(days, today, RULES)
    assert all(day in days for day in run)
    if run:
        assert not calm(days, {}, run[0], RULES)
