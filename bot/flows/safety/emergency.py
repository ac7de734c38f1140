"""Help in an emergency, and the way back after a professional has looked."""

from bot.domain.safety.escalation import TOLD, Hold, ended_by_check
from bot.domain.safety.flare import FLARE
from bot.facts import people
from bot.facts.context import Context, Walker
from bot.facts.unanswered import unanswered
from bot.flows import ways
from bot.flows.safety import ladder
from bot.messages import Button, Edit, Replies, Say, as_new
from bot.store.safety import holds

ROUTE = "safe"


def help_now(context: Context, argument: str) -> Replies:
    """Answer /help_now, at any time and to anybody."""
    facts = {"number": people.emergency_number(context), "line": people.crisis_line(context)}
    return [Say("safety/help_now", facts, ways.ways_on(context))]


def tapped(context: Context, arguments: tuple[str, ...]) -> Replies | None:
    """Take a tap on "I've been checked" and its answers: (what, hold_id). Each is about one hold, and asks once.

    A button from before a hold that is open now never ends that one.
    """
    number = arguments[1] if len(arguments) > 1 else ""
    hold = holds.find(context.tx, context.user_id, int(number)) if number.isdecimal() else None
    if hold is None or hold.closed_at is not None or hold.rule in (FLARE, *TOLD):
        return None
    match arguments[0]:
        case "checked":
            answers = [[Button(f"safety/{answer}", (ROUTE, answer, number))] for answer in ("cleared", "not_yet")]
            return [Say("safety/checked", {"on": hold.opened_on}, answers)]
        case "cleared":
            return _cleared(context, hold)
        case "not_yet":
            facts = {"stopped": hold.stops}
            return [Edit("safety/not_yet", facts, [[Button("safety/pt", ("go", "pt"))]])]
    return None


def _cleared(context: Context, hold: Hold) -> Replies | None:
    """End what was looked at; None where something else still stands in the way of a walk."""
    ended = ended_by_check(hold, holds.open_of(context.tx, context.user_id))
    holds.close_each(context.tx, ended, "checked", context.now)
    stopped = any(each.stops for each in holds.open_of(context.tx, context.user_id))
    if stopped or unanswered(context) is not None:
        return None
    go_on = (
        Button("safety/today", ("go", "today"))
        if isinstance(context, Walker)
        else Button("safety/go_on", ("go", "start"))
    )
    # Under a stop the ladder is silent: what it had to say about the walks before is said now.
    return [Edit("safety/cleared", buttons=[[go_on]]), *as_new(ladder.evaluate(context))]
