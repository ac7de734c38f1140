"""What the weekly review has to know of a week, gathered from the store."""

from datetime import date, timedelta
from statistics import mean

from bot.domain.checkin import CR10, Walk
from bot.domain.colours import AMBER, OPEN, RED, colour
from bot.domain.day import week_start
from bot.domain.escalation import STOPPING
from bot.domain.plan import is_done, target_days
from bot.domain.profile import GENTLE, Profile, may_choose_pace
from bot.domain.review import WeekFacts
from bot.domain.scores import NowScore, before, by_day, now_scores
from bot.facts import people, plans
from bot.facts.context import Context
from bot.facts.excused import excused
from bot.facts.offer import recent_gap
from bot.flows.plan import knee
from bot.flows.safety import flare
from bot.store import days, holds, pain_reports, reviews, walks

WEEK = timedelta(days=7)


def gather(context: Context, profile: Profile, monday: date) -> WeekFacts:
    """Return what is known of the week from `monday` on."""
    rules = context.library.rules
    logged = [w for w in walks.since(context.tx, context.user_id, monday - 2 * WEEK) if w.minutes]
    reports = pain_reports.since(context.tx, context.user_id, monday - 2 * WEEK)
    scores = now_scores(logged, reports)
    week = [walk for walk in logged if monday <= walk.on_day < monday + WEEK]
    marks = days.since(context.tx, context.user_id, monday)
    rested = sum(kind == days.REST_PAIN and day < monday + WEEK for day, kind in marks.items())
    held = [hold for hold in holds.since(context.tx, context.user_id, monday) if hold.closed_by != "mistake"]
    targets = _planned(context, profile, monday, marks)
    done = sum(_target_done(context, [walk for walk in week if walk.on_day == day]) for day in targets)
    week_scores = [pain for day, pain in by_day(scores).items() if monday <= day < monday + WEEK]
    assert profile.first_walk_on is not None
    return WeekFacts(
        number=programme_week(profile.first_walk_on, monday),
        stopped=any(hold.rule in STOPPING and hold.closed_at is None for hold in held),
        planned=len(targets),
        done=done,
        checkins=len(week) + rested,
        colours=(*_colours(context, week, scores), *_late_red(context, monday - WEEK, logged, scores)),
        efforts=tuple(CR10[walk.effort] for walk in week if walk.effort),
        style=_pace(context, profile, week_scores),
        walk_days=profile.walk_days,
        away=recent_gap(context, people.today(context)) >= rules.dosing.gap_short_from,
        eased=any(hold.opened_on < monday + WEEK or hold.closed_at is None for hold in held),
        raised=flare.is_raised(context, monday + WEEK),
        more_days=plans.grew_by_days(context, monday),
        longer=profile.longer_walks,
        paced=reviews.count_of(context.tx, context.user_id, "pace"),
        **knee.known(context, profile),
    )


def is_stirred(context: Context, first: date) -> bool:
    """Tell whether a walk since `first` was RED, or so many AMBER that a review would make the week smaller."""
    logged = [walk for walk in walks.since(context.tx, context.user_id, first - WEEK) if walk.minutes]
    scores = now_scores(logged, pain_reports.since(context.tx, context.user_id, first - WEEK))
    found = _colours(context, [walk for walk in logged if walk.on_day >= first], scores)
    return RED in found or found.count(AMBER) >= context.library.rules.reviewing.amber_to_regress


def _pace(context: Context, profile: Profile, week_scores: list[float]) -> str:
    """Return how fast the dose may grow: as chosen while age and the week's pain allow it, else gently."""
    calm = bool(week_scores) and mean(week_scores) <= context.library.rules.reviewing.standard_most_pain
    return profile.style if calm and may_choose_pace(profile) else GENTLE


def _colours(context: Context, of_week: list[Walk], scores: list[NowScore]) -> tuple[str, ...]:
    """Return the colours of walks; OPEN where no pain was told."""
    return tuple(colour(walk, before(walk, scores), context.library.rules.colours) or OPEN for walk in of_week)


def _late_red(context: Context, monday: date, logged: list[Walk], scores: list[NowScore]) -> tuple[str, ...]:
    """Return RED once for each walk of the week before that turned RED only after its review."""
    told = reviews.facts_of(context.tx, context.user_id, monday)
    if told is None:
        return ()
    now = _colours(context, [walk for walk in logged if monday <= walk.on_day < monday + WEEK], scores)
    return (RED,) * max(0, now.count(RED) - list(told["colours"]).count(RED))


def _planned(context: Context, profile: Profile, monday: date, marks: dict[date, str]) -> list[date]:
    """Return the week's days with a target walk; excused days and those of a rest in pain are not planned."""
    is_excused = excused(context, monday)
    plan_of = plans.in_force(context, monday)
    dosing = context.library.rules.dosing
    week = (monday + timedelta(days=number) for number in range(7))
    assert profile.first_walk_on is not None
    return [
        day
        for day in week
        if (plan := plan_of(day)) is not None
        and day.weekday() in target_days(plan.walk_days, plan.target_days, dosing)
        and day >= profile.first_walk_on
        and marks.get(day) != days.REST_PAIN
        and not is_excused(day)
    ]


def _target_done(context: Context, of_day: list[Walk]) -> bool:
    """Tell whether a day's walks make a target walk done: 80 % of what was offered; several add up."""
    dosing = context.library.rules.dosing
    minutes = sum(walk.minutes or 0 for walk in of_day)
    offered = max((walk.offered_minutes or 0 for walk in of_day), default=0)
    return minutes >= offered * dosing.done_share if offered else is_done(minutes, None, dosing)


def programme_week(first_walk_on: date, monday: date) -> int:
    """Return the number of a week: 1 is the first full one, 0 what came before it."""
    first_full = week_start(first_walk_on + timedelta(days=6))
    return max(0, (monday - first_full).days // 7 + 1)
