"""The own reason to walk: what somebody wants to do again, how hard it is, and how sure they are of walking.

Asked once, after a calm walk of the first week, and again in some later weeks, so that the change can be named. Each
question is a tap, or left out with one; what is left out is not asked again. /settings shows, changes and deletes it.
"""

from dataclasses import replace

from bot.domain.coaching import reason as rule
from bot.domain.coaching.reason import ACTIVITIES, HARDER, OWN, Reason, next_question
from bot.domain.history.report import one_line
from bot.domain.typed.misread import Misread
from bot.domain.words.intents import intent
from bot.facts.allowed import allowed, offers
from bot.facts.context import Walker
from bot.facts.reason import facts_of, is_painless
from bot.flows import heard, ways
from bot.flows.parts.asking import Unclear
from bot.flows.parts.keypad import keypad
from bot.flows.plan import thread
from bot.messages import Button, Edit, Facts, Replies, Rows, Say, as_new, in_rows
from bot.store.person import expecting, reasons

ROUTE = "reason"
COLUMNS = 2
YES_OR_NO_AT_MOST = 2
"""Words: what begins with "no" and goes on is no refusal."""
HURTS_AT_MOST = 4
"""Words: a longer text that names pain may tell what somebody wants to do again in spite of it."""


def is_due(walker: Walker) -> bool:
    """Tell whether it is time to ask, for the reason or how hard it is now."""
    asked = reasons.asked(walker.tx, walker.user_id)
    return rule.is_due(asked, walker.first_walk_on, walker.today, walker.rules.reason)


def offer(walker: Walker) -> Replies:
    """Ask what is due; never beside another offer, nor on a hard day. Who has no pain is not asked how hard it is."""
    known = rule.current(reasons.asked(walker.tx, walker.user_id))
    nothing_to_ask = known is not None and is_painless(walker)
    if nothing_to_ask or not offers(walker, "reason"):
        return []
    return as_new(_ask(walker, reasons.begin(walker.tx, walker.user_id, walker.today, walker.now, known)))


def tapped(walker: Walker, arguments: tuple[str, ...]) -> Replies | None:
    """Take a tap: ("show",), ("new",), ("delete",), ("deleted",), or ("set", reason_id, field, value), ("own",
    reason_id), ("no", reason_id); the first answer to a question counts."""
    match arguments:
        case ("show",):
            return [_card(walker)]
        case ("new",) if allowed(walker).more:
            return _ask(walker, _anew(walker))
        case ("delete",) if rule.current(reasons.asked(walker.tx, walker.user_id)) is not None:
            rows = [[Button("reason/deleted", (ROUTE, "deleted"))], [Button("reason/keep", (ROUTE, "show"))]]
            return [Edit("reason/delete", buttons=rows)]
        case ("deleted",):
            expecting.clear(walker.tx, walker.user_id)
            reasons.forget(walker.tx, walker.user_id, walker.today, walker.now)
            return [_card(walker, deleted=True)]
    number = arguments[1] if len(arguments) > 1 else ""
    reason = reasons.find(walker.tx, walker.user_id, int(number)) if number.isdecimal() else None
    field = None if reason is None else next_question(reason, is_painless(walker))
    if reason is None or not allowed(walker).more:
        return None
    if field is None:  # the second of two quick taps must not cover what the first one was answered with
        return _closed(walker, reason) if reason.asked_on == walker.today else None
    match (arguments[0], *arguments[2:]):
        case ("no",):
            return _left_out(walker, reason)
        case ("own",) if field == "activity":
            expecting.ask(walker.tx, walker.user_id, ROUTE, reason.reason_id, "activity", walker.now)
            return [Edit("reason/own", buttons=[[_no(reason, field)]])]
        case ("set", "activity", value) if field == "activity" and value in ACTIVITIES:
            return _set(walker, reason, activity=value)
        case ("set", ("hard" | "sure") as asked, value) if field == asked and value.isdecimal() and int(value) <= 10:
            return _set(walker, reason, **{field: int(value)})
    return _ask(walker, reason)


def typed(walker: Walker, entity_id: int, field: str, text: str) -> Replies | Unclear | None:
    """Take the activity in own words, or a typed score; None: it is asked no more, or the text is something else."""
    reason = reasons.find(walker.tx, walker.user_id, entity_id)
    if reason is None or next_question(reason, is_painless(walker)) != field or not allowed(walker).more:
        return None
    if field == "activity":
        return _in_own_words(walker, reason, text)
    if isinstance(heard.pain_told(walker, text), int):
        return None  # "pain 8" answers neither how hard nor how sure
    score = heard.score(walker, text)
    if isinstance(score, Misread):
        return Unclear([Say("reason/number", buttons=[*_rows(reason, field), *ways.net()])])
    return _set(walker, reason, **{field: score})


def again(walker: Walker, reason_id: int) -> Replies | None:
    """Ask the question that is open once more; None where none is, or this is no day for it."""
    reason = reasons.find(walker.tx, walker.user_id, reason_id)
    if reason is None or next_question(reason, is_painless(walker)) is None or not allowed(walker).more:
        return None
    return _ask(walker, reason)


def _anew(walker: Walker) -> Reason:
    """Return a time of asking that begins; the second of two quick taps begins no other."""
    newest = next(reversed(reasons.asked(walker.tx, walker.user_id)), None)
    if newest is not None and newest.asked_on == walker.today and newest.activity is None and not newest.finished_at:
        return newest
    return reasons.begin(walker.tx, walker.user_id, walker.today, walker.now)


def _in_own_words(walker: Walker, reason: Reason, text: str) -> Replies | Unclear | None:
    """Take own words. A walk with its pain, what hurts now, a question and a word of command are heard as such."""
    if _is_checkin(walker, text) or isinstance(heard.pain_told(walker, text), int):
        return None
    if len(text.split()) <= YES_OR_NO_AT_MOST:
        yes = heard.yes(walker, text)
        if yes is False:
            return _left_out(walker, reason)
        if yes is True:
            return _unclear(reason)
    if not isinstance(heard.score(walker, text), Misread) or text.strip().isdecimal():
        return _unclear(reason)
    if text.endswith("?") or heard.command(walker, text) or _hurts(walker, text):
        return None
    most = walker.rules.reason.words_most
    words = one_line(text, most)
    return _set(walker, reason, activity=OWN, words=words) if words else None


def _hurts(walker: Walker, text: str) -> bool:
    """Tell whether a few words say that it hurts: "my back hurts"."""
    short = len(text.split()) <= HURTS_AT_MOST
    return short and walker.understood(lambda words: intent(text, words.intents)) == "pain"


def _unclear(reason: Reason) -> Unclear:
    """Ask for words once more."""
    return Unclear([Say("reason/own", buttons=[[_no(reason, "activity")], *ways.net()])])


def _is_checkin(walker: Walker, text: str) -> bool:
    """Tell whether a text tells of a walk; "walk 30 minutes without pain" is what somebody wants to do again."""
    told = heard.checkin(walker, text)
    return told is not None and told.certain and (told.over or bool(told.worst) or text.strip()[:1].isdigit())


def _set(walker: Walker, reason: Reason, **told: object) -> Replies:
    return _ask(walker, reasons.update(walker.tx, reason, **told))


def _ask(walker: Walker, reason: Reason) -> Replies:
    """Ask the first question that is open, or say what came of the answers."""
    painless = is_painless(walker)
    field = next_question(reason, painless)
    if field is None:
        return _over(walker, reason)
    expecting.ask(walker.tx, walker.user_id, ROUTE, reason.reason_id, field, walker.now)
    before = rule.same(reasons.asked(walker.tx, walker.user_id), reason)
    facts = {"reason": facts_of(reason), "painless": painless, "again": any(each.hard is not None for each in before)}
    return [Edit(f"reason/{field}", facts, _rows(reason, field))]


def _rows(reason: Reason, field: str) -> Rows:
    tap = (ROUTE, "set", str(reason.reason_id), field)
    if field != "activity":
        return [*keypad(tap), [_no(reason, field)]]
    choices = [Button("reason/activity", (*tap, activity), {"activity": activity}) for activity in ACTIVITIES]
    own = Button("reason/own", (ROUTE, "own", str(reason.reason_id)))
    return [*in_rows(choices, COLUMNS), [own], [_no(reason, field)]]


def _no(reason: Reason, field: str) -> Button:
    return Button("reason/no" if field == "activity" else "reason/skip", (ROUTE, "no", str(reason.reason_id)))


def _left_out(walker: Walker, reason: Reason) -> Replies:
    """Leave the question out, and what would follow it."""
    expecting.answered(walker.tx, walker.user_id, ROUTE, reason.reason_id)
    reasons.update(walker.tx, reason, finished_at=walker.now)
    return [Edit("reason/left_out", {"known": reason.activity is not None})]


def _over(walker: Walker, reason: Reason) -> Replies:
    """Say what was told back, with what changed since the first time; little sureness is answered for some days."""
    expecting.answered(walker.tx, walker.user_id, ROUTE, reason.reason_id)
    reason = reasons.update(walker.tx, reason, asked_on=walker.today, finished_at=walker.now)
    if reason.sure is not None and rule.is_low(reason.sure, walker.rules.reason):
        thread.begin(walker)
    return [_told_back(walker, reason)]


def _closed(walker: Walker, reason: Reason) -> Replies:
    """Say once more how the questions ended: answered, or left out."""
    if next_question(replace(reason, finished_at=None), is_painless(walker)) is None:
        return [_told_back(walker, reason)]
    return [Edit("reason/left_out", {"known": reason.activity is not None})]


def _told_back(walker: Walker, reason: Reason) -> Edit:
    begun = thread.is_new(walker)
    facts = {"reason": facts_of(reason), "change": None, **_changed(walker, reason), "thread": begun}
    rows: Rows = [[Button("reason/pt", ("go", "pt")), Button("reason/hurt", ("go", "pain"))]]
    rows = [*(rows if facts["change"] == HARDER else []), *([[thread.STOP]] if begun else [])]
    return Edit("reason/done", facts, rows)


def _changed(walker: Walker, reason: Reason) -> Facts:
    """Return how hard it was when that was told first, and now; nothing where there is nothing to compare."""
    asked = rule.same(reasons.asked(walker.tx, walker.user_id), reason)
    first = next((each for each in asked if each.hard is not None and each.reason_id < reason.reason_id), None)
    if first is None or first.hard is None or reason.hard is None:
        return {}
    return {
        "change": rule.change(first.hard, reason.hard, walker.rules.reason),
        "first": first.hard,
        "first_on": first.asked_on,
        "now": reason.hard,
    }


def _card(walker: Walker, *, deleted: bool = False) -> Edit:
    """Show the reason with its scores, and what can be done with it."""
    asked = reasons.asked(walker.tx, walker.user_id)
    reason = rule.current(asked)
    known = [] if reason is None else [each for each in rule.same(asked, reason) if each.hard is not None]
    facts = {
        "reason": None if reason is None else facts_of(reason),
        "hard": known[-1].hard if known else None,
        "first": known[0].hard if len(known) > 1 else None,
        "deleted": deleted,
    }
    rows: list[list[Button]] = []
    if allowed(walker).more:
        rows.append([Button("reason/tell" if reason is None else "reason/change", (ROUTE, "new"))])
    if reason is not None:
        rows.append([Button("reason/delete", (ROUTE, "delete"))])
    return Edit("reason/card", facts, [*rows, [Button("reason/back", ("set", "back"))]])
