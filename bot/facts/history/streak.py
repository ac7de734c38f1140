"""The chosen days of somebody, kept or missed, from what is stored."""

from datetime import timedelta

from bot.domain.coaching.plan import is_done
from bot.domain.history.progress import habit_score, streak
from bot.facts import plans
from bot.facts.context import Walker
from bot.facts.excused import excused
from bot.store.diary import days, walks


def kept_up(walker: Walker) -> int:
    """Return the streak: chosen days kept in a row. Today counts once it is kept, and is no miss before it is over.

    0 for those who do not want to see it.
    """
    return (streak_and_habit(walker))[0]


def streak_and_habit(walker: Walker) -> tuple[int, int]:
    """Return the streak as `kept_up` does, and the habit score (0-100) of the same days."""
    kept = _kept(walker)
    rules = walker.rules.habit
    return streak(kept, rules) if walker.profile.streak_shown else 0, habit_score(kept, rules)


def _kept(walker: Walker) -> list[bool]:
    """Return the chosen days that were not excused, oldest first: True for one kept."""
    today = walker.today
    first = walker.first_walk_on
    walked = walks.by_day(walker.tx, walker.user_id, first)
    marks = days.since(walker.tx, walker.user_id, first)
    is_excused = excused(walker, first)
    plan_of = plans.in_force(walker, first)
    rules = walker.rules
    kept: list[bool] = []
    day = first
    while day <= today:
        minutes, offered = walked.get(day, (0, None))
        hard = minutes >= rules.habit.worst_day_minutes and (day in marks or is_excused(day))
        if hard or marks.get(day) == days.REST_PAIN or is_done(minutes, offered, rules.dosing):
            kept.append(True)
        elif day < today and not is_excused(day):
            plan = plan_of(day)
            if plan is not None and day.weekday() in plan.walk_days:
                kept.append(False)
        day += timedelta(days=1)
    return kept
