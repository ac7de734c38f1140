"""A severe score that was tapped by mistake: taken back with all that it began, and asked for anew where it was given.

That is the way out of a slip of the thumb; "I've been checked" would be a lie.
"""

from collections.abc import Callable, Mapping
from typing import TypeAlias

from bot.domain.safety.escalation import SEVERE_RULES, STOPPING
from bot.domain.safety.screening import Screen, told_at
from bot.facts.context import Context, Walker
from bot.facts.scores import severe_today
from bot.flows.day import checkin, followups, walk
from bot.flows.plan import self_test
from bot.flows.safety import pain
from bot.flows.start import onboarding
from bot.messages import Replies
from bot.store.diary import days
from bot.store.safety import holds
from bot.store.safety import screens as store

Asks: TypeAlias = Callable[[Walker, int], Replies | None]


def tapped(context: Context, arguments: tuple[str, ...]) -> Replies | None:
    """Take a tap: (screen_id,). One that is answered with a red flag, or whose hold is over, is old."""
    number = arguments[0] if arguments else ""
    screen = store.find(context.tx, context.user_id, int(number)) if number.isdecimal() else None
    where = told_at(screen) if screen else None
    if screen is None or where is None or screen.outcome in STOPPING or not _holds(context, screen):
        return None
    fresh = context.day_of(screen.asked_at) == context.today
    _take_back(context, screen, fresh)
    asked = _again(context, *where)
    if fresh and not severe_today(context):
        days.clear(context.tx, context.user_id, context.today, days.REST_PAIN)
    return asked


def _again(context: Context, place: str, entity_id: int) -> Replies | None:
    """Forget the score, and ask for it anew."""
    if place == onboarding.SLIP:
        return onboarding.score_again(context)
    if place == pain.SLIP:
        return pain.score_again(context, entity_id)
    return ASKS[place](context, entity_id) if isinstance(context, Walker) and place in ASKS else None


def _holds(context: Context, screen: Screen) -> bool:
    """Tell whether a hold that this score opened still is; before the answers it always is."""
    if screen.finished_at is None:
        return True
    opened = (screen.asked_at, screen.finished_at)
    return any(hold.opened_at in opened for hold in holds.open_of(context.tx, context.user_id))


def _take_back(context: Context, screen: Screen, fresh: bool) -> None:
    """Forget the round and its hold; `fresh`: on its own day, as if they had never been."""
    for rule in SEVERE_RULES:
        for opened_at in filter(None, (screen.asked_at, screen.finished_at)):
            holds.withdraw(context.tx, context.user_id, rule, opened_at, context.now, fresh)
    store.drop(context.tx, screen)


ASKS: Mapping[str, Asks] = {
    "before_pain": checkin.before_again,
    "worst_pain": checkin.worst_again,
    "gate": walk.gate_again,
    "two_hour": followups.two_hour_again,
    "self_test": self_test.pain_again,
}
