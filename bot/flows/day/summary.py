"""What is said of a walk that is logged: the summary, and what comes after it."""

from datetime import date

from bot.domain.checkin import Walk, far_more
from bot.domain.day import week_start
from bot.domain.safety.colours import GREEN
from bot.domain.safety.escalation import TOLD_NO_WALKS
from bot.facts import instructed
from bot.facts.allowed import allowed
from bot.facts.asking import next_question
from bot.facts.context import Walker
from bot.facts.history.streak import kept_up
from bot.facts.offer import rests
from bot.facts.scores import colour_of
from bot.flows.day import followups
from bot.flows.plan import action_plan, arc, reason, unlocking
from bot.flows.safety import flare, hard_day, ladder
from bot.messages import Button, Edit, Facts, Replies, as_new
from bot.store.diary import walks
from bot.store.safety import crises, holds

ROUTE = "ci"


def card(walker: Walker, walk: Walk, told_before: int | None = None) -> Edit:
    """Return what was logged, with the week so far in one line."""
    number = str(walk.walk_id)
    buttons = [
        [Button("checkin/new", (ROUTE, "new", number))],
        [Button("checkin/correct", (ROUTE, "correct", number)), Button("checkin/undo", (ROUTE, "undo", number))],
    ]
    return Edit("checkin/summary", {**_facts(walker, walk), "told_before": told_before}, buttons)


def after(walker: Walker, walk: Walk) -> Replies:
    """Plan what is asked later, and say what the ladder of rules has to say."""
    followups.plan(walker, walk)
    fallen_back = unlocking.fallen_back(walker, walk.exercise, walk.worst_pain)
    said = [*as_new(fallen_back), *as_new(ladder.evaluate(walker)), *flare.notice(walker)]
    return (
        said
        or _own_reason(walker, walk)
        or arc.offer(walker)
        or action_plan.offer(walker)
        or _on_a_good_day(walker, walk)
    )


def told_day(walker: Walker, day: date) -> Facts:
    """Return how a message tells a day that may be a past one."""
    days_ago = (walker.today - day).days
    return {"yesterday": days_ago == 1, "on": day if days_ago > 1 else None}


def stopped(walker: Walker) -> bool:
    """Tell whether somebody has to be seen before any walk: what was walked is noted, and not cheered."""
    return any(hold.stops for hold in holds.open_of(walker.tx, walker.user_id))


def until(walker: Walker) -> date | None:
    """Return until when a professional wants no walks; None: they do not, or something else stops walks as well."""
    rules = {hold.rule for hold in holds.open_of(walker.tx, walker.user_id) if hold.stops}
    said = instructed.current(walker) if rules == {TOLD_NO_WALKS} else None
    return said.until_on if said else None


def _facts(walker: Walker, walk: Walk) -> Facts:
    week = walks.since(walker.tx, walker.user_id, week_start(walk.on_day))
    may = allowed(walker)
    return {
        "minutes": walk.minutes,
        "worst": walk.worst_pain,
        "before": walk.pain_before,
        "effort": walk.effort,
        **told_day(walker, walk.on_day),
        "week_minutes": sum(other.minutes or 0 for other in week),
        "week_walks": sum(1 for other in week if other.minutes),
        "streak": kept_up(walker) if may.more else 0,
        "colour": colour_of(walker, walk),
        "back": may.more and _is_back(walker, walk),
        "stopped": stopped(walker),
        "until": until(walker),
        "asks": crises.open_of(walker.tx, walker.user_id) is None,
        "rests": walk.on_day == walker.today and rests(walker, walker.today),
        "planned": walk.offered_minutes if may.walk and far_more(walk, walker.rules.checkins) else None,
    }


def _is_back(walker: Walker, walk: Walk) -> bool:
    """Tell whether a walk is the first after some days without one: coming back is what is praised then."""
    last_on = walks.last_walked_on(walker.tx, walker.user_id, walk.on_day)
    return last_on is not None and (walk.on_day - last_on).days >= walker.rules.lapses.back_after


def _own_reason(walker: Walker, walk: Walk) -> Replies:
    """Ask, where it is time to, what the walks are for: after a calm walk of today.

    A question about the first walk comes before it. Who types walks and leaves the rest open is asked with the next.
    """
    if next_question(walker, walk) and walks.last_walked_on(walker.tx, walker.user_id, walk.on_day) is None:
        return []
    if walk.on_day != walker.today or not reason.is_due(walker) or colour_of(walker, walk) != GREEN:
        return []
    return reason.offer(walker)


def _on_a_good_day(walker: Walker, walk: Walk) -> Replies:
    return hard_day.offer(walker) if colour_of(walker, walk) == GREEN else []
