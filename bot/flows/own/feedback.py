"""/feedback: a word to whoever runs this bot. It goes to them as it is, without a name, and is kept till then."""

from bot.facts.context import Context
from bot.messages import Button, Replies, Say
from bot.store.delivery import nudges
from bot.store.delivery.nudges import Nudge
from bot.store.person import expecting, feedback, users

ROUTE = "feedback"
MOST = 1000
"""Characters; the rest is cut, so that the words fit into one message to the operator."""


def ask(context: Context, argument: str) -> Replies:
    """Answer /feedback: with words behind it they are taken, else they are asked for."""
    if not context.operators or users.find(context.tx, context.user_id) is None:
        return [Say("feedback/nobody")]
    if argument:
        return _taken(context, argument)
    expecting.ask(context.tx, context.user_id, ROUTE, 0, "words", context.now)
    return [Say("feedback/ask", buttons=[[Button("feedback/never_mind", (ROUTE, "no"))]])]


def typed(context: Context, entity_id: int, field: str, text: str) -> Replies | None:
    """Take the words."""
    expecting.clear(context.tx, context.user_id)
    return _taken(context, text)


def tapped(context: Context, arguments: tuple[str, ...]) -> Replies:
    """Take a tap: never mind."""
    expecting.clear(context.tx, context.user_id)
    return [Say("feedback/never_mind")]


def told(context: Context, nudge: Nudge) -> Replies:
    """Tell an operator what somebody wrote; the last one to be told ends its being kept."""
    words = feedback.words(context.tx, nudge.entity_id or 0)
    if words is None or context.user_id not in context.operators:
        return []
    if nudges.is_last(context.tx, nudge, context.now):
        feedback.forget(context.tx, nudge.entity_id or 0)
    return [Say("feedback/told", {"words": words})]


def _taken(context: Context, text: str) -> Replies:
    feedback_id = feedback.keep(context.tx, context.user_id, text[:MOST], context.now)
    today = context.today
    for operator in context.operators:
        if users.find(context.tx, operator) is not None:
            key = f"feedback:{feedback_id}"
            nudges.plan(context.tx, operator, key, "feedback", context.now, today, feedback_id)
    return [Say("feedback/thanks")]
