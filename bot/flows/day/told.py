"""A check-in told in one's own words: logged and said back where it is sure, asked about where it is not."""

from dataclasses import replace
from datetime import date

from bot.domain.checkin import EFFORTS
from bot.domain.safety.escalation import is_severe
from bot.domain.typed.checkin import MOST_UNNAMED, CheckIn
from bot.domain.typed.days import day_told
from bot.domain.typed.misread import Misread
from bot.facts.context import Walker
from bot.facts.unanswered import waits
from bot.flows import heard, ways
from bot.flows.day import checkin, summary
from bot.flows.parts.asking import Unclear
from bot.flows.safety import pain
from bot.messages import Button, Edit, Replies, Rows, Say, as_new
from bot.store.diary import walks
from bot.store.person import expecting

ROUTE = "told"
LOOK_BACK = 7
"""Days: a walk longer ago cannot be logged."""
UNTOLD = "-"


def log(walker: Walker, argument: str) -> Replies:
    """Answer /log: with words behind it a check-in told, else the questions."""
    if argument:
        return typed(walker, argument) or [Say("checkin/not_understood", buttons=ways.unsure(walker))]
    return checkin.begin(walker)


def yesterday(walker: Walker, argument: str) -> Replies:
    """Answer /yesterday: a walk that was not logged on its day."""
    told = heard.checkin(walker, argument) if argument else None
    if told is None:
        return checkin.of_yesterday(walker)
    return _take(walker, replace(told, days_ago=1, weekday=None)) or checkin.of_yesterday(walker)


def typed(walker: Walker, text: str, *, sure: bool = False) -> Replies | None:
    """Take a check-in told in free words; None: the text is none. With `sure` only one that need not be asked about."""
    told = heard.checkin(walker, text)
    if told is None or (sure and not (told.certain or told.impossible or _asks_first(walker, told))):
        return None
    causes = heard.beside(walker, text)
    if not causes or not told.certain:
        return _take(walker, told)
    before = walks.last_logged(walker.tx, walker.user_id)
    replies = _take(walker, told) or []
    walk = walks.last_logged(walker.tx, walker.user_id)
    if walk is None or (before is not None and walk == before):
        return replies
    walks.update(walker.tx, walk, beside=tuple(dict.fromkeys((*walk.beside, *causes))))
    if walk.worst_pain is not None and is_severe(walk.worst_pain, walker.rules.escalation, worst=True):
        return replies  # about the pain alone
    return [*replies[:1], Say("beside/noted", {"causes": causes}), *replies[1:]]


def answered(walker: Walker, entity_id: int, field: str, text: str) -> Replies | Unclear | None:
    """Take the typed answer to "12 minutes?": yes, no, or other minutes."""
    told, day = _kept(field)
    said = heard.yes(walker, text)
    if not isinstance(said, Misread):
        return _log(walker, told, day) if said else _nothing(walker)
    minutes = heard.minutes(walker, text, walker.rules.checkins.most_minutes)
    if not isinstance(minutes, Misread):
        return _log(walker, replace(told, minutes=minutes), day)
    return Unclear(_ask_whether(walker, told, day))


def tapped(walker: Walker, arguments: tuple[str, ...]) -> Replies | None:
    """Take a tap below "8 minutes?": ("yes",), ("pain",), ("other",) or ("no",). For a question gone it is old."""
    expected = expecting.find(walker.tx, walker.user_id)
    if expected is None or expected.flow != ROUTE:
        return None
    told, day = _kept(expected.field)
    match arguments:
        case ("yes",):
            return _log(walker, told, day)
        case ("pain",) if _may_be_pain(walker, told, day):
            assert told.minutes is not None
            expecting.clear(walker.tx, walker.user_id)
            return as_new(pain.scored(walker, told.minutes))
        case ("other",):
            return checkin.ask_minutes(walker, day, before=told.before, worst=told.worst, effort=told.effort)
    return _nothing(walker)


def _asks_first(walker: Walker, told: CheckIn) -> bool:
    """Tell whether a walk that is not sure is asked about before anything else that the text may be.

    That is one out of range, and a long one with its pain: "120 min pain 2" is no report of pain, unless it is severe.
    """
    if told.minutes is None or told.worst is None or told.minutes <= MOST_UNNAMED:
        return _is_out_of_range(walker, told)
    return not is_severe(told.worst, walker.rules.escalation, worst=True)


def _is_out_of_range(walker: Walker, told: CheckIn) -> bool:
    return told.minutes is not None and not 1 <= told.minutes <= walker.rules.checkins.most_minutes


def _take(walker: Walker, told: CheckIn) -> Replies | None:
    """Log a walk, or ask about it; None: it may be none at all, and something more urgent waits."""
    today = walker.today
    day = day_told(today, told.days_ago, told.weekday)
    rules = walker.rules
    if (today - day).days > LOOK_BACK:
        return [Say("checkin/too_long_ago", buttons=checkin.rest_rows())]
    if _is_out_of_range(walker, told):
        return [checkin.out_of_range(walker, told.minutes)]
    if told.impossible:
        return [Say("checkin/pain_range")]
    if told.certain:
        return _log(walker, told, day)
    if told.worst is not None and is_severe(told.worst, rules.escalation, worst=True):
        return pain.severe(walker, told.worst, "walk")  # whatever the minutes were
    if told.minutes is None:
        return checkin.ask_minutes(
            walker, day, before=told.before, worst=told.worst, effort=told.effort, distance=told.distance
        )
    return None if waits(walker) else _ask_whether(walker, told, day)


def _log(walker: Walker, told: CheckIn, day: date) -> Replies:
    """Log what was told, say it back, and ask what is still to be asked."""
    assert told.minutes is not None
    walk = checkin.draft(walker, day)
    before = told.before if walk.gate_pain is None else None
    walk = walks.update(
        walker.tx,
        walk,
        minutes=told.minutes,
        before_pain=before if before is not None else walk.before_pain,
        worst_pain=told.worst if told.worst is not None else walk.worst_pain,
        effort=told.effort or walk.effort,
        logged_at=walker.now,
    )
    return checkin.logged(walker, walk, told_before=before)


def _ask_whether(walker: Walker, told: CheckIn, day: date) -> Replies:
    """Ask "12 minutes?", and keep what was told until it is answered."""
    values = [told.minutes, told.before, told.worst, told.effort]
    field = " ".join([str(day), *(UNTOLD if value is None else str(value) for value in values)])
    expecting.ask(walker.tx, walker.user_id, ROUTE, 0, field, walker.now)
    facts = {"minutes": told.minutes, "worst": told.worst, **summary.told_day(walker, day)}
    return [Say("typed/whether", facts, _rows(told, _may_be_pain(walker, told, day)))]


def _may_be_pain(walker: Walker, told: CheckIn, day: date) -> bool:
    """Tell whether a number of today may be a score of pain as well: "still an 8"."""
    return told.minutes is not None and told.minutes <= pain.MOST_PAIN and told.worst is None and day == walker.today


def _rows(told: CheckIn, may_be_pain: bool) -> Rows:
    yes = Button("typed/yes_minutes", (ROUTE, "yes"), {"minutes": told.minutes, "worst": told.worst})
    pain_score = [[Button("typed/yes_pain", (ROUTE, "pain"), {"score": told.minutes})]] if may_be_pain else []
    return [
        [yes],
        *pain_score,
        [Button("typed/other_minutes", (ROUTE, "other")), Button("typed/no_walk", (ROUTE, "no"))],
    ]


def _kept(field: str) -> tuple[CheckIn, date]:
    day, minutes, before, worst, effort = field.split(" ")
    numbers = [None if told == UNTOLD else int(told) for told in (minutes, before, worst)]
    return CheckIn(
        numbers[0], numbers[1], numbers[2], effort=effort if effort in EFFORTS else None
    ), date.fromisoformat(day)


def _nothing(walker: Walker) -> Replies:
    expecting.clear(walker.tx, walker.user_id)
    return [Edit("typed/nothing_noted", buttons=checkin.rest_rows())]
