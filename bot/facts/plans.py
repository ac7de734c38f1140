"""What the plan was on any day: its dose, the days chosen for it, and the six weeks that it is part of."""

from collections.abc import Callable
from datetime import date, timedelta

from bot.domain.coaching.arc import Arc
from bot.domain.coaching.review import weekly_minutes
from bot.domain.history.series import planned_minutes
from bot.facts.context import Walker
from bot.store.diary import arcs, doses, reviews
from bot.store.diary.doses import Decided

ONE_DAY, WEEK = timedelta(days=1), timedelta(days=7)


def in_force(walker: Walker, first: date) -> Callable[[date], Decided | None]:
    """Return what tells of a day from `first` on what counted when it ended; of days before the first plan that one.

    It tells None where nothing was decided yet.
    """
    decided = doses.of_days(walker.tx, walker.user_id, first)

    def of_day(day: date) -> Decided | None:
        return next((found for found in reversed(decided) if found.from_on <= day), decided[0] if decided else None)

    return of_day


def least_of_week(walker: Walker, monday: date) -> int:
    """Return the minutes that a week from `monday` on was to have, by the smallest of the plans that counted in it."""
    of_day = in_force(walker, monday)
    found = (of_day(monday + ONE_DAY * number) for number in range(7))
    return min((minutes(walker, each) for each in found if each), default=0)


def grew_by_days(walker: Walker, monday: date) -> bool:
    """Tell whether choices of days made the week from `monday` on, or the plan since, ask for more than before."""
    found = doses.of_days(walker.tx, walker.user_id, monday - ONE_DAY)
    if not any(each.reason == doses.OTHER_DAYS and each.from_on >= monday for each in found):
        return False
    before = minutes(walker, found[0])
    each_day = [(each.from_on, each.dose, each.walk_days) for each in found]
    of_day = planned_minutes(each_day, lambda _: False, walker.rules.dosing)
    of_week = sum(of_day(monday + ONE_DAY * number) for number in range(7))
    return max(of_week, minutes(walker, found[-1])) > before


def minutes(walker: Walker, decided: Decided) -> int:
    """Return what a week of this plan asks for."""
    return weekly_minutes(decided.dose, decided.walk_days, walker.rules.dosing)


def is_kept(walker: Walker) -> bool:
    """Tell whether somebody chose to keep what the six weeks reached."""
    arc = arcs.newest(walker.tx, walker.user_id)
    return arc is not None and arc.kept is not None


def is_ending(walker: Walker, arc: Arc | None, checkins: int) -> bool:
    """Tell whether the week under review, with so many check-ins, is the last of an arc."""
    if arc is None or arc.ended_on is not None or not checkins:
        return False
    walked = reviews.walked_weeks(walker.tx, walker.user_id, arc.began_on)
    return walked + 1 >= walker.rules.arc.weeks
