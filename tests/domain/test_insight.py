"""The next day's pain after days with a walk and without: said only where enough days tell."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.history.insight import first_of_days, next_day, spread
from bot.domain.safety.scores import NowScore
from tests.support.story import LIBRARY

RULES = LIBRARY.rules.insights
MONDAY = date(2026, 11, 2)


def score(day: int, hour: int, pain: int) -> NowScore:
    """Return a score, `day` days after the first Monday."""
    on = MONDAY + timedelta(days=day)
    return NowScore(on, datetime(on.year, on.month, on.day, hour, tzinfo=UTC), pain)


def test_the_first_score_of_a_day_counts() -> None:
    """Later ones may already answer to that day's walk."""
    assert first_of_days([score(0, 18, 7), score(0, 8, 2), score(1, 9, 3)]) == {
        MONDAY: 2,
        MONDAY + timedelta(days=1): 3,
    }


@pytest.mark.parametrize(("walked", "others", "told"), [(10, 10, True), (9, 10, False), (10, 9, False), (0, 30, False)])
def test_ten_days_on_each_side_are_needed(walked: int, others: int, told: bool) -> None:
    """Fewer would tell of chance."""
    days = [MONDAY + timedelta(days=number) for number in range(walked + others)]
    scores = [score(number + 1, 8, 2 if number < walked else 4) for number in range(walked + others)]
    found = next_day(scores, days, set(days[:walked]), RULES)
    assert (found is not None) is told
    if found is not None:
        assert (found.walked.count, found.walked.mean, found.other.count, found.other.mean) == (walked, 2, others, 4)


def test_a_day_without_a_score_the_next_day_tells_nothing() -> None:
    """Twelve walks of which three were followed by silence are nine."""
    days = [MONDAY + timedelta(days=number) for number in range(24)]
    scores = [score(number + 1, 8, 3) for number in range(24) if number not in (0, 1, 2)]
    assert next_day(scores, days, set(days[:12]), RULES) is None


@settings(derandomize=True, deadline=None, max_examples=100)
@given(st.lists(st.integers(0, 10), min_size=2, max_size=60))
def test_a_spread_lies_within_its_scores(scores: list[int]) -> None:
    """The middle half is ordered and no wider than the whole; the order of the scores does not matter."""
    found = spread(scores)
    assert min(scores) <= found.low <= found.high <= max(scores)
    assert min(scores) <= found.mean <= max(scores)
    assert found == spread(scores[::-1])


def test_spread_by_example() -> None:
    """2, 3, 3, 8: mean 4, the middle half from 2.75 to 4.25."""
    found = spread([8, 3, 2, 3])
    assert (found.count, found.mean, found.low, found.high) == (4, 4, 2.75, 4.25)
