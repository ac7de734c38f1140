"""A week after the advice to see somebody: could you? What they said about walking is what happens next."""

from bot.domain.safety.escalation import TOLD, Advice
from bot.domain.safety.flare import FLARE
from bot.facts import people
from bot.facts.context import Walker
from bot.facts.unanswered import unanswered
from bot.flows.safety.advice import plan_visit
from bot.messages import Button, Edit, Replies, Say
from bot.store.delivery.nudges import Nudge
from bot.store.person import expecting
from bot.store.safety import advice, holds, visits

ROUTE = "visit"
VERDICTS = ("as_before", "easier", "no_walks")
IN_THE_WAY = ("cost", "time", "where", "unneeded")
DOCTORS = ("GP", "PATTERN")


def ask(walker: Walker, nudge: Nudge) -> Replies:
    """Ask; not where it is answered, nor while a hold asks by itself whether somebody has looked."""
    given = advice.find(walker.tx, walker.user_id, nudge.entity_id or 0)
    open_holds = holds.open_of(walker.tx, walker.user_id)
    if given is None or any(hold.stops for hold in open_holds):
        return []
    known = visits.find(walker.tx, walker.user_id, given.advice_id)
    if known is not None and known.answer != "booked":
        return []
    number = str(given.advice_id)
    buttons = [
        [Button("visit/went", (ROUTE, "went", number)), Button("visit/booked", (ROUTE, "booked", number))],
        [Button("visit/not_yet", (ROUTE, "not_yet", number))],
    ]
    return [Say("visit/ask", {"on": given.given_on, "doctor": given.rule in DOCTORS}, buttons)]


def tapped(walker: Walker, arguments: tuple[str, ...]) -> Replies | None:
    """Take a tap: (what, advice_id) or (what, advice_id, detail)."""
    number = arguments[1] if len(arguments) > 1 else ""
    given = advice.find(walker.tx, walker.user_id, int(number)) if number.isdecimal() else None
    if given is None:
        return None
    known = visits.find(walker.tx, walker.user_id, given.advice_id)
    if known is not None and known.detail in VERDICTS:
        return None  # what they said counts; later holds are not theirs
    match (arguments[0], *arguments[2:]):
        case ("cared",):
            people.update(walker, under_care=True)
            return [Say("visit/cared", buttons=[[Button("visit/pt", ("go", "pt"))]])]
        case ("booked",):
            return _booked(walker, given.advice_id)
        case ("went",):
            return _went(walker, given.advice_id)
        case ("went", verdict) if verdict in VERDICTS:
            return _said(walker, given, verdict)
        case ("not_yet",):
            visits.answer(walker.tx, walker.user_id, given.advice_id, "not_yet", walker.now)
            reasons = [Button(f"visit/{reason}", (ROUTE, "not_yet", number, reason)) for reason in IN_THE_WAY]
            return [Edit("visit/not_yet", buttons=[reasons[:2], reasons[2:]])]
        case ("not_yet", reason) if reason in IN_THE_WAY:
            visits.answer(walker.tx, walker.user_id, given.advice_id, "not_yet", walker.now, reason)
            return [Edit(f"visit/{reason}", buttons=[[Button("visit/pt", ("go", "pt"))]])]
    return None


def typed(walker: Walker, entity_id: int, field: str, text: str) -> Replies | None:
    """Keep what they said, in the person's own words; no more of it than a few lines."""
    most = walker.rules.escalation.visit_words
    visits.note(walker.tx, walker.user_id, entity_id, text[:most])
    expecting.clear(walker.tx, walker.user_id)
    return [Say("visit/noted", {"cut": len(text) > most})]


def again(walker: Walker, advice_id: int) -> Replies | None:
    """Ask for their words once more; None while a later hold stands in the way of what they said about walking."""
    known = visits.find(walker.tx, walker.user_id, advice_id)
    open_holds = holds.open_of(walker.tx, walker.user_id)
    if known is None or known.detail not in VERDICTS or any(hold.opened_at > known.answered_at for hold in open_holds):
        return None
    return [_words(known.detail)]


def _words(verdict: str) -> Edit:
    return Edit("visit/said", {"verdict": verdict}, [[Button("visit/today", ("go", "today"))]])


def _booked(walker: Walker, advice_id: int) -> Replies:
    """Be glad, and ask again in a week."""
    visits.answer(walker.tx, walker.user_id, advice_id, "booked", walker.now)
    plan_visit(walker, advice_id)
    return [Edit("visit/booked")]


def _went(walker: Walker, advice_id: int) -> Replies:
    visits.answer(walker.tx, walker.user_id, advice_id, "went", walker.now)
    people.update(walker, under_care=True)
    buttons = [[Button(f"visit/{verdict}", (ROUTE, "went", str(advice_id), verdict))] for verdict in VERDICTS]
    return [Edit("visit/went", buttons=buttons)]


def _said(walker: Walker, given: Advice, verdict: str) -> Replies | None:
    """Do as they said: the holds of then end, or a new one begins. Their word stands above every rule of this program.

    What came up after the advice was not what they looked at.
    """
    advice_id = given.advice_id
    visits.answer(walker.tx, walker.user_id, advice_id, "went", walker.now, verdict)
    open_holds = holds.open_of(walker.tx, walker.user_id)
    seen = [hold for hold in open_holds if hold.rule not in (FLARE, *TOLD) and hold.opened_at <= given.given_at]
    holds.close_each(walker.tx, seen, "checked", walker.now)
    today = walker.today
    stopped = any(hold.stops for hold in open_holds if hold not in seen)
    if stopped or unanswered(walker) is not None:
        return None
    if verdict == "easier":
        holds.put(walker.tx, walker.user_id, "EASIER", today, walker.now)
    elif verdict == "no_walks":
        holds.put(walker.tx, walker.user_id, "CLEARANCE", today, walker.now)
    expecting.ask(walker.tx, walker.user_id, ROUTE, advice_id, "words", walker.now)
    return [_words(verdict)]
