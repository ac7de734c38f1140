"""A walk that was begun and never told of: what was walked is asked for in the evening, and with the next nudge.

Nothing is stored that nobody said: what the guide counted is a button.
"""

from collections.abc import Sequence
from datetime import timedelta

from bot.domain.checkin import Walk
from bot.domain.coaching.guide import elapsed
from bot.domain.day import ONE_DAY
from bot.domain.safety.escalation import is_severe
from bot.domain.typed.which_day import LOOK_BACK
from bot.facts.context import Walker
from bot.flows.day.summary import ROUTE, told_day
from bot.messages import Button, Replies, Say
from bot.store.delivery import nudges
from bot.store.diary import courses, walks


def counted(walker: Walker, walk: Walk) -> int | None:
    """Return the whole minutes that the guide counted, no more than it was asked to; None: it counted none."""
    course = courses.find(walker.tx, walker.user_id, walk.walk_id)
    minutes = 0 if course is None else min(elapsed(course, walker.now) // 60, course.minutes)
    return minutes or None


def of_today(walker: Walker) -> Replies | None:
    """Ask about a walk of today that is over by the clock; None: there is none. One that may go on is left alone."""
    late = timedelta(minutes=walker.rules.guide.late_minutes)
    for walk in _left(walker, walks.of_day(walker.tx, walker.user_id, walker.today)):
        assert walk.started_at is not None
        over_at = walk.started_at + timedelta(minutes=walk.offered_minutes or 0) + late
        return [_question(walker, walk)] if walker.now >= over_at else []
    return None


def since_the_last_nudge(walker: Walker) -> Replies:
    """Ask about the newest walk that was begun and left on the day of the last nudge or later, if any was."""
    recent = walks.since(walker.tx, walker.user_id, walker.today - ONE_DAY * LOOK_BACK)
    days = sorted({walk.on_day for walk in recent if walk.on_day < walker.today}, reverse=True)
    of_days = ([walk for walk in recent if walk.on_day == day] for day in days)
    found = next((walk for of_day in of_days for walk in _left(walker, of_day)), None)
    if found is None:
        return []
    last_on = nudges.last_sent_on(walker.tx, walker.user_id, walker.today - ONE_DAY)
    return [_question(walker, found)] if last_on is None or found.on_day >= last_on else []


def _left(walker: Walker, of_day: Sequence[Walk]) -> list[Walk]:
    """Return the walk of a day that was begun and is not told of; none where another of that day is, or it hurt."""
    if any(walk.logged_at is not None for walk in of_day):
        return []
    begun = [walk for walk in of_day if walk.started_at is not None]
    return [walk for walk in begun if not is_severe(walk.gate_pain or 0, walker.rules.escalation)][-1:]


def _question(walker: Walker, walk: Walk) -> Say:
    number = str(walk.walk_id)
    minutes = counted(walker, walk) or walk.offered_minutes or 0
    tap = (ROUTE, "set", number, "minutes", str(minutes))
    rows = [
        [Button("checkin/min", tap, {"minutes": minutes}), Button("walk/other", (ROUTE, "other", number))],
        [Button("checkin/no_walk", (ROUTE, "undo", number))],
    ]
    facts = {"counted": counted(walker, walk), **told_day(walker, walk.on_day)}
    return Say("checkin/left", facts, rows, quiet=True)
