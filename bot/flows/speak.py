"""Where things stand: the answer to every button that is too old to mean anything.

It lies below the flows, so that each of them can end here. What is heard without being asked for is answered in
`bot.flows.listening`, above them.
"""

from bot.facts.context import Context, Walker
from bot.flows import ways
from bot.flows.day import today
from bot.messages import Replies


def where_things_stand(context: Context) -> Replies:
    """Answer with today's state, or with the way on for someone whose start is unfinished. Stores nothing."""
    if isinstance(context, Walker):
        return today.card(context)
    return ways.unfinished(context)
