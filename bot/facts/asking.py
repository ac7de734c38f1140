"""Which questions of a walk are still to be asked: none that can change nothing."""

from datetime import date, timedelta

from bot.domain import checkin as rule
from bot.domain.checkin import Asking, Walk
from bot.domain.coaching.plan import Offer, easy_minutes, target_days
from bot.domain.day import programme_week, week_start
from bot.domain.safety import flare, gate
from bot.domain.safety.colours import colour
from bot.domain.safety.scores import before, by_day, now_scores
from bot.facts.allowed import allowed, todays_move
from bot.facts.context import Walker
from bot.facts.levels import own_level
from bot.facts.offer import dose_in_force
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
        eased=_is_eased(walker, walk),
    )


def _is_eased(walker: Walker, walk: Walk) -> bool:
    """Tell whether a walk was offered smaller than its plan: by a hold, a flare, the gate, or after a gap."""
    dose = dose_in_force(walker, walk.on_day)
    planned = dose.minutes if walk.target else easy_minutes(dose, walker.rules.dosing)
    return walk.offered_minutes is not None and walk.offered_minutes < planned * dose.bouts


def next_question(walker: Walker, walk: Walk) -> str | None:
    """Return the first field of a walk that is due and still open; None: its check-in is over."""
    return rule.next_question(walk, rule.due(walk, asking(walker, walk), walker.rules.checkins))


def usual_at_gate(walker: Walker, offered: Offer) -> float | None:
    """Return the usual pain where "as usual" is enough to begin the walk offered today; None: a score is asked."""
    rules, today = walker.rules, walker.today
    monday = week_start(today)
    week = programme_week(walker.first_walk_on, monday)
    if week <= rules.checkins.full_weeks or offered.reason is not None:
        return None  # known without asking the store
    first = today - timedelta(days=rules.flare.usual_days + 7)
    begun = walks.since(walker.tx, walker.user_id, first)
    scores = now_scores(begun, pain_reports.since(walker.tx, walker.user_id, first))
    days = by_day(scores)
    may = allowed(walker, offered)
    setting = gate.Setting(
        day=today,
        plain=may.more and todays_move(walker, offered, may) is None,
        programme_week=week,
        scored_days=sum(monday <= day for day in days),
        days=days,
        own_level=own_level(walker),
        walks=[(walk.on_day, colour(walk, before(walk, scores), rules.colours)) for walk in begun if walk.minutes],
    )
    if gate.asks_score(setting, rules.gate, rules.checkins, rules.flare):
        return None
    return flare.usual(days, today, rules.flare)
