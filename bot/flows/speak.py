"""What to do with words, places and taps that belong to no question: nothing is met with silence."""

from bot.flows.context import Context
from bot.messages import Replies


async def free_text(context: Context, text: str) -> Replies:
    """Answer text that no question waits for: red-flag words first, then a typed check-in, else where to go."""
    return []


async def location(context: Context, latitude: float, longitude: float) -> Replies:
    """Give a shared place to the flow that asked for it."""
    return []


async def where_things_stand(context: Context) -> Replies:
    """Answer a button that is too old to mean anything: today's state, with buttons that work."""
    return []
