"""What stands in the report: figures of the chosen sections only, and few enough for one page."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from bot.domain import self_test, series
from bot.domain.day import local_day, week_start
from bot.domain.escalation import Hold
from bot.domain.flare import FLARE
from bot.domain.paper import paper
from bot.domain.plan import easy_minutes
from bot.domain.profile import Profile
from bot.domain.report import Choice
from bot.domain.screening import YES
from bot.domain.series import Walked
from bot.flows import people, progress
from bot.flows.context import Context
from bot.flows.offer import dose_in_force, first_dose
from bot.flows.weekly import programme_week
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


async def gather(context: Context, profile: Profile, began_on: date, choice: Choice) -> Facts:
    """Return everything the report is made from, as JSON can carry it."""
    today = await people.today(context)
    chart, walked = await progress.look(context, profile, began_on, choice.period)
    first = min(began_on, today) if choice.period == series.ALL else date.fromisoformat(str(chart.facts["from_on"]))
    facts: dict[str, Any] = {
        "paper": paper(country_of(profile.zone or "")),
        "made_on": today.isoformat(),
        "from_on": first.isoformat(),
        "name": choice.name,
        "age_band": profile.age_band,
        "regions": list(profile.regions),
        "under_care": profile.under_care,
        "chart": {**chart.facts, "columns": _begun(chart.facts, today)},
        "version": context.library.rules.version,
    }
    makers = {"walks": _walks, "pain": _pain, "moves": _moves, "safety": _safety, "notes": _notes}
    for section in choice.sections:
        facts[section] = await makers[section](context, profile, first, today, walked)
    return facts


def _begun(chart: Facts, today: date) -> list[Any]:
    """Return the columns that have begun, and as many of those to come as a month has."""
    columns: list[Any] = list(chart["columns"])  # type: ignore[call-overload]
    past = (today - date.fromisoformat(str(chart["first_on"]))).days
    begun = sum(place <= past for place, *_ in columns)
    return columns[: max(begun, series.WEEKS_SHOWN[series.MONTH])]


async def _walks(context: Context, profile: Profile, first: date, today: date, walked: Sequence[Walked]) -> Facts:
    """Return the programme and what was done of it."""
    rules = context.library.rules
    dose = await dose_in_force(context, profile, today) or first_dose(context, profile)
    easy = easy_minutes(dose, rules.dosing)
    planned = series.planned_minutes([(first, dose)], profile.walk_days, lambda _: False, rules.dosing)
    week = [week_start(today) + ONE_DAY * number for number in range(7)]
    reviewed = await reviews.facts_since(context.tx, context.user_id, week_start(first))
    colours = Counter(colour for facts in reviewed for colour in facts["colours"])
    weeks = max(7, (today - first).days + 1) / 7
    minutes = sum(row.minutes for row in walked)
    return {
        "began_on": profile.first_walk_on.isoformat() if profile.first_walk_on else None,
        "week": programme_week(profile.first_walk_on, week_start(today)) if profile.first_walk_on else 0,
        "minutes_a_walk": dose.minutes,
        "bouts": dose.bouts,
        "target_days": min(dose.target_days, len(profile.walk_days)),
        "easy": easy,
        "walk_days": len(profile.walk_days),
        "asked": sum(planned(day) for day in week),
        "minutes": minutes,
        "walks": sum(row.walks for row in walked),
        "a_week": round(minutes / weeks),
        "planned": sum(facts["planned"] for facts in reviewed),
        "done": sum(facts["done"] for facts in reviewed),
        "reviewed": len(reviewed),
        "efforts": await walks.efforts(context.tx, context.user_id, first),
        "colours": dict(colours),
        "changes": await _changes(context, first),
        "tested": await _tested(context, *self_test.BODY_QUESTIONS),
    }


async def _tested(context: Context, *names: str) -> Facts:
    """Return figure → the first and the newest self-test that gave it, each with its day."""
    tests = [
        (test.offered_on, self_test.figures(test)) for test in await self_tests.finished(context.tx, context.user_id)
    ]
    found: dict[str, Any] = {}
    for name in names:
        told = [(on.isoformat(), round(float(figures[name]), 1)) for on, figures in tests if name in figures]
        if told:
            found[name] = told if len(told) < 2 else [told[0], told[-1]]
    return found


async def _changes(context: Context, first: date) -> Facts:
    """Return the minutes a walk at the beginning of the period and now."""
    decided = await doses.of_days(context.tx, context.user_id, first)
    return {"first": decided[0].dose.minutes, "last": decided[-1].dose.minutes} if decided else {}


async def _pain(context: Context, profile: Profile, first: date, today: date, walked: Sequence[Walked]) -> Facts:
    """Return the trend around walks and of each place, over the two halves of the period, and the flares."""
    middle = first + ((today - first) + ONE_DAY) // 2
    halves = [
        await walks.summed(context.tx, context.user_id, start, end, "year")
        for start, end in ((first, middle), (middle, today + ONE_DAY))
    ]
    means = [
        (
            series.mean(sum(row.before for row in half), sum(row.before_walks for row in half)),
            series.mean(sum(row.after for row in half), sum(row.after_walks for row in half)),
        )
        for half in halves
    ]
    sites = await pain_reports.by_region(context.tx, context.user_id, first, middle)
    marks = await days.since(context.tx, context.user_id, first)
    flares = [
        hold
        for hold in await holds.since(context.tx, context.user_id, first)
        if hold.rule == FLARE and hold.closed_by != "mistake"
    ]
    return {
        "middle_on": middle.isoformat(),
        "before": [means[0][0], means[1][0], sum(row.before_walks for half in halves for row in half)],
        "after": [means[0][1], means[1][1], sum(row.after_walks for half in halves for row in half)],
        "sites": sites[:SITES],
        "flares": [_span(hold, profile.zone or "UTC") for hold in reversed(flares)][:FLARES],
        "more_flares": max(0, len(flares) - FLARES),
        "tested": await _tested(context, "pain"),
        "rests": sum(kind == days.REST_PAIN for kind in marks.values()),
    }


def _span(hold: Hold, zone: str) -> tuple[str, str | None]:
    closed_on = local_day(hold.closed_at, zone).isoformat() if hold.closed_at else None
    return hold.opened_on.isoformat(), closed_on


async def _moves(context: Context, _: Profile, first: date, __: date, ___: Sequence[Walked]) -> Facts:
    """Return the moves beside the walk that were done, and those that are chosen."""
    done = await walks.moves(context.tx, context.user_id, first)
    return {
        "done": done,
        "chosen": list(await choices.chosen(context.tx, context.user_id)),
    }


async def _safety(context: Context, profile: Profile, first: date, _: date, __: Sequence[Walked]) -> Facts:
    """Return the newest rounds of safety questions, whenever they were, and the advice of the period."""
    zone = profile.zone or "UTC"
    rounds = await screens.newest(context.tx, context.user_id, SCREENS)
    given = await advice.newest(context.tx, context.user_id, first, FLARE_RULES, ADVICE + 1)
    return {
        "restrictions": sorted(await restrictions.of(context.tx, context.user_id)),
        "holds": [hold.rule for hold in await holds.open_of(context.tx, context.user_id) if hold.rule != FLARE],
        "screens": [
            {
                "on": local_day(screen.finished_at or screen.asked_at, zone).isoformat(),
                "kind": screen.kind,
                "outcome": screen.outcome,
                "yes": [question for question, answer in screen.answers.items() if answer == YES],
            }
            for screen in rounds
        ],
        "advice": [{**row, "words": (row["words"] or "")[:WORDS_AT_MOST]} for row in given[:ADVICE]],
        "more_advice": len(given) > ADVICE,
    }


async def _notes(context: Context, _: Profile, __: date, ___: date, ____: Sequence[Walked]) -> list[tuple[str, str]]:
    """Return the newest notes, each with its day."""
    kept = await report_choices.notes(context.tx, context.user_id, NOTES)
    return [(note.said_on.isoformat(), note.words) for note in kept]
