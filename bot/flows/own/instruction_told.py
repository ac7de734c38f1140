"""What a professional said, told in free words: "my physio says no walking until Friday".

What takes something away counts at once, also before the start is finished, and is said back, with the way to change it
or take it away: nothing is offered meanwhile that they forbade. Until when is asked, where it was not told. What would
lift a limit, or end it sooner, is only shown.
"""

from bot.domain.coaching import instruction as rule
from bot.domain.coaching.instruction import NO_WALKS, Instruction
from bot.domain.words.circumstances import Professional
from bot.facts import instructed, people
from bot.facts.context import Context, Walker
from bot.facts.unanswered import waits
from bot.flows import heard
from bot.flows.own import instruction
from bot.flows.own import instruction_form as form
from bot.flows.own.instruction_form import WEEK
from bot.flows.parts.asking import Unclear
from bot.messages import Button, Replies, Rows, Say, as_new, in_rows
from bot.store.person import expecting
from bot.store.safety import crises, instructions

ROUTE = "till"
UNSAID = "unsaid"


def told(context: Context, text: str, found: Professional) -> Replies | None:
    """Answer what a professional said about walking, as it is `found` in a text; None: it changes nothing.

    Danger that is open is said below it by who asks: see `bot.flows.safety.still_open`.
    """
    if not people.consented(context):
        return [Say("instruction/before_consent", {"no_walks": found.what == NO_WALKS})]
    before = instructed.current(context)
    limited = before is not None and before.limits
    if found.what == "may_walk":
        return [instruction.standing(context, before)] if before and limited else None
    if found.minutes is not None and not 1 <= found.minutes <= context.rules.instructions.limit_most_minutes:
        return None
    if not waits(context):
        expecting.clear(context.tx, context.user_id)
    entry = instruction.begun(context, None)
    walking = NO_WALKS if found.what == NO_WALKS else None
    until_on = form.kept(context, heard.told_until(context, text))
    said = {"said_by": found.by, "walking": walking, "minutes_a_day": found.minutes}
    entry = instructions.update(context.tx, entry, **said, until_on=until_on or entry.until_on)
    if before is not None and limited:
        stricter = rule.tightened(entry, before)
        if stricter is None:
            return as_new(instruction.tapped(context, (str(entry.instruction_id), "check")) or [])
        entry = instructions.update(context.tx, entry, walking=stricter.walking, moves=stricter.moves)
    asks = until_on is None and crises.open_of(context.tx, context.user_id) is None
    confirmed = _confirmed(context, entry, asks=asks)
    if asks and isinstance(context, Walker) and not waits(context):
        expecting.ask(context.tx, context.user_id, ROUTE, entry.instruction_id, "until", context.now)
    return confirmed


def tapped(context: Context, arguments: tuple[str, ...]) -> Replies | None:
    """Take a tap: (instruction_id, weeks), or that they did not say until when. Only of what was told today."""
    match arguments:
        case (number, weeks) if number.isdecimal() and people.consented(context):
            entry = _asked(context, int(number))
            if entry is None:
                return None
            if weeks == UNSAID:
                return _confirmed(context, entry)
            if weeks.isdecimal() and 1 <= int(weeks) <= context.rules.instructions.until_most_weeks:
                until_on = context.today + int(weeks) * WEEK
                return _confirmed(context, instructions.update(context.tx, entry, until_on=until_on))
    return None


def typed(context: Context, entity_id: int, field: str, text: str) -> Replies | Unclear | None:
    """Take a typed day or span; None: it is asked no more."""
    entry = _asked(context, entity_id)
    if entry is None:
        return None
    until_on = form.until_told(context, text)
    if until_on is None and not heard.until_unsaid(context, text):
        return Unclear([Say("instruction/until", {"last_on": entry.last_on}, _weeks(context, entry))])
    entry = instructions.update(context.tx, entry, until_on=until_on) if until_on else entry
    return as_new(_confirmed(context, entry))


def _asked(context: Context, number: int) -> Instruction | None:
    """Return what counts, where it has that number and was told today."""
    found = instructed.current(context)
    counts = found is not None and found.instruction_id == number
    return found if found and counts and context.day_of(found.begun_at) == context.today else None


def _confirmed(context: Context, entry: Instruction, *, asks: bool = False) -> Replies:
    """Let it count and say it back, with the ways to change it; with `asks` until when is asked."""
    number = str(entry.instruction_id)
    change = Button("instruction/change", (form.ROUTE, "change", number))
    rows = [[change, Button("instruction/remove", (form.ROUTE, "end", number))]]
    expecting.answered(context.tx, context.user_id, ROUTE, entry.instruction_id)
    return as_new(instruction.confirmed(context, entry, [*(_weeks(context, entry) if asks else []), *rows], asks=asks))


def _weeks(context: Context, entry: Instruction) -> Rows:
    number = str(entry.instruction_id)
    choices = [
        Button("instruction/weeks", (ROUTE, number, str(weeks)), {"weeks": weeks})
        for weeks in context.rules.instructions.until_weeks
    ]
    return [*in_rows(choices, 2), [Button("instruction/unsaid", (ROUTE, number, UNSAID))]]
