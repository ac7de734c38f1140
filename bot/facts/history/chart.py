"""What was walked and how it felt over a period, ready to be drawn and told."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta

from bot.domain.coaching.plan import is_done
from bot.domain.day import week_start
from bot.domain.history import insight, series
from bot.domain.history.series import Told, Walked, Window
from bot.domain.history.spans import covering
from bot.domain.safety.escalation import HALVING, STOPPING
from bot.domain.safety.flare import FLARE
from bot.domain.safety.scores import now_scores
from bot.facts import growth
from bot.facts.context import Walker
from bot.facts.excused import excused
from bot.facts.history.streak import streak_and_habit
from bot.store.diary import days, doses, pain_reports, pauses, walks
from bot.store.safety import holds

ONE_DAY, WEEK = timedelta(days=1), timedelta(days=7)
SUMMED_BY = {"day": "day", "week": "day", "month": "month", "year": "year"}
"""How finely the store sums for the columns of a unit."""


@dataclass(frozen=True, slots=True)
class Chart:
    """`facts`: what is drawn, as JSON can carry it; and the walks and the pain that they were made from."""

    facts: Mapping[str, object]
    walked: Sequence[Walked]
    told: Sequence[Told]


def look(walker: Walker, period: str) -> Chart:
    """Return the chart of a period."""
    today = walker.today
    shown = series.window(period, today, walker.first_walk_on)
    walked = walks.summed(walker.tx, walker.user_id, shown.first_on, shown.end_on, SUMMED_BY[shown.unit])
    planned = planned_minutes(walker, shown.first_on)
    columns = series.figures(shown, walked, planned, today, walker.first_walk_on)
    in_a_row, habit = streak_and_habit(walker)
    told = _told_pain(walker, shown)
    spans = series.spans(shown, told)
    facts = {
        "unit": shown.unit,
        "first_on": shown.first_on.isoformat(),
        "from_on": min(max(shown.first_on, walker.first_walk_on), today).isoformat(),
        "until_on": today.isoformat(),
        "columns": [
            (_place(shown, column.first_on), column.days, round(figures.minutes, 1), round(figures.planned, 1))
            for column, figures in zip(shown.columns, columns, strict=True)
        ],
        "so_far": today < shown.columns[-1].end_on - ONE_DAY,
        "spans": [
            (_place(shown, column.first_on), column.days, span.low, span.high)
            for column, span in zip(shown.columns, spans, strict=True)
            if span is not None
        ],
        "usual": _points(shown, [span.usual if span else None for span in spans]),
        "after": _points(shown, [figures.after for figures in columns]),
        "reports": _reports(walker, shown),
        "rests": _rests(walker, shown),
        "breaks": _breaks(walker, shown, today),
        "minutes": sum(row.minutes for row in walked),
        "last_on": _last_walk(walker, shown) if not walked else None,
        "walks_ever": walks.count_logged(walker.tx, walker.user_id),
        "streak": in_a_row,
        "habit": habit,
        "way": growth.drawn(walker),
    }
    return Chart(facts, walked, told)


def planned_minutes(walker: Walker, first: date) -> series.Planned:
    """Return what tells the minutes that the plan asked for on a day from `first` on."""
    found = doses.of_days(walker.tx, walker.user_id, first)
    decided = [(each.from_on, each.dose, each.walk_days) for each in found]
    return series.planned_minutes(decided, excused(walker, first), walker.rules.dosing)


def _rests(walker: Walker, shown: Window) -> list[int]:
    marks = days.since(walker.tx, walker.user_id, shown.first_on)
    return sorted(_place(shown, day) for day, kind in marks.items() if kind == days.REST_PAIN)


def _told_pain(walker: Walker, shown: Window) -> list[Told]:
    """Return whatever pain was told: with a walk, two hours later, or by itself."""
    asked = (walker.tx, walker.user_id, shown.first_on, shown.end_on, SUMMED_BY[shown.unit])
    return [*walks.told(*asked), *pain_reports.told(*asked)]


def _reports(walker: Walker, shown: Window) -> list[tuple[int, int]]:
    """Return place and score of what was reported outside a walk, where single days can be told apart."""
    if shown.unit not in ("day", "week"):
        return []
    found = pain_reports.since(walker.tx, walker.user_id, shown.first_on)
    return sorted({(_place(shown, report.on_day), report.score) for report in found if report.score is not None})


def _last_walk(walker: Walker, shown: Window) -> str | None:
    """Return the day of the last walk before the columns, or None."""
    last_on = walks.last_walked_on(walker.tx, walker.user_id, shown.first_on)
    return last_on.isoformat() if last_on else None


def _breaks(walker: Walker, shown: Window, today: date) -> list[tuple[int, int, str]]:
    """Return stretches of days (from, to, what) that asked for less or nothing: a "flare", a "hold", a "pause"."""
    held = [hold for hold in holds.since(walker.tx, walker.user_id, shown.first_on) if hold.closed_by != "mistake"]
    of_kind = {
        "flare": [hold.span for hold in held if hold.rule == FLARE],
        "hold": [hold.span for hold in held if hold.rule in (*STOPPING, *HALVING)],
        "pause": [pause.span for pause in pauses.since(walker.tx, walker.user_id, shown.first_on)],
    }
    past = [shown.first_on + timedelta(days=number) for number in range((today - shown.first_on).days + 1)]
    return [
        (_place(shown, run.first_on), _place(shown, run.end_on), kind)
        for kind, lasting in of_kind.items()
        for run in series.runs(filter(covering(lasting), past))
    ]


def _place(shown: Window, day: date) -> int:
    return (day - shown.first_on).days


def _points(shown: Window, pains: Sequence[float | None]) -> list[tuple[float, float]]:
    """Return the middle of each column whose pain is known, and that pain."""
    return [
        (_place(shown, column.first_on) + column.days / 2, round(pain, 1))
        for column, pain in zip(shown.columns, pains, strict=True)
        if pain is not None
    ]


def this_week(walker: Walker) -> Mapping[str, object]:
    """Return today, and the minutes walked and planned this week."""
    today = walker.today
    monday = week_start(today)
    planned = planned_minutes(walker, monday)
    walked = walks.summed(walker.tx, walker.user_id, monday, monday + WEEK, "day")
    week = [monday + timedelta(days=number) for number in range(7)]
    return {
        "today": today,
        "week_minutes": sum(row.minutes for row in walked),
        "week_planned": sum(planned(day) for day in week if day >= walker.first_walk_on),
    }


def next_days(walker: Walker) -> Mapping[str, object] | None:
    """Return the next day's pain after days with a walk and after others; None where too few days tell."""
    rules = walker.rules
    today = walker.today
    first = max(walker.first_walk_on, today - timedelta(days=rules.insights.look_back_days))
    minutes = walks.by_day(walker.tx, walker.user_id, first)
    walked = {day for day, of_day in minutes.items() if is_done(*of_day, rules.dosing)}
    marks = days.since(walker.tx, walker.user_id, first)
    is_excused = excused(walker, first)
    free = [
        day
        for day in (first + timedelta(days=number) for number in range((today - first).days))
        if marks.get(day) != days.REST_PAIN and not is_excused(day)
    ]
    if min(len(walked.intersection(free)), len(free) - len(walked.intersection(free))) < rules.insights.least_days:
        return None
    logged = walks.since(walker.tx, walker.user_id, first)
    reports = pain_reports.since(walker.tx, walker.user_id, first)
    found = insight.next_day(now_scores(logged, reports), free, walked, rules.insights)
    return asdict(found) if found else None
