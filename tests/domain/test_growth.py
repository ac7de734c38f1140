"""The way to the goal: literal ranges, and what may never be told."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.coaching.growth import Forecast, Goal, forecast, goal, is_reached, own_share, share
from bot.domain.coaching.plan import Dose
from bot.domain.coaching.review import HOLD, PROGRESS, REGRESS
from tests.support.story import LIBRARY

RULES = LIBRARY.rules
EVERY_DAY = (0, 1, 2, 3, 4, 5, 6)
THREE_DAYS = (0, 2, 4)


def told(
    dose: Dose, style: str = "standard", days: tuple[int, ...] = EVERY_DAY, own: Fraction | None = None, week: int = 1
) -> Forecast:
    """Return the range for somebody."""
    return forecast(dose, week, style, days, own, RULES.dosing, RULES.reviewing, RULES.growth)


def test_the_goal_is_on_chosen_days() -> None:
    """30 minutes on five days; who walks on three days reaches it on three."""
    assert goal(EVERY_DAY, RULES.reviewing) == Goal(30, 5)
    assert goal(THREE_DAYS, RULES.reviewing) == Goal(30, 3)


def test_the_soonest_end_is_what_the_rules_do_without_noise() -> None:
    """10 minutes become 5 x 30 in week 10 or so of calm weeks at the standard pace; the gentle one needs more."""
    assert told(Dose(10, 1, 3)).soonest == 8
    assert told(Dose(10, 1, 3), "gentle").soonest == 14
    assert told(Dose(30, 1, 5)) == Forecast(0, 0)


def test_the_slower_end_holds_every_second_week() -> None:
    """An own pace that was slower makes it later, a faster one does not make it sooner.

    The gentle pace's weeks of rest come on top.
    """
    usual = told(Dose(10, 1, 3))
    assert usual.slower == 2 * 8
    assert told(Dose(10, 1, 3), own=Fraction(1)) == usual
    assert told(Dose(10, 1, 3), own=Fraction(1, 4)).slower == 4 * 8
    assert told(Dose(10, 1, 3), own=Fraction(-1)).slower == 4 * 8
    assert told(Dose(10, 1, 3), "gentle").slower == 29


def test_what_lies_beyond_the_horizon_is_not_told() -> None:
    """Two bouts of a minute at the gentle pace may take more than a year."""
    assert told(Dose(1, 2, 3), "gentle", own=Fraction(0)).slower is None


def test_the_own_pace_counts_steps_back() -> None:
    """Weeks that could not grow, whatever happened, tell nothing."""
    weeks = [(PROGRESS, "green")] * 4 + [(REGRESS, "red"), (HOLD, "amber"), (HOLD, "adherence"), (HOLD, "effort")]
    assert own_share(weeks, RULES.growth) == Fraction(3, 8)
    assert own_share([(HOLD, "fourth_week")] * 9, RULES.growth) is None
    assert own_share([(PROGRESS, "green")] * 2, RULES.growth) is None
    assert own_share([(HOLD, "amber")] * 9 + [(PROGRESS, "green")] * 8, RULES.growth) == 1  # the newest count


@pytest.mark.parametrize(
    ("dose", "expected"), [(Dose(18, 1, 4), "12/25"), (Dose(4, 2, 3), "4/25"), (Dose(40, 1, 5), "1")]
)
def test_how_far_it_is(dose: Dose, expected: str) -> None:
    """Target minutes of a week against those of the goal."""
    assert share(dose, EVERY_DAY, RULES.dosing, RULES.reviewing) == Fraction(expected)


@settings(derandomize=True, deadline=None, max_examples=150)
@given(
    st.integers(1, 30),
    st.integers(3, 5),
    st.sets(st.integers(0, 6), min_size=1),
    st.sampled_from(("gentle", "standard")),
    st.integers(0, 30),
    st.fractions(-1, 1),
)
def test_the_range_is_in_order(
    minutes: int, targets: int, days: set[int], style: str, week: int, own: Fraction
) -> None:
    """The slower end is never sooner, and 0 weeks mean that the goal is there."""
    dose, chosen = Dose(minutes, 1, targets), tuple(sorted(days))
    found = told(dose, style, chosen, own, week)
    assert found.soonest is not None
    assert found.slower is None or found.slower >= found.soonest
    assert (found.soonest == 0) == is_reached(dose, chosen, RULES.dosing, RULES.reviewing)
