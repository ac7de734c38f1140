"""The check-in: minutes, pain before, worst pain, effort. One edited message; every partial answer is valid."""

from datetime import date, timedelta

from bot.domain.checkin import EFFORTS, Walk, next_question
from bot.domain.day import week_start
from bot.domain.escalation import STOPPING
from bot.domain.typed.misread import Misread
from bot.facts import people
from bot.facts.context import Context
from bot.facts.offer import offer_for
from bot.facts.streak import kept_up
from bot.flows import heard, speak
from bot.flows.asking import Unclear, for_score, for_value
from bot.flows.day import followups, guided
from bot.flows.keypad import keypad
from bot.flows.plan import action_plan, arc, unlocking
from bot.flows.safety import flare, ladder, pain, screens
from bot.messages import Button, Edit, Facts, Replies, Rows, Say, as_new
from bot.store import expecting, holds, nudges, walks

ROUTE = "ci"
SCORES = ("before_pain", "worst_pain")


def begin(context: Context, minutes: int | None = None) -> Replies:
    """Start today's check-in; with minutes ("done · 11 min") they are taken and the next question follows."""
    walk = draft(context, people.today(context))
    if minutes is not None:
        return _set(context, walk, "minutes", str(minutes))
    return _ask(context, walk)


def of_yesterday(context: Context) -> Replies:
    """Ask about a walk that was not logged on its day."""
    return _ask(context, draft(context, people.today(context) - timedelta(days=1)))


def ask_minutes(
    context: Context,
    day: date,
    *,
    before: int | None = None,
    worst: int | None = None,
    effort: str | None = None,
    distance: bool = False,
) -> Replies:
    """Ask for the minutes of a walk of which the rest, or a distance, was told."""
    walk = draft(context, day)
    before = before if walk.gate_pain is None else None
    told = {"before_pain": before, "worst_pain": worst, "effort": effort}
    known = {field: value for field, value in told.items() if value is not None}
    return _ask(context, walks.update(context.tx, walk, **known) if known else walk, distance=distance)


def logged(context: Context, walk: Walk, told_before: int | None) -> Replies:
    """Say back a walk that was told in one go; unless there is more to say, ask for the pain that was not told."""
    _day_is_logged(context, walk)
    said = _summary(context, walk, told_before)
    if walk.worst_pain is not None and walk.worst_pain >= context.library.rules.gate.no_walk_from:
        return [said, *as_new(pain.severe(context, walk.worst_pain, "walk"))]
    more = _after(context, walk)
    if not more and next_question(walk) in SCORES:
        return [said, *as_new(_ask(context, walk))]
    return [said, *more]


def undo(context: Context, argument: str) -> Replies:
    """Answer /undo: the walk logged last counts nowhere any more; it can be put back."""
    walk = walks.last_logged(context.tx, context.user_id)
    if walk is None:
        return [Say("checkin/nothing_to_undo")]
    return _undo(context, walk)


def tapped(context: Context, arguments: tuple[str, ...]) -> Replies:
    """Take a tap: (what, walk_id, …). One for a walk that is gone, or somebody else's, says where things stand."""
    if arguments == ("yesterday",):
        return of_yesterday(context)
    if len(arguments) < 2 or not arguments[1].isdecimal():
        return speak.where_things_stand(context)
    walk = walks.find(context.tx, context.user_id, int(arguments[1]))
    if walk is None:
        return speak.where_things_stand(context)
    if walk.undone_at is not None and arguments[0] != "back":
        return speak.where_things_stand(context)
    match (arguments[0], *arguments[2:]):
        case ("set", field, value) if field == next_question(walk):
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


def typed_answer(context: Context, entity_id: int, field: str, text: str) -> Replies | Unclear | None:
    """Take typed text for the question that was asked last; None: it is asked no more."""
    walk = walks.find(context.tx, context.user_id, entity_id)
    if walk is None or walk.undone_at is not None or next_question(walk) != field:
        return None
    tap = (ROUTE, "set", str(walk.walk_id), field)
    if field == "effort":
        effort = heard.effort(context, text)
        return (
            for_value("effort", effort, _effort_rows(walk, tap))
            if isinstance(effort, Misread)
            else _set(context, walk, field, effort)
        )
    if field in SCORES:
        score = heard.score(context, text)
        return (
            for_score(score, tap, [_last_row(walk)])
            if isinstance(score, Misread)
            else _set(context, walk, field, str(score))
        )
    minutes = heard.minutes(context, text, context.library.rules.checkins.most_minutes)
    if not isinstance(minutes, Misread):
        return _set(context, walk, field, str(minutes))
    if minutes.why in ("above", "below", "zero"):
        return Unclear([out_of_range(context, 0 if minutes.why == "zero" else None)])
    return for_value("minutes", minutes, _minute_rows(context, walk, tap))


def draft(context: Context, day: date) -> Walk:
    """Return the day's walk that is not logged yet, or a new one with what that day offered."""
    limit = context.library.rules.gate.no_walk_from
    for walk in reversed(walks.of_day(context.tx, context.user_id, day)):
        if walk.logged_at is None and (walk.gate_pain or 0) < limit:
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
            return [out_of_range(context, 0 if value == "0" else None)]
        walk = walks.update(context.tx, walk, minutes=int(value), logged_at=context.now)
        _day_is_logged(context, walk)
    severe = field in SCORES and int(value) >= context.library.rules.gate.no_walk_from
    if severe:
        followups.plan(context, walk)
        return [_summary(context, walk), *as_new(pain.severe(context, int(value), "walk"))]
    replies = _ask(context, walk)
    return replies if next_question(walk) else [*replies, *_after(context, walk)]


def _ask(context: Context, walk: Walk, *, distance: bool = False) -> Replies:
    """Ask the first question that is open, or say what was logged."""
    field = next_question(walk)
    if field is None:
        return [_summary(context, walk)]
    expecting.ask(context.tx, context.user_id, "checkin", walk.walk_id, field, context.now)
    tap = (ROUTE, "set", str(walk.walk_id), field)
    facts: Facts = {"minutes": walk.minutes, **told_day(context, walk.on_day)}
    if field == "minutes":
        facts = {**facts, "offered": walk.offered_minutes, "stopped": _stopped(context), "distance": distance}
        return [Edit("checkin/minutes", facts, _minute_rows(context, walk, tap))]
    if field == "effort":
        return [Edit("checkin/effort", facts, _effort_rows(walk, tap))]
    return [Edit(f"checkin/{field}", facts, [*keypad(tap), _last_row(walk)])]


def _minute_rows(context: Context, walk: Walk, tap: tuple[str, ...]) -> Rows:
    choices = sorted({*context.library.rules.checkins.minute_choices, walk.offered_minutes or 0} - {0})
    buttons = [Button("checkin/min", (*tap, str(minutes)), {"minutes": minutes}) for minutes in choices]
    return [buttons[start : start + 4] for start in range(0, len(buttons), 4)]


def _effort_rows(walk: Walk, tap: tuple[str, ...]) -> Rows:
    return [*([Button(f"checkin/{effort}", (*tap, effort))] for effort in EFFORTS), _last_row(walk)]


def _last_row(walk: Walk) -> list[Button]:
    return [Button("checkin/undo", (ROUTE, "undo", str(walk.walk_id)))]


def rest_rows() -> Rows:
    """Return what can be done when there was no walk."""
    return [[Button("checkin/today", ("go", "today")), Button("checkin/hurt", ("go", "pain"))]]


def _summary(context: Context, walk: Walk, told_before: int | None = None) -> Edit:
    """Say what was logged, with the week so far in one line."""
    expecting.clear(context.tx, context.user_id)
    number = str(walk.walk_id)
    buttons = [
        [Button("checkin/new", (ROUTE, "new", number))],
        [Button("checkin/correct", (ROUTE, "correct", number)), Button("checkin/undo", (ROUTE, "undo", number))],
    ]
    return Edit("checkin/summary", {**_facts(context, walk), "told_before": told_before}, buttons)


def _facts(context: Context, walk: Walk) -> Facts:
    week = walks.since(context.tx, context.user_id, week_start(walk.on_day))
    return {
        "minutes": walk.minutes,
        "worst": walk.worst_pain,
        "before": walk.gate_pain if walk.gate_pain is not None else walk.before_pain,
        "effort": walk.effort,
        **told_day(context, walk.on_day),
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


def told_day(context: Context, day: date) -> Facts:
    """Return how a message tells a day that may be a past one."""
    days_ago = (people.today(context) - day).days
    return {"yesterday": days_ago == 1, "on": day if days_ago > 1 else None}


def out_of_range(context: Context, minutes: int | None) -> Say:
    """Say which minutes a walk may have; no minutes at all may be a rest."""
    most = context.library.rules.checkins.most_minutes
    return Say("checkin/minutes_range", {"most": most, "zero": minutes == 0}, rest_rows())
