"""After silence: which day says what."""

import pytest

from bot.domain.coaching.lapse import STEPS, is_silent, step
from tests.support.story import LIBRARY

DAYS = LIBRARY.rules.lapses.silent_days


def test_days_and_steps_of_the_definitions() -> None:
    """Day 2, 4, 7, 14 and 30, each with its own question."""
    said = [(day, step(day, day - 1, DAYS)) for day in range(40)]
    assert [day for day, name in said if name] == [2, 4, 7, 14, 30]
    assert tuple(name for _, name in said if name) == STEPS


@pytest.mark.parametrize(
    ("silent", "said_after", "expected"),
    [(5, 2, "half"), (5, 4, None), (8, 2, "barrier"), (3, 2, None), (40, 14, "last"), (40, 30, None)],
)
def test_a_step_on_a_day_without_a_nudge_comes_with_the_next_one(
    silent: int, said_after: int, expected: str | None
) -> None:
    """The newest step that is due, once."""
    assert step(silent, said_after, DAYS) == expected


def test_the_first_day_after_is_no_silence() -> None:
    """A nudge that was not answered yesterday is followed by another one."""
    assert not is_silent(1, DAYS)
    assert is_silent(2, DAYS)
