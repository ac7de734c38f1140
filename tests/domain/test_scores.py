"""Pain of a moment, of a day, of a week, and before a walk."""

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from typing import Any

from bot.domain.checkin import Walk
from bot.domain.safety.pain import PainReport
from bot.domain.safety.scores import NowScore, before, by_day, by_week, now_scores

MONDAY = date(2026, 11, 23)


def at(day: int, hour: int = 9) -> datetime:
    """Return an instant, counted in days from Monday."""
    return datetime(2026, 11, 23, hour, tzinfo=UTC) + timedelta(days=day)


def walk(day: int = 0, hour: int = 10, **fields: Any) -> Walk:
    """Return a walk that was logged."""
    return Walk(1, 1, MONDAY + timedelta(days=day), logged_at=at(day, hour), minutes=10, **fields)


def said(day: int, score: int, hour: int = 9) -> NowScore:
    """Return a now-score."""
    return NowScore(MONDAY + timedelta(days=day), at(day, hour), score)


def test_now_scores_are_the_gates_the_check_ins_and_the_reports() -> None:
    """Where the gate asked, its answer counts; what was not answered is none; all are in the order of time."""
    reports = [
        PainReport(1, 1, MONDAY, at(0, 12), "command", score=5),
        PainReport(2, 1, MONDAY, at(0, 13), "command"),
    ]
    gated = walk(hour=11, gate_pain=2, before_pain=4, started_at=at(0, 10))
    found = now_scores([gated, walk(day=1, before_pain=3), walk(day=2)], reports)
    assert [(score.said_at, score.score) for score in found] == [(at(0, 10), 2), (at(0, 12), 5), (at(1, 10), 3)]


def test_a_day_is_the_median_of_its_scores() -> None:
    """Halves stay halves."""
    assert by_day([said(0, 2), said(0, 8), said(0, 3), said(1, 4), said(1, 5)]) == {
        MONDAY: 3,
        MONDAY + timedelta(days=1): 4.5,
    }


def test_a_week_needs_three_scored_days_and_is_exact() -> None:
    """A mean of thirds is no rounded number."""
    days = by_day([said(0, 4), said(1, 4), said(2, 5), said(7, 9), said(8, 9)])
    assert by_week(days, 3) == {MONDAY: Fraction(13, 3)}


def test_before_a_walk_the_nearest_answer_counts() -> None:
    """The gate, then the check-in, then the day's latest score before the walk, then the median of a week."""
    earlier = [said(0, 6, 7), said(0, 3, 8), said(0, 9, 12)]
    week = [said(-3, 2), said(-2, 4), said(-1, 8), said(-8, 10)]
    assert before(walk(gate_pain=1, before_pain=5), earlier) == 1
    assert before(walk(before_pain=5), earlier) == 5
    assert before(walk(hour=10), earlier) == 3
    assert before(walk(hour=10), week) == 4
    assert before(walk(hour=10), [said(-8, 10)]) is None
    assert before(walk(hour=10), []) is None
