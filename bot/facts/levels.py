"""Pain from week to week, and the own level that it is compared with."""

from datetime import date, timedelta
from fractions import Fraction

from bot.domain.day import programme_week, week_start
from bot.domain.safety.flare import FLARE
from bot.domain.safety.level import flare_days
from bot.domain.safety.level import own_level as rule
from bot.domain.safety.scores import by_day, by_week, now_scores
from bot.facts.context import Context, Walker
from bot.store.diary import pain_reports, walks
from bot.store.safety import holds

LOOK_BACK, WEEK = timedelta(weeks=13), timedelta(weeks=1)


def weekly_means(context: Context, start_on: date) -> dict[date, Fraction]:
    """Return Monday → mean P of all weeks that are over, without the days of flares."""
    first = context.today - since_before(context, start_on)
    logged = walks.since(context.tx, context.user_id, first)
    scores = now_scores(logged, pain_reports.since(context.tx, context.user_id, first))
    rules = context.rules.escalation
    flares = [hold.span for hold in holds.since(context.tx, context.user_id, start_on) if hold.rule == FLARE]
    left_out = flare_days(flares, context.today, rules)
    monday = week_start(context.today)
    days = {day: pain for day, pain in by_day(scores).items() if day < monday and day not in left_out}
    return by_week(days, rules.scored_days)


def own_level(walker: Walker) -> Fraction | None:
    """Return the own level of pain by now; None: too few weeks are scored."""
    monday = week_start(walker.today)
    weeks = weekly_means(walker, walker.first_walk_on)
    return rule(weeks, monday, programme_week(walker.first_walk_on, monday - WEEK), walker.rules.escalation)


def since_before(context: Context, start_on: date) -> timedelta:
    """Return how far to look back for all that was told since the start, and the weeks before it."""
    return max(LOOK_BACK, context.today - start_on + LOOK_BACK)
