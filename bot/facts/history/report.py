"""What stands in the report: figures of the chosen sections only, and few enough for one page."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeAlias

from bot.domain.coaching import self_test
from bot.domain.coaching.plan import easy_minutes
from bot.domain.coaching.review import weekly_minutes
from bot.domain.day import local_day, programme_week, week_start
from bot.domain.history import series
from bot.domain.history.report import Choice
from bot.domain.history.series import Walked
from bot.domain.paper import paper
from bot.domain.safety.escalation import Hold
from bot.domain.safety.flare import FLARE
from bot.domain.safety.screening import YES
from bot.facts.context import Walker
from bot.facts.history.chart import look
from bot.facts.offer import dose_in_force
from bot.places import country_of
from bot.store.diary import days, doses, pain_reports, reviews, self_tests, walks
from bot.store.person import choices, report_choices, restrictions
from bot.store.safety import advice, holds, screens

FLARES, SITES, ADVICE, SCREENS, NOTES = 4, 5, 4, 3, 5
"""How many of each, the newest first, fit on the page beside all the others."""
WORDS_AT_MOST = 160
FLARE_RULES = (FLARE, "FLARE_ASKED")
Facts: TypeAlias = Mapping[str, object]
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class _Asked:
    """Which days, and what was walked in them."""

    first: date
    today: date
    walked: Sequence[Walked]


def gather(walker: Walker, choice: Choice) -> Facts:
    """Return everything the report is made from, as JSON can carry it: of the chosen sections, and no others."""
    today = walker.today
    chart = look(walker, choice.period)
    first = date.fromisoformat(str(chart.facts["from_on"]))
    asked = _Asked(first, today, chart.walked)
    makers = {"walks": _walks, "pain": _pain, "moves": _moves, "safety": _safety, "notes": _notes}
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
        **{section: makers[section](walker, asked) for section in choice.sections},
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


def _walks(walker: Walker, asked: _Asked) -> Facts:
    """Return the programme and what was done of it."""
    rules, first, today = walker.rules, asked.first, asked.today
    dose = dose_in_force(walker, today)
    reviewed = reviews.facts_since(walker.tx, walker.user_id, week_start(first))
    weeks = max(7, (today - first).days + 1) / 7
    minutes = sum(row.minutes for row in asked.walked)
    return {
        "began_on": walker.first_walk_on.isoformat(),
        "week": programme_week(walker.first_walk_on, week_start(today)),
        "minutes_a_walk": dose.minutes,
        "bouts": dose.bouts,
        "target_days": min(dose.target_days, len(walker.profile.walk_days)),
        "easy": easy_minutes(dose, rules.dosing),
        "walk_days": len(walker.profile.walk_days),
        "asked": weekly_minutes(dose, walker.profile.walk_days, rules.dosing),
        "minutes": minutes,
        "walks": sum(row.walks for row in asked.walked),
        "a_week": round(minutes / weeks),
        "planned": sum(facts["planned"] for facts in reviewed),
        "done": sum(facts["done"] for facts in reviewed),
        "reviewed": len(reviewed),
        "efforts": walks.efforts(walker.tx, walker.user_id, first),
        "changes": _changes(walker, first),
        "tested": _tested(walker, *self_test.BODY_QUESTIONS),
    }


def _tested(walker: Walker, *names: str) -> Facts:
    """Return figure → the first and the newest self-test that gave it, each with its day."""
    tests = [(test.offered_on, self_test.figures(test)) for test in self_tests.finished(walker.tx, walker.user_id)]
    found: dict[str, Any] = {}
    for name in names:
        told = [(on.isoformat(), round(float(figures[name]), 1)) for on, figures in tests if name in figures]
        if told:
            found[name] = told if len(told) < 2 else [told[0], told[-1]]
    return found


def _changes(walker: Walker, first: date) -> Facts:
    """Return the minutes a walk at the beginning of the period and now."""
    decided = doses.of_days(walker.tx, walker.user_id, first)
    return {"first": decided[0].dose.minutes, "last": decided[-1].dose.minutes} if decided else {}


def _pain(walker: Walker, asked: _Asked) -> Facts:
    """Return the trend around walks and of each place, over the two halves of the period, and the flares."""
    first, end = asked.first, asked.today + ONE_DAY
    middle = first + (end - first) // 2
    early = walks.summed(walker.tx, walker.user_id, first, middle, "year")
    late = walks.summed(walker.tx, walker.user_id, middle, end, "year")
    reviewed = reviews.facts_since(walker.tx, walker.user_id, week_start(first))
    marks = days.since(walker.tx, walker.user_id, first)
    flares = [
        hold
        for hold in holds.since(walker.tx, walker.user_id, first)
        if hold.rule == FLARE and hold.closed_by != "mistake"
    ]
    return {
        "middle_on": middle.isoformat(),
        "before": (
            series.mean(sum(row.before for row in early), sum(row.before_walks for row in early)),
            series.mean(sum(row.before for row in late), sum(row.before_walks for row in late)),
            sum(row.before_walks for row in (*early, *late)),
        ),
        "after": (
            series.mean(sum(row.after for row in early), sum(row.after_walks for row in early)),
            series.mean(sum(row.after for row in late), sum(row.after_walks for row in late)),
            sum(row.after_walks for row in (*early, *late)),
        ),
        "colours": Counter(colour for facts in reviewed for colour in facts["colours"]),
        "sites": (pain_reports.by_region(walker.tx, walker.user_id, first, middle))[:SITES],
        "flares": [_span(hold, walker.zone) for hold in reversed(flares)][:FLARES],
        "more_flares": max(0, len(flares) - FLARES),
        "tested": _tested(walker, "pain"),
        "beside": _beside(walker, first),
        "rests": sum(kind == days.REST_PAIN for kind in marks.values()),
    }


def _beside(walker: Walker, first: date) -> list[tuple[str, int, float]]:
    """Return what was told beside scores, the most frequent first: cause, how often, and the mean of those scores."""
    told: dict[str, list[int]] = {}
    for walk in walks.since(walker.tx, walker.user_id, first):
        scores = [score for score in (walk.worst_pain, walk.two_hour_pain) if score is not None]
        for cause in walk.beside if scores else ():
            told.setdefault(cause, []).append(max(scores))
    for report in pain_reports.since(walker.tx, walker.user_id, first):
        for cause in report.beside if report.score is not None else ():
            told.setdefault(cause, []).append(report.score or 0)
    return sorted(
        ((cause, len(all_), round(sum(all_) / len(all_), 1)) for cause, all_ in told.items()), key=lambda c: -c[1]
    )


def _span(hold: Hold, zone: str) -> tuple[str, str | None]:
    closed_on = local_day(hold.closed_at, zone).isoformat() if hold.closed_at else None
    return hold.opened_on.isoformat(), closed_on


def _moves(walker: Walker, asked: _Asked) -> Facts:
    """Return the moves beside the walk that were done, and those that are chosen."""
    done = walks.moves(walker.tx, walker.user_id, asked.first)
    return {"done": done, "chosen": list(choices.chosen(walker.tx, walker.user_id))}


def _safety(walker: Walker, asked: _Asked) -> Facts:
    """Return the newest rounds of safety questions, whenever they were, and the advice of the period."""
    rounds = screens.newest(walker.tx, walker.user_id, SCREENS)
    given = advice.newest(walker.tx, walker.user_id, asked.first, FLARE_RULES, ADVICE + 1)
    return {
        "restrictions": sorted(restrictions.of(walker.tx, walker.user_id)),
        "holds": [hold.rule for hold in holds.open_of(walker.tx, walker.user_id) if hold.rule != FLARE],
        "screens": [
            {
                "on": walker.day_of(screen.finished_at or screen.asked_at).isoformat(),
                "kind": screen.kind,
                "outcome": screen.outcome,
                "yes": [question for question, answer in screen.answers.items() if answer == YES],
            }
            for screen in rounds
        ],
        "advice": [{**row, "words": (row["words"] or "")[:WORDS_AT_MOST]} for row in given[:ADVICE]],
        "more_advice": len(given) > ADVICE,
    }


def _notes(walker: Walker, _: _Asked) -> list[tuple[str, str]]:
    """Return the newest notes, each with its day."""
    kept = report_choices.notes(walker.tx, walker.user_id, NOTES)
    return [(note.said_on.isoformat(), note.words) for note in kept]
