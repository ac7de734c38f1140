"""/report: one page for a physical therapist. The person ticks what goes into it, then has it made."""

from dataclasses import replace

from bot.domain.report import (
    NAME_AT_MOST,
    NOTE_AT_MOST,
    REPORT_PERIODS,
    SECTIONS,
    Choice,
    one_line,
    ticked,
)
from bot.facts import people
from bot.facts.context import Context
from bot.flows import speak
from bot.flows.back import report_facts
from bot.messages import Button, Document, Edit, Replies, Rows, Say, Toast
from bot.store import expecting, report_choices

ROUTE = "report"
BACK = [Button("report/back", (ROUTE, "back"))]


def show(context: Context, argument: str) -> Replies:
    """Answer /report."""
    return [_card(context, Say)]


def tapped(context: Context, arguments: tuple[str, ...]) -> Replies:
    """Take a tap: ("tick", section), ("period", name), ("note",), ("forget",), ("name",), ("unname",), ("back",) or
    ("make",)."""
    choice = report_choices.find(context.tx, context.user_id)
    match arguments:
        case ("tick", section) if section in SECTIONS:
            return _changed(context, ticked(choice, section))
        case ("period", period) if period in REPORT_PERIODS:
            return _changed(context, replace(choice, period=period))
        case ("note",):
            expecting.ask(context.tx, context.user_id, ROUTE, 0, "note", context.now)
            kept = report_choices.notes(context.tx, context.user_id, report_facts.NOTES)
            forget = [[Button("report/forget", (ROUTE, "forget"))]] if kept else []
            return [Edit("report/note", {"notes": [note.words for note in kept]}, [*forget, BACK])]
        case ("forget",):
            report_choices.forget_notes(context.tx, context.user_id)
            return _changed(context, choice)
        case ("name",):
            expecting.ask(context.tx, context.user_id, ROUTE, 0, "name", context.now)
            unname = [[Button("report/unname", (ROUTE, "unname"))]] if choice.name else []
            return [Edit("report/name", {"name": choice.name}, [*unname, BACK])]
        case ("unname",):
            return _changed(context, replace(choice, name=None))
        case ("back",):
            expecting.clear(context.tx, context.user_id)
            return [_card(context, Edit)]
        case ("make",):
            return _made(context, choice)
    return speak.where_things_stand(context)


def typed(context: Context, entity_id: int, field: str, text: str) -> Replies | None:
    """Take a typed name or note; more of it than fits is cut, and said to be."""
    expecting.clear(context.tx, context.user_id)
    most = NAME_AT_MOST if field == "name" else NOTE_AT_MOST
    words = one_line(text, most)
    if field == "name":
        choice = report_choices.find(context.tx, context.user_id)
        report_choices.keep(context.tx, context.user_id, replace(choice, name=words or None))
    elif words:
        today = people.today(context)
        report_choices.note(context.tx, context.user_id, words, today, context.now)
    return [Say("report/kept", {"cut": words.endswith("…") and not text.endswith("…")}), _card(context, Say)]


def _changed(context: Context, choice: Choice) -> Replies:
    expecting.clear(context.tx, context.user_id)
    report_choices.keep(context.tx, context.user_id, choice)
    return [_card(context, Edit)]


def _made(context: Context, choice: Choice) -> Replies:
    """Have the report made; without a part ticked there is nothing to make."""
    profile = people.profile(context)
    if not choice.sections or profile is None or profile.first_walk_on is None:
        return [Toast("report/nothing", alert=True)]
    facts = report_facts.gather(context, profile, profile.first_walk_on, choice)
    return [Say("report/made", {"sections": choice.sections}, file=Document("report", "report/file_name", facts))]


def _card(context: Context, message: type[Say] | type[Edit]) -> Say | Edit:
    choice = report_choices.find(context.tx, context.user_id)
    notes = report_choices.notes(context.tx, context.user_id, report_facts.NOTES)
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
