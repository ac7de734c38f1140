"""What the weekly review has to know of a week, gathered from the store."""

from datetime import date, timedelta
from statistics import mean

from bot.domain.checkin import CR10, Walk
from bot.domain.colours import AMBER, OPEN, RED, colour
from bot.domain.day import programme_week
from bot.domain.plan import is_done, target_days
from bot.domain.profile import GENTLE, may_choose_pace
from bot.domain.review import WeekFacts
from bot.domain.scores import NowScore, before, by_day, now_scores
from bot.facts import knee, plans
from bot.facts.context import Walker
from bot.facts.excused import excused
from bot.facts.offer import recent_gap
from bot.facts.scored import is_raised
from bot.store import days, holds, pain_reports, reviews, walks

WEEK = timedelta(days=7)


def gather(walker: Walker, monday: date) -> WeekFacts:
    """Return what is known of the week from `monday` on."""
    rules = walker.rules
    logged = [w for w in walks.since(walker.tx, walker.user_id, monday - 2 * WEEK) if w.minutes]
    reports = pain_reports.since(walker.tx, walker.user_id, monday - 2 * WEEK)
    scores = now_scores(logged, reports)
    week = [walk for walk in logged if monday <= walk.on_day < monday + WEEK]
    marks = days.since(walker.tx, walker.user_id, monday)
    rested = sum(kind == days.REST_PAIN and day < monday + WEEK for day, kind in marks.items())
    held = [hold for hold in holds.since(walker.tx, walker.user_id, monday) if hold.closed_by != "mistake"]
    targets = _planned(walker, monday, marks)
    done = sum(_target_done(walker, [walk for walk in week if walk.on_day == day]) for day in targets)
    week_scores = [pain for day, pain in by_day(scores).items() if monday <= day < monday + WEEK]
    return WeekFacts(
        number=programme_week(walker.first_walk_on, monday),
        stopped=any(hold.stops and hold.closed_at is None for hold in held),
        planned=len(targets),
        done=done,
        checkins=len(week) + rested,
        colours=(*_colours(walker, week, scores), *_late_red(walker, monday - WEEK, logged, scores)),
        efforts=tuple(CR10[walk.effort] for walk in week if walk.effort),
        style=_pace(walker, week_scores),
        walk_days=walker.profile.walk_days,
        away=recent_gap(walker, walker.today) >= rules.dosing.gap_short_from,
        eased=any(hold.opened_on < monday + WEEK or hold.closed_at is None for hold in held),
        raised=is_raised(walker, monday + WEEK),
        more_days=plans.grew_by_days(walker, monday),
        longer=walker.profile.longer_walks,
        paced=reviews.count_of(walker.tx, walker.user_id, "pace"),
        **knee.known(walker),
    )


def is_stirred(walker: Walker, first: date) -> bool:
    """Tell whether a walk since `first` was RED, or so many AMBER that a review would make the week smaller."""
    logged = [walk for walk in walks.since(walker.tx, walker.user_id, first - WEEK) if walk.minutes]
    scores = now_scores(logged, pain_reports.since(walker.tx, walker.user_id, first - WEEK))
    found = _colours(walker, [walk for walk in logged if walk.on_day >= first], scores)
    return RED in found or found.count(AMBER) >= walker.rules.reviewing.amber_to_regress


def _pace(walker: Walker, week_scores: list[float]) -> str:
    """Return how fast the dose may grow: as chosen while age and the week's pain allow it, else gently."""
    calm = bool(week_scores) and mean(week_scores) <= walker.rules.reviewing.standard_most_pain
    return walker.profile.style if calm and may_choose_pace(walker.profile) else GENTLE


def _colours(walker: Walker, of_week: list[Walk], scores: list[NowScore]) -> tuple[str, ...]:
    """Return the colours of walks; OPEN where no pain was told."""
    return tuple(colour(walk, before(walk, scores), walker.rules.colours) or OPEN for walk in of_week)


def _late_red(walker: Walker, monday: date, logged: list[Walk], scores: list[NowScore]) -> tuple[str, ...]:
    """Return RED once for each walk of the week before that turned RED only after its review."""
    told = reviews.facts_of(walker.tx, walker.user_id, monday)
    if told is None:
        return ()
    now = _colours(walker, [walk for walk in logged if monday <= walk.on_day < monday + WEEK], scores)
    return (RED,) * max(0, now.count(RED) - list(told["colours"]).count(RED))


def _planned(walker: Walker, monday: date, marks: dict[date, str]) -> list[date]:
    """Return the week's days with a target walk; excused days and those of a rest in pain are not planned."""
    is_excused = excused(walker, monday)
    plan_of = plans.in_force(walker, monday)
    dosing = walker.rules.dosing
    week = (monday + timedelta(days=number) for number in range(7))
    return [
        day
        for day in week
        if (plan := plan_of(day)) is not None
        and day.weekday() in target_days(plan.walk_days, plan.target_days, dosing)
        and day >= walker.first_walk_on
        and marks.get(day) != days.REST_PAIN
        and not is_excused(day)
    ]


def _target_done(walker: Walker, of_day: list[Walk]) -> bool:
    """Tell whether a day's walks make a target walk done: 80 % of what was offered; several add up."""
    dosing = walker.rules.dosing
    minutes = sum(walk.minutes or 0 for walk in of_day)
    offered = max((walk.offered_minutes or 0 for walk in of_day), default=0)
    return minutes >= offered * dosing.done_share if offered else is_done(minutes, None, dosing)
