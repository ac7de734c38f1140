"""The goal: reached once, with a look at the whole way to it, and what keeping looks like."""

from datetime import date, timedelta

from bot.domain.coaching.plan import Dose
from bot.domain.coaching.review import ANOTHER_DAY, Review
from bot.facts import growth, reason
from bot.facts.context import Walker
from bot.flows.back import progress
from bot.messages import Button, Rows, Say
from bot.store.diary import doses, goals_reached, walks

ALL = "all"
LONGER = Button("weekly/longer", ("week", "longer"))
OTHER_DAYS = Button("weekly/days", ("set", "days"))


def reached(walker: Walker, found: Review, dose: Dose) -> Say:
    """Note that the first calm week at the goal is over, and say so: the way there, and how it is kept."""
    goals_reached.reach(walker.tx, walker.user_id, walker.today, dose)
    first = doses.of_days(walker.tx, walker.user_id, date.min)[0]
    tomorrow = walker.today + timedelta(days=1)
    walked = walks.summed(walker.tx, walker.user_id, walker.first_walk_on, tomorrow, "year")
    chosen = walker.profile.walk_days
    facts = {
        "minutes": dose.minutes,
        "days": growth.days_of(walker, dose),
        "first_bouts": first.bouts,
        "first_minutes": first.minutes,
        "first_days": growth.days_of(walker, first.dose, first.walk_days),
        "grown": growth.days_of(walker, first.dose, first.walk_days) * first.minutes * first.bouts
        < growth.days_of(walker, dose) * dose.minutes,
        "weeks": max(1, (walker.today - walker.first_walk_on).days // 7),
        "walks": sum(row.walks for row in walked),
        "minutes_walked": sum(row.minutes for row in walked),
        "aim": reason.named(walker),
        "more_days": found.variable == ANOTHER_DAY and len(chosen) < walker.rules.reviewing.most_target_days,
    }
    rows: Rows = [[OTHER_DAYS]] if facts["more_days"] else []
    if not walker.profile.longer_walks:
        rows = [*rows, [LONGER]]
    return Say("weekly/goal", facts, rows, file=progress.picture(walker, ALL))
