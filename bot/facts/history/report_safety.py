"""The safety of a report: every red-flag answer of the period, what it led to, and what holds walks back now."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, TypeAlias
from zoneinfo import ZoneInfo

from bot.domain.safety.colours import worst
from bot.domain.safety.escalation import HALVING, STOPPING, TOLD, is_severe
from bot.domain.safety.flare import FLARE
from bot.domain.safety.screening import LADDER, YES
from bot.facts.context import Walker
from bot.facts.history.report_span import Span
from bot.facts.unanswered import unanswered
from bot.store.diary import pain_reports, walks
from bot.store.person import restrictions
from bot.store.safety import advice, holds, screens

ADVICE, SCREENS = 4, 4
"""How many of each, the newest first, are listed; the answers that were "yes" are all told."""
WORDS_AT_MOST = 160
FLARE_RULES = (FLARE, "FLARE_ASKED")
Facts: TypeAlias = Mapping[str, object]


def safety(walker: Walker, span: Span) -> Facts:
    """Return the safety answers of the whole period; of its rounds and advice the newest, and how many are older."""
    every = screens.finished(walker.tx, walker.user_id)
    rounds = [(_calendar(walker, screen.finished_at or screen.asked_at), screen) for screen in every]
    of_period = [(on, screen) for on, screen in rounds if on >= span.first]
    given = advice.newest(walker.tx, walker.user_id, span.first, FLARE_RULES, 10_000)
    open_holds = holds.open_of(walker.tx, walker.user_id)
    yes: dict[str, dict[str, Any]] = {}
    for on, screen in of_period:  # the newest first
        for question, answer in screen.answers.items():
            if answer == YES:
                found = yes.setdefault(question, {"question": question, "times": 0, "last_on": on.isoformat()})
                found["times"] += 1
    outcomes = [
        screen.outcome for _, screen in of_period if screen.outcome in LADDER and YES in screen.answers.values()
    ]
    return {
        "yes": list(yes.values()),
        "asked": len(of_period),
        "asked_on": rounds[0][0].isoformat() if rounds else None,
        "in_period": bool(of_period),
        "gravest": min(outcomes, key=LADDER.index, default=None),
        "unfinished": unanswered(walker) is not None,
        "severe": _severe(walker, span),
        "restrictions": sorted(restrictions.of(walker.tx, walker.user_id)),
        "holds": [
            {"rule": hold.rule, "since_on": hold.opened_on.isoformat(), "stops": hold.stops}
            for hold in open_holds
            if hold.rule in (*STOPPING, *HALVING) and hold.rule not in TOLD
        ],
        "flare_since": next((hold.opened_on.isoformat() for hold in open_holds if hold.rule == FLARE), None),
        "screens": [
            {
                "on": on.isoformat(),
                "kind": screen.kind,
                "outcome": screen.outcome,
                "yes": [question for question, answer in screen.answers.items() if answer == YES],
            }
            for on, screen in of_period[:SCREENS]
        ],
        "older_screens": max(0, len(of_period) - SCREENS),
        "advice": [{**row, "words": (row["words"] or "")[:WORDS_AT_MOST]} for row in given[:ADVICE]],
        "older_advice": max(0, len(given) - ADVICE),
    }


def _calendar(walker: Walker, instant: datetime) -> date:
    """Return the date on the wall: on paper the small hours belong to the day that the calendar says."""
    return instant.astimezone(ZoneInfo(walker.zone)).date()


def _severe(walker: Walker, span: Span) -> Facts | None:
    """Return on how many days pain was severe, its highest score, and the last of the days with that; None: on none."""
    rules = walker.rules.escalation
    found: dict[date, int] = {}

    def note(day: date, score: int | None, *, worst_of_walk: bool = False) -> None:
        if score is not None and is_severe(score, rules, worst=worst_of_walk):
            found[day] = max(found.get(day, 0), score)

    for walk in walks.since(walker.tx, walker.user_id, span.first):
        for now in (walk.gate_pain, walk.before_pain, walk.two_hour_pain):
            note(walk.on_day, now)
        note(walk.on_day, worst(walk), worst_of_walk=True)
    for report in pain_reports.since(walker.tx, walker.user_id, span.first):
        note(report.on_day, report.score)
    if not found:
        return None
    most = max(found.values())
    return {"days": len(found), "most": most, "on": max(day for day in found if found[day] == most).isoformat()}
