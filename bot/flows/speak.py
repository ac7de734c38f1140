"""Where things stand: the answer to every button that is too old to mean anything.

It lies below the flows, so that each of them can end here. What is heard without being asked for is answered in
`bot.flows.listening`, above them.
"""

from bot.facts import people
from bot.facts.context import Context
from bot.flows import ways
from bot.flows.day import today
from bot.messages import Replies


def where_things_stand(context: Context) -> Replies:
    """Answer with today's state, or with the way on for someone whose start is unfinished. Stores nothing."""
    if people.onboarded(people.profile(context)):
        return today.card(context)
    return ways.unfinished(context)
