"""The check-in: minutes, pain before, worst pain, effort. One edited message; every partial answer is valid."""

from datetime import date, timedelta

from bot.domain.checkin import EFFORTS, Walk
from bot.domain.safety.escalation import is_severe
from bot.domain.typed.misread import Misread
from bot.facts.asking import next_question
from bot.facts.context import Walker
from bot.facts.offer import offer_for
from bot.flows import heard, ways
from bot.flows.day import followups, guided, left, summary
from bot.flows.day.summary import ROUTE
from bot.flows.parts.asking import Unclear, for_score, for_value
from bot.flows.parts.keypad import keypad
from bot.flows.safety import pain, screens
from bot.messages import Button, Edit, Facts, Replies, Rows, Say, as_new, in_rows
from bot.store.delivery import nudges
from bot.store.diary import walks
from bot.store.person import expecting

SCORES = ("before_pain", "worst_pain")


def begin(walker: Walker, minutes: int | None = None) -> Replies:
    """Start today's check-in; with minutes ("done · 11 min") they are taken and the next question follows."""
    walk = draft(walker, walker.today)
    if minutes is not None:
        return _set(walker, walk, "minutes", str(minutes))
    return _ask(walker, walk)


def of_yesterday(walker: Walker) -> Replies:
    """Ask about a walk that was not logged on its day."""
    return _ask(walker, draft(walker, walker.today - timedelta(days=1)))


def ask_minutes(
    walker: Walker,
    day: date,
    *,
    before: int | None = None,
    worst: int | None = None,
    effort: str | None = None,
    distance: bool = False,
) -> Replies:
    """Ask for the minutes of a walk of which the rest, or a distance, was told."""
    walk = draft(walker, day)
    before = before if walk.gate_pain is None else None
    told = {"before_pain": before, "worst_pain": worst, "effort": effort}
    known = {field: value for field, value in told.items() if value is not None}
    return _ask(walker, walks.update(walker.tx, walk, **known) if known else walk, distance=distance)


def logged(walker: Walker, walk: Walk, told_before: int | None) -> Replies:
    """Say back a walk that was told in one go; unless there is more to say, ask for the pain that was not told."""
    _day_is_logged(walker, walk)
    said = _summary(walker, walk, told_before)
    if walk.worst_pain is not None and is_severe(walk.worst_pain, walker.rules.escalation, worst=True):
        return [said, *as_new(pain.severe(walker, walk.worst_pain, f"worst_pain-{walk.walk_id}"))]
    more = summary.after(walker, walk)
    waiting = screens.waiting(walker)
    if waiting is not None:  # the red-flag question that is open comes before any about the walk
        return [said, *more, *waiting]
    if not more and next_question(walker, walk) in SCORES:
        return [said, *as_new(_ask(walker, walk))]
    return [said, *more]


def undo(walker: Walker, argument: str) -> Replies:
    """Answer /undo: the walk logged last counts nowhere any more; it can be put back."""
    walk = walks.last_logged(walker.tx, walker.user_id)
    if walk is None:
        return [Say("checkin/nothing_to_undo", buttons=ways.ways_on(walker))]
    return _undo(walker, walk)


def tapped(walker: Walker, arguments: tuple[str, ...]) -> Replies | None:
    """Take a tap: (what, walk_id, …). One for a walk that is gone, or somebody else's, is old."""
    if arguments == ("yesterday",):
        return of_yesterday(walker)
    if len(arguments) < 2 or not arguments[1].isdecimal():
        return None
    walk = walks.find(walker.tx, walker.user_id, int(arguments[1]))
    if walk is None:
        return None
    if walk.undone_at is not None and arguments[0] == "undo":
        return [_undone(walk)]  # the second of two quick taps
    if walk.undone_at is not None and arguments[0] != "back":
        return None
    match (arguments[0], *arguments[2:]):
        case ("set", field, value) if field == next_question(walker, walk):
            return _set(walker, walk, field, value)
        case ("set", _, _):  # the second of two quick taps: what the first one led to is still waited for
            return _ask(walker, walk) if next_question(walker, walk) else [summary.card(walker, walk)]
        case ("other",):
            return _ask(walker, walk)
        case ("correct",):
            return _correct(walker, walk)
        case ("undo",):
            return _undo(walker, walk)
        case ("back",) if walk.undone_at is not None:
            return _ask(walker, walks.update(walker.tx, walk, undone_at=None))
        case ("new",):
            return screens.open_screen(walker, "red_flags", f"walk:{walk.walk_id}")
    return _ask(walker, walk)


def again(walker: Walker, walk_id: int) -> Replies | None:
    """Ask the question of a check-in that is open once more; None where none is."""
    walk = walks.find(walker.tx, walker.user_id, walk_id)
    if walk is None or walk.undone_at is not None or next_question(walker, walk) is None:
        return None
    return _ask(walker, walk)


def before_again(walker: Walker, walk_id: int) -> Replies | None:
    """Ask for the pain before a walk anew: the score told was a slip."""
    return _score_again(walker, walk_id, "before_pain")


def worst_again(walker: Walker, walk_id: int) -> Replies | None:
    """Ask for the worst pain of a walk anew: the score told was a slip."""
    return _score_again(walker, walk_id, "worst_pain")


def _score_again(walker: Walker, walk_id: int, field: str) -> Replies | None:
    walk = walks.find(walker.tx, walker.user_id, walk_id)
    if walk is None or walk.undone_at is not None:
        return None
    return _ask(walker, walks.update(walker.tx, walk, **{field: None}))


def typed_answer(walker: Walker, entity_id: int, field: str, text: str) -> Replies | Unclear | None:
    """Take typed text for the question that was asked last; None: it is asked no more."""
    walk = walks.find(walker.tx, walker.user_id, entity_id)
    if walk is None or walk.undone_at is not None or next_question(walker, walk) != field:
        return None
    tap = (ROUTE, "set", str(walk.walk_id), field)
    if field == "effort":
        effort = heard.effort(walker, text)
        if isinstance(effort, Misread):
            return for_value("effort", effort, _effort_rows(walk, tap))
        return _set(walker, walk, field, effort)
    if field in SCORES:
        score = heard.score(walker, text)
        before = walk.pain_before
        if isinstance(score, Misread) and field == "worst_pain" and before is not None and heard.same(walker, text):
            return _set(walker, walk, field, str(before))
        if isinstance(score, Misread):
            return for_score(score, tap, [_last_row(walk)])
        return _set(walker, walk, field, str(score))
    minutes = heard.minutes(walker, text, walker.rules.checkins.most_minutes)
    if not isinstance(minutes, Misread):
        return _set(walker, walk, field, str(minutes))
    if minutes.why in ("above", "below", "zero"):
        return Unclear([out_of_range(walker, 0 if minutes.why == "zero" else None)])
    return for_value("minutes", minutes, _minute_rows(walker, walk, tap))


def draft(walker: Walker, day: date) -> Walk:
    """Return the day's walk that is not logged yet, or a new one with what that day offered."""
    rules = walker.rules.escalation
    for walk in reversed(walks.of_day(walker.tx, walker.user_id, day)):
        if walk.logged_at is None and not is_severe(walk.gate_pain or 0, rules):
            return walk
    offered = offer_for(walker, day)
    return walks.open_walk(walker.tx, walker.user_id, day, offered_minutes=offered.total, target=offered.target)


def _set(walker: Walker, walk: Walk, field: str, value: str) -> Replies:
    """Take one answer, and ask the next question or close."""
    rules = walker.rules.checkins
    if field == "effort":
        if value not in EFFORTS:
            return _ask(walker, walk)
        walk = walks.update(walker.tx, walk, effort=value)
    elif field in SCORES:
        if not value.isdecimal() or int(value) > 10:
            return [Say("checkin/pain_range")]
        walk = walks.update(walker.tx, walk, **{field: int(value)})
    else:
        if not value.isdecimal() or not 0 < int(value) <= rules.most_minutes:
            return [out_of_range(walker, 0 if value == "0" else None)]
        walk = walks.update(walker.tx, walk, minutes=int(value), logged_at=walker.now)
        _day_is_logged(walker, walk)
    worst = field == "worst_pain"
    severe = field in SCORES and is_severe(int(value), walker.rules.escalation, worst=worst)
    if severe:
        followups.plan(walker, walk)
        return [_summary(walker, walk), *as_new(pain.severe(walker, int(value), f"{field}-{walk.walk_id}"))]
    replies = _ask(walker, walk)
    return replies if next_question(walker, walk) else [*replies, *summary.after(walker, walk)]


def _ask(walker: Walker, walk: Walk, *, distance: bool = False) -> Replies:
    """Ask the first question that is open, or say what was logged."""
    field = next_question(walker, walk)
    if field is None:
        return [_summary(walker, walk)]
    expecting.ask(walker.tx, walker.user_id, "checkin", walk.walk_id, field, walker.now)
    tap = (ROUTE, "set", str(walk.walk_id), field)
    facts: Facts = {"minutes": walk.minutes, **summary.told_day(walker, walk.on_day)}
    if field == "minutes":
        facts = {
            **facts,
            "offered": walk.offered_minutes,
            "stopped": summary.stopped(walker),
            "until": summary.until(walker),
            "distance": distance,
            "counted": left.counted(walker, walk),
        }
        return [Edit("checkin/minutes", facts, _minute_rows(walker, walk, tap))]
    if field == "effort":
        return [Edit("checkin/effort", facts, _effort_rows(walk, tap))]
    return [Edit(f"checkin/{field}", facts, [*keypad(tap), _last_row(walk)])]


def _minute_rows(walker: Walker, walk: Walk, tap: tuple[str, ...]) -> Rows:
    counted = left.counted(walker, walk) or 0
    choices = sorted({*walker.rules.checkins.minute_choices, walk.offered_minutes or 0, counted} - {0})
    buttons = [Button("checkin/min", (*tap, str(minutes)), {"minutes": minutes}) for minutes in choices]
    return in_rows(buttons, 4)


def _effort_rows(walk: Walk, tap: tuple[str, ...]) -> Rows:
    return [*([Button(f"checkin/{effort}", (*tap, effort))] for effort in EFFORTS), _last_row(walk)]


def _last_row(walk: Walk) -> list[Button]:
    return [Button("checkin/undo", (ROUTE, "undo", str(walk.walk_id)))]


def rest_rows() -> Rows:
    """Return what can be done when there was no walk."""
    return [[Button("checkin/today", ("go", "today")), Button("checkin/hurt", ("go", "pain"))]]


def _summary(walker: Walker, walk: Walk, told_before: int | None = None) -> Edit:
    """Say what was logged; no question of the walk is open any more."""
    expecting.clear(walker.tx, walker.user_id)
    return summary.card(walker, walk, told_before)


def _day_is_logged(walker: Walker, walk: Walk) -> None:
    """Silence what would still remind of this day, or of this walk."""
    guided.end(walker, walk.walk_id)
    if walk.on_day == walker.today:
        nudges.cancel(walker.tx, walker.user_id, "snooze")
        nudges.cancel(walker.tx, walker.user_id, "evening")
        followups.plan(walker, walk)


def _correct(walker: Walker, walk: Walk) -> Replies:
    """Ask everything anew, the gate's pain excepted."""
    emptied = walks.update(
        walker.tx, walk, minutes=None, before_pain=None, worst_pain=None, effort=None, logged_at=None
    )
    return _ask(walker, emptied)


def _undo(walker: Walker, walk: Walk) -> Replies:
    walks.update(walker.tx, walk, undone_at=walker.now)
    expecting.clear(walker.tx, walker.user_id)
    nudges.cancel(walker.tx, walker.user_id, "two_hour")
    nudges.cancel(walker.tx, walker.user_id, "morning")
    return [_undone(walk)]


def _undone(walk: Walk) -> Edit:
    buttons = [[Button("checkin/put_back", (ROUTE, "back", str(walk.walk_id)))]]
    return Edit("checkin/undone", {"minutes": walk.minutes}, buttons)


def out_of_range(walker: Walker, minutes: int | None) -> Say:
    """Say which minutes a walk may have; no minutes at all may be a rest."""
    most = walker.rules.checkins.most_minutes
    return Say("checkin/minutes_range", {"most": most, "zero": minutes == 0}, rest_rows())
