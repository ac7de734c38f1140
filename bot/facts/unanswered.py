"""Red-flag questions that were begun and left."""

from bot.domain.safety.screening import Screen
from bot.facts.context import Context
from bot.store.safety import screens

KINDS = ("red_flags", "severe", "start", "night")


def unanswered(context: Context) -> Screen | None:
    """Return the round, of any kind, that is to be answered before any walk, the most urgent kind first; or None.

    However long ago it was begun: who named a red flag and put the phone away is not sent walking the next morning.
    """
    rounds = (screens.latest(context.tx, context.user_id, kind) for kind in KINDS)
    return next((screen for screen in rounds if screen is not None and screen.finished_at is None), None)
