"""/report: one page for a physical therapist. The person ticks what goes into it, then has it made."""

from dataclasses import replace

from bot.domain.history.report import (
    NAME_AT_MOST,
    NOTE_AT_MOST,
    REPORT_PERIODS,
    SECTIONS,
    Choice,
    one_line,
    ticked,
)
from bot.facts.context import Walker
from bot.facts.history import report as facts_of
from bot.flows import heard
from bot.messages import Button, Document, Edit, Replies, Rows, Say, Toast
from bot.store.person import expecting, report_choices

ROUTE = "report"
BACK = [Button("report/back", (ROUTE, "back"))]


def show(walker: Walker, argument: str) -> Replies:
    """Answer /report."""
    return [_card(walker, Say)]


def tapped(walker: Walker, arguments: tuple[str, ...]) -> Replies | None:
    """Take a tap: ("tick", section), ("period", name), ("note",), ("forget",), ("name",), ("unname",), ("back",) or
    ("make",)."""
    choice = report_choices.find(walker.tx, walker.user_id)
    match arguments:
        case ("tick", section) if section in SECTIONS:
            return _changed(walker, ticked(choice, section))
        case ("period", period) if period in REPORT_PERIODS:
            return _changed(walker, replace(choice, period=period))
        case ("note",):
            expecting.ask(walker.tx, walker.user_id, ROUTE, 0, "note", walker.now)
            kept = report_choices.notes(walker.tx, walker.user_id, facts_of.NOTES)
            forget = [[Button("report/forget", (ROUTE, "forget"))]] if kept else []
            return [Edit("report/note", {"notes": [note.words for note in kept]}, [*forget, BACK])]
        case ("forget",):
            report_choices.forget_notes(walker.tx, walker.user_id)
            return _changed(walker, choice)
        case ("name",):
            expecting.ask(walker.tx, walker.user_id, ROUTE, 0, "name", walker.now)
            unname = [[Button("report/unname", (ROUTE, "unname"))]] if choice.name else []
            return [Edit("report/name", {"name": choice.name}, [*unname, BACK])]
        case ("unname",):
            return _changed(walker, replace(choice, name=None))
        case ("back",):
            expecting.clear(walker.tx, walker.user_id)
            return [_card(walker, Edit)]
        case ("make",):
            return _made(walker, choice)
    return None


def typed(walker: Walker, entity_id: int, field: str, text: str) -> Replies | None:
    """Take a typed name or note; more of it than fits is cut, and said to be."""
    expecting.clear(walker.tx, walker.user_id)
    most = NAME_AT_MOST if field == "name" else NOTE_AT_MOST
    words = one_line(text, most)
    if field == "name":
        choice = report_choices.find(walker.tx, walker.user_id)
        report_choices.keep(walker.tx, walker.user_id, replace(choice, name=words or None))
    elif words:
        today = walker.today
        report_choices.note(walker.tx, walker.user_id, words, today, walker.now)
    return [Say("report/kept", {"cut": words.endswith("…") and not text.endswith("…")}), _card(walker, Say)]


def noted(walker: Walker, text: str) -> Replies | None:
    """Take a note about a day typed in free words ("note for yesterday: …"); None: the text is none."""
    note = heard.note(walker, text)
    if note is None:
        return None
    day, told = note
    words = one_line(told, NOTE_AT_MOST)
    report_choices.note(walker.tx, walker.user_id, words, day, walker.now)
    facts = {"on": None if day == walker.today else day, "cut": words.endswith("…") and not told.endswith("…")}
    return [
        Say("report/noted", facts, [[Button("report/show", ("go", "report")), Button("report/today", ("go", "today"))]])
    ]


def _changed(walker: Walker, choice: Choice) -> Replies:
    expecting.clear(walker.tx, walker.user_id)
    report_choices.keep(walker.tx, walker.user_id, choice)
    return [_card(walker, Edit)]


def _made(walker: Walker, choice: Choice) -> Replies:
    """Have the report made; without a part ticked there is nothing to make."""
    if not choice.sections:
        return [Toast("report/nothing", alert=True)]
    facts = facts_of.gather(walker, choice)
    return [Say("report/made", {"sections": choice.sections}, file=Document("report", "report/file_name", facts))]


def _card(walker: Walker, message: type[Say] | type[Edit]) -> Say | Edit:
    choice = report_choices.find(walker.tx, walker.user_id)
    notes = report_choices.notes(walker.tx, walker.user_id, facts_of.NOTES)
    return message("report/choose", {"name": choice.name, "notes": len(notes)}, _rows(choice))


def _rows(choice: Choice) -> Rows:
    ticks = [
        Button(f"report/{section}", (ROUTE, "tick", section), {"ticked": section in choice.sections})
        for section in SECTIONS
    ]
    periods = [
        Button(f"report/{period}", (ROUTE, "period", period), {"ticked": period == choice.period})
        for period in REPORT_PERIODS
    ]
    return [
        ticks[:2],
        ticks[2:4],
        ticks[4:],
        periods,
        [Button("report/note", (ROUTE, "note")), Button("report/name", (ROUTE, "name"))],
        [Button("report/make", (ROUTE, "make"))],
    ]
