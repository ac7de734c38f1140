"""A pain report, and what is still to be asked about it."""

from dataclasses import dataclass
from datetime import date, datetime

QUESTIONS = ("region", "score", "onset", "worse_walking", "at_night")
SUDDEN = "sudden"  # new and sudden
ONSETS = ("known", "new", SUDDEN)


@dataclass(frozen=True, slots=True)
class PainReport:
    """One report outside a walk. `score` is NRS 0-10, now; `onset` known, new, or sudden (new and sudden)."""

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


def next_question(report: PainReport) -> str | None:
    """Return the first field still to be asked, or None; without pain nothing more is asked."""
    for field in QUESTIONS:
        if field == "region" and report.score is not None:
            continue  # a score typed with the command: where it hurts is not asked back
        if getattr(report, field) is None:
            return None if report.score == 0 else field
    return None
