"""A walk and what is still to be asked about it."""

from dataclasses import dataclass
from datetime import date, datetime


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
