"""/answer and the link on the report: what a professional said about walking, entered, said back, confirmed.

The link carries no rights: it opens a form in the chat of the person whose page it stands on, and nowhere else.
"""

import re

from bot.domain.coaching import instruction as rule
from bot.domain.coaching.exercises import STANDARD
from bot.domain.coaching.instruction import SAID_BY, WALKING, Instruction
from bot.domain.day import during
from bot.domain.history.report import one_line
from bot.domain.safety.escalation import HALVING, TOLD
from bot.domain.typed.misread import Misread
from bot.facts import instructed, people
from bot.facts.context import Context, Walker
from bot.facts.offer import dose_in_force
from bot.flows import heard, ways
from bot.flows.own import instruction_form as form
from bot.flows.own.instruction_form import ROUTE, WEEK
from bot.flows.parts.asking import Unclear
from bot.flows.safety import screens
from bot.messages import Button, Edit, Replies, Rows, Say, as_new
from bot.store.delivery import nudges
from bot.store.delivery.nudges import Nudge
from bot.store.diary import doses
from bot.store.person import expecting
from bot.store.safety import holds, instructions

KIND = "instruction"
LINK = re.compile(r"a-([0-9a-f]{16})")
"""What stands behind /start where a page's link was opened; `bot.pictures.report` prints it."""


def show(context: Context, argument: str) -> Replies:
    """Answer /answer: what counts now, or the form. Red-flag questions that are open go first."""
    waiting = screens.waiting(context)
    if waiting is not None:
        return as_new(waiting)
    found = instructed.current(context)
    return [standing(context, found)] if found else [form.entry(context, begun(context, None), Say)]


def linked(context: Context, argument: str) -> Replies | None:
    """Open the form of a page by its link; None: that is no link of a page. Elsewhere nothing of the page is told."""
    code = LINK.fullmatch(argument)
    if code is None:
        return None
    page = instructions.page_by_code(context.tx, context.user_id, code[1]) if isinstance(context, Walker) else None
    if page is None or not isinstance(context, Walker):
        return [Say("instruction/elsewhere", buttons=ways.ways_on(context))]
    waiting = screens.waiting(context)
    if waiting is not None:
        return as_new(waiting)
    return [form.entry(context, begun(context, page.page_id), Say)]


def tapped(context: Context, arguments: tuple[str, ...]) -> Replies | None:
    """Take a tap: ("show",), ("new",), ("renew" | "end" | "end_yes" | "change", id) of what counts, or (id, …)
    of an entry. Nothing is kept before consent."""
    if not people.consented(context):
        return None
    match arguments:
        case ("show",):
            return show(context, "")
        case ("new",):
            return [form.entry(context, begun(context, None), Edit)]
        case (("renew" | "end" | "end_yes") as what, number) if number.isdecimal():
            return _of_confirmed(context, what, int(number))
        case ("change", number) if number.isdecimal():
            return _change(context, int(number))
        case (number, what, *values) if number.isdecimal():
            entry = instructions.draft(context.tx, context.user_id, int(number))
            expecting.answered(context.tx, context.user_id, ROUTE, int(number))
            return _of_entry(context, entry, what, values) if entry else None
    return None


def typed(context: Context, entity_id: int, field: str, text: str) -> Replies | Unclear | None:
    """Take typed minutes, a day or a span, or a sentence of theirs; None: it is asked no more."""
    entry = instructions.draft(context.tx, context.user_id, entity_id)
    if entry is None:
        return None
    rules = context.rules.instructions
    if field == "words":
        words = one_line(text, rules.sentence_letters)
        if not words:
            return Unclear([form.words(entry, Say)])
        changed: dict[str, object] = {"words": words}
    elif field == "most":
        minutes = heard.minutes(context, text, rules.limit_most_minutes)
        if isinstance(minutes, Misread) or minutes < 1:
            return Unclear([form.most(context, entry, Say)])
        changed = {"minutes_a_day": minutes}
    else:
        until = form.until_told(context, text)
        if until is None:
            return Unclear([form.until(context, entry, Say)])
        changed = {"until_on": until}
    expecting.clear(context.tx, context.user_id)
    return [form.entry(context, instructions.update(context.tx, entry, **changed), Say)]


def over(walker: Walker, nudge: Nudge) -> Replies:
    """Say on the first day after it that what they said is over, and offer to let it count on."""
    known = instructions.of(walker.tx, walker.user_id)
    ended = next((each for each in known if each.instruction_id == nudge.entity_id), None)
    if ended is None or ended.ended_at or not ended.limits or walker.today < ended.until_on:
        return []
    return [Say("instruction/over", form.facts(walker, ended), _renew(walker, ended))]


def _of_entry(context: Context, entry: Instruction, what: str, values: list[str]) -> Replies | None:
    """Change an entry by a tap, show one of its parts, say it back, or confirm it."""
    rules = context.rules.instructions
    match (what, *values):
        case ("walking", wanted) if wanted in WALKING:
            return _changed(context, entry, walking=None if entry.walking == wanted else wanted)
        case ("by",):
            following = SAID_BY[(SAID_BY.index(entry.said_by) + 1) % len(SAID_BY)]
            return _changed(context, entry, said_by=following)
        case ("most",):
            return [form.most(context, entry, Edit)]
        case ("most", minutes) if minutes.isdecimal() and int(minutes) <= rules.limit_most_minutes:
            return _changed(context, entry, minutes_a_day=int(minutes) or None)
        case ("until",):
            return [form.until(context, entry, Edit)]
        case ("until", weeks) if weeks.isdecimal() and 1 <= int(weeks) <= rules.until_most_weeks:
            return _changed(context, entry, until_on=context.today + int(weeks) * WEEK)
        case ("moves",):
            return [form.moves(context, entry)]
        case ("moves", "unsaid"):
            return _changed(context, entry, moves=None)
        case ("moves", "none"):
            return [form.moves(context, instructions.update(context.tx, entry, moves=()))]
        case ("moves", move) if move in context.library.exercises and move != STANDARD:
            chosen = rule.toggled(entry.moves, move, list(context.library.exercises))
            return [form.moves(context, instructions.update(context.tx, entry, moves=chosen))]
        case ("words",):
            expecting.ask(context.tx, context.user_id, ROUTE, entry.instruction_id, "words", context.now)
            return [form.words(entry, Edit)]
        case ("words", "none"):
            return _changed(context, entry, words=None)
        case ("form",):
            return [form.entry(context, entry, Edit)]
        case ("check",) if entry.tells:
            number = str(entry.instruction_id)
            rows = [
                [
                    Button("instruction/yes", (ROUTE, number, "yes")),
                    Button("instruction/change", (ROUTE, number, "form")),
                ]
            ]
            return [Edit("instruction/check", form.facts(context, entry), rows)]
        case ("yes",) if entry.tells and entry.until_on > context.today:
            return confirmed(context, entry)
    return [form.entry(context, entry, Edit)]


def _change(context: Context, number: int) -> Replies | None:
    """Open the form with what counts, to be changed there; it counts on until that is confirmed."""
    found = instructed.current(context)
    if found is None or found.instruction_id != number:
        return None
    entry = instructions.begin(context.tx, context.user_id, found.page_id, found.said_by, found.until_on, context.now)
    return [form.entry(context, instructions.update(context.tx, entry, **_same(found)), Edit)]


def _same(found: Instruction) -> dict[str, object]:
    return {name: getattr(found, name) for name in ("walking", "minutes_a_day", "moves", "words")}


def _of_confirmed(context: Context, what: str, number: int) -> Replies | None:
    """Let what counts, or has just ended, count on; or take it back, which is asked once."""
    known = instructions.of(context.tx, context.user_id)
    found = next((each for each in known if each.instruction_id == number and each.confirmed_at), None)
    if found is None or found.ended_at:
        return None
    if what == "renew":
        newer = [each for each in known if each.confirmed_at and each.instruction_id > number]
        return None if newer else _renewed(context, found)
    if found != instructed.current(context):
        return None
    if what == "end":
        rows = [
            [
                Button("instruction/end_yes", (ROUTE, "end_yes", str(number))),
                Button("instruction/keep", (ROUTE, "show")),
            ]
        ]
        return [Edit("instruction/end", form.facts(context, found), rows)]
    instructions.end(context.tx, found, "user", context.now)
    instructed.follow(context, found, None)
    nudges.cancel(context.tx, context.user_id, KIND)
    return [Edit("instruction/ended", buttons=[[Button("instruction/today", ("go", "today"))]])]


def _renewed(context: Context, found: Instruction) -> Replies:
    """Let the same count from now on, for the usual time."""
    until = context.today + context.rules.instructions.until_usual_weeks * WEEK
    entry = instructions.begin(context.tx, context.user_id, found.page_id, found.said_by, until, context.now)
    return confirmed(context, instructions.update(context.tx, entry, **_same(found)))


def confirmed(context: Context, entry: Instruction, more: Rows = (), *, asks: bool = False) -> Replies:
    """Let an entry count from now on, in the place of an earlier one. It opens no hold's door: that stays asked for.

    A limit of minutes takes the stored target along, so that its end is no leap. `asks`: until when is asked with it;
    the answers are in `more`.
    """
    before = instructed.current(context)
    if before and before.instruction_id != entry.instruction_id:
        instructions.end(context.tx, before, "newer", context.now)
    entry = instructions.update(context.tx, entry, confirmed_at=context.now, confirmed_on=context.today)
    instructed.follow(context, before, entry)
    if entry.said_by in rule.PROFESSIONS:
        people.update(context, under_care=True)
    nudges.cancel(context.tx, context.user_id, KIND)
    if isinstance(context, Walker):
        _take_back(context, entry)
        plan_end(context, entry)
    others = [each for each in holds.open_of(context.tx, context.user_id) if each.rule not in TOLD]
    waits = [each for each in others if each.stops or each.rule in HALVING]
    stopped = any(each.stops for each in waits)
    facts = {**form.facts(context, entry), "waits": bool(waits), "stopped": stopped, "asks": asks}
    rows = [[Button("today/checked", ("safe", "checked", str(hold.hold_id)))] for hold in waits[-1:]]
    started = isinstance(context, Walker)
    on = Button("instruction/today", ("go", "today")) if started else Button("safety/go_on", ("go", "start"))
    return [Edit("instruction/confirmed", facts, [*rows, *more, [on]])]


def plan_end(walker: Walker, entry: Instruction) -> None:
    """Plan what is said on the first day on which it counts no more."""
    if entry.limits:
        due_at = during(entry.until_on, walker.nudge_minute, walker.zone)
        key = f"{KIND}:{entry.instruction_id}"
        nudges.plan(walker.tx, walker.user_id, key, KIND, due_at, entry.until_on, entry.instruction_id)


def _take_back(walker: Walker, entry: Instruction) -> None:
    dose = dose_in_force(walker, walker.today)
    less = rule.fitted(dose, entry.minutes_a_day)
    if less == dose:
        return
    doses.decide(
        walker.tx,
        walker.user_id,
        less,
        walk_days=walker.profile.walk_days,
        from_on=walker.today,
        reason="user",
        evidence={"was": dose.minutes, "minutes_a_day": entry.minutes_a_day},
        now=walker.now,
    )


def begun(context: Context, page_id: int | None) -> Instruction:
    """Begin an entry, of a page or of none, for the usual time."""
    until = context.today + context.rules.instructions.until_usual_weeks * WEEK
    return instructions.begin(context.tx, context.user_id, page_id, SAID_BY[0], until, context.now)


def _changed(context: Context, entry: Instruction, **fields: object) -> Replies:
    return [form.entry(context, instructions.update(context.tx, entry, **fields), Edit)]


def standing(context: Context, found: Instruction) -> Say:
    """Return what counts, with the ways to change it."""
    number = str(found.instruction_id)
    rows = [
        [Button("instruction/new", (ROUTE, "new"))],
        *(_renew(context, found)[:1] if found.limits else []),
        [Button("instruction/remove", (ROUTE, "end", number))],
        [Button("instruction/today", ("go", "today"))],
    ]
    return Say("instruction/standing", form.facts(context, found), rows)


def _renew(context: Context, found: Instruction) -> Rows:
    weeks = context.rules.instructions.until_usual_weeks
    return [
        [Button("instruction/renew", (ROUTE, "renew", str(found.instruction_id)), {"weeks": weeks})],
        [Button("instruction/new", (ROUTE, "new")), Button("instruction/today", ("go", "today"))],
    ]
