"""Counts that point to nobody."""

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.history.tally import Cohort, days_each, percent, shown

COUNTS = st.integers(0, 10_000)


@given(COUNTS, st.integers(1, 20))
def test_small_counts_are_hidden_and_others_true(count: int, least: int) -> None:
    """0 is 0, fewer than the least are "<least", the rest is the number."""
    assert shown(count, least) == ("0" if count == 0 else f"<{least}" if count < least else str(count))


@given(COUNTS, COUNTS, st.integers(1, 20))
def test_a_share_never_tells_of_a_few(part: int, rest: int, least: int) -> None:
    """Neither the share itself nor what is left of it may stand for fewer than the least."""
    share = percent(part, part + rest, least)
    if share is not None:
        assert part + rest >= least
        assert part == 0 or part >= least
        assert rest == 0 or rest >= least
        assert 0 <= share <= 100


def test_days_of_a_cohort() -> None:
    """7 people, 24 walking days: 3.4 each; four people are too few."""
    assert days_each(Cohort(1, 10, 7, 24), 5) == 3.4
    assert days_each(Cohort(1, 10, 4, 24), 5) is None
