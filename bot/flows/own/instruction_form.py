"""The form of what a professional said: the same lines as on the report, each a tap."""

from dataclasses import asdict
from datetime import date, timedelta

from bot.domain.coaching.exercises import STANDARD
from bot.domain.coaching.instruction import WALKING, Instruction
from bot.domain.day import ONE_DAY
from bot.facts.context import Context
from bot.flows import heard
from bot.messages import Button, Edit, Facts, Say, in_rows
from bot.store.person import expecting
from bot.store.safety import instructions

ROUTE = "instr"
WEEK = timedelta(weeks=1)
MOST_DAYS = 1000
"""A longer span is a slip."""


def entry(context: Context, told: Instruction, message: type[Say] | type[Edit]) -> Say | Edit:
    """Return the form: the same lines as on the page, each a tap."""
    number = str(told.instruction_id)

    def button(what: str, facts: Facts, *values: str) -> Button:
        return Button(f"instruction/{what}", (ROUTE, number, what, *values), facts)

    walking = [
        Button(f"instruction/{name}", (ROUTE, number, "walking", name), {"ticked": told.walking == name})
        for name in WALKING
    ]
    rows = [
        walking[:2],
        walking[2:],
        [button("most", {"minutes": told.minutes_a_day}), button("until", {"last_on": told.last_on})],
        [
            button("moves", {"count": None if told.moves is None else len(told.moves)}),
            button("words", {"ticked": told.words is not None}),
        ],
        [button("by", {"by": told.said_by})],
        *([[button("check", {})]] if told.tells else []),
    ]
    return message("instruction/form", facts(context, told), rows)


def most(context: Context, told: Instruction, message: type[Say] | type[Edit]) -> Say | Edit:
    """Ask for a limit of minutes a day."""
    expecting.ask(context.tx, context.user_id, ROUTE, told.instruction_id, "most", context.now)
    choices = [
        Button("instruction/minutes", (ROUTE, str(told.instruction_id), "most", str(minutes)), {"minutes": minutes})
        for minutes in context.rules.instructions.limit_minutes
    ]
    none = Button("instruction/no_limit", (ROUTE, str(told.instruction_id), "most", "0"))
    return message("instruction/most", buttons=[*in_rows(choices, 3), [none]])


def until(context: Context, told: Instruction, message: type[Say] | type[Edit]) -> Say | Edit:
    """Ask until when it counts."""
    expecting.ask(context.tx, context.user_id, ROUTE, told.instruction_id, "until", context.now)
    choices = [
        Button("instruction/weeks", (ROUTE, str(told.instruction_id), "until", str(weeks)), {"weeks": weeks})
        for weeks in context.rules.instructions.until_weeks
    ]
    return message("instruction/until", {"last_on": told.last_on}, in_rows(choices, 2))


def until_told(context: Context, text: str) -> date | None:
    """Return the first day on which it counts no more, of a typed date, weekday or span; None: it tells none."""
    days = heard.days(context, text)
    named = heard.date(context, text)
    if days and days <= MOST_DAYS:
        return kept(context, context.today + timedelta(days=days))
    return kept(context, named + ONE_DAY if named else heard.told_until(context, text, bare=True))


def kept(context: Context, until_on: date | None) -> date | None:
    """Return a day where it is to come, and within what is kept."""
    most = context.today + context.rules.instructions.until_most_weeks * WEEK
    return until_on if until_on and context.today < until_on <= most else None


def moves(context: Context, told: Instruction) -> Edit:
    """Return the switches of the exercises that were allowed."""
    number = str(told.instruction_id)
    names = [name for name in context.library.exercises if name != STANDARD]
    switches = [
        Button(
            "instruction/move",
            (ROUTE, number, "moves", name),
            {"exercise": name, "ticked": name in (told.moves or ())},
        )
        for name in names
    ]
    last = [
        [
            Button("instruction/moves_none", (ROUTE, number, "moves", "none"), {"ticked": told.moves == ()}),
            Button("instruction/moves_unsaid", (ROUTE, number, "moves", "unsaid")),
        ],
        [Button("instruction/back", (ROUTE, number, "form"))],
    ]
    return Edit("instruction/moves", buttons=[*([switch] for switch in switches), *last])


def words(told: Instruction, message: type[Say] | type[Edit]) -> Say | Edit:
    """Ask for a sentence of theirs."""
    number = str(told.instruction_id)
    forget = [Button("instruction/no_words", (ROUTE, number, "words", "none"))] if told.words else []
    rows = [[*forget, Button("instruction/back", (ROUTE, number, "form"))]]
    return message("instruction/words", buttons=rows)


def facts(context: Context, told: Instruction) -> Facts:
    """Return what the texts say it back with; `newer`: a page made after the one that it answers."""
    page = instructions.page(context.tx, context.user_id, told.page_id) if told.page_id else None
    newest = instructions.newest_page(context.tx, context.user_id) if page else None
    fields = asdict(told)
    return {
        **{name: fields[name] for name in ("walking", "minutes_a_day", "moves", "confirmed_on")},
        "last_on": told.last_on,
        "words_said": told.words,
        "by": told.said_by,
        "limits": told.limits,
        "page_on": page.made_on if page else None,
        "newer_on": newest.made_on if page and newest and newest.page_id != page.page_id else None,
    }
