"""/feedback: a word to whoever runs this bot. It goes to them as it is, without a name, and is kept till then."""

from bot.flows import people
from bot.flows.context import Context
from bot.messages import Button, Replies, Say
from bot.store import expecting, feedback, nudges, users
from bot.store.nudges import Nudge

ROUTE = "feedback"
MOST = 1000
"""Characters; the rest is cut, so that the words fit into one message to the operator."""


async def ask(context: Context, argument: str) -> Replies:
    """Answer /feedback: with words behind it they are taken, else they are asked for."""
    if not context.operators or await users.find(context.tx, context.user_id) is None:
        return [Say("feedback/nobody")]
    if argument:
        return await _taken(context, argument)
    await expecting.ask(context.tx, context.user_id, ROUTE, 0, "words", context.now)
    return [Say("feedback/ask", buttons=[[Button("feedback/never_mind", (ROUTE, "no"))]])]


async def typed(context: Context, entity_id: int, field: str, text: str) -> Replies | None:
    """Take the words."""
    await expecting.clear(context.tx, context.user_id)
    return await _taken(context, text)


async def tapped(context: Context, arguments: tuple[str, ...]) -> Replies:
    """Take a tap: never mind."""
    await expecting.clear(context.tx, context.user_id)
    return [Say("feedback/never_mind")]


async def told(context: Context, nudge: Nudge) -> Replies:
    """Tell an operator what somebody wrote; the last one to be told ends its being kept."""
    words = await feedback.words(context.tx, nudge.entity_id or 0)
    if words is None or context.user_id not in context.operators:
        return []
    await nudges.settle(context.tx, nudge.nudge_id, "sent", context.now)
    if not await nudges.any_pending(context.tx, "feedback", nudge.entity_id or 0):
        await feedback.forget(context.tx, nudge.entity_id or 0)
    return [Say("feedback/told", {"words": words})]


async def _taken(context: Context, text: str) -> Replies:
    feedback_id = await feedback.keep(context.tx, context.user_id, text[:MOST], context.now)
    today = await people.today(context)
    for operator in context.operators:
        if await users.find(context.tx, operator) is not None:
            key = f"feedback:{feedback_id}"
            await nudges.plan(context.tx, operator, key, "feedback", context.now, today, feedback_id)
    return [Say("feedback/thanks")]
