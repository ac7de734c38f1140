"""What the plan was on any day: its dose, and the days chosen for it."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise

from bot.domain.review import weekly_minutes
from bot.flows.context import Context
from bot.store import doses
from bot.store.doses import Decided

ONE_DAY = timedelta(days=1)


async def in_force(context: Context, first: date) -> Callable[[date], Decided | None]:
    """Return what tells of a day from `first` on what counted; of days before the first plan that one.

    It tells None where nothing was decided yet.
    """
    decided = await doses.of_days(context.tx, context.user_id, first)

    def of_day(day: date) -> Decided | None:
        return next((found for found in reversed(decided) if found.from_on <= day), decided[0] if decided else None)

    return of_day


async def minutes_before(context: Context, monday: date) -> int:
    """Return what a week of the plan asked for that counted when `monday` began, or of the first one."""
    found = await doses.of_days(context.tx, context.user_id, monday - ONE_DAY)
    return minutes(context, found[0]) if found else 0


async def grew_by_days(context: Context, monday: date) -> bool:
    """Tell whether choices of days since a Monday made a week ask for more minutes."""
    found = await doses.of_days(context.tx, context.user_id, monday - ONE_DAY)
    return (
        sum(
            minutes(context, later) - minutes(context, earlier)
            for earlier, later in pairwise(found)
            if later.reason == doses.OTHER_DAYS
        )
        > 0
    )


def minutes(context: Context, decided: Decided) -> int:
    """Return what a week of this plan asks for."""
    return weekly_minutes(decided.dose, decided.walk_days, context.library.rules.dosing)
