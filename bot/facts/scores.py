"""Scores that somebody told: the pain before a walk, the colour that it gives the walk, the newest of all."""

from datetime import date, timedelta

from bot.domain.checkin import Walk
from bot.domain.safety.colours import colour
from bot.domain.safety.escalation import is_severe
from bot.domain.safety.scores import before, now_scores
from bot.facts.context import Context, Walker
from bot.store.diary import pain_reports, walks

LOOK_BACK = timedelta(days=7)


def before_walk(walker: Walker, walk: Walk) -> float | None:
    """Return the pain before a walk, see `bot.domain.safety.scores.before`."""
    first = walk.on_day - LOOK_BACK
    logged = walks.since(walker.tx, walker.user_id, first)
    reports = pain_reports.since(walker.tx, walker.user_id, first)
    return before(walk, now_scores(logged, reports))


def colour_of(walker: Walker, walk: Walk) -> str | None:
    """Return the colour of a walk, as far as it is known now."""
    return colour(walk, before_walk(walker, walk), walker.rules.colours)


def newest(context: Context, since: date) -> list[int]:
    """Return the worst score of each check-in and report of a day and later, oldest first."""
    said = [(r.reported_at, r.score) for r in pain_reports.since(context.tx, context.user_id, since)]
    for walk in walks.since(context.tx, context.user_id, since):
        at = walk.logged_at or walk.started_at
        known = [s for s in (walk.gate_pain, walk.before_pain, walk.worst_pain, walk.two_hour_pain) if s is not None]
        if at and known:
            said.append((at, max(known)))
    return [score for _, score in sorted(said, key=lambda item: item[0]) if score is not None]


def severe_today(context: Context) -> bool:
    """Tell whether any pain of today was severe, wherever it was told."""
    return any(is_severe(score, context.rules.escalation) for score in newest(context, context.today))
