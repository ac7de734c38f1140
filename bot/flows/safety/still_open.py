"""What stands below whatever is said while danger is open: who can help, and the red-flag questions that wait."""

from bot.domain.safety.crisis import OVERDOSE
from bot.domain.safety.escalation import EMERGENCY
from bot.facts import people
from bot.facts.context import Context, Walker
from bot.facts.unanswered import alarm
from bot.flows.safety import crisis, emergency, screens
from bot.messages import Facts, Replies, as_new
from bot.store.safety import crises, holds


def below(context: Context) -> Replies:
    """Return the card of a crisis, and below it the round of questions that waits; empty: neither is open.

    An emergency in the middle of the start says whom to call: there is no card of the day yet that does.
    """
    card = crisis.card(context)
    still = [*([card] if card else []), *(screens.waiting(context) or [])]
    return as_new(still) if still or not _calls_for_help(context) else emergency.help_now(context, "")


def is_dangerous(context: Context) -> bool:
    """Tell whether a danger is open that `below` shows: a crisis, red flags, an emergency."""
    in_crisis = crises.open_of(context.tx, context.user_id) is not None
    return in_crisis or alarm(context) is not None or _calls_for_help(context)


def _calls_for_help(context: Context) -> bool:
    return not isinstance(context, Walker) and _in_emergency(context)


def _in_emergency(context: Context) -> bool:
    """Tell whether an answer led to "call for help now", and nobody has looked since."""
    return any(hold.rule == EMERGENCY for hold in holds.open_of(context.tx, context.user_id))


def help_facts(context: Context) -> Facts:
    """Return what a last message says of what is open: whom to call, who listens. See `safety/_still_open`."""
    told = crises.open_of(context.tx, context.user_id)
    kind = told.kind if told is not None else None
    return {
        "crisis": kind,
        "danger": alarm(context) is not None or _in_emergency(context),
        "number": people.emergency_number(context),
        "line": people.poison_line(context) if kind == OVERDOSE else people.crisis_line(context),
    }
