"""Scores of pain: the pain of now wherever it was said, the pain of a day and of a week, and "before" of a walk.

A now-score is pain 0-10 at rest or before a walk: the gate's, the check-in's "before", a report's.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction
from statistics import median

from bot.domain.checkin import Walk
from bot.domain.day import week_start
from bot.domain.safety.pain import PainReport

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class NowScore:
    """Pain at one moment, NRS 0-10."""

    on_day: date
    said_at: datetime
    score: int


def now_scores(walks: Iterable[Walk], reports: Iterable[PainReport]) -> list[NowScore]:
    """Return all now-scores, oldest first."""
    told: dict[datetime, NowScore] = {}  # of several places told at once the worst counts
    for report in reports:
        if report.score is not None:
            earlier = told.get(report.reported_at)
            most = max(report.score, earlier.score if earlier else 0)
            told[report.reported_at] = NowScore(report.on_day, report.reported_at, most)
    scores = [*told.values()]
    for walk in walks:
        if walk.gate_pain is not None and walk.started_at is not None:
            scores.append(NowScore(walk.on_day, walk.started_at, walk.gate_pain))
        elif walk.before_pain is not None and walk.logged_at is not None:
            scores.append(NowScore(walk.on_day, walk.logged_at, walk.before_pain))
    return sorted(scores, key=lambda score: score.said_at)


def by_day(scores: Iterable[NowScore]) -> dict[date, float]:
    """Return P(day): the median of a day's now-scores."""
    days: dict[date, list[int]] = {}
    for score in scores:
        days.setdefault(score.on_day, []).append(score.score)
    return {day: median(values) for day, values in sorted(days.items())}


def worst_by_day(walks: Iterable[Walk]) -> dict[date, float]:
    """Return the worst pain of each day's walks; days on which none was told are left out."""
    days: dict[date, float] = {}
    for walk in walks:
        if walk.worst_pain is not None:
            days[walk.on_day] = max(walk.worst_pain, days.get(walk.on_day, 0))
    return days


def by_week(days: Mapping[date, float], least_days: int) -> dict[date, Fraction]:
    """Return Monday → mean of the week's P, exact; weeks with fewer than `least_days` scored days are left out."""
    weeks: dict[date, list[float]] = {}
    for day, pain in days.items():
        weeks.setdefault(week_start(day), []).append(pain)
    # Medians of whole numbers are halves: their sum as a float is exact.
    return {
        monday: Fraction(sum(values)) / len(values) for monday, values in weeks.items() if len(values) >= least_days
    }


def told_before(walk: Walk, scores: Sequence[NowScore]) -> int | None:
    """Return the pain before a walk as it was told that day: at the gate, in the check-in, or earlier."""
    if walk.pain_before is not None:
        return walk.pain_before
    at = walk.started_at or walk.logged_at
    earlier = [score for score in scores if score.on_day == walk.on_day and at is not None and score.said_at < at]
    return earlier[-1].score if earlier else None


def before(walk: Walk, scores: Sequence[NowScore]) -> float | None:
    """Return the pain before a walk: what the gate, else the check-in heard; else what the day, else the week tells.

    The latest now-score of that day earlier than the walk comes third, the median P of the last 7 days last.
    """
    told = told_before(walk, scores)
    if told is not None:
        return told
    recent = by_day(score for score in scores if walk.on_day - WEEK <= score.on_day < walk.on_day)
    return median(recent.values()) if recent else None
