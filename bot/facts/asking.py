"""Which questions of a walk are still to be asked: none that can change nothing."""

from datetime import date

from bot.domain import checkin as rule
from bot.domain.checkin import Asking, Walk
from bot.domain.coaching.plan import target_days
from bot.domain.day import programme_week, week_start
from bot.domain.safety.scores import now_scores
from bot.facts.context import Walker
from bot.store.delivery import nudges
from bot.store.diary import doses, pain_reports, walks


def asking(walker: Walker, walk: Walk) -> Asking:
    """Return what decides about the questions of a walk."""
    decided = doses.before_other_days(walker.tx, walker.user_id)
    if decided is None:
        return rule.ALL_DUE
    monday = week_start(walk.on_day)
    scores = now_scores(
        [other for other in walks.since(walker.tx, walker.user_id, monday) if other.walk_id != walk.walk_id],
        pain_reports.since(walker.tx, walker.user_id, monday),
    )
    logged = [w for w in walks.since(walker.tx, walker.user_id, date.min) if w.minutes and w.walk_id < walk.walk_id]
    asked_on = nudges.last_on(walker.tx, walker.user_id, "two_hour", walk.on_day)
    targets = target_days(walker.profile.walk_days, decided.target_days, walker.rules.dosing)
    return Asking(
        programme_week=programme_week(walker.first_walk_on, monday),
        scored_days=len({score.on_day for score in scores}),
        dose_walks=sum(w.on_day >= decided.from_on for w in logged),
        last_target=walk.target and walk.on_day.weekday() == max(targets, default=6),
        new_move=all(w.exercise != walk.exercise for w in logged),
        since_two_hours=sum(asked_on is None or w.on_day > asked_on for w in logged),
    )


def next_question(walker: Walker, walk: Walk) -> str | None:
    """Return the first field of a walk that is due and still open; None: its check-in is over."""
    return rule.next_question(walk, rule.due(walk, asking(walker, walk), walker.rules.checkins))
