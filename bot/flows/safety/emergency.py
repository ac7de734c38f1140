"""Help in an emergency, and the way back after a professional has looked."""

from bot.domain.escalation import STOPPING
from bot.domain.flare import FLARE
from bot.facts import people
from bot.facts.context import Context, Walker
from bot.flows import ways
from bot.flows.safety import ladder
from bot.messages import Button, Edit, Replies, Say, as_new
from bot.store import holds

ROUTE = "safe"


def help_now(context: Context, argument: str) -> Replies:
    """Answer /help_now, at any time and to anybody."""
    facts = {"number": people.emergency_number(context), "line": people.crisis_line(context)}
    return [Say("safety/help_now", facts, ways.ways_on(context))]


def despair(context: Context, sure: bool) -> Replies:
    """Answer someone who writes that they do not want to live: kindly, with who can help now, and nothing else.

    `sure`: they said so; else it only sounds like it.
    """
    facts = {"number": people.emergency_number(context), "line": people.crisis_line(context), "sure": sure}
    return [Say("safety/despair", facts)]


def overdose(context: Context, sure: bool) -> Replies:
    """Answer someone who took too much of something: call now, and who advises on poisons; nothing else.

    `sure`: they said so; else it only sounds like it.
    """
    facts = {"number": people.emergency_number(context), "line": people.poison_line(context), "sure": sure}
    return [Say("safety/overdose", facts)]


def tapped(context: Context, arguments: tuple[str, ...]) -> Replies | None:
    """Take a tap on "I've been checked": it asks once, then closes every open hold. A flare is not theirs to close."""
    open_holds = [hold for hold in holds.open_of(context.tx, context.user_id) if hold.rule != FLARE]
    if not open_holds:
        return None
    match arguments:
        case ("checked",):
            buttons = [[Button("safety/cleared", (ROUTE, "cleared"))], [Button("safety/not_yet", (ROUTE, "not_yet"))]]
            return [Say("safety/checked", buttons=buttons)]
        case ("cleared",):
            for hold in open_holds:
                holds.close(context.tx, context.user_id, "checked", context.now, hold.rule)
            go_on = (
                Button("safety/today", ("go", "today"))
                if isinstance(context, Walker)
                else Button("safety/go_on", ("go", "start"))
            )
            # Under a stop the ladder is silent: what it had to say about the walks before is said now.
            return [Edit("safety/cleared", buttons=[[go_on]]), *as_new(ladder.evaluate(context))]
        case ("not_yet",):
            stopped = any(hold.rule in STOPPING for hold in open_holds)
            return [Edit("safety/not_yet", {"stopped": stopped}, [[Button("safety/pt", ("go", "pt"))]])]
    return None
