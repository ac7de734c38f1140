"""A week after the advice to see somebody: could you? What they said about walking is what happens next."""

from bot.domain.escalation import STOPPING
from bot.domain.flare import FLARE
from bot.facts import people
from bot.facts.context import Context
from bot.flows import speak
from bot.flows.safety.advice import plan_visit
from bot.messages import Button, Edit, Replies, Say
from bot.store import advice, expecting, holds, profiles, visits
from bot.store.nudges import Nudge

ROUTE = "visit"
VERDICTS = ("as_before", "easier", "no_walks")
IN_THE_WAY = ("cost", "time", "where", "unneeded")
DOCTORS = ("GP", "PATTERN")


def ask(context: Context, nudge: Nudge) -> Replies:
    """Ask; not where it is answered, nor while a hold asks by itself whether somebody has looked."""
    given = advice.find(context.tx, context.user_id, nudge.entity_id or 0)
    open_holds = holds.open_of(context.tx, context.user_id)
    if given is None or any(hold.rule in STOPPING for hold in open_holds):
        return []
    known = visits.find(context.tx, context.user_id, given.advice_id)
    if known is not None and known.answer != "booked":
        return []
    number = str(given.advice_id)
    buttons = [
        [Button("visit/went", (ROUTE, "went", number)), Button("visit/booked", (ROUTE, "booked", number))],
        [Button("visit/not_yet", (ROUTE, "not_yet", number))],
    ]
    return [Say("visit/ask", {"on": given.given_on, "doctor": given.rule in DOCTORS}, buttons)]


def tapped(context: Context, arguments: tuple[str, ...]) -> Replies:
    """Take a tap: (what, advice_id) or (what, advice_id, detail)."""
    number = arguments[1] if len(arguments) > 1 else ""
    given = advice.find(context.tx, context.user_id, int(number)) if number.isdecimal() else None
    if given is None:
        return speak.where_things_stand(context)
    match (arguments[0], *arguments[2:]):
        case ("cared",):
            profiles.update(context.tx, context.user_id, under_care=True)
            return [Say("visit/cared", buttons=[[Button("visit/pt", ("go", "pt"))]])]
        case ("booked",):
            return _booked(context, given.advice_id)
        case ("went",):
            return _went(context, given.advice_id)
        case ("went", verdict) if verdict in VERDICTS:
            return _said(context, given.advice_id, verdict)
        case ("not_yet",):
            visits.answer(context.tx, context.user_id, given.advice_id, "not_yet", context.now)
            reasons = [Button(f"visit/{reason}", (ROUTE, "not_yet", number, reason)) for reason in IN_THE_WAY]
            return [Edit("visit/not_yet", buttons=[reasons[:2], reasons[2:]])]
        case ("not_yet", reason) if reason in IN_THE_WAY:
            visits.answer(context.tx, context.user_id, given.advice_id, "not_yet", context.now, reason)
            return [Edit(f"visit/{reason}", buttons=[[Button("visit/pt", ("go", "pt"))]])]
    return speak.where_things_stand(context)


def typed(context: Context, entity_id: int, field: str, text: str) -> Replies | None:
    """Keep what they said, in the person's own words; no more of it than a few lines."""
    most = context.library.rules.escalation.visit_words
    visits.note(context.tx, context.user_id, entity_id, text[:most])
    expecting.clear(context.tx, context.user_id)
    return [Say("visit/noted", {"cut": len(text) > most})]


def _booked(context: Context, advice_id: int) -> Replies:
    """Be glad, and ask again in a week."""
    visits.answer(context.tx, context.user_id, advice_id, "booked", context.now)
    profile = people.profile(context)
    if profile is not None:
        plan_visit(context, profile, advice_id)
    return [Edit("visit/booked")]


def _went(context: Context, advice_id: int) -> Replies:
    visits.answer(context.tx, context.user_id, advice_id, "went", context.now)
    profiles.update(context.tx, context.user_id, under_care=True)
    buttons = [[Button(f"visit/{verdict}", (ROUTE, "went", str(advice_id), verdict))] for verdict in VERDICTS]
    return [Edit("visit/went", buttons=buttons)]


def _said(context: Context, advice_id: int, verdict: str) -> Replies:
    """Do as they said: the holds end, or a new one begins. Their word stands above every rule of this program."""
    visits.answer(context.tx, context.user_id, advice_id, "went", context.now, verdict)
    for hold in holds.open_of(context.tx, context.user_id):
        if hold.rule != FLARE:
            holds.close(context.tx, context.user_id, "checked", context.now, hold.rule)
    today = people.today(context)
    if verdict == "easier":
        holds.put(context.tx, context.user_id, "EASIER", today, context.now)
    elif verdict == "no_walks":
        holds.put(context.tx, context.user_id, "CLEARANCE", today, context.now)
    expecting.ask(context.tx, context.user_id, ROUTE, advice_id, "words", context.now)
    return [Edit("visit/said", {"verdict": verdict}, [[Button("visit/today", ("go", "today"))]])]
