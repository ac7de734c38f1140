"""Red-flag questions that were begun and left."""

from bot.domain.screening import YES, Screen
from bot.facts.context import Context
from bot.store import screens


def unanswered(context: Context) -> Screen | None:
    """Return the round that is to be answered before any walk; or None.

    However long ago that was: who named a red flag and put the phone away is not sent walking the next morning. The
    start screen, which comes again without a reason, waits only for a day, or where something is marked already.
    """
    for kind in ("red_flags", "severe", "start"):
        screen = screens.latest(context.tx, context.user_id, kind)
        if screen is None or screen.finished_at is not None:
            continue
        fresh = context.day_of(screen.asked_at) == context.today
        if kind != "start" or fresh or YES in screen.answers.values():
            return screen
    return None
