"""Days that ask for nothing: under a hold, in a flare, a break or a crisis. Not planned, and nobody's misses."""

from collections.abc import Callable
from datetime import date

from bot.domain.history.spans import covering
from bot.facts.context import Context
from bot.store.diary import pauses
from bot.store.safety import crises, holds


def excused(context: Context, first: date) -> Callable[[date], bool]:
    """Return what tells of a day from `first` on whether it is excused."""
    held = [hold for hold in holds.since(context.tx, context.user_id, first) if hold.closed_by != "mistake"]
    breaks = pauses.since(context.tx, context.user_id, first)
    told = crises.all_of(context.tx, context.user_id)
    spans = [*(hold.span for hold in held), *(pause.span for pause in breaks), *(crisis.span for crisis in told)]
    return covering(spans)
