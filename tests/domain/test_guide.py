"""The steps of a guided walk, in seconds of walking."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.coaching.guide import COOL, END, EXERCISE, PACE, TURN, Course, due_at, elapsed, now_at, steps
from tests.support.story import LIBRARY

RULES = LIBRARY.rules.guide
NINE = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def course(**fields: object) -> Course:
    """Return a walk of eleven minutes that began at nine."""
    return Course(**{"walk_id": 1, "user_id": 1, "minutes": 11, "exercise": 0, "began_at": NINE, **fields})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("minutes", "exercise", "expected"),
    [
        (11, 0, [(PACE, 120), (TURN, 330), (COOL, 540), (END, 660)]),
        (30, 0, [(PACE, 300), (TURN, 900), (COOL, 1500), (END, 1800)]),
        (4, 0, [(END, 240)]),
        (1, 0, [(END, 60)]),
        (11, 5, [(PACE, 120), (TURN, 330), (EXERCISE, 540), (COOL, 840), (END, 960)]),
        (4, 5, [(EXERCISE, 240), (END, 540)]),
    ],
)
def test_how_the_minutes_are_shared_out(minutes: int, exercise: int, expected: list[tuple[str, int]]) -> None:
    """A fifth slowly at each end, five minutes at most; turn round at half; the exercise comes on top."""
    assert [(step.name, step.at) for step in steps(minutes, exercise, RULES)] == expected


@settings(derandomize=True, deadline=None, max_examples=100)
@given(st.integers(1, 120), st.integers(0, 10))
def test_steps_come_one_after_the_other(minutes: int, exercise: int) -> None:
    """In order, never more than five, the last of them the end; without an exercise at the offered minutes."""
    found = steps(minutes, exercise, RULES)
    assert [step.at for step in found] == sorted({step.at for step in found})
    assert found[-1].name == END
    assert len(found) <= 5
    assert exercise or found[-1].at == minutes * 60


def test_a_pause_stands_still_and_skipping_goes_ahead() -> None:
    """Two minutes of pause move everything by two minutes; half a minute skipped brings it nearer."""
    paused = course(paused_at=NINE + timedelta(minutes=3))
    assert elapsed(paused, NINE + timedelta(hours=1)) == 180
    assert due_at(course(shifted=-120), steps(11, 0, RULES)[1]) == NINE + timedelta(seconds=450)
    assert due_at(course(shifted=30), steps(11, 0, RULES)[1]) == NINE + timedelta(seconds=300)
    assert elapsed(course(), NINE - timedelta(minutes=5)) == 0  # a clock that was set back


@pytest.mark.parametrize(("seconds", "index"), [(0, -1), (119, -1), (120, 0), (330, 1), (659, 2), (660, 3), (9999, 3)])
def test_the_step_that_holds_now(seconds: int, index: int) -> None:
    """The last one whose time has come."""
    assert now_at(course(), NINE + timedelta(seconds=seconds), RULES) == index
