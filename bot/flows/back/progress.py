"""/progress: what was walked and how it felt, as a picture and three lines; the Monday review carries it, too."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, timedelta

from bot.domain import insight, series
from bot.domain.day import week_start
from bot.domain.flare import FLARE
from bot.domain.plan import is_done
from bot.domain.profile import Profile
from bot.domain.scores import now_scores
from bot.domain.series import MONTH, PERIODS, Walked, Window
from bot.domain.spans import covering
from bot.facts import people
from bot.facts.context import Context
from bot.facts.excused import excused
from bot.facts.streak import streak_and_habit
from bot.flows import speak
from bot.messages import Button, Edit, Facts, Picture, Replies, Rows, Say
from bot.store import days, doses, holds, pain_reports, walks

ROUTE = "progress"
WEEK = timedelta(days=7)
SUMMED_BY = {"day": "day", "week": "day", "month": "month", "year": "year"}
"""How finely the store sums for the columns of a unit."""


def show(context: Context, argument: str) -> Replies:
    """Answer /progress: the last five weeks; or "/progress all"."""
    return _card(context, argument if argument in PERIODS else MONTH, Say)


def tapped(context: Context, arguments: tuple[str, ...]) -> Replies:
    """Take a tap: (period,)."""
    if len(arguments) != 1 or arguments[0] not in PERIODS:
        return speak.where_things_stand(context)
    return _card(context, arguments[0], Edit)


def picture(context: Context) -> Picture | None:
    """Return the picture of the last five weeks; None before there is a plan."""
    profile = people.profile(context)
    if profile is None or profile.first_walk_on is None:
        return None
    drawn, _ = look(context, profile, profile.first_walk_on, MONTH)
    return drawn


def _card(context: Context, period: str, message: type[Say] | type[Edit]) -> Replies:
    profile = people.profile(context)
    if profile is None or profile.first_walk_on is None:
        return speak.where_things_stand(context)
    drawn, walked = look(context, profile, profile.first_walk_on, period)
    facts = {**_told(drawn, walked), **_this_week(context, profile, profile.first_walk_on)}
    found = _insight(context, profile.first_walk_on)
    return [message("progress/progress", {**facts, "insight": found}, _rows(period), file=drawn)]


def _rows(period: str) -> Rows:
    """Return the other periods, and the report."""
    others = [Button(f"progress/{name}", (ROUTE, name)) for name in PERIODS if name != period]
    return [others, [Button("progress/report", ("go", "report"))]]


def look(context: Context, profile: Profile, began_on: date, period: str) -> tuple[Picture, Sequence[Walked]]:
    """Return the picture of a period, and what it was made from."""
    today = people.today(context)
    shown = series.window(period, today, began_on)
    walked = walks.summed(context.tx, context.user_id, shown.first_on, shown.end_on, SUMMED_BY[shown.unit])
    planned = _planned(context, shown.first_on)
    columns = series.figures(shown, walked, planned, today, began_on)
    in_a_row, habit = streak_and_habit(context)
    facts = {
        "unit": shown.unit,
        "first_on": shown.first_on.isoformat(),
        "from_on": min(max(shown.first_on, began_on), today).isoformat(),
        "until_on": today.isoformat(),
        "columns": [
            (_place(shown, column.first_on), column.days, round(figures.minutes, 1), round(figures.planned, 1))
            for column, figures in zip(shown.columns, columns, strict=True)
        ],
        "before": _points(shown, [figures.before for figures in columns]),
        "after": _points(shown, [figures.after for figures in columns]),
        "rests": _rests(context, shown),
        "flares": _flares(context, shown, today),
        "minutes": sum(row.minutes for row in walked),
        "streak": in_a_row,
        "habit": habit,
    }
    return Picture("progress", facts), walked


def _planned(context: Context, first: date) -> series.Planned:
    found = doses.of_days(context.tx, context.user_id, first)
    decided = [(each.from_on, each.dose, each.walk_days) for each in found]
    return series.planned_minutes(decided, excused(context, first), context.library.rules.dosing)


def _rests(context: Context, shown: Window) -> list[int]:
    marks = days.since(context.tx, context.user_id, shown.first_on)
    return sorted(_place(shown, day) for day, kind in marks.items() if kind == days.REST_PAIN)


def _flares(context: Context, shown: Window, today: date) -> list[tuple[int, int]]:
    lasting = covering(
        hold.span
        for hold in holds.since(context.tx, context.user_id, shown.first_on)
        if hold.rule == FLARE and hold.closed_by != "mistake"
    )
    past = (shown.first_on + timedelta(days=number) for number in range((today - shown.first_on).days + 1))
    covered = series.runs(day for day in past if lasting(day))
    return [(_place(shown, run.first_on), _place(shown, run.end_on)) for run in covered]


def _place(shown: Window, day: date) -> int:
    return (day - shown.first_on).days


def _points(shown: Window, pains: Sequence[float | None]) -> list[tuple[float, float]]:
    """Return the middle of each column whose pain is known, and that pain."""
    return [
        (_place(shown, column.first_on) + column.days / 2, round(pain, 1))
        for column, pain in zip(shown.columns, pains, strict=True)
        if pain is not None
    ]


def _told(drawn: Picture, walked: Sequence[Walked]) -> Facts:
    """Return what the words below the picture need: they tell it to those who do not see it."""
    before = sum(row.before for row in walked), sum(row.before_walks for row in walked)
    after = sum(row.after for row in walked), sum(row.after_walks for row in walked)
    return {
        "from_on": date.fromisoformat(str(drawn.facts["from_on"])),
        "minutes": drawn.facts["minutes"],
        "walks": sum(row.walks for row in walked),
        "before": series.mean(*before),
        "after": series.mean(*after),
        "streak": drawn.facts["streak"],
        "habit": drawn.facts["habit"],
    }


def _this_week(context: Context, profile: Profile, began_on: date) -> Facts:
    today = people.today(context)
    monday = week_start(today)
    planned = _planned(context, monday)
    walked = walks.summed(context.tx, context.user_id, monday, monday + WEEK, "day")
    week = [monday + timedelta(days=number) for number in range(7)]
    return {
        "today": today,
        "week_minutes": sum(row.minutes for row in walked),
        "week_planned": sum(planned(day) for day in week if day >= began_on),
    }


def _insight(context: Context, began_on: date) -> Facts | None:
    """Return the next day's pain after days with a walk and after others; None where too few days tell."""
    rules = context.library.rules
    today = people.today(context)
    first = max(began_on, today - timedelta(days=rules.insights.look_back_days))
    minutes = walks.by_day(context.tx, context.user_id, first)
    walked = {day for day, of_day in minutes.items() if is_done(*of_day, rules.dosing)}
    marks = days.since(context.tx, context.user_id, first)
    is_excused = excused(context, first)
    free = [
        day
        for day in (first + timedelta(days=number) for number in range((today - first).days))
        if marks.get(day) != days.REST_PAIN and not is_excused(day)
    ]
    if min(len(walked.intersection(free)), len(free) - len(walked.intersection(free))) < rules.insights.least_days:
        return None
    logged = walks.since(context.tx, context.user_id, first)
    reports = pain_reports.since(context.tx, context.user_id, first)
    found = insight.next_day(now_scores(logged, reports), free, walked, rules.insights)
    return asdict(found) if found else None
