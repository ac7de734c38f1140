"""Where the day stands, with the buttons that fit it: /today, /start of a known person, and every stale button."""

from bot.flows import speak
from bot.flows.context import Context
from bot.messages import Replies


async def show(context: Context, argument: str) -> Replies:
    """Answer /today."""
    return await card(context)


async def card(context: Context) -> Replies:
    """Return where the day stands, in the place of the tapped message where there is one."""
    return await speak.where_things_stand(context)
