"""The chosen days of somebody, kept or missed, from what is stored."""

from datetime import timedelta

from bot.domain.plan import is_done
from bot.domain.progress import habit_score, streak
from bot.facts import people, plans
from bot.facts.context import Context
from bot.facts.excused import excused
from bot.store import days, walks


def kept_up(context: Context) -> int:
    """Return the streak: chosen days kept in a row. Today counts once it is kept, and is no miss before it is over.

    0 for those who do not want to see it.
    """
    return (streak_and_habit(context))[0]


def streak_and_habit(context: Context) -> tuple[int, int]:
    """Return the streak as `kept_up` does, and the habit score (0-100) of the same days."""
    found = people.profile(context)
    kept = _kept(context)
    rules = context.library.rules.habit
    return streak(kept, rules) if found and found.streak_shown else 0, habit_score(kept, rules)


def _kept(context: Context) -> list[bool]:
    """Return the chosen days that were not excused, oldest first: True for one kept."""
    profile = people.profile(context)
    if profile is None or profile.first_walk_on is None:
        return []
    today = people.today(context)
    first = profile.first_walk_on
    walked = walks.by_day(context.tx, context.user_id, first)
    marks = days.since(context.tx, context.user_id, first)
    is_excused = excused(context, first)
    plan_of = plans.in_force(context, first)
    rules = context.library.rules
    kept: list[bool] = []
    day = first
    while day <= today:
        minutes, offered = walked.get(day, (0, None))
        if marks.get(day) == days.REST_PAIN or is_done(minutes, offered, rules.dosing):
            kept.append(True)
        elif day < today and not is_excused(day):
            plan = plan_of(day)
            if plan is not None and day.weekday() in plan.walk_days:
                kept.append(False)
        day += timedelta(days=1)
    return kept
