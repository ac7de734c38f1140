"""In hospital, or just operated on: no walks and no nudges until the person is back and somebody there has agreed."""

from bot.domain.safety.screening import CLEARANCE
from bot.facts import breaks, people, scheduling
from bot.facts.context import Walker
from bot.facts.unanswered import unanswered
from bot.flows.day import today
from bot.flows.plan import pausing
from bot.messages import Button, Replies, Say, as_new
from bot.store.diary import courses, pauses
from bot.store.safety import holds

ROUTE = "hospital"
NO_BREAK = 0
"""In a tap, in the place of the break that began with the hold: the person was in one of their own."""


def told(walker: Walker) -> Replies:
    """Stop walks, and all that is said unasked; the hold ends by "I've been checked", as any stop does."""
    before = {hold.hold_id for hold in holds.open_of(walker.tx, walker.user_id)}
    holds.put(walker.tx, walker.user_id, CLEARANCE, walker.today, walker.now)
    courses.end_all(walker.tx, walker.user_id)
    begun = NO_BREAK
    if not breaks.is_silent(walker):
        walker = pausing.be_quiet(walker)
        scheduling.plan_check(walker)
        begun = pauses.newest(walker.tx, walker.user_id)
    opened = [hold for hold in holds.open_of(walker.tx, walker.user_id) if hold.hold_id not in before]
    rows = [[Button("health/not_so", (ROUTE, "not_so", str(hold.hold_id), str(begun)))] for hold in opened]
    return [Say("health/hospital", {"number": people.emergency_number(walker)}, rows)]


def home(walker: Walker) -> Replies | None:
    """Show what stands in the way of a walk to somebody who is home again, with the way out; None: nothing does."""
    if not any(hold.stops for hold in holds.open_of(walker.tx, walker.user_id)):
        return None
    resumed = pausing.resume(walker, "") if breaks.is_silent(walker) else []
    card = [] if resumed and unanswered(walker) else today.card(walker)  # what is open was shown
    return as_new([*resumed, *card])


def tapped(walker: Walker, arguments: tuple[str, ...]) -> Replies | None:
    """Take a tap: ("not_so", hold_id, pause_id): it was misheard, and the hold goes, with the break that it began.

    Old from the next day on: then "I've been checked" is the way. A STOP or a break asked for since stays.
    """
    match arguments:
        case ("not_so", number, begun) if number.isdecimal() and begun.isdecimal():
            hold = holds.find(walker.tx, walker.user_id, int(number))
            is_open = hold is not None and hold.closed_at is None and hold.rule == CLEARANCE
            if hold is None or not is_open or hold.opened_on != walker.today:
                return None
            holds.withdraw(walker.tx, walker.user_id, CLEARANCE, hold.opened_at, walker.now, fresh=True)
            lasts = breaks.is_silent(walker) and int(begun) == pauses.newest(walker.tx, walker.user_id)
            return pausing.resume(walker, "") if lasts else today.card(walker)
    return None
