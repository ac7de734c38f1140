"""The colour of a walk, from the worst pain W and the rise R."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.checkin import Walk
from bot.domain.safety.colours import AMBER, GREEN, RED, asks_next_morning, colour, rise, worst
from tests.support.story import LIBRARY

RULES = LIBRARY.rules.colours
ORDER = [GREEN, AMBER, RED]
SCORES = st.none() | st.integers(0, 10)


def walk(worst_pain: int | None, two_hour: int | None = None, settled: bool | None = None, new: bool = False) -> Walk:
    """Return a walk with what was said about it."""
    return Walk(
        1, 1, date(2026, 11, 23), worst_pain=worst_pain, two_hour_pain=two_hour, settled=settled, something_new=new
    )


@pytest.mark.parametrize(
    ("before", "worst_pain", "expected"),
    [
        (0, 0, GREEN),
        (0, 2, GREEN),
        (5, 5, GREEN),
        (4, 4, GREEN),
        (4, 3, GREEN),
        (0, 3, GREEN),
        (4, 5, GREEN),
        (5, 6, GREEN),
        (6, 6, GREEN),
        (2, 4, AMBER),
        (1, 4, AMBER),
        (4, 6, AMBER),
        (2, 5, AMBER),
        (6, 7, AMBER),
        (7, 7, AMBER),
        (0, 4, RED),
        (2, 6, RED),
        (5, 7, RED),
        (7, 8, RED),
        (10, 10, RED),
        (None, 3, GREEN),
        (None, 4, AMBER),
        (None, 6, AMBER),
        (None, 7, RED),
        (3, None, None),
    ],
)
def test_the_bands(before: int | None, worst_pain: int | None, expected: str | None) -> None:
    """RED first, then GREEN; AMBER is the rest. Unknown pain before: 3 GREEN, 7 RED, between them AMBER."""
    assert colour(walk(worst_pain), before, RULES) == expected


def test_the_two_hour_answer_counts() -> None:
    """W is the worst of all that is known."""
    assert worst(walk(3, 5)) == 5
    assert colour(walk(2, 6), 2, RULES) == RED
    assert rise(walk(None, 4), 1) == 3
    assert worst(walk(None)) is None


def test_a_rise_that_did_not_settle_overnight_is_red() -> None:
    """R of 2 is AMBER, settled or unanswered; with a "no" it is RED."""
    assert colour(walk(4), 2, RULES) == AMBER
    assert colour(walk(4, settled=True), 2, RULES) == AMBER
    assert colour(walk(4, settled=False), 2, RULES) == RED
    assert colour(walk(5, settled=False), 4, RULES) == GREEN


def test_something_new_is_red_whatever_the_pain() -> None:
    """New swelling, limp, numbness or weakness."""
    assert colour(walk(0, new=True), 0, RULES) == RED
    assert colour(walk(None, new=True), None, RULES) == RED


@pytest.mark.parametrize(
    ("before", "worst_pain", "settled", "asks"),
    [
        (2, 4, None, True),
        (2, 3, None, False),
        (2, 6, None, False),
        (2, 4, True, False),
        (2, 4, False, False),
        (None, 5, None, False),
        (0, 2, None, True),
    ],
)
def test_when_the_morning_is_asked(before: int | None, worst_pain: int, settled: bool | None, asks: bool) -> None:
    """Only where the pain rose by 2 or more, the walk is not RED already, and nobody answered yet."""
    assert asks_next_morning(walk(worst_pain, settled=settled), before, RULES) == asks


@settings(derandomize=True, deadline=None, max_examples=100)
@given(SCORES, st.integers(0, 9), SCORES, st.sampled_from([None, True, False]))
def test_more_pain_never_makes_it_better(
    before: int | None, worst_pain: int, two_hour: int | None, settled: bool | None
) -> None:
    """The colour of one point more is the same or worse."""
    less, more = (colour(walk(pain, two_hour, settled), before, RULES) for pain in (worst_pain, worst_pain + 1))
    assert less is not None
    assert more is not None
    assert ORDER.index(less) <= ORDER.index(more)


@settings(derandomize=True, deadline=None, max_examples=100)
@given(SCORES, st.integers(8, 10), SCORES)
def test_eight_is_always_red(before: int | None, worst_pain: int, two_hour: int | None) -> None:
    """Whatever the pain was before."""
    assert colour(walk(worst_pain, two_hour), before, RULES) == RED
