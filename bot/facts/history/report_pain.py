"""The pain of a report: where and how much, better or worse, what walking does to it, and when it is felt."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from fractions import Fraction
from statistics import mean
from typing import Any, TypeAlias
from zoneinfo import ZoneInfo

from bot.domain.checkin import Walk
from bot.domain.day import week_start
from bot.domain.rules import Rules
from bot.domain.safety.colours import colour, rise, worst
from bot.domain.safety.flare import FLARE
from bot.domain.safety.pain import PainReport
from bot.domain.safety.scores import before, by_day, by_week, now_scores
from bot.domain.safety.screening import NO, YES
from bot.facts.context import Walker
from bot.facts.history.report_span import ONE_DAY, WEEK, Span
from bot.facts.history.report_tests import tested
from bot.store.diary import pain_reports, walks
from bot.store.person import hard_day_plans
from bot.store.safety import holds, screens

FLARES, SITES = 4, 8
"""How many of each, the newest or most frequent first, fit on the page beside all the others."""
PARTS = (("morning", 5), ("midday", 12), ("evening", 17), ("night", 22))
"""A part of the day → the hour at which it begins; the last one goes on until the first."""
Facts: TypeAlias = Mapping[str, object]


def pain(walker: Walker, span: Span) -> Facts:
    """Return what was told of pain in the period."""
    first, middle = span.first, span.first + (span.today + ONE_DAY - span.first) // 2
    logged = walks.since(walker.tx, walker.user_id, first - WEEK)
    reports = pain_reports.since(walker.tx, walker.user_id, first - WEEK)
    scores = now_scores(logged, reports)
    known = [(walk, before(walk, scores)) for walk in logged if walk.minutes and walk.on_day >= first]
    told = [report for report in reports if report.on_day >= first]
    days = {day: pain for day, pain in by_day(scores).items() if day >= first}
    weeks = by_week(days, walker.rules.escalation.scored_days)
    flares = [
        hold
        for hold in holds.since(walker.tx, walker.user_id, first)
        if hold.rule == FLARE and hold.closed_by != "mistake"
    ]
    plan = hard_day_plans.find(walker.tx, walker.user_id)
    sites = pain_reports.by_region(walker.tx, walker.user_id, first, middle)
    spans = [(hold.span[0].isoformat(), hold.span[1] and hold.span[1].isoformat()) for hold in reversed(flares)]
    return {
        "middle_on": middle.isoformat(),
        "rest": _change(weeks, walker.rules),
        "worst": _change(_worst_weeks(known), walker.rules),
        "moments": [
            {"name": "before", **_halves([(walk.on_day, level) for walk, level in known], middle)},
            {"name": "after", **_halves([(walk.on_day, worst(walk)) for walk, _ in known], middle)},
        ],
        "sites": sites[:SITES],
        "more_sites": max(0, len(sites) - SITES),
        "marks": _marks(told),
        "flares": {"shown": spans[:FLARES], "more": max(0, len(spans) - FLARES)},
        "colours": Counter(colour(walk, level, walker.rules.colours) or "OPEN" for walk, level in known),
        "rises": _rises(known),
        "two_hours": _two_hours(known, walker.rules.colours.green_rise),
        "morning": {
            "asked": sum(walk.settled is not None for walk, _ in known),
            "settled": sum(walk.settled is True for walk, _ in known),
        },
        "day": _day(logged, told, first, walker.zone),
        "walking": _said([report.worse_walking for report in told]),
        "night": _said([report.at_night for report in told]),
        "down_leg": Counter(report.down_leg for report in told if report.down_leg),
        "nights": _nights(walker),
        "beside": _beside(known, told),
        "eases": plan.eases if plan else None,
        "tested": tested(walker, "pain"),
    }


def _change(weeks: Mapping[date, Fraction], rules: Rules) -> Facts | None:
    """Return the mean of the first two scored weeks and of the last two (one each, where there are fewer than four).

    `verdict`: better or worse by 2 points, or by 30 % and no less than the noise of a mean; else same. None: less than
    two weeks are scored.
    """
    scored = sorted(weeks)
    if len(scored) < 2:
        return None
    size = 2 if len(scored) >= 4 else 1
    was, now = (mean(weeks[week] for week in part) for part in (scored[:size], scored[-size:]))
    change = abs(now - was)
    points, percent = rules.escalation.gain_points, rules.escalation.gain_percent
    counts = change >= points or (change >= rules.arc.pain_change and change * 100 >= was * percent)
    return {
        "was": round(float(was), 1),
        "now": round(float(now), 1),
        "was_on": scored[0].isoformat(),
        "now_on": scored[-size].isoformat(),
        "weeks": len(scored),
        "verdict": "same" if not counts else "better" if now < was else "worse",
    }


def _worst_weeks(known: Sequence[tuple[Walk, float | None]]) -> dict[date, Fraction]:
    weeks: dict[date, list[int]] = {}
    for walk, _ in known:
        most = worst(walk)
        if most is not None:
            weeks.setdefault(week_start(walk.on_day), []).append(most)
    return {monday: Fraction(sum(found), len(found)) for monday, found in weeks.items()}


def _halves(scores: Sequence[tuple[date, float | None]], middle: date) -> dict[str, Any]:
    """Return how many scores, their means before `middle` and from then on, their range, and the last day with one."""
    told = [(day, score) for day, score in scores if score is not None]
    early, late = ([score for day, score in told if (day < middle) == first] for first in (True, False))
    return {
        "count": len(told),
        "early": mean(early) if early else None,
        "late": mean(late) if late else None,
        "least": min((score for _, score in told), default=None),
        "most": max((score for _, score in told), default=None),
        "last_on": max(day for day, _ in told).isoformat() if told else None,
    }


def _marks(reports: Sequence[PainReport]) -> list[dict[str, Any]]:
    """Return each place and side with the highest score told of it."""
    most: dict[tuple[str, str | None], int] = {}
    for report in reports:
        if report.region and report.score:
            key = (report.region, report.side)
            most[key] = max(most.get(key, 0), report.score)
    return [{"place": place, "side": side, "score": score} for (place, side), score in most.items()]


def _rises(known: Sequence[tuple[Walk, float | None]]) -> Facts:
    risen = [found for walk, level in known if (found := rise(walk, level)) is not None]
    return {"walks": len(risen), "mean": round(mean(risen), 1) if risen else None, "two": sum(up >= 2 for up in risen)}


def _two_hours(known: Sequence[tuple[Walk, float | None]], within: int) -> Facts:
    """Return how many walks were asked about two hours later, and after how many the pain was near before again."""
    told = [
        (walk.two_hour_pain, level) for walk, level in known if walk.two_hour_pain is not None and level is not None
    ]
    return {"asked": len(told), "settled": sum(later - level <= within for later, level in told)}


def _day(logged: Sequence[Walk], reports: Sequence[PainReport], first: date, zone: str) -> list[tuple[str, Any, int]]:
    """Return each part of the day with the mean of the scores at rest told in it, and how many they are."""
    found: dict[str, list[int]] = {name: [] for name, _ in PARTS}
    for score in now_scores([walk for walk in logged if walk.on_day >= first], reports):
        found[_part(score.said_at, zone)].append(score.score)
    return [(name, round(mean(told), 1) if told else None, len(told)) for name, told in found.items()]


def _part(instant: datetime, zone: str) -> str:
    hour = instant.astimezone(ZoneInfo(zone)).hour
    return next((name for name, begins in reversed(PARTS) if hour >= begins), PARTS[-1][0])


def _said(answers: Sequence[bool | None]) -> Facts:
    told = [answer for answer in answers if answer is not None]
    return {"asked": len(told), "yes": sum(told)}


def _nights(walker: Walker) -> Facts | None:
    """Return the newest answers about nights, rest, legs and stiffness, and their day."""
    found = screens.last_finished(walker.tx, walker.user_id, "night")
    if found is None or found.finished_at is None:
        return None
    asked = walker.library.screening
    follow_ups = set(asked.follow_ups.values())  # told where they were "yes": a "no" to them says nothing by itself
    in_order = [name for group in asked.groups["night"] for name in group if name in found.answers]  # not that of taps
    answers = {
        name: found.answers[name]
        for name in dict.fromkeys((*in_order, *found.answers))
        if found.answers[name] == YES or (found.answers[name] == NO and name not in follow_ups)
    }
    on = found.finished_at.astimezone(ZoneInfo(walker.zone)).date()
    return {"on": on.isoformat(), "answers": answers}


def _beside(
    known: Sequence[tuple[Walk, float | None]], told: Sequence[PainReport]
) -> list[tuple[str, int, float | None]]:
    """Return what was told beside scores: cause, how often, and the mean of its scores, None where there is none.

    A walk's score is its worst. The most frequent cause stands first.
    """
    found: dict[str, list[int | None]] = {}
    scores = [*((walk.beside, worst(walk)) for walk, _ in known), *((report.beside, report.score) for report in told)]
    for causes, score in scores:
        for cause in causes:
            found.setdefault(cause, []).append(score)
    rows = []
    for cause, beside in found.items():
        scored = [score for score in beside if score is not None]
        rows.append((cause, len(beside), round(mean(scored), 1) if scored else None))
    return sorted(rows, key=lambda row: -row[1])
