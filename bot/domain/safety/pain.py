"""A pain report, and what is still to be asked about it."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.safety.body_map import BodyPlace

QUESTIONS = ("region", "side", "score", "onset", "down_leg", "worse_walking", "at_night")
NEW_AND_SUDDEN = "sudden"
ONSETS = ("known", "new", "sudden")


@dataclass(frozen=True, slots=True)
class PainReport:
    """One report outside a walk. `score` is NRS 0-10, now; `onset` known, new, or sudden (new and sudden).

    `region`: an id of the body map; `side` left, right or both; `down_leg` no, one or both: whether pain moves down.
    `beside`: what else was told that may have to do with it, see `bot.domain.words.beside`.
    """

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
    side: str | None = None
    down_leg: str | None = None
    finished_at: datetime | None = None
    beside: tuple[str, ...] = ()


def next_question(report: PainReport, place: BodyPlace | None) -> str | None:
    """Return the first field still to be asked, or None; without pain nothing more is asked.

    `place`: what is known of the report's region, None where it has none.
    """
    for field in QUESTIONS:
        if field in ("region", "side") and report.score is not None:
            continue  # a score typed with the command: where it hurts is not asked back
        if field == "side" and not (place and place.sided):
            continue
        if field == "down_leg" and not (place and place.down_leg):
            continue
        if getattr(report, field) is None:
            return None if report.score == 0 else field
    return None


def alarming(field: str, value: str, place: BodyPlace | None) -> bool:
    """Tell whether an answer opens the red-flag questions, whatever the score.

    Pain in chest or belly, pain that is new and came suddenly, pain down both legs.
    """
    match field:
        case "region":
            return place is not None and place.red_flags
        case "onset":
            return value == NEW_AND_SUDDEN
        case "down_leg":
            return value == "both"
    return False
