"""The days whose pain is known."""

from datetime import date, timedelta

from bot.domain.safety.scores import by_day, now_scores, worst_by_day
from bot.facts.context import Context
from bot.store.diary import pain_reports, walks

LOOK_BACK = timedelta(days=90)


def worst_days(context: Context, today: date) -> dict[date, float]:
    """Return day → worst pain of its walks (NRS 0-10) for the days of the last 90 on which it was told."""
    return worst_by_day(walks.since(context.tx, context.user_id, today - LOOK_BACK))


def scored_days(context: Context, today: date) -> dict[date, float]:
    """Return day → pain (NRS 0-10) for the days of the last 90 that have a score."""
    logged = walks.since(context.tx, context.user_id, today - LOOK_BACK)
    reports = pain_reports.since(context.tx, context.user_id, today - LOOK_BACK)
    return by_day(now_scores(logged, reports))
