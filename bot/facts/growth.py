"""Where somebody stands on the way to the goal, and the months in which they may get there."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta

from bot.domain.coaching import growth as rule
from bot.domain.coaching.plan import Dose
from bot.domain.coaching.profile import pace
from bot.domain.coaching.review import SHORT, UNEASY
from bot.domain.day import programme_week, week_start
from bot.domain.safety.escalation import EASING, UNRAISED
from bot.facts import knee
from bot.facts.allowed import allowed
from bot.facts.context import Walker
from bot.facts.offer import dose_in_force, recent_gap
from bot.store.diary import arcs, doses, goals_reached, reviews
from bot.store.safety import holds

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Way:
    """Now, the goal, and the first day of the week in which it may be reached: at the soonest, and in the slower case.

    `share`: of the goal's weekly minutes, 0-1. `soonest_on`, `latest_on`: None where nothing honest can be told.
    """

    bouts: int
    minutes: int
    days: int
    goal_minutes: int
    goal_days: int
    share: float
    reached: bool  # the dose is there
    celebrated: bool  # a calm week at it was walked
    soonest_on: date | None = None
    latest_on: date | None = None


def way(walker: Walker) -> Way | None:
    """Return how far somebody is; None: they keep what they have, or a knee sets the most.

    No month is told while the walks are eased or must not grow, nor where the last review spoke against more, or for
    too little known, nor in a gap that makes the walks smaller: that pace leads nowhere.
    """
    arc = arcs.newest(walker.tx, walker.user_id)
    limits = knee.known(walker)
    if doses.newest(walker.tx, walker.user_id) is None or (arc and arc.kept) or limits["weekly_most"] is not None:
        return None
    rules = walker.rules
    dose, chosen = dose_in_force(walker, walker.today), walker.profile.walk_days
    goal = rule.goal(chosen, rules.reviewing)
    here = Way(
        dose.bouts,
        dose.minutes,
        rule.days_of(dose, chosen, rules.dosing),
        goal.minutes,
        goal.days,
        round(float(rule.share(dose, chosen, rules.dosing, rules.reviewing)), 2),
        rule.is_reached(dose, chosen, rules.dosing, rules.reviewing),
        goals_reached.find(walker.tx, walker.user_id) is not None,
    )
    reviewed = reviews.all_of(walker.tx, walker.user_id)
    away = recent_gap(walker, walker.today) >= rules.dosing.gap_short_from
    if here.reached or limits["knee_unknown"] or away or _eased(walker) or _held_back(reviewed):
        return here
    monday = week_start(walker.today)
    found = rule.forecast(
        dose,
        programme_week(walker.first_walk_on, monday),
        pace(walker.profile),
        chosen,
        rule.own_share(reviewed, rules.growth),
        rules.dosing,
        rules.reviewing,
        rules.growth,
    )
    return replace(
        here,
        soonest_on=None if found.soonest is None else monday + found.soonest * WEEK,
        latest_on=None if found.slower is None else monday + found.slower * WEEK,
    )


def days_of(walker: Walker, dose: Dose, walk_days: tuple[int, ...] | None = None) -> int:
    """Return on how many days of a week a dose has a target walk; `walk_days`: others than those chosen now."""
    return rule.days_of(dose, walk_days or walker.profile.walk_days, walker.rules.dosing)


def is_first_at(walker: Walker, dose: Dose) -> bool:
    """Tell whether a week at this dose, done and calm, is the first one at the goal."""
    rules = walker.rules
    at_goal = rule.is_reached(dose, walker.profile.walk_days, rules.dosing, rules.reviewing)
    return at_goal and goals_reached.find(walker.tx, walker.user_id) is None


def _held_back(reviewed: Sequence[tuple[str, str]]) -> bool:
    """Tell whether the newest review held the week for pain, or because little of it was walked."""
    return any(reason in UNEASY or reason in SHORT for _, reason in reviewed[-1:])


def _eased(walker: Walker) -> bool:
    """Tell whether no walk may be now, or a hold or a flare makes the walks smaller, or keeps them from growing."""
    open_holds = holds.open_of(walker.tx, walker.user_id)
    return not allowed(walker).walk or any(hold.rule in (*EASING, *UNRAISED) for hold in open_holds)


def drawn(walker: Walker) -> Mapping[str, object] | None:
    """Return the way as a picture carries it, in JSON."""
    here = way(walker)
    if here is None:
        return None
    months = {"soonest_on": here.soonest_on, "latest_on": here.latest_on}
    return {**asdict(here), **{name: day.isoformat() if day else None for name, day in months.items()}}
