"""What gets in the way: what worked comes again, what did not never does."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.action_plan import BARRIERS, Answer, Barrier
from bot.domain.coaching.barriers import Told, answers, best, worked
from tests.support.story import LIBRARY

RULES = LIBRARY.rules.barriers
EVERY_DAY = (0, 1, 2, 3, 4, 5, 6)
MONDAY = date(2026, 11, 23)


def day(number: int) -> date:
    """Return the n-th day after a Monday."""
    return MONDAY + timedelta(days=number)


@pytest.mark.parametrize(
    ("walked", "days", "today", "expected"),
    [
        ([0], EVERY_DAY, 0, True),  # on the day itself
        ([1], EVERY_DAY, 1, True),
        ([], EVERY_DAY, 1, None),  # tomorrow is not over yet
        ([2], EVERY_DAY, 2, False),
        ([2], (0, 2, 4), 2, True),  # the next chosen day
        ([], (0, 2, 4), 3, False),
        ([-1], EVERY_DAY, 5, False),  # a walk before it says nothing
    ],
)
def test_an_answer_worked_where_somebody_walked_next(
    walked: list[int], days: tuple[int, ...], today: int, expected: bool | None
) -> None:
    """On that day, or up to the next chosen one."""
    told = Told(MONDAY, "busy", "few")
    assert worked(told, {day(number) for number in walked}, days, day(today)) is expected


def offered(
    told: list[Told], walked: list[int], today: int, planned: Answer | None = None
) -> tuple[Answer | None, bool]:
    """Return what is offered on a day against a full day."""
    return best("busy", told, planned, {day(number) for number in walked}, EVERY_DAY, day(today), RULES)


def test_the_order_of_ideas() -> None:
    """First idea first, the own plan's before it; then what worked, and nothing that did not."""
    first, second = RULES.busy
    assert offered([], [], 0) == (first, False)
    assert offered([], [], 0, planned=second) == (second, False)
    assert offered([Told(day(0), "busy", first)], [], 0) == (first, False)  # the second of two taps
    assert offered([Told(day(0), "busy", first)], [1], 7) == (first, True)
    assert offered([Told(day(0), "busy", first)], [], 7) == (second, False)
    assert offered([Told(day(0), "busy", first)], [], 7, planned=first) == (second, False)
    both = [Told(day(0), "busy", first), Told(day(7), "busy", second)]
    assert offered(both, [], 14) == (None, False)
    assert offered(both, [8], 14) == (second, True)
    assert offered([*both, Told(day(14), "busy", second)], [8], 21) == (None, False)  # the newest outcome counts
    assert offered([Told(day(0), "tired", first)], [], 7) == (first, False)  # another barrier


told_before = st.lists(
    st.tuples(st.integers(0, 40), st.sampled_from(BARRIERS), st.integers(0, 1)),
    max_size=12,
    unique_by=lambda each: each[0],
)


@settings(derandomize=True, deadline=None, max_examples=200)
@given(told_before, st.sets(st.integers(0, 45)), st.sampled_from(BARRIERS), st.integers(41, 60))
def test_what_did_not_work_is_never_offered_again(
    before: list[tuple[int, Barrier, int]], walked: set[int], barrier: Barrier, today: int
) -> None:
    """Whatever somebody lived through: the newest outcome of what is offered is no failure."""
    told = [Told(day(number), name, answers(name, RULES)[index]) for number, name, index in sorted(before)]
    walked_on = {day(number) for number in walked}
    answer, helped = best(barrier, told, None, walked_on, EVERY_DAY, day(today), RULES)
    outcomes = [
        worked(each, walked_on, EVERY_DAY, day(today))
        for each in told
        if (each.barrier, each.answer) == (barrier, answer)
    ]
    assert answer is None or outcomes[-1:] != [False]
    assert not helped or outcomes[-1] is True
