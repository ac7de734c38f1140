"""What stands below whatever is said while danger is open: who can help, and the red-flag questions that wait."""

from bot.domain.safety.crisis import OVERDOSE
from bot.domain.safety.escalation import EMERGENCY
from bot.facts import people
from bot.facts.context import Context
from bot.facts.unanswered import ALARMS, unanswered
from bot.flows.safety import crisis, screens
from bot.messages import Facts, Replies, as_new
from bot.store.safety import crises, holds


def below(context: Context) -> Replies:
    """Return the card of a crisis, and below it the round of questions that waits; empty: neither is open."""
    card = crisis.card(context)
    return as_new([*([card] if card else []), *(screens.waiting(context) or [])])


def is_dangerous(context: Context) -> bool:
    """Tell whether a crisis, or red flags that somebody told of, are open."""
    return in_crisis(context) or in_alarm(context)


def in_crisis(context: Context) -> bool:
    """Tell whether words of despair or of too much taken are open."""
    return crises.open_of(context.tx, context.user_id) is not None


def in_alarm(context: Context) -> bool:
    """Tell whether red flags that somebody told of are open."""
    screen = unanswered(context)
    return screen is not None and screen.kind in ALARMS


def in_emergency(context: Context) -> bool:
    """Tell whether an answer led to "call for help now", and nobody has looked since."""
    return any(hold.rule == EMERGENCY for hold in holds.open_of(context.tx, context.user_id))


def help_facts(context: Context) -> Facts:
    """Return what a last message says of help: which danger is open, whom to call, who listens."""
    told = crises.open_of(context.tx, context.user_id)
    overdose = told is not None and told.kind == OVERDOSE
    return {
        "crisis": told is not None,
        "danger": in_alarm(context) or in_emergency(context),
        "number": people.emergency_number(context),
        "line": people.poison_line(context) if overdose else people.crisis_line(context),
    }
