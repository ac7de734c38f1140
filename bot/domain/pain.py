"""A pain report and what is still to be asked about it."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class PainReport:
    """One report outside a walk. `score` is NRS 0-10, now; `onset` new, known or sudden."""

    report_id: int
    user_id: int
    on_day: date
    reported_at: datetime
    trigger: str
    region: str | None = None
    score: int | None = None
    onset: str | None = None
    worse_walking: bool | None = None
    at_night: bool | None = None
    finished_at: datetime | None = None
