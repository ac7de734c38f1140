"""The check-in: minutes, pain before, worst pain, effort. One edited message; every partial answer is valid."""

from dataclasses import replace
from datetime import date, timedelta

from bot.domain import quick_reply
from bot.domain.checkin import EFFORTS, Walk
from bot.domain.day import week_start
from bot.domain.escalation import STOPPING, is_severe
from bot.domain.quick_reply import Typed
from bot.facts import people
from bot.facts.asking import next_question
from bot.facts.context import Context
from bot.facts.offer import offer_for
from bot.facts.streak import kept_up
from bot.flows import speak
from bot.flows.day import followups, guided
from bot.flows.keypad import keypad
from bot.flows.plan import action_plan, arc, unlocking
from bot.flows.safety import flare, ladder, pain, screens
from bot.messages import Button, Edit, Facts, Replies, Rows, Say, as_new
from bot.store import expecting, holds, nudges, walks

ROUTE = "ci"
SCORES = ("before_pain", "worst_pain")


def log(context: Context, argument: str) -> Replies:
    """Answer /log: with words behind it a typed check-in, else the questions."""
    if argument:
        return typed(context, argument) or [Say("checkin/not_understood")]
    return begin(context)


def begin(context: Context, minutes: int | None = None) -> Replies:
    """Start today's check-in; with minutes ("done · 11 min") they are taken and the next question follows."""
    walk = _draft(context, people.today(context))
    if minutes is not None:
        return _set(context, walk, "minutes", str(minutes))
    return _ask(context, walk)


def yesterday(context: Context, argument: str) -> Replies:
    """Answer /yesterday: a walk that was not logged on its day."""
    day = people.today(context) - timedelta(days=1)
    parsed = _parse(context, argument) if argument else None
    if parsed:
        return _log_typed(context, replace(parsed, yesterday=True))
    return _ask(context, _draft(context, day))


def undo(context: Context, argument: str) -> Replies:
    """Answer /undo: the walk logged last counts nowhere any more; it can be put back."""
    walk = walks.last_logged(context.tx, context.user_id)
    if walk is None:
        return [Say("checkin/nothing_to_undo")]
    return _undo(context, walk)


def tapped(context: Context, arguments: tuple[str, ...]) -> Replies:
    """Take a tap: (what, walk_id, …). One for a walk that is gone, or somebody else's, says where things stand."""
    if arguments == ("yesterday",):
        return yesterday(context, "")
    if len(arguments) < 2 or not arguments[1].isdecimal():
        return speak.where_things_stand(context)
    walk = walks.find(context.tx, context.user_id, int(arguments[1]))
    if walk is None:
        return speak.where_things_stand(context)
    if walk.undone_at is not None and arguments[0] != "back":
        return speak.where_things_stand(context)
    match (arguments[0], *arguments[2:]):
        case ("set", field, value) if field == next_question(context, walk):
            return _set(context, walk, field, value)
        case ("set", _, _):
            return _ask(context, walk)  # the second of two quick taps
        case ("other",):
            return _ask(context, walk)
        case ("correct",):
            return _correct(context, walk)
        case ("undo",):
            return _undo(context, walk)
        case ("back",) if walk.undone_at is not None:
            return _ask(context, walks.update(context.tx, walk, undone_at=None))
        case ("new",):
            return screens.open_screen(context, "red_flags", f"walk:{walk.walk_id}")
    return _ask(context, walk)


def typed_answer(context: Context, entity_id: int, field: str, text: str) -> Replies | None:
    """Take typed text for the question that was asked last; None: it is no answer to it."""
    walk = walks.find(context.tx, context.user_id, entity_id)
    if walk is None or walk.undone_at is not None or next_question(context, walk) != field:
        return None
    if field == "effort":
        effort = context.understood(lambda heard: quick_reply.effort(text, heard.quick_reply))
        return _set(context, walk, field, effort) if effort else None
    number = text.removesuffix("/10").strip()
    if not number.lstrip("-").isdecimal():
        return None
    return _set(context, walk, field, number)


def typed(context: Context, text: str) -> Replies | None:
    """Take a check-in typed in one go ("20 min pain 3"); None: the text is none."""
    if not people.onboarded(people.profile(context)):
        return None
    parsed = _parse(context, text)
    return _log_typed(context, parsed) if parsed else None


def _parse(context: Context, text: str) -> Typed | None:
    return context.understood(lambda heard: quick_reply.parse(text, heard.quick_reply))


def _log_typed(context: Context, parsed: Typed) -> Replies:
    wrong = _out_of_range(context, parsed)
    if wrong:
        return [wrong]
    day = people.today(context) - timedelta(days=parsed.yesterday)
    walk = _draft(context, day)
    minutes = parsed.minutes if parsed.minutes is not None else walk.offered_minutes
    if minutes is None or parsed.distance:
        return _ask(context, walk)
    walk = walks.update(
        context.tx, walk, minutes=minutes, worst_pain=parsed.pain, effort=parsed.effort, logged_at=context.now
    )
    return _logged(context, walk)


def _draft(context: Context, day: date) -> Walk:
    """Return the day's walk that is not logged yet, or a new one with what that day offered."""
    rules = context.library.rules.escalation
    for walk in reversed(walks.of_day(context.tx, context.user_id, day)):
        if walk.logged_at is None and not is_severe(walk.gate_pain or 0, rules):
            return walk
    profile = people.profile(context)
    assert profile is not None
    offered = offer_for(context, profile, day)
    return walks.open_walk(context.tx, context.user_id, day, offered_minutes=offered.total, target=offered.target)


def _set(context: Context, walk: Walk, field: str, value: str) -> Replies:
    """Take one answer, and ask the next question or close."""
    rules = context.library.rules.checkins
    if field == "effort":
        if value not in EFFORTS:
            return _ask(context, walk)
        walk = walks.update(context.tx, walk, effort=value)
    elif field in SCORES:
        if not value.isdecimal() or int(value) > 10:
            return [Say("checkin/pain_range")]
        walk = walks.update(context.tx, walk, **{field: int(value)})
    else:
        if not value.isdecimal() or not 0 < int(value) <= rules.most_minutes:
            return [Say("checkin/minutes_range", {"most": rules.most_minutes, "zero": value == "0"}, _rest_rows())]
        walk = walks.update(context.tx, walk, minutes=int(value), logged_at=context.now)
        _day_is_logged(context, walk)
    worst = field == "worst_pain"
    severe = field in SCORES and is_severe(int(value), context.library.rules.escalation, worst=worst)
    if severe:
        followups.plan(context, walk)
        return [_summary(context, walk), *as_new(pain.severe(context, int(value), "walk"))]
    replies = _ask(context, walk)
    return replies if next_question(context, walk) else [*replies, *_after(context, walk)]


def _ask(context: Context, walk: Walk) -> Replies:
    """Ask the first question that is open, or say what was logged."""
    field = next_question(context, walk)
    if field is None:
        return [_summary(context, walk)]
    expecting.ask(context.tx, context.user_id, "checkin", walk.walk_id, field, context.now)
    tap = (ROUTE, "set", str(walk.walk_id), field)
    facts: Facts = {"minutes": walk.minutes, "yesterday": walk.on_day != people.today(context)}
    if field == "minutes":
        facts = {**facts, "offered": walk.offered_minutes, "stopped": _stopped(context)}
        return [Edit("checkin/minutes", facts, _minute_rows(context, walk, tap))]
    if field == "effort":
        efforts = [[Button(f"checkin/{effort}", (*tap, effort))] for effort in EFFORTS]
        return [Edit("checkin/effort", facts, [*efforts, _last_row(walk)])]
    return [Edit(f"checkin/{field}", facts, [*keypad(tap), _last_row(walk)])]


def _minute_rows(context: Context, walk: Walk, tap: tuple[str, ...]) -> Rows:
    choices = sorted({*context.library.rules.checkins.minute_choices, walk.offered_minutes or 0} - {0})
    buttons = [Button("checkin/min", (*tap, str(minutes)), {"minutes": minutes}) for minutes in choices]
    return [buttons[start : start + 4] for start in range(0, len(buttons), 4)]


def _last_row(walk: Walk) -> list[Button]:
    return [Button("checkin/undo", (ROUTE, "undo", str(walk.walk_id)))]


def _rest_rows() -> Rows:
    return [[Button("checkin/today", ("go", "today")), Button("checkin/hurt", ("go", "pain"))]]


def _summary(context: Context, walk: Walk) -> Edit:
    """Say what was logged, with the week so far in one line.

    Who typed it is asked for the pain before below that, where it is due: else a steady pain is taken for a rise.
    """
    expecting.clear(context.tx, context.user_id)
    number = str(walk.walk_id)
    asks = walk.worst_pain is not None and next_question(context, walk) == "before_pain"
    if asks:
        expecting.ask(context.tx, context.user_id, "checkin", walk.walk_id, "before_pain", context.now)
    keys = keypad((ROUTE, "set", number, "before_pain")) if asks else []
    buttons = [
        [Button("checkin/new", (ROUTE, "new", number))],
        [Button("checkin/correct", (ROUTE, "correct", number)), Button("checkin/undo", (ROUTE, "undo", number))],
    ]
    return Edit("checkin/summary", {**_facts(context, walk), "asks_before": asks}, [*keys, *buttons])


def _logged(context: Context, walk: Walk) -> Replies:
    _day_is_logged(context, walk)
    worst = walk.worst_pain
    if worst is not None and is_severe(worst, context.library.rules.escalation, worst=True):
        return [_summary(context, walk), *as_new(pain.severe(context, worst, "walk"))]
    return [_summary(context, walk), *_after(context, walk)]


def _facts(context: Context, walk: Walk) -> Facts:
    week = walks.since(context.tx, context.user_id, week_start(walk.on_day))
    return {
        "minutes": walk.minutes,
        "worst": walk.worst_pain,
        "before": walk.gate_pain if walk.gate_pain is not None else walk.before_pain,
        "effort": walk.effort,
        "yesterday": walk.on_day != people.today(context),
        "week_minutes": sum(other.minutes or 0 for other in week),
        "week_walks": sum(1 for other in week if other.minutes),
        "streak": kept_up(context),
        "colour": followups.colour_of(context, walk),
        "back": _is_back(context, walk),
        "stopped": _stopped(context),
    }


def _stopped(context: Context) -> bool:
    """Tell whether somebody has to be seen before any walk: what was walked is noted, and not cheered."""
    return any(hold.rule in STOPPING for hold in holds.open_of(context.tx, context.user_id))


def _is_back(context: Context, walk: Walk) -> bool:
    """Tell whether a walk is the first after some days without one: coming back is what is praised then."""
    last_on = walks.last_walked_on(context.tx, context.user_id, walk.on_day)
    return last_on is not None and (walk.on_day - last_on).days >= context.library.rules.lapses.back_after


def _day_is_logged(context: Context, walk: Walk) -> None:
    """Silence what would still remind of this day."""
    if walk.on_day == people.today(context):
        nudges.cancel(context.tx, context.user_id, "snooze")
        nudges.cancel(context.tx, context.user_id, "evening")
        guided.end(context, walk.walk_id)
        followups.plan(context, walk)


def _after(context: Context, walk: Walk) -> Replies:
    """Plan what is asked later, and say what the ladder of rules has to say."""
    followups.plan(context, walk)
    fallen_back = unlocking.fallen_back(context, walk.exercise, walk.worst_pain)
    said = [*as_new(fallen_back), *as_new(ladder.evaluate(context)), *flare.notice(context)]
    return said or arc.offer(context) or action_plan.offer(context)


def _correct(context: Context, walk: Walk) -> Replies:
    """Ask everything anew, the gate's pain excepted."""
    emptied = walks.update(
        context.tx, walk, minutes=None, before_pain=None, worst_pain=None, effort=None, logged_at=None
    )
    return _ask(context, emptied)


def _undo(context: Context, walk: Walk) -> Replies:
    walks.update(context.tx, walk, undone_at=context.now)
    expecting.clear(context.tx, context.user_id)
    nudges.cancel(context.tx, context.user_id, "two_hour")
    nudges.cancel(context.tx, context.user_id, "morning")
    buttons = [[Button("checkin/put_back", (ROUTE, "back", str(walk.walk_id)))]]
    return [Edit("checkin/undone", {"minutes": walk.minutes}, buttons)]


def _out_of_range(context: Context, parsed: Typed) -> Say | None:
    rules = context.library.rules.checkins
    if parsed.minutes is not None and not 0 < parsed.minutes <= rules.most_minutes:
        return Say("checkin/minutes_range", {"most": rules.most_minutes, "zero": parsed.minutes == 0}, _rest_rows())
    if parsed.pain is not None and not 0 <= parsed.pain <= 10:
        return Say("checkin/pain_range")
    return None
