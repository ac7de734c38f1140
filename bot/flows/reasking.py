"""The question that is open, once more: what an old button, or the second of two quick taps, is answered with."""

from collections.abc import Callable, Mapping

from bot.facts.context import Context, Walker
from bot.facts.unanswered import unanswered
from bot.flows.day import checkin, followups, walk
from bot.flows.plan import pausing, reason, self_test
from bot.flows.safety import crisis, pain, visit
from bot.messages import Replies, in_place
from bot.store.person import expecting
from bot.store.person.expecting import Expecting


def open_question(context: Context) -> Replies | None:
    """Return the question that was asked last today and waits for its answer, in the place of the tapped message."""
    expected = expecting.find(context.tx, context.user_id)
    if expected is None or not isinstance(context, Walker) or context.day_of(expected.asked_at) != context.today:
        return None
    if unanswered(context) is not None:
        return None  # red-flag questions go first
    again = AGAIN.get(expected.flow)
    replies = again(context, expected) if again else None
    return None if replies is None else in_place(replies)


# expecting.flow → its question once more; None: it is asked no more. Other flows wait for words that nobody has to say.
AGAIN: Mapping[str, Callable[[Walker, Expecting], Replies | None]] = {
    "checkin": lambda walker, expected: checkin.again(walker, expected.entity_id),
    "fu": lambda walker, expected: followups.again(walker, expected.entity_id, expected.field),
    "walk": lambda walker, _: walk.start(walker),
    "pain": lambda walker, expected: pain.again(walker, expected.entity_id),
    "test": lambda walker, expected: self_test.again(walker, expected.entity_id),
    "reason": lambda walker, expected: reason.again(walker, expected.entity_id),
    "pause": lambda walker, _: pausing.pause(walker, ""),
    crisis.ROUTE: lambda walker, expected: crisis.again(walker, expected.entity_id),
    "visit": lambda walker, expected: visit.again(walker, expected.entity_id),
}
