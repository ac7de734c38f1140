"""Where things stand: the answer to every button that is too old to mean anything.

It lies below the flows, so that each of them can end here. What is heard without being asked for is answered in
`bot.flows.listening`, above them.
"""

from bot.flows import people
from bot.flows.context import Context
from bot.messages import Button, Replies, Rows, Say


async def where_things_stand(context: Context) -> Replies:
    """Answer with today's state, or with the way on for someone whose start is unfinished. Stores nothing."""
    if people.onboarded(await people.profile(context)):
        return [Say("speak/stand", buttons=await ways_on(context))]
    consented = await people.consented(context)
    return [Say("speak/unfinished", {"begun": consented}, await ways_on(context))]


async def ways_on(context: Context) -> Rows:
    """Return buttons that work for this person now, whatever was said."""
    if people.onboarded(await people.profile(context)):
        return [
            [Button("speak/today", ("go", "today")), Button("speak/log", ("go", "log"))],
            [Button("speak/hurt", ("go", "pain")), Button("speak/help", ("go", "help"))],
        ]
    start = "speak/carry_on" if await people.consented(context) else "speak/start"
    return [
        [Button(start, ("go", "start"))],
        [Button("speak/hurt", ("go", "pain")), Button("speak/help", ("go", "help"))],
    ]
