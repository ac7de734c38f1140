"""What the weekly review has to know of a week, gathered from the store."""

from datetime import date, timedelta

from bot.domain.checkin import CR10, Walk
from bot.domain.coaching.plan import target_days
from bot.domain.coaching.profile import pace
from bot.domain.coaching.review import ANOTHER_DAY, WeekFacts
from bot.domain.coaching.week import colours_of, red_since, target_done
from bot.domain.day import programme_week
from bot.domain.history.spans import covering
from bot.domain.safety.colours import AMBER, RED
from bot.domain.safety.escalation import EASING, UNRAISED, Hold
from bot.domain.safety.scores import NowScore, now_scores
from bot.facts import knee, plans
from bot.facts.context import Walker
from bot.facts.excused import excused
from bot.facts.offer import gap_of_week
from bot.store.diary import days, pain_reports, reviews, walks
from bot.store.safety import holds

WEEK = timedelta(days=7)


def gather(walker: Walker, monday: date) -> WeekFacts:
    """Return what is known of the week from `monday` on."""
    rules = walker.rules
    begun = walks.since(walker.tx, walker.user_id, monday - 2 * WEEK)  # one that the gate turned away has a score, too
    scores = now_scores(begun, pain_reports.since(walker.tx, walker.user_id, monday - 2 * WEEK))
    logged = [walk for walk in begun if walk.minutes]
    week = [walk for walk in logged if monday <= walk.on_day < monday + WEEK]
    marks = days.since(walker.tx, walker.user_id, monday)
    rested = sum(kind == days.REST_PAIN and day < monday + WEEK for day, kind in marks.items())
    held = [hold for hold in holds.since(walker.tx, walker.user_id, monday) if hold.closed_by != "mistake"]
    targets = _planned(walker, monday, marks)
    done = sum(target_done([walk for walk in week if walk.on_day == day], rules.dosing) for day in targets)
    colours = colours_of(week, scores, rules.colours)
    return WeekFacts(
        number=programme_week(walker.first_walk_on, monday),
        stopped=any(hold.stops and hold.closed_at is None for hold in held),
        planned=len(targets),
        done=done,
        checkins=len(week) + rested,
        colours=(*colours, *_late_red(walker, monday - WEEK, logged, scores)),
        efforts=tuple(CR10[walk.effort] for walk in week if walk.effort),
        style=pace(walker.profile),
        walk_days=walker.profile.walk_days,
        away=gap_of_week(walker, monday) >= rules.dosing.gap_short_from,
        held_days=_held_days(held, monday),
        held_now=any(hold.rule in EASING and hold.closed_at is None for hold in held),
        worsening=any(hold.rule in UNRAISED and hold.closed_at is None for hold in held),
        target_colours=tuple(found for walk, found in zip(week, colours, strict=True) if walk.target),
        new=any(walk.something_new for walk in week),
        day_offered=reviews.count_of(walker.tx, walker.user_id, ANOTHER_DAY) > 0,
        more_days=plans.grew_by_days(walker, monday),
        longer=walker.profile.longer_walks,
        paced=reviews.count_of(walker.tx, walker.user_id, "pace"),
        **knee.known(walker),
    )


def walked_shorter(walker: Walker, monday: date) -> int:
    """Return on how many days of a week with a target walk there was a walk, be it shorter than that."""
    walked = {walk.on_day for walk in walks.since(walker.tx, walker.user_id, monday) if walk.minutes}
    return len(walked.intersection(_planned(walker, monday, days.since(walker.tx, walker.user_id, monday))))


def is_stirred(walker: Walker, first: date) -> bool:
    """Tell whether a walk since `first` was RED, or so many target walks AMBER that a review would not raise."""
    begun = walks.since(walker.tx, walker.user_id, first - WEEK)
    scores = now_scores(begun, pain_reports.since(walker.tx, walker.user_id, first - WEEK))
    logged = [walk for walk in begun if walk.minutes]
    rules = walker.rules
    of_week = [walk for walk in logged if walk.on_day >= first]
    found = colours_of(of_week, scores, rules.colours)
    hurt = sum(name in (AMBER, RED) for walk, name in zip(of_week, found, strict=True) if walk.target)
    return RED in found or hurt >= rules.reviewing.amber_to_hold


def _late_red(walker: Walker, monday: date, logged: list[Walk], scores: list[NowScore]) -> tuple[str, ...]:
    """Return RED once for each walk of the week before that turned RED only after its review."""
    told = reviews.facts_of(walker.tx, walker.user_id, monday)
    if told is None:
        return ()
    of_week = [walk for walk in logged if monday <= walk.on_day < monday + WEEK]
    return red_since(told["colours"], colours_of(of_week, scores, walker.rules.colours))


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


def _held_days(held: list[Hold], monday: date) -> int:
    """Return on how many days of a week a hold that stops or halves, or a flare, was open."""
    is_held = covering(hold.span for hold in held if hold.rule in EASING)
    return sum(is_held(monday + timedelta(days=number)) for number in range(7))
