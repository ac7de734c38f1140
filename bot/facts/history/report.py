"""What stands in the report: figures of the chosen sections only."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any, TypeAlias

from bot.domain.coaching import self_test
from bot.domain.coaching.plan import easy_minutes
from bot.domain.coaching.review import weekly_minutes
from bot.domain.day import programme_week, week_start
from bot.domain.history.report import Choice
from bot.domain.history.spans import covering
from bot.domain.paper import paper
from bot.domain.rules import Reviewing
from bot.domain.safety.escalation import HALVING, STOPPING
from bot.domain.safety.flare import FLARE
from bot.facts import instructed, reason
from bot.facts.context import Walker
from bot.facts.history.chart import look, planned_minutes
from bot.facts.history.report_pain import pain
from bot.facts.history.report_safety import safety
from bot.facts.history.report_span import ONE_DAY, WEEK, Span
from bot.facts.history.report_tests import tested
from bot.facts.offer import dose_in_force
from bot.places import country_of
from bot.store.diary import barriers, days, doses, pauses, reviews, walks
from bot.store.person import choices, report_choices
from bot.store.safety import holds

WEEKS_SHOWN, BREAKS, NOTES = 6, 4, 5
"""How many of each, the newest first, fit on the page beside all the others."""
Facts: TypeAlias = Mapping[str, object]


def gather(walker: Walker, choice: Choice) -> Facts:
    """Return everything the report is made from, as JSON can carry it: of the chosen sections, and no others."""
    today = walker.today
    chart = look(walker, choice.period)
    first = date.fromisoformat(str(chart.facts["from_on"]))
    span = Span(first, today, chart.walked)
    makers = {"walks": _walks, "pain": pain, "moves": _moves, "safety": safety, "notes": _notes}
    return {
        "paper": paper(country_of(walker.zone)),
        "made_on": today.isoformat(),
        "from_on": first.isoformat(),
        "name": choice.name,
        "age_band": walker.profile.age_band,
        "regions": list(walker.profile.regions),
        "under_care": walker.profile.under_care,
        "chart": _chart(chart.facts, today, choice),
        "version": walker.rules.version,
        "told": _told(walker) if "walks" in choice.sections else None,
        **{section: makers[section](walker, span) for section in choice.sections},
    }


def _told(walker: Walker) -> Facts | None:
    """Return what a professional said, as far as it counts now: they read what became of their answer."""
    found = instructed.current(walker)
    if found is None or found.confirmed_on is None:
        return None
    return {
        "on": found.confirmed_on.isoformat(),
        "last_on": found.last_on.isoformat() if found.limits else None,
        "by": found.said_by,
        "walking": found.walking,
        "minutes_a_day": found.minutes_a_day,
        "moves": None if found.moves is None else list(found.moves),
        "words": found.words,
    }


def _chart(drawn: Facts, today: date, choice: Choice) -> Facts:
    """Return what the charts show: minutes with the walks; scores, rests and breaks with the pain.

    Of a year or a month that has not begun nothing is shown.
    """
    columns: list[Any] = list(drawn["columns"])  # type: ignore[call-overload]
    past = (today - date.fromisoformat(str(drawn["first_on"]))).days
    begun = [column for column in columns if column[0] <= past]
    walks_too, pain_too = "walks" in choice.sections, "pain" in choice.sections
    return {
        "unit": drawn["unit"],
        "first_on": drawn["first_on"],
        "columns": begun if walks_too else [(place, span, 0, 0) for place, span, *_ in begun],
        "minutes": drawn["minutes"] if walks_too else 0,
        "so_far": drawn["so_far"],
        "last_on": drawn["last_on"],
        **{name: drawn[name] if pain_too else [] for name in ("spans", "usual", "after", "reports", "rests", "breaks")},
    }


def _walks(walker: Walker, span: Span) -> Facts:
    """Return the programme and what was done of it, week by week."""
    rules, first, today = walker.rules, span.first, span.today
    dose = dose_in_force(walker, today)
    reviewed = reviews.facts_since(walker.tx, walker.user_id, week_start(first))
    weeks = max(7, (today - first).days + 1) / 7
    minutes = sum(row.minutes for row in span.walked)
    marks = days.since(walker.tx, walker.user_id, first)
    by_week = _weeks(walker, span)
    return {
        "began_on": walker.first_walk_on.isoformat(),
        "week": programme_week(walker.first_walk_on, week_start(today)),
        "minutes_a_walk": dose.minutes,
        "bouts": dose.bouts,
        "target_days": min(dose.target_days, len(walker.profile.walk_days)),
        "easy": easy_minutes(dose, rules.dosing),
        "walk_days": len(walker.profile.walk_days),
        "asked": weekly_minutes(dose, walker.profile.walk_days, rules.dosing),
        "goal_minutes": rules.reviewing.ceiling,
        "goal_days": rules.reviewing.most_target_days,
        "minutes": minutes,
        "walks": sum(row.walks for row in span.walked),
        "a_week": round(minutes / weeks),
        "planned": sum(facts["planned"] for facts in reviewed),
        "done": sum(facts["done"] for facts in reviewed),
        "reviewed": len(reviewed),
        "efforts": walks.efforts(walker.tx, walker.user_id, first),
        "changes": _changes(walker, first),
        "weeks": by_week[:WEEKS_SHOWN],
        "counts": Counter(str(week["status"]) for week in by_week if week["status"] is not None),
        "barriers": barriers.counts(walker.tx, walker.user_id, first),
        "not_today": sum(kind == days.NOT_TODAY for kind in marks.values()),
        "rests": sum(kind == days.REST_PAIN for kind in marks.values()),
        "pauses": _spans([pause.span for pause in pauses.since(walker.tx, walker.user_id, first)]),
        "tested": tested(walker, *self_test.BODY_QUESTIONS),
        "reason": reason.told(walker),
    }


def _weeks(walker: Walker, span: Span) -> list[dict[str, object]]:
    """Return the weeks of the period, the newest first: minutes asked and done, and what asked for less.

    `status`: done, short, missed, eased (most of its days under a hold or in a flare) or break; None: not all of it
    lies in the period and behind, or nothing was asked. A week counts as done by the share of its minutes that lets the
    plan grow.
    """
    rules = walker.rules.reviewing
    planned = planned_minutes(walker, span.first)
    walked = walks.by_day(walker.tx, walker.user_id, span.first)
    held = [hold for hold in holds.since(walker.tx, walker.user_id, span.first) if hold.closed_by != "mistake"]
    of_kind = {
        "stopped": covering(hold.span for hold in held if hold.rule in STOPPING),
        "halved": covering(hold.span for hold in held if hold.rule in HALVING),
        "flare": covering(hold.span for hold in held if hold.rule == FLARE),
        "pause": covering(pause.span for pause in pauses.since(walker.tx, walker.user_id, span.first)),
    }
    found: list[dict[str, object]] = []
    monday = week_start(span.today)
    while monday + WEEK > span.first:
        week = [monday + ONE_DAY * number for number in range(7)]
        past = [day for day in week if span.first <= day <= span.today]
        asked = sum(planned(day) for day in week if day >= span.first)
        minutes = sum(walked.get(day, (0, None))[0] for day in past)
        spent = {kind: sum(map(covers, past)) for kind, covers in of_kind.items()}
        eased = spent["stopped"] + spent["halved"] + spent["flare"]
        over = week[-1] < span.today
        whole = over and monday >= span.first
        found.append(
            {
                "on": monday.isoformat(),
                "asked": asked,
                "minutes": minutes,
                "walks": sum(walked.get(day, (0, None))[0] > 0 for day in past),
                "over": over,
                "part": monday < span.first,
                "status": _status(asked, minutes, eased, spent["pause"], rules) if whole else None,
                **spent,
            }
        )
        monday -= WEEK
    return found


def _status(asked: int, minutes: int, eased: int, paused: int, rules: Reviewing) -> str | None:
    if paused > rules.held_days_to_hold:
        return "break"
    if eased > rules.held_days_to_hold:
        return "eased"
    if not asked:
        return None
    if not minutes:
        return "missed"
    return "done" if Fraction(minutes, asked) >= rules.adherence_to_progress else "short"


def _changes(walker: Walker, first: date) -> Facts:
    """Return the minutes a walk at the beginning of the period and now."""
    decided = doses.of_days(walker.tx, walker.user_id, first)
    return {"first": decided[0].dose.minutes, "last": decided[-1].dose.minutes} if decided else {}


def _spans(spans: list[tuple[date, date | None]]) -> Facts:
    """Return the newest stretches of days, and how many more there were."""
    newest = [(first.isoformat(), last.isoformat() if last else None) for first, last in reversed(spans)]
    return {"shown": newest[:BREAKS], "more": max(0, len(newest) - BREAKS)}


def _moves(walker: Walker, span: Span) -> Facts:
    """Return the moves beside the walk that were done, and those that are chosen."""
    done = walks.moves(walker.tx, walker.user_id, span.first)
    return {"done": done, "chosen": list(choices.chosen(walker.tx, walker.user_id))}


def _notes(walker: Walker, _: Span) -> list[tuple[str, str]]:
    """Return the newest notes, each with its day."""
    kept = report_choices.notes(walker.tx, walker.user_id, NOTES)
    return [(note.said_on.isoformat(), note.words) for note in kept]
