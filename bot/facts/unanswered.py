"""What comes before all else that was begun: red-flag questions that were left, and words of despair."""

from bot.domain.safety.screening import Screen
from bot.facts.context import Context
from bot.store.safety import crises, screens

ALARMS = ("red_flags", "severe")
"""Kinds of rounds that somebody opened by telling of a danger, or of severe pain."""
AGE = "age"
"""The kind of the round that asks somebody who told an age under 18 whether it is theirs: no walk before that."""
KINDS = (*ALARMS, "start", "night", AGE)


def unanswered(context: Context) -> Screen | None:
    """Return the round, of any kind, that is to be answered before any walk, the most urgent kind first; or None.

    However long ago it was begun: who named a red flag and put the phone away is not sent walking the next morning.
    """
    newest = screens.newest(context.tx, context.user_id)
    return next((newest[kind] for kind in KINDS if kind in newest and newest[kind].finished_at is None), None)


def alarm(context: Context) -> Screen | None:
    """Return the round of red-flag questions that is open because somebody told of a danger; or None."""
    screen = unanswered(context)
    return screen if screen is not None and screen.kind in ALARMS else None


def waits(context: Context) -> bool:
    """Tell whether a question about red flags is open, or words of despair were written: they come first."""
    return unanswered(context) is not None or crises.open_of(context.tx, context.user_id) is not None


def asks_age(context: Context) -> bool:
    """Tell whether the one round that is open asks for an age."""
    screen = unanswered(context)
    return screen is not None and screen.kind == AGE
