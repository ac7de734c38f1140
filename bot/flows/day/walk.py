"""A walk: before you go, the pain gate, and the way there and back."""

from bot.domain.checkin import Walk
from bot.domain.escalation import is_severe
from bot.domain.plan import Offer
from bot.facts import suitability
from bot.facts.context import Context
from bot.facts.offer import todays_offer
from bot.facts.people import onboarded, profile
from bot.facts.people import today as local_today
from bot.flows import speak
from bot.flows.day import checkin, guided
from bot.flows.keypad import keypad
from bot.flows.safety import pain, rescreen
from bot.messages import Button, Edit, Facts, Replies
from bot.store import days, walks

ROUTE = "walk"
STANDARD = "standard"
OUTSIDE = ("hot", "cold", "air", "dark")
"""What it may be like outside: groups of tips, a tap away before a walk."""


def set_off(context: Context, argument: str) -> Replies:
    """Answer /walk."""
    return start(context)


def start(context: Context) -> Replies:
    """Set off: what to have with you, and the pain of now. A walk under way is shown again."""
    if not onboarded(profile(context)):
        return speak.where_things_stand(context)
    instead = guided.refused(context)
    if instead is not None:
        return instead
    under_way = _under_way(context)
    if under_way:
        return [_go(context, under_way)]
    questions = rescreen.before_a_walk(context)
    if questions is not None:
        return questions
    return [_before(context)]


def tapped(context: Context, arguments: tuple[str, ...]) -> Replies:
    """Take a tap: ("gate", day, score), ("outside", day, group) or (what, walk_id)."""
    match arguments:
        case ("start",):
            return start(context)
        case ("outside", day, group) if group in OUTSIDE and day == str(local_today(context)):
            instead = guided.refused(context)
            return instead or [_before(context, group)]
        case ("gate", day, score) if score.isdecimal() and int(score) <= 10:
            if day != str(local_today(context)):
                return speak.where_things_stand(context)
            return _gate(context, int(score))
        case (("hurts" | "stop" | "back") as what, number) if number.isdecimal():
            walk = walks.find(context.tx, context.user_id, int(number))
            if walk is None or walk.undone_at or walk.logged_at:
                return speak.where_things_stand(context)
            if what == "hurts":
                guided.rest(context, walk.walk_id)
                return pain.hurt_from(context, "walk")
            if what == "stop":
                guided.end(context, walk.walk_id)
                return checkin.begin(context)
            return guided.refused(context) or [_go(context, walk)]
    return speak.where_things_stand(context)


def _before(context: Context, outside: str | None = None) -> Edit:
    """Return what to have with you and the question about pain; with tips for what it is like outside, if told."""
    day = str(local_today(context))
    groups = [Button(f"walk/{group}", (ROUTE, "outside", day, group)) for group in OUTSIDE if group != outside]
    tips = tuple(name for name, tip in context.library.tips.items() if outside in tip.when)
    facts = {**_facts(todays_offer(context), _exercise(context)), "tips": tips}
    return Edit("walk/before", facts, [*keypad((ROUTE, "gate", day)), groups])


def _gate(context: Context, score: int) -> Replies:
    """Pain now decides: the walk, half of it, or rest, which counts."""
    instead = guided.refused(context)  # a red flag may have been said since the question was asked
    if instead is not None:
        return instead
    under_way = _under_way(context)
    if under_way:
        return [_go(context, under_way)]
    offered = todays_offer(context, score)
    severe = is_severe(score, context.library.rules.escalation)
    day = local_today(context)
    walk = walks.open_walk(
        context.tx,
        context.user_id,
        day,
        exercise=_exercise(context),
        offered_minutes=None if severe else offered.total,
        target=offered.target,
        gate_pain=score,
        started_at=context.now,
    )
    if severe:
        days.mark(context.tx, context.user_id, day, days.REST_PAIN, context.now)
        return pain.severe(context, score, "gate")
    guided.begin(context, walk, offered.minutes)
    return [_go(context, walk, offered)]


def _go(context: Context, walk: Walk, offered: Offer | None = None) -> Edit:
    """Return the walk itself: minutes, where to turn round, the steps, and the ways to end it."""
    minutes = walk.offered_minutes or 0
    bouts = offered.bouts if offered else 1
    return Edit(
        "walk/go",
        {
            "minutes": minutes // bouts,
            "bouts": bouts,
            "turn": max(1, minutes // bouts // 2),
            "reason": offered.reason if offered else None,
            "exercise": walk.exercise,
            "dose": suitability.dose_today(context, walk.exercise),
        },
        guided.rows(context, walk),
    )


def _under_way(context: Context) -> Walk | None:
    """Return today's walk that has begun and is not logged; one that the gate turned away is none."""
    of_today = walks.of_day(context.tx, context.user_id, local_today(context))
    begun = [w for w in of_today if w.gate_pain is not None and w.logged_at is None and not _turned_away(context, w)]
    return begun[-1] if begun else None


def _turned_away(context: Context, walk: Walk) -> bool:
    """Tell whether the gate sent somebody home before a walk."""
    return walk.gate_pain is not None and is_severe(walk.gate_pain, context.library.rules.escalation)


def _exercise(context: Context) -> str:
    """Return the exercise chosen beside the walk while it is open, or the standard walk."""
    return suitability.todays_exercise(context) or STANDARD


def _facts(offered: Offer, exercise: str) -> Facts:
    return {
        "minutes": offered.minutes,
        "bouts": offered.bouts,
        "target": offered.target,
        "reason": offered.reason,
        "exercise": exercise,
    }
