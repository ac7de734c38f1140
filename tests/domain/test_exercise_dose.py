"""How much of a move: from the stored sessions alone."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.coaching.exercise_dose import Session, dose_after, steps_up
from tests.support.story import LIBRARY

EXERCISES, RULES = LIBRARY.exercises, LIBRARY.rules.unlock
RESTART = LIBRARY.rules.dosing.gap_restart_from
TODAY = date(2026, 11, 23)


def sessions(*days_and_worst: tuple[int, int | None]) -> list[Session]:
    """Return sessions so many days ago."""
    return [Session(TODAY - timedelta(days=days), worst) for days, worst in days_and_worst]


@pytest.mark.parametrize(
    ("ago", "steps"),
    [
        ((), 0),
        (((3, 1),), 0),
        (((6, 1),), 0),
        (((7, 1),), 1),
        (((7, None),), 0),
        (((7, 4),), 0),
        (((14, 1), (7, 1)), 2),
        (((21, 1), (14, 1), (7, 1)), 3),
        (((21, 1), (14, 1), (7, 4)), 1),
        (((21, 1), (14, 4), (7, 1)), 1),
        (((60, 1), (53, 1), (20, 1), (3, 1)), 1),
        (((47, 1), (40, 1), (20, 1)), 3),
        (((90, 1), (83, 1), (30, 1)), 0),
    ],
)
def test_steps_up(ago: tuple[tuple[int, int | None], ...], steps: int) -> None:
    """A step a week while it feels right, one back when it hurt, all of them gone after four weeks without."""
    assert steps_up(sessions(*ago), TODAY, 7, RULES, RESTART) == steps


@pytest.mark.parametrize(
    ("exercise", "steps", "expected"),
    [
        ("backward", 0, "4 sets, 30 s"),
        ("backward", 1, "3 min"),
        ("backward", 8, "10 min"),
        ("backward", 99, "10 min"),
        ("incline", 0, "3 sets, 1 min"),
        ("incline", 1, "4 min"),
        ("farmers", 1, "2 sets, 25 s"),
        ("farmers", 99, "2 sets, 40 s"),
        ("lunges", 0, "1 sets, 4 reps"),
        ("lunges", 4, "1 sets, 8 reps"),
        ("lunges", 5, "2 sets, 5 reps"),
        ("lunges", 8, "2 sets, 8 reps"),
        ("lunges", 99, "2 sets, 8 reps"),
        ("crab", 1, "2 sets, 4 reps"),
        ("crab", 99, "2 sets, 8 reps"),
        ("duck", 5, "2 sets, 8 reps"),
    ],
)
def test_the_dose_of_a_step(exercise: str, steps: int, expected: str) -> None:
    """One thing grows at a time, and it ends where the content says."""
    dose = dose_after(EXERCISES[exercise], steps)
    figures = {"sets": dose.sets, "min": dose.minutes, "s": dose.seconds, "reps": dose.reps}
    said = ", ".join(f"{figure} {unit}" for unit, figure in figures.items() if figure is not None)
    assert said == expected


@settings(derandomize=True, deadline=None, max_examples=200)
@given(st.lists(st.tuples(st.integers(0, 200), st.one_of(st.none(), st.integers(0, 10))), max_size=30))
def test_a_dose_never_jumps(ago: list[tuple[int, int | None]]) -> None:
    """However the sessions lie: at most one step up from one session to the next, and none within a week."""
    found = sessions(*sorted(ago, key=lambda one: -one[0]))
    steps = [steps_up(found[:count], session.on_day, 7, RULES, RESTART) for count, session in enumerate(found)]
    assert all(later <= earlier + 1 for earlier, later in pairwise(steps))
    raised = [found[at].on_day for at in range(1, len(steps)) if steps[at] > steps[at - 1]]
    assert all((later - earlier).days >= 7 for earlier, later in pairwise(raised))
