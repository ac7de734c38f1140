"""What is heard without being asked for: free words, places, pictures, changed messages, commands that do not exist.

Red-flag words come first, in every state of a conversation. Nothing is met with silence.
"""

from bot.flows import speak, ways
from bot.flows.context import Context
from bot.messages import Replies, Say


async def red_flags(context: Context, text: str) -> Replies | None:
    """Open the red-flag questions where the text names one, else return None. Before consent nothing is stored."""
    return None


async def free_text(context: Context, text: str) -> Replies:
    """Answer text that no question waits for: red-flag words, then a typed check-in, then what its words want."""
    return [Say("speak/lost", buttons=await ways.ways_on(context))]


async def location(context: Context, latitude: float, longitude: float) -> Replies:
    """Give a shared place to the flow that asked for it."""
    return await speak.where_things_stand(context)


async def media(context: Context, kind: str) -> Replies:
    """Answer a "voice", "photo", "sticker" or other message without words."""
    return [Say("speak/media", {"kind": kind}, await ways.ways_on(context))]


async def edited(context: Context) -> Replies:
    """Answer a message that was changed after it was sent."""
    return [Say("speak/edited", buttons=await ways.ways_on(context))]


async def unknown_command(context: Context, name: str) -> Replies:
    """Answer a command that does not exist."""
    return [Say("speak/unknown_command", buttons=await ways.ways_on(context))]
