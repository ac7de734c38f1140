"""The own level, and WORSENING: each of the last two weekly means clearly above it."""

from datetime import date, timedelta
from fractions import Fraction

import pytest

from bot.domain.safety.escalation import worsening
from bot.domain.safety.level import calmed, flare_days, own_level
from tests.support.story import LIBRARY

RULES = LIBRARY.rules.escalation
FIRST = date(2026, 9, 7)
WEEK = timedelta(weeks=1)


def means(*of_weeks: float | None) -> dict[date, Fraction]:
    """Return Monday → mean P, from the first week on; None: not scored."""
    return {FIRST + WEEK * n: Fraction(mean) for n, mean in enumerate(of_weeks) if mean is not None}


def monday(number: int) -> date:
    """Return the Monday after so many weeks."""
    return FIRST + WEEK * number


@pytest.mark.parametrize(
    ("weeks", "fires"),
    [
        ((3, 3, 3, 3, 4.5, 4.5), True),
        ((3, 3, 3, 3, 4.5, 4.25), False),
        ((3, 3, 3, 3, 4.25, 6), False),
        ((3, 3, 4.5, 5), True),  # the first two weeks stand for the level
        ((3, 4.5, 5), False),  # one week is no level
        ((3, 3, 3, 3, 3, 3, 3, 3, 4.5, None, 5), True),
        ((3, 3, 3, 3, 4.5, None, None, None, 5), False),  # the week before was too long ago
        ((5, 5, 5, 5, 4, 4, 4, 4, 5.5, 5.5), True),  # four weeks a point lower are the new level
        ((5, 5, 5, 5, 4, 4, 4, 4.25, 5.5, 5.5), False),
        ((3, 3, 3, 3, 5, 5, 5, 5, 5, 5), True),  # a level never rises by itself
        ((5, 5, 5, 5, 3, 3), False),
    ],
)
def test_two_weeks_a_point_and_a_half_above_the_own_level(weeks: tuple[float | None, ...], fires: bool) -> None:
    """Literal half-years."""
    found = worsening(means(*weeks), FIRST, monday(len(weeks)), RULES)
    assert (found is not None) == fires


def test_the_newest_week_must_be_the_last_one() -> None:
    """A Monday after an unscored week says nothing."""
    assert worsening(means(3, 3, 3, 3, 5, 5), FIRST, monday(7), RULES) is None


def test_weeks_before_somebody_looked_have_had_their_say() -> None:
    """It fires again only from weeks that began after the hold ended."""
    weeks = means(3, 3, 3, 3, 5, 5)
    assert worsening(weeks, FIRST, monday(6), RULES, monday(4) + timedelta(days=2)) is None
    assert worsening(weeks, FIRST, monday(6), RULES, monday(4) - timedelta(days=1)) is not None


def test_the_level_is_that_of_four_weeks_and_of_two_until_six_are_over() -> None:
    """2, 3, 4, 5 → 2.5 at first, 3.5 later."""
    weeks = means(2, 3, 4, 5, 5, 5, 5)
    assert own_level(weeks, monday(4), 4, RULES) == Fraction(5, 2)
    assert own_level(weeks, monday(7), 7, RULES) == Fraction(7, 2)


def test_a_flare_is_left_out_for_three_weeks_at_most() -> None:
    """What lasts longer is no flare."""
    assert len(flare_days([(FIRST, FIRST + timedelta(days=4))], monday(10), RULES)) == 5
    assert len(flare_days([(FIRST, None)], monday(10), RULES)) == RULES.worsening_flare_days


def test_it_is_over_with_a_week_near_the_own_level() -> None:
    """Within a point; only weeks since the hold count."""
    weeks = means(3, 3, 3, 3, 5, 5, 4)
    assert calmed(weeks, monday(6), Fraction(3), RULES)
    assert not calmed(weeks, monday(7), Fraction(3), RULES)
    assert not calmed(means(3, 3, 3, 3, 5, 5, 4.25), monday(6), Fraction(3), RULES)
