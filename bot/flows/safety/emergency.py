"""Help in an emergency, and the way back after a professional has looked."""

from bot.domain.escalation import STOPPING
from bot.domain.flare import FLARE
from bot.facts import people
from bot.facts.context import Context
from bot.flows import speak
from bot.flows.safety import ladder
from bot.messages import Button, Edit, Replies, Say, as_new
from bot.store import holds

ROUTE = "safe"


def help_now(context: Context, argument: str) -> Replies:
    """Answer /help_now, at any time and to anybody."""
    return [Say("safety/help_now", {"number": people.emergency_number(context)})]


def despair(context: Context, argument: str) -> Replies:
    """Answer someone who writes that they do not want to live: kindly, with who can help now, and nothing else."""
    return [Say("safety/despair", {"number": people.emergency_number(context)})]


def tapped(context: Context, arguments: tuple[str, ...]) -> Replies:
    """Take a tap on "I've been checked": it asks once, then closes every open hold. A flare is not theirs to close."""
    open_holds = [hold for hold in holds.open_of(context.tx, context.user_id) if hold.rule != FLARE]
    if not open_holds:
        return speak.where_things_stand(context)
    match arguments:
        case ("checked",):
            buttons = [[Button("safety/cleared", (ROUTE, "cleared"))], [Button("safety/not_yet", (ROUTE, "not_yet"))]]
            return [Say("safety/checked", buttons=buttons)]
        case ("cleared",):
            for hold in open_holds:
                holds.close(context.tx, context.user_id, "checked", context.now, hold.rule)
            onboarded = people.onboarded(people.profile(context))
            go_on = Button("safety/today", ("go", "today")) if onboarded else Button("safety/go_on", ("go", "start"))
            # Under a stop the ladder is silent: what it had to say about the walks before is said now.
            return [Edit("safety/cleared", buttons=[[go_on]]), *as_new(ladder.evaluate(context))]
        case ("not_yet",):
            stopped = any(hold.rule in STOPPING for hold in open_holds)
            return [Edit("safety/not_yet", {"stopped": stopped}, [[Button("safety/pt", ("go", "pt"))]])]
    return speak.where_things_stand(context)
