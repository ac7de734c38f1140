"""What somebody walks for: an activity they want to do again, how hard it is, and how sure they are of walking.

It is a patient-specific functional scale of one activity, with the scale turned round as in its version 2.0, where more
is harder.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, TypeAlias, get_args

from bot.domain.day import programme_week, week_start
from bot.domain.rules import Reasons

Activity: TypeAlias = Literal["stairs", "shopping", "kneeling", "play", "garden", "outings"]
ACTIVITIES: tuple[Activity, ...] = get_args(Activity)
OWN = "own"
EASIER, SAME, HARDER = "easier", "same", "harder"


@dataclass(frozen=True, slots=True)
class Reason:
    """One time of asking; None: not told.

    `activity`: one of ACTIVITIES, or OWN with `words`. `hard`: 0 (not at all) to 10 (cannot do it). `sure`: 0 (not at
    all) to 10 (fully).
    """

    reason_id: int
    user_id: int
    asked_on: date
    activity: str | None = None
    words: str | None = None
    hard: int | None = None
    sure: int | None = None
    finished_at: datetime | None = None


def next_question(reason: Reason, painless: bool) -> str | None:
    """Return the first field that is still open; None: it is over. Who has no pain is asked for the activity alone."""
    if reason.finished_at is not None:
        return None
    fields = ("activity",) if painless else ("activity", "hard", "sure")
    return next((field for field in fields if getattr(reason, field) is None), None)


def current(asked: Sequence[Reason]) -> Reason | None:
    """Return the newest of the times of asking, oldest first, that told an activity; None: there is no reason."""
    return next((reason for reason in reversed(asked) if reason.activity is not None), None)


def same(asked: Sequence[Reason], reason: Reason) -> list[Reason]:
    """Return the times of asking about the same activity, oldest first."""
    return [each for each in asked if (each.activity, each.words) == (reason.activity, reason.words)]


def is_due(asked: Sequence[Reason], first_walk_on: date, today: date, rules: Reasons) -> bool:
    """Tell whether it is time to ask: once, and in the weeks after that where there is a reason to ask about.

    Who was asked late counts the weeks from then on. Who did not want to tell is not asked again.
    """
    if not asked:
        return True
    if current(asked) is None or (today - asked[-1].asked_on).days < rules.again_gap_days:
        return False
    begun = max(1, _week(first_walk_on, asked[0].asked_on))
    last, now = (_week(first_walk_on, day) - begun + 1 for day in (asked[-1].asked_on, today))
    return any(last < week <= now for week in rules.again_weeks)


def change(first: int, now: int, rules: Reasons) -> str:
    """Return EASIER, SAME or HARDER for two answers to how hard it is; less than some points is the same."""
    if abs(now - first) < rules.change_points:
        return SAME
    return EASIER if now < first else HARDER


def is_low(sure: int, rules: Reasons) -> bool:
    """Tell whether somebody is so little sure of walking that it is worth some words."""
    return sure < rules.sure_from


def is_named(user_id: int, day: date, walk_days: Sequence[int], rules: Reasons) -> bool:
    """Tell whether the nudge of a day names the reason: not every day, nor where the week's review has named it."""
    first_of_week = day.weekday() == min(walk_days, default=0)
    return not first_of_week and (day.toordinal() + user_id) % rules.nudge_every_days == 0


def _week(first_walk_on: date, day: date) -> int:
    return programme_week(first_walk_on, week_start(day))
