"""What a gap makes of a day, and which of several factors counts."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.coaching.plan import Dose, Factor, dose_after, gap_factor, longest_gap, offer
from tests.support.story import LIBRARY

RULES = LIBRARY.rules.dosing
EVERY_DAY = (0, 1, 2, 3, 4, 5, 6)
MONDAY = date(2026, 11, 23)  # a target day of every dose
HALF, FOUR_FIFTHS = Fraction(1, 2), Fraction(4, 5)


def days(*numbers: int) -> list[date]:
    """Return days counted from a Monday."""
    return [MONDAY + timedelta(days=number) for number in numbers]


@pytest.mark.parametrize(
    ("done", "after", "day", "gap"),
    [
        ((), -7, 0, 0),
        ((-1,), -7, 0, 1),
        ((-9,), -7, 0, 9),
        ((-20, -6, -3), -7, 0, 14),
        ((-21, -7, -3), -7, 0, 4),
        ((-40, -2), -7, 0, 38),
    ],
)
def test_a_gap_counts_while_it_is_open_and_for_a_week_after(
    done: tuple[int, ...], after: int, day: int, gap: int
) -> None:
    """From one walk done to the next; the newest stretch runs up to the day itself."""
    assert longest_gap(days(*done), *days(after, day)) == gap


@pytest.mark.parametrize(("gap", "factor"), [(7, None), (8, "4/5"), (14, "4/5"), (15, "3/5"), (28, "3/5"), (29, None)])
def test_the_factor_of_a_gap(gap: int, factor: str | None) -> None:
    """Up to 7 days the same, 8-14 four fifths, 15-28 three fifths."""
    found = gap_factor(gap, RULES)
    assert (found.factor if found else None) == (Fraction(factor) if factor else None)


def test_beyond_28_days_the_start_dose_is_in_force() -> None:
    """Unless the stored one is smaller: nobody grows by being away."""
    assert dose_after(28, Dose(30, 1, 5), Dose(11, 1, 3), RULES) == Dose(30, 1, 5)
    assert dose_after(29, Dose(30, 1, 5), Dose(11, 1, 3), RULES) == Dose(11, 1, 3)
    assert dose_after(29, Dose(4, 1, 3), Dose(11, 1, 3), RULES) == Dose(4, 1, 3)


@pytest.mark.parametrize(
    ("factors", "minutes", "reason"),
    [
        ((), 14, None),
        ((Factor("gate", HALF),), 7, "gate"),
        ((Factor("gate", HALF), Factor("SEVERE", HALF)), 7, "gate"),
        ((Factor("gap", FOUR_FIFTHS), Factor("SEVERE", HALF)), 7, "SEVERE"),
        ((Factor("gap", FOUR_FIFTHS),), 11, "gap"),
        ((Factor("FLARE", HALF, of_easy=True, least=2), Factor("gate", HALF)), 3, "FLARE"),
    ],
)
def test_of_several_factors_the_smallest_counts(factors: tuple[Factor, ...], minutes: int, reason: str | None) -> None:
    """14 → 7 → 11 → 14, from the stored target each time."""
    found = offer(MONDAY, Dose(14, 1, 3), EVERY_DAY, factors, RULES)
    assert (found.minutes, found.reason) == (minutes, reason)


def test_a_flare_leaves_two_minutes_and_has_no_targets() -> None:
    """Half of the easy minutes, never under 2, and never more than the day asks for anyway."""
    flare = Factor("FLARE", HALF, of_easy=True, least=2)
    found = offer(MONDAY, Dose(5, 1, 3), EVERY_DAY, (flare,), RULES)
    assert (found.minutes, found.target) == (2, False)
    assert offer(MONDAY, Dose(1, 2, 3), EVERY_DAY, (flare,), RULES).minutes == 1


@settings(derandomize=True, deadline=None, max_examples=60)
@given(
    st.integers(1, 60),
    st.lists(st.tuples(st.fractions(0, 1), st.booleans()), max_size=4),
    st.integers(0, 6),
)
def test_a_factor_never_makes_a_day_bigger(minutes: int, shares: list[tuple[Fraction, bool]], ahead: int) -> None:
    """Nor does one more of them; a day that is offered has at least a minute."""
    day, dose = MONDAY + timedelta(days=ahead), Dose(minutes, 1, 3)
    factors = [Factor(str(share), share, of_easy) for share, of_easy in shares]
    found = [offer(day, dose, EVERY_DAY, factors[:count], RULES).minutes for count in range(len(factors) + 1)]
    assert found == sorted(found, reverse=True)
    assert found[-1] >= 1
