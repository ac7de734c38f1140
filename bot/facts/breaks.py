"""Days on which somebody wants to be left in peace: a break, or STOP."""

from bot.domain.coaching.pause import is_paused
from bot.domain.day import ONE_DAY
from bot.facts import people
from bot.facts.context import Context, Walker
from bot.store.diary import pauses


def is_silent(context: Context) -> bool:
    """Tell whether somebody asked that nothing be said unasked now."""
    return isinstance(context, Walker) and is_paused(context.profile.paused_until, context.now)


def end(walker: Walker) -> Walker:
    """Let messages come again from tomorrow on; the daily nudge is for the caller to plan."""
    pauses.end(walker.tx, walker.user_id, walker.today + ONE_DAY)
    return people.update(walker, paused_until=None)
