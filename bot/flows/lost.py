"""What was not understood, in a row: nobody is told the same sentence twice.

Waits for no answer; it only remembers how often in a row a text was not understood.
"""

from bot.facts.context import Context
from bot.flows import ways
from bot.messages import Replies, Say
from bot.store.person import expecting

FLOW = "lost"
VARIANTS = 3


def times(context: Context) -> int:
    """Count a text that was not understood; return which of the `VARIANTS` sentences says so, 0 the first time."""
    before = expecting.find(context.tx, context.user_id)
    count = int(before.field) + 1 if before is not None and before.flow == FLOW else 0
    expecting.ask(context.tx, context.user_id, FLOW, 0, str(count), context.now)
    return count % VARIANTS


def reply(context: Context) -> Replies:
    """Say that a text was not understood."""
    return [Say("speak/lost", {"variant": times(context)}, ways.unsure(context))]
