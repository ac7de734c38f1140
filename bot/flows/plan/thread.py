"""Seven short messages about fear and pacing: each stands in a daily nudge, and a tap below it ends them."""

from bot.domain.coaching import thread as rule
from bot.domain.coaching.thread import TAP
from bot.facts.context import Walker
from bot.messages import Button, Replies, Toast
from bot.store.diary import threads

ROUTE = "thread"
STOP = Button("reason/stop_thread", (ROUTE, "stop"))


def begin(walker: Walker) -> None:
    """Begin a thread where one may begin. Its first message comes with the next day's nudge."""
    if rule.may_begin(threads.of(walker.tx, walker.user_id), walker.today, walker.rules.reason):
        threads.begin(walker.tx, walker.user_id, walker.today)


def is_new(walker: Walker) -> bool:
    """Tell whether a thread began today and goes on."""
    of = threads.of(walker.tx, walker.user_id)
    return any(thread.begun_on == walker.today and thread.ended_at is None for thread in of)


def tell(walker: Walker) -> None:
    """Take the message that is due into today's nudge. Only for a nudge that is said, on a day that is not hard."""
    messages = list(walker.library.thread)
    for thread in threads.of(walker.tx, walker.user_id):
        if rule.next_message(thread, messages, walker.today, walker.rules.reason) is not None:
            last = thread.told + 1 == len(messages)
            threads.tell(walker.tx, thread, walker.today, last, walker.now)
            return


def todays(walker: Walker) -> str | None:
    """Return the message that today's nudge brought; None: it brought none, or they were stopped since."""
    messages = list(walker.library.thread)
    found = (rule.told_today(each, messages, walker.today) for each in threads.of(walker.tx, walker.user_id))
    return next((message for message in found if message is not None), None)


def tapped(walker: Walker, arguments: tuple[str, ...]) -> Replies | None:
    """Take a tap: ("stop",). A second one says the same."""
    if arguments != ("stop",):
        return None
    threads.end(walker.tx, walker.user_id, TAP, walker.now)
    return [Toast("reason/thread_stopped", alert=True)]
