"""A check-in told in one's own words: logged and said back where it is sure, asked about where it is not."""

from dataclasses import replace
from datetime import date

from bot.domain.checkin import EFFORTS
from bot.domain.typed.checkin import CheckIn
from bot.domain.typed.days import day_told
from bot.domain.typed.misread import Misread
from bot.facts import people
from bot.facts.context import Context
from bot.flows import heard, speak
from bot.flows.asking import Unclear
from bot.flows.day import checkin
from bot.flows.safety import pain
from bot.messages import Button, Edit, Replies, Rows, Say
from bot.store import expecting, walks

ROUTE = "told"
LOOK_BACK = 7
"""Days: a walk longer ago cannot be logged."""
UNTOLD = "-"


def log(context: Context, argument: str) -> Replies:
    """Answer /log: with words behind it a check-in told, else the questions."""
    if argument:
        return typed(context, argument) or [Say("checkin/not_understood")]
    return checkin.begin(context)


def yesterday(context: Context, argument: str) -> Replies:
    """Answer /yesterday: a walk that was not logged on its day."""
    told = heard.checkin(context, argument) if argument else None
    if told is None:
        return checkin.of_yesterday(context)
    return _take(context, replace(told, days_ago=1, weekday=None))


def typed(context: Context, text: str, *, sure: bool = False) -> Replies | None:
    """Take a check-in told in free words; None: the text is none. With `sure` only one that need not be asked about."""
    if not people.onboarded(people.profile(context)):
        return None
    told = heard.checkin(context, text)
    if told is None or (sure and not (told.certain or told.impossible)):
        return None
    return _take(context, told)


def answered(context: Context, entity_id: int, field: str, text: str) -> Replies | Unclear | None:
    """Take the typed answer to "12 minutes?": yes, no, or other minutes."""
    told, day = _kept(field)
    said = heard.yes(context, text)
    if not isinstance(said, Misread):
        return _log(context, told, day) if said else _nothing(context)
    minutes = heard.minutes(context, text, context.library.rules.checkins.most_minutes)
    if not isinstance(minutes, Misread):
        return _log(context, replace(told, minutes=minutes), day)
    return Unclear(_ask_whether(context, told, day))


def tapped(context: Context, arguments: tuple[str, ...]) -> Replies:
    """Take a tap below "12 minutes?": ("yes",), ("other",) or ("no",). One for a question that is gone does nothing."""
    expected = expecting.find(context.tx, context.user_id)
    if expected is None or expected.flow != ROUTE:
        return speak.where_things_stand(context)
    told, day = _kept(expected.field)
    match arguments:
        case ("yes",):
            return _log(context, told, day)
        case ("other",):
            return checkin.ask_minutes(context, day, before=told.before, worst=told.worst, effort=told.effort)
    return _nothing(context)


def _take(context: Context, told: CheckIn) -> Replies:
    today = people.today(context)
    day = day_told(today, told.days_ago, told.weekday)
    rules = context.library.rules
    if (today - day).days > LOOK_BACK:
        return [Say("checkin/too_long_ago")]
    if told.minutes is not None and not 1 <= told.minutes <= rules.checkins.most_minutes:
        return [checkin.out_of_range(context, told.minutes)]
    if told.impossible:
        return [Say("checkin/pain_range")]
    if told.certain:
        return _log(context, told, day)
    if told.worst is not None and told.worst >= rules.gate.no_walk_from:
        return pain.severe(context, told.worst, "walk")  # whatever the minutes were
    if told.minutes is None:
        return checkin.ask_minutes(
            context, day, before=told.before, worst=told.worst, effort=told.effort, distance=told.distance
        )
    return _ask_whether(context, told, day)


def _log(context: Context, told: CheckIn, day: date) -> Replies:
    """Log what was told, say it back, and ask what is still to be asked."""
    assert told.minutes is not None
    walk = checkin.draft(context, day)
    before = told.before if walk.gate_pain is None else None
    walk = walks.update(
        context.tx,
        walk,
        minutes=told.minutes,
        before_pain=before if before is not None else walk.before_pain,
        worst_pain=told.worst if told.worst is not None else walk.worst_pain,
        effort=told.effort or walk.effort,
        logged_at=context.now,
    )
    return checkin.logged(context, walk, told_before=before)


def _ask_whether(context: Context, told: CheckIn, day: date) -> Replies:
    """Ask "12 minutes?", and keep what was told until it is answered."""
    values = [told.minutes, told.before, told.worst, told.effort]
    field = " ".join([str(day), *(UNTOLD if value is None else str(value) for value in values)])
    expecting.ask(context.tx, context.user_id, ROUTE, 0, field, context.now)
    facts = {"minutes": told.minutes, "worst": told.worst, **checkin.told_day(context, day)}
    return [Say("typed/whether", facts, _rows(told))]


def _rows(told: CheckIn) -> Rows:
    yes = Button("typed/yes_minutes", (ROUTE, "yes"), {"minutes": told.minutes})
    return [[yes], [Button("typed/other_minutes", (ROUTE, "other")), Button("typed/no_walk", (ROUTE, "no"))]]


def _kept(field: str) -> tuple[CheckIn, date]:
    day, minutes, before, worst, effort = field.split(" ")
    numbers = [None if told == UNTOLD else int(told) for told in (minutes, before, worst)]
    return CheckIn(
        numbers[0], numbers[1], numbers[2], effort=effort if effort in EFFORTS else None
    ), date.fromisoformat(day)


def _nothing(context: Context) -> Replies:
    expecting.clear(context.tx, context.user_id)
    return [Edit("typed/nothing_noted", buttons=checkin.rest_rows())]
