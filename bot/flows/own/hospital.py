"""In hospital, or just operated on: no walks and no nudges until the person is back and somebody there has agreed."""

from bot.domain.safety.screening import CLEARANCE
from bot.facts import breaks, people, scheduling
from bot.facts.context import Walker
from bot.facts.unanswered import unanswered
from bot.flows.day import today
from bot.flows.plan import pausing
from bot.messages import Button, Replies, Say, as_new
from bot.store.diary import courses
from bot.store.safety import holds

ROUTE = "hospital"
PAUSED, HEARD = "paused", "heard"
"""Whether the person was in a break of their own before."""


def told(walker: Walker) -> Replies:
    """Stop walks, and all that is said unasked; the hold ends by "I've been checked", as any stop does."""
    before = {hold.hold_id for hold in holds.open_of(walker.tx, walker.user_id)}
    holds.put(walker.tx, walker.user_id, CLEARANCE, walker.today, walker.now)
    courses.end_all(walker.tx, walker.user_id)
    paused = breaks.is_silent(walker)
    if not paused:
        walker = pausing.be_quiet(walker)
        scheduling.plan_check(walker)
    opened = [hold for hold in holds.open_of(walker.tx, walker.user_id) if hold.hold_id not in before]
    not_so = [(ROUTE, "not_so", str(hold.hold_id), PAUSED if paused else HEARD) for hold in opened]
    rows = [[Button("health/not_so", tap)] for tap in not_so]
    return [Say("health/hospital", {"number": people.emergency_number(walker)}, rows)]


def home(walker: Walker) -> Replies | None:
    """Show what stands in the way of a walk to somebody who is home again, with the way out; None: nothing does."""
    if not any(hold.stops for hold in holds.open_of(walker.tx, walker.user_id)):
        return None
    resumed = pausing.resume(walker, "") if breaks.is_silent(walker) else []
    card = [] if resumed and unanswered(walker) else today.card(walker)  # what is open was shown
    return as_new([*resumed, *card])


def tapped(walker: Walker, arguments: tuple[str, ...]) -> Replies | None:
    """Take a tap: ("not_so", hold_id, …): it was misheard, and the hold goes, with the break that it began."""
    match arguments:
        case ("not_so", number, ("paused" | "heard") as before) if number.isdecimal():
            hold = holds.find(walker.tx, walker.user_id, int(number))
            if hold is None or hold.closed_at is not None or hold.rule != CLEARANCE:
                return None
            fresh = hold.opened_on == walker.today
            holds.withdraw(walker.tx, walker.user_id, CLEARANCE, hold.opened_at, walker.now, fresh)
            return pausing.resume(walker, "") if before == HEARD else today.card(walker)
    return None
