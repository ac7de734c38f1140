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
from bot.flows import heard, ways
from bot.messages import Button, Document, Edit, Replies, Rows, Say, Toast
from bot.store.person import expecting, report_choices
from bot.store.safety import instructions

ROUTE = "report"
BACK = [Button("report/back", (ROUTE, "back"))]


def show(walker: Walker, argument: str) -> Replies:
    """Answer /report."""
    return [_card(walker, Say)]


def tapped(walker: Walker, arguments: tuple[str, ...]) -> Replies | None:
    """Take a tap: ("tick", section), ("period", name), ("note",), ("forget",), ("name",), ("unname",), ("language",),
    ("back",), ("make",) or ("send",)."""
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
        case ("language",):
            return _changed(walker, replace(choice, language=_next_language(walker, choice)))
        case ("back",):
            expecting.clear(walker.tx, walker.user_id)
            return [_card(walker, Edit)]
        case ("make",):
            return _made(walker, choice)
        case ("send",):
            return _ready_to_send(walker, choice)
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
    send = [[Button("report/send", (ROUTE, "send"))], [Button("report/answer", ("instr", "show"))]]
    return [
        Say(
            "report/made",
            {"sections": choice.sections},
            [*send, BACK, *ways.ways_on(walker)],
            file=_document(walker, choice),
        )
    ]


def _ready_to_send(walker: Walker, choice: Choice) -> Replies | None:
    """Have the report made with three lines for the therapist, in their language, ready to be passed on.

    The person passes it on, each time by an act of their own: the bot sends nothing to anybody else.
    """
    if not choice.sections:
        return [Toast("report/nothing", alert=True)]
    said = Say("report/forward", {"name": choice.name}, file=_document(walker, choice), language=choice.language)
    return [said, Say("report/how_to_send", buttons=[[Button("report/answer", ("instr", "show"))]])]


def _document(walker: Walker, choice: Choice) -> Document:
    page = instructions.page_of(walker.tx, walker.user_id, walker.today, walker.now)
    facts = {**facts_of.gather(walker, choice), "code": page.code, "language": choice.language}
    return Document("report", "report/file_name", facts)


def _next_language(walker: Walker, choice: Choice) -> str | None:
    """Return the language after the one of the page, in a round that begins with the chat's own (None)."""
    others = [None, *(language for language in walker.library.words if language != walker.language)]
    chosen = choice.language if choice.language in others else None
    return others[(others.index(chosen) + 1) % len(others)]


def _card(walker: Walker, message: type[Say] | type[Edit]) -> Say | Edit:
    choice = report_choices.find(walker.tx, walker.user_id)
    notes = report_choices.notes(walker.tx, walker.user_id, facts_of.NOTES)
    return message("report/choose", {"name": choice.name, "notes": len(notes)}, _rows(walker, choice))


def _rows(walker: Walker, choice: Choice) -> Rows:
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
        [Button("report/language", (ROUTE, "language"), {"language": choice.language or walker.language})],
        [Button("report/make", (ROUTE, "make"))],
    ]
