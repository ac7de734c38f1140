"""Seeded chance."""

from collections import Counter
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.choice import in_turn, pick

DAY = date(2026, 11, 23)


def test_the_same_all_day() -> None:
    """A retry picks the same words."""
    assert pick(7, DAY, "praise", "abcdef") == pick(7, DAY, "praise", "abcdef")
    assert in_turn(7, DAY, "tip", "abcdef") == in_turn(7, DAY, "tip", "abcdef")


@settings(derandomize=True, deadline=None, max_examples=50)
@given(st.integers(1, 10**9), st.integers(14, 40), st.integers(0, 400))
def test_no_tip_comes_twice_in_a_week(user_id: int, many: int, ahead: int) -> None:
    """Seven days in a row, seven tips."""
    days = [DAY + timedelta(days=ahead + more) for more in range(7)]
    assert len({in_turn(user_id, day, "tip", range(many)) for day in days}) == 7


@settings(derandomize=True, deadline=None, max_examples=50)
@given(st.integers(1, 10**9), st.integers(1, 40))
def test_everyone_meets_all_tips(user_id: int, many: int) -> None:
    """Even someone who is asked on one weekday only meets each option, and as often as the others."""
    met = Counter(in_turn(user_id, DAY + timedelta(weeks=week), "tip", range(many)) for week in range(2 * many))
    assert set(met.values()) == {2}
