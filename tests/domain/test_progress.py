"""Streak and habit score."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.history.progress import habit_score, streak
from tests.support.story import LIBRARY

RULES = LIBRARY.rules.habit


def days(text: str) -> list[bool]:
    """Return chosen days: x kept, . missed."""
    return [character == "x" for character in text]


@pytest.mark.parametrize(
    ("kept", "row"),
    [
        ("", 0),
        ("x", 1),
        ("xx.x", 3),
        ("x.x.x", 3),
        ("x...", 0),
        ("x...x", 1),
        ("xxxx.x.x", 6),
        ("x.x.x.x", 1),
        ("x.....xx", 2),
        ("xxxxxxx.xxxxxx.xxxxxx.", 19),
    ],
)
def test_two_misses_in_seven_days_break_nothing(kept: str, row: int) -> None:
    """A grace day neither breaks the row nor adds to it; the third miss within seven days does."""
    assert streak(days(kept), RULES) == row


@pytest.mark.parametrize(("kept", "score"), [("", 0), ("x" * 13, 50), ("x" * 26, 75), ("x" * 200, 100), ("." * 9, 0)])
def test_the_habit_score_has_a_half_life_of_thirteen_days(kept: str, score: int) -> None:
    """13 kept days make 50, 26 make 75."""
    assert habit_score(days(kept), RULES) == score


@settings(derandomize=True, deadline=None, max_examples=100)
@given(st.lists(st.booleans(), max_size=60))
def test_a_kept_day_never_lowers_and_a_miss_costs_little(kept: list[bool]) -> None:
    """One miss takes at most six of a hundred points."""
    now = habit_score(kept, RULES)
    assert habit_score([*kept, True], RULES) >= now
    assert now - 6 <= habit_score([*kept, False], RULES) <= now
    assert streak([*kept, True], RULES) == streak(kept, RULES) + 1
