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


def show(walker: Walker, argument: str) -> Replies:
    """Answer /answer: what counts now, or the form. Red-flag questions that are open go first."""
    waiting = screens.waiting(walker)
    if waiting is not None:
        return as_new(waiting)
    found = instructed.current(walker)
    return [_standing(walker, found, Say)] if found else [form.entry(walker, begun(walker, None), Say)]


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


def tapped(walker: Walker, arguments: tuple[str, ...]) -> Replies | None:
    """Take a tap: ("show",), ("new",), ("renew" | "end" | "end_yes", id) of what counts, or (id, …) of an entry."""
    match arguments:
        case ("show",):
            return show(walker, "")
        case ("new",):
            return [form.entry(walker, begun(walker, None), Edit)]
        case (("renew" | "end" | "end_yes") as what, number) if number.isdecimal():
            return _of_confirmed(walker, what, int(number))
        case (number, what, *values) if number.isdecimal():
            entry = instructions.draft(walker.tx, walker.user_id, int(number))
            expecting.clear(walker.tx, walker.user_id)
            return _of_entry(walker, entry, what, values) if entry else None
    return None


def typed(walker: Walker, entity_id: int, field: str, text: str) -> Replies | Unclear | None:
    """Take typed minutes, a day or a span, or a sentence of theirs."""
    entry = instructions.draft(walker.tx, walker.user_id, entity_id)
    if entry is None:
        return None
    rules = walker.rules.instructions
    if field == "words":
        words = one_line(text, rules.sentence_letters)
        if not words:
            return Unclear([form.words(entry, Say)])
        changed: dict[str, object] = {"words": words}
    elif field == "most":
        minutes = heard.minutes(walker, text, rules.limit_most_minutes)
        if isinstance(minutes, Misread) or minutes < 1:
            return Unclear([form.most(walker, entry, Say)])
        changed = {"minutes_a_day": minutes}
    else:
        until = form.until_told(walker, text)
        if until is None:
            return Unclear([form.until(walker, entry, Say)])
        changed = {"until_on": until}
    expecting.clear(walker.tx, walker.user_id)
    return [form.entry(walker, instructions.update(walker.tx, entry, **changed), Say)]


def over(walker: Walker, nudge: Nudge) -> Replies:
    """Say on the first day after it that what they said is over, and offer to let it count on."""
    known = instructions.of(walker.tx, walker.user_id)
    ended = next((each for each in known if each.instruction_id == nudge.entity_id), None)
    if ended is None or ended.ended_at or not ended.limits or walker.today < ended.until_on:
        return []
    return [Say("instruction/over", form.facts(walker, ended), _renew(walker, ended))]


def _of_entry(walker: Walker, entry: Instruction, what: str, values: list[str]) -> Replies | None:
    """Change an entry by a tap, show one of its parts, say it back, or confirm it."""
    rules = walker.rules.instructions
    match (what, *values):
        case ("walking", wanted) if wanted in WALKING:
            return _changed(walker, entry, walking=None if entry.walking == wanted else wanted)
        case ("by",):
            following = SAID_BY[(SAID_BY.index(entry.said_by) + 1) % len(SAID_BY)]
            return _changed(walker, entry, said_by=following)
        case ("most",):
            return [form.most(walker, entry, Edit)]
        case ("most", minutes) if minutes.isdecimal() and int(minutes) <= rules.limit_most_minutes:
            return _changed(walker, entry, minutes_a_day=int(minutes) or None)
        case ("until",):
            return [form.until(walker, entry, Edit)]
        case ("until", weeks) if weeks.isdecimal() and 1 <= int(weeks) <= rules.until_most_weeks:
            return _changed(walker, entry, until_on=walker.today + int(weeks) * WEEK)
        case ("moves",):
            return [form.moves(walker, entry)]
        case ("moves", "unsaid"):
            return _changed(walker, entry, moves=None)
        case ("moves", "none"):
            return [form.moves(walker, instructions.update(walker.tx, entry, moves=()))]
        case ("moves", move) if move in walker.library.exercises and move != STANDARD:
            chosen = rule.toggled(entry.moves, move, list(walker.library.exercises))
            return [form.moves(walker, instructions.update(walker.tx, entry, moves=chosen))]
        case ("words",):
            expecting.ask(walker.tx, walker.user_id, ROUTE, entry.instruction_id, "words", walker.now)
            return [form.words(entry, Edit)]
        case ("words", "none"):
            return _changed(walker, entry, words=None)
        case ("form",):
            return [form.entry(walker, entry, Edit)]
        case ("check",) if entry.tells:
            number = str(entry.instruction_id)
            rows = [
                [
                    Button("instruction/yes", (ROUTE, number, "yes")),
                    Button("instruction/change", (ROUTE, number, "form")),
                ]
            ]
            return [Edit("instruction/check", form.facts(walker, entry), rows)]
        case ("yes",) if entry.tells and entry.until_on > walker.today:
            return confirmed(walker, entry)
    return [form.entry(walker, entry, Edit)]


def _of_confirmed(walker: Walker, what: str, number: int) -> Replies | None:
    """Let what counts, or has just ended, count on; or take it back, which is asked once."""
    known = instructions.of(walker.tx, walker.user_id)
    found = next((each for each in known if each.instruction_id == number and each.confirmed_at), None)
    if found is None or found.ended_at:
        return None
    if what == "renew":
        newer = [each for each in known if each.confirmed_at and each.instruction_id > number]
        return None if newer else _renewed(walker, found)
    if found != instructed.current(walker):
        return None
    if what == "end":
        rows = [
            [
                Button("instruction/end_yes", (ROUTE, "end_yes", str(number))),
                Button("instruction/keep", (ROUTE, "show")),
            ]
        ]
        return [Edit("instruction/end", form.facts(walker, found), rows)]
    instructions.end(walker.tx, found, "user", walker.now)
    instructed.follow(walker, found, None)
    nudges.cancel(walker.tx, walker.user_id, KIND)
    return [Edit("instruction/ended", buttons=[[Button("instruction/today", ("go", "today"))]])]


def _renewed(walker: Walker, found: Instruction) -> Replies:
    """Let the same count from now on, for the usual time."""
    until = walker.today + walker.rules.instructions.until_usual_weeks * WEEK
    entry = instructions.begin(walker.tx, walker.user_id, found.page_id, found.said_by, until, walker.now)
    same = {name: getattr(found, name) for name in ("walking", "minutes_a_day", "moves", "words")}
    return confirmed(walker, instructions.update(walker.tx, entry, **same))


def confirmed(walker: Walker, entry: Instruction, more: Rows = ()) -> Replies:
    """Let an entry count from now on, in the place of an earlier one. It opens no hold's door: that stays asked for.

    A limit of minutes takes the stored target along, so that its end is no leap.
    """
    before = instructed.current(walker)
    if before:
        instructions.end(walker.tx, before, "newer", walker.now)
    entry = instructions.update(walker.tx, entry, confirmed_at=walker.now, confirmed_on=walker.today)
    instructed.follow(walker, before, entry)
    if entry.said_by in rule.PROFESSIONS:
        walker = people.update(walker, under_care=True)
    _take_back(walker, entry)
    nudges.cancel(walker.tx, walker.user_id, KIND)
    if entry.limits:
        due_at = during(entry.until_on, walker.nudge_minute, walker.zone)
        key = f"{KIND}:{entry.instruction_id}"
        nudges.plan(walker.tx, walker.user_id, key, KIND, due_at, entry.until_on, entry.instruction_id)
    others = [each for each in holds.open_of(walker.tx, walker.user_id) if each.rule not in TOLD]
    waits = [each for each in others if each.stops or each.rule in HALVING]
    facts = {**form.facts(walker, entry), "waits": bool(waits), "stopped": any(each.stops for each in waits)}
    rows = [[Button("today/checked", ("safe", "checked", str(hold.hold_id)))] for hold in waits[-1:]]
    return [Edit("instruction/confirmed", facts, [*rows, *more, [Button("instruction/today", ("go", "today"))]])]


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


def begun(walker: Walker, page_id: int | None) -> Instruction:
    """Begin an entry, of a page or of none, for the usual time."""
    until = walker.today + walker.rules.instructions.until_usual_weeks * WEEK
    return instructions.begin(walker.tx, walker.user_id, page_id, SAID_BY[0], until, walker.now)


def _changed(walker: Walker, entry: Instruction, **fields: object) -> Replies:
    return [form.entry(walker, instructions.update(walker.tx, entry, **fields), Edit)]


def _standing(walker: Walker, found: Instruction, message: type[Say] | type[Edit]) -> Say | Edit:
    number = str(found.instruction_id)
    rows = [
        [Button("instruction/new", (ROUTE, "new"))],
        *(_renew(walker, found)[:1] if found.limits else []),
        [Button("instruction/remove", (ROUTE, "end", number))],
        [Button("instruction/today", ("go", "today"))],
    ]
    return message("instruction/standing", form.facts(walker, found), rows)


def _renew(walker: Walker, found: Instruction) -> Rows:
    weeks = walker.rules.instructions.until_usual_weeks
    return [
        [Button("instruction/renew", (ROUTE, "renew", str(found.instruction_id)), {"weeks": weeks})],
        [Button("instruction/new", (ROUTE, "new")), Button("instruction/today", ("go", "today"))],
    ]
