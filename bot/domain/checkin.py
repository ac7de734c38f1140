"""A walk and what is still to be asked about it."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.rules import Checkins

QUESTIONS = ("minutes", "before_pain", "worst_pain", "effort")
EFFORTS = ("easy", "steady", "hard")
CR10 = {"easy": 2, "steady": 4, "hard": 6}


@dataclass(frozen=True, slots=True)
class Walk:
    """One walk: opened by the gate or the check-in, done once its minutes are known. Scores are NRS 0-10."""

    walk_id: int
    user_id: int
    on_day: date
    exercise: str = "standard"
    offered_minutes: int | None = None
    target: bool = False
    gate_pain: int | None = None
    started_at: datetime | None = None
    minutes: int | None = None
    before_pain: int | None = None
    worst_pain: int | None = None
    effort: str | None = None
    two_hour_pain: int | None = None
    settled: bool | None = None
    something_new: bool = False
    logged_at: datetime | None = None
    undone_at: datetime | None = None


def next_question(walk: Walk) -> str | None:
    """Return the first field still to be asked, or None: any partial answer is a valid check-in.

    Pain before is asked only where the gate did not.
    """
    for field in QUESTIONS:
        if field == "before_pain" and walk.gate_pain is not None:
            continue
        if getattr(walk, field) is None:
            return field
    return None


def far_more(walk: Walk, rules: Checkins) -> bool:
    """Tell whether a walk was far longer than what was offered that day: 22 minutes and more where 11 were planned."""
    if not walk.minutes or not walk.offered_minutes:
        return False
    extra = walk.minutes - walk.offered_minutes
    return walk.minutes >= rules.far_more * walk.offered_minutes and extra >= rules.far_more_least
