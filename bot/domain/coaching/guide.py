"""The guided walk: which step is when, counted in seconds of walking from the start."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.coaching.plan import rounded
from bot.domain.rules import Guide

SLOW, PACE, TURN, EXERCISE, COOL, END = "slow", "pace", "turn", "exercise", "cool", "end"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to be said, so many seconds after the start."""

    name: str
    at: int


@dataclass(frozen=True, slots=True)
class Course:
    """A walk on its way. `shifted`: seconds skipped, minus seconds paused; `paused_at`: it stands still since then."""

    walk_id: int
    user_id: int
    minutes: int
    exercise: int  # minutes of the exercise that goes with it; 0: none
    began_at: datetime
    shifted: int = 0
    paused_at: datetime | None = None


def steps(minutes: int, exercise: int, rules: Guide) -> list[Step]:
    """Return the steps of a walk: slow, pace, turn round, the exercise, slow again, the end.

    11 minutes: pace after 2, turn after 5.5, slow after 9, end after 11. The slow parts are minutes of the walk, the
    exercise comes on top.
    """
    whole = minutes * 60
    more = exercise * 60
    if minutes < rules.least_minutes:
        return [*([Step(EXERCISE, whole)] if exercise else []), Step(END, whole + more)]
    slow = min(rules.slow_minutes, max(1, rounded(minutes * rules.slow_share))) * 60
    found = [Step(PACE, slow), Step(TURN, whole // 2)]
    if exercise:
        found.append(Step(EXERCISE, whole - slow))
    return [*found, Step(COOL, whole - slow + more), Step(END, whole + more)]


def elapsed(course: Course, now: datetime) -> int:
    """Return the seconds walked so far; never below 0. While it is paused they stand still."""
    until = course.paused_at or now
    return max(0, int((until - course.began_at).total_seconds()) + course.shifted)


def due_at(course: Course, step: Step) -> datetime:
    """Return when a step comes, as long as nothing is paused or skipped."""
    return course.began_at + timedelta(seconds=step.at - course.shifted)


def now_at(course: Course, now: datetime, rules: Guide) -> int:
    """Return the index of the step that holds now; -1 before the first one."""
    seconds = elapsed(course, now)
    return sum(step.at <= seconds for step in steps(course.minutes, course.exercise, rules)) - 1
