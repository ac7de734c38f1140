"""What stands in the report: figures of the chosen sections only, and few enough for one page."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from bot.domain import self_test, series
from bot.domain.day import local_day, programme_week, week_start
from bot.domain.escalation import Hold
from bot.domain.flare import FLARE
from bot.domain.paper import paper
from bot.domain.plan import easy_minutes
from bot.domain.profile import Profile
from bot.domain.report import Choice
from bot.domain.review import weekly_minutes
from bot.domain.screening import YES
from bot.domain.series import Walked
from bot.facts import people
from bot.facts.context import Context
from bot.facts.offer import dose_in_force, first_dose
from bot.flows.back import progress
from bot.messages import Facts
from bot.places import country_of
from bot.store import (
    advice,
    choices,
    days,
    doses,
    holds,
    pain_reports,
    report_choices,
    restrictions,
    reviews,
    screens,
    self_tests,
    walks,
)

FLARES, SITES, ADVICE, SCREENS, NOTES = 4, 5, 4, 3, 5
"""How many of each, the newest first, fit on the page beside all the others."""
WORDS_AT_MOST = 160
FLARE_RULES = (FLARE, "FLARE_ASKED")
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class _Asked:
    """Whose report, of which days, and what was walked in them."""

    profile: Profile
    zone: str
    first: date
    today: date
    walked: Sequence[Walked]


def gather(context: Context, profile: Profile, began_on: date, choice: Choice) -> Facts:
    """Return everything the report is made from, as JSON can carry it: of the chosen sections, and no others."""
    today = people.today(context)
    chart, walked = progress.look(context, profile, began_on, choice.period)
    first = date.fromisoformat(str(chart.facts["from_on"]))
    asked = _Asked(profile, profile.zone or "UTC", first, today, walked)
    makers = {"walks": _walks, "pain": _pain, "moves": _moves, "safety": _safety, "notes": _notes}
    return {
        "paper": paper(country_of(asked.zone)),
        "made_on": today.isoformat(),
        "from_on": first.isoformat(),
        "name": choice.name,
        "age_band": profile.age_band,
        "regions": list(profile.regions),
        "under_care": profile.under_care,
        "chart": _chart(chart.facts, today, choice),
        "version": context.library.rules.version,
        **{section: makers[section](context, asked) for section in choice.sections},
    }


def _chart(drawn: Facts, today: date, choice: Choice) -> Facts:
    """Return what the charts show: minutes with the walks, scores, rests and flares with the pain.

    Columns that have not begun are left out, but for as many as a month has.
    """
    columns: list[Any] = list(drawn["columns"])  # type: ignore[call-overload]
    past = (today - date.fromisoformat(str(drawn["first_on"]))).days
    begun = columns[: max(sum(place <= past for place, *_ in columns), series.WEEKS_SHOWN[series.MONTH])]
    walks_too, pain_too = "walks" in choice.sections, "pain" in choice.sections
    return {
        "unit": drawn["unit"],
        "first_on": drawn["first_on"],
        "columns": begun if walks_too else [(place, span, 0, 0) for place, span, *_ in begun],
        "minutes": drawn["minutes"] if walks_too else 0,
        **{name: drawn[name] if pain_too else [] for name in ("before", "after", "rests", "flares")},
    }


def _walks(context: Context, asked: _Asked) -> Facts:
    """Return the programme and what was done of it."""
    rules, profile, first, today = context.library.rules, asked.profile, asked.first, asked.today
    dose = dose_in_force(context, profile, today) or first_dose(context, profile)
    reviewed = reviews.facts_since(context.tx, context.user_id, week_start(first))
    weeks = max(7, (today - first).days + 1) / 7
    minutes = sum(row.minutes for row in asked.walked)
    assert profile.first_walk_on is not None
    return {
        "began_on": profile.first_walk_on.isoformat(),
        "week": programme_week(profile.first_walk_on, week_start(today)),
        "minutes_a_walk": dose.minutes,
        "bouts": dose.bouts,
        "target_days": min(dose.target_days, len(profile.walk_days)),
        "easy": easy_minutes(dose, rules.dosing),
        "walk_days": len(profile.walk_days),
        "asked": weekly_minutes(dose, profile.walk_days, rules.dosing),
        "minutes": minutes,
        "walks": sum(row.walks for row in asked.walked),
        "a_week": round(minutes / weeks),
        "planned": sum(facts["planned"] for facts in reviewed),
        "done": sum(facts["done"] for facts in reviewed),
        "reviewed": len(reviewed),
        "efforts": walks.efforts(context.tx, context.user_id, first),
        "changes": _changes(context, first),
        "tested": _tested(context, *self_test.BODY_QUESTIONS),
    }


def _tested(context: Context, *names: str) -> Facts:
    """Return figure → the first and the newest self-test that gave it, each with its day."""
    tests = [(test.offered_on, self_test.figures(test)) for test in self_tests.finished(context.tx, context.user_id)]
    found: dict[str, Any] = {}
    for name in names:
        told = [(on.isoformat(), round(float(figures[name]), 1)) for on, figures in tests if name in figures]
        if told:
            found[name] = told if len(told) < 2 else [told[0], told[-1]]
    return found


def _changes(context: Context, first: date) -> Facts:
    """Return the minutes a walk at the beginning of the period and now."""
    decided = doses.of_days(context.tx, context.user_id, first)
    return {"first": decided[0].dose.minutes, "last": decided[-1].dose.minutes} if decided else {}


def _pain(context: Context, asked: _Asked) -> Facts:
    """Return the trend around walks and of each place, over the two halves of the period, and the flares."""
    first, end = asked.first, asked.today + ONE_DAY
    middle = first + (end - first) // 2
    early = walks.summed(context.tx, context.user_id, first, middle, "year")
    late = walks.summed(context.tx, context.user_id, middle, end, "year")
    reviewed = reviews.facts_since(context.tx, context.user_id, week_start(first))
    marks = days.since(context.tx, context.user_id, first)
    flares = [
        hold
        for hold in holds.since(context.tx, context.user_id, first)
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
        "sites": (pain_reports.by_region(context.tx, context.user_id, first, middle))[:SITES],
        "flares": [_span(hold, asked.zone) for hold in reversed(flares)][:FLARES],
        "more_flares": max(0, len(flares) - FLARES),
        "tested": _tested(context, "pain"),
        "rests": sum(kind == days.REST_PAIN for kind in marks.values()),
    }


def _span(hold: Hold, zone: str) -> tuple[str, str | None]:
    closed_on = local_day(hold.closed_at, zone).isoformat() if hold.closed_at else None
    return hold.opened_on.isoformat(), closed_on


def _moves(context: Context, asked: _Asked) -> Facts:
    """Return the moves beside the walk that were done, and those that are chosen."""
    done = walks.moves(context.tx, context.user_id, asked.first)
    return {"done": done, "chosen": list(choices.chosen(context.tx, context.user_id))}


def _safety(context: Context, asked: _Asked) -> Facts:
    """Return the newest rounds of safety questions, whenever they were, and the advice of the period."""
    rounds = screens.newest(context.tx, context.user_id, SCREENS)
    given = advice.newest(context.tx, context.user_id, asked.first, FLARE_RULES, ADVICE + 1)
    return {
        "restrictions": sorted(restrictions.of(context.tx, context.user_id)),
        "holds": [hold.rule for hold in holds.open_of(context.tx, context.user_id) if hold.rule != FLARE],
        "screens": [
            {
                "on": local_day(screen.finished_at or screen.asked_at, asked.zone).isoformat(),
                "kind": screen.kind,
                "outcome": screen.outcome,
                "yes": [question for question, answer in screen.answers.items() if answer == YES],
            }
            for screen in rounds
        ],
        "advice": [{**row, "words": (row["words"] or "")[:WORDS_AT_MOST]} for row in given[:ADVICE]],
        "more_advice": len(given) > ADVICE,
    }


def _notes(context: Context, asked: _Asked) -> list[tuple[str, str]]:
    """Return the newest notes, each with its day."""
    kept = report_choices.notes(context.tx, context.user_id, NOTES)
    return [(note.said_on.isoformat(), note.words) for note in kept]
