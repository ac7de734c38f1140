"""Red-flag questions that were begun and left."""

from bot.domain.safety.screening import Screen
from bot.facts.context import Context
from bot.store.safety import screens

KINDS = ("red_flags", "severe", "start", "night")


def unanswered(context: Context) -> Screen | None:
    """Return the round, of any kind, that is to be answered before any walk, the most urgent kind first; or None.

    However long ago it was begun: who named a red flag and put the phone away is not sent walking the next morning.
    """
    newest = screens.newest(context.tx, context.user_id)
    return next((newest[kind] for kind in KINDS if kind in newest and newest[kind].finished_at is None), None)
