"""A walk: before you go, the pain gate, and the way there and back."""

from bot.domain.checkin import Walk
from bot.domain.coaching.plan import Offer
from bot.domain.safety.escalation import is_severe
from bot.domain.typed.misread import Misread
from bot.facts import suitability
from bot.facts.allowed import todays_move
from bot.facts.asking import usual_at_gate
from bot.facts.context import Walker
from bot.facts.offer import todays_offer
from bot.flows import heard
from bot.flows.day import checkin, guided
from bot.flows.parts.asking import Unclear, for_score
from bot.flows.parts.drawn import drawn, moving
from bot.flows.parts.keypad import keypad
from bot.flows.safety import pain, rescreen
from bot.messages import Button, Edit, Facts, Replies
from bot.store.diary import days, walks
from bot.store.person import expecting

ROUTE = "walk"
STANDARD = "standard"
OUTSIDE = ("hot", "cold", "air", "dark")
"""What it may be like outside: groups of tips, a tap away before a walk."""


def set_off(walker: Walker, argument: str) -> Replies:
    """Answer /walk."""
    return start(walker)


def start(walker: Walker) -> Replies:
    """Set off: what to have with you, and the pain of now. A walk under way is shown again."""
    instead = guided.refused(walker)
    if instead is not None:
        return instead
    under_way = _under_way(walker)
    if under_way:
        return [_go(walker, under_way)]
    questions = rescreen.before_a_walk(walker)
    if questions is not None:
        return questions
    return [_before(walker)]


def tapped(walker: Walker, arguments: tuple[str, ...]) -> Replies | None:
    """Take a tap: ("gate", day, score), ("usual" | "more", day), ("outside", day, group) or (what, walk_id)."""
    match arguments:
        case ("start",):
            return start(walker)
        case ("outside", day, group) if group in OUTSIDE and day == str(walker.today):
            instead = guided.refused(walker)
            return instead or [_before(walker, group)]
        case ("gate", day, score) if score.isdecimal() and int(score) <= 10:
            if day != str(walker.today):
                return None
            return _gate(walker, int(score))
        case ("usual", day) if day == str(walker.today):
            return _gate(walker, None)
        case ("more", day) if day == str(walker.today):
            return guided.refused(walker) or [_before(walker, scored=True)]
        case (("hurts" | "stop" | "back" | "show") as what, number) if number.isdecimal():
            walk = walks.find(walker.tx, walker.user_id, int(number))
            if walk is None or walk.undone_at or walk.logged_at:
                return None
            if what == "hurts":
                guided.rest(walker, walk.walk_id)
                return pain.hurt_from(walker, "walk")
            if what == "stop":
                guided.rest(walker, walk.walk_id)  # what was walked so far is counted
                return checkin.begin(walker)
            offered = todays_offer(walker, walk.gate_pain)
            return guided.refused(walker) or [_go(walker, walk, offered, moves=what == "show")]
    return None


def typed(walker: Walker, entity_id: int, field: str, text: str) -> Replies | Unclear:
    """Take the typed answer to the pain gate."""
    score = heard.score(walker, text)
    if isinstance(score, Misread):
        return for_score(score, (ROUTE, "gate", str(walker.today)))
    return _gate(walker, score)


def _before(walker: Walker, outside: str | None = None, *, scored: bool = False) -> Edit:
    """Return what to have with you and the question about pain; with tips for what it is like outside, if told.

    On a calm day "as usual" is answer enough. `scored`: asks for the score on any day.
    """
    day = str(walker.today)
    groups = [Button(f"walk/{group}", (ROUTE, "outside", day, group)) for group in OUTSIDE if group != outside]
    tips = tuple(name for name, tip in walker.library.tips.items() if outside in tip.when)
    offered = todays_offer(walker)
    exercise = _exercise(walker, offered)
    usual = None if scored else usual_at_gate(walker, offered)
    facts = {
        **_facts(offered, exercise),
        "tips": tips,
        "cautions": suitability.judged(walker)[exercise].cautions,
        "usual": None if usual is None else round(usual),
    }
    expecting.ask(walker.tx, walker.user_id, ROUTE, 0, "gate", walker.now)
    as_usual = [Button("walk/usual", (ROUTE, "usual", day)), Button("walk/more", (ROUTE, "more", day))]
    question = keypad((ROUTE, "gate", day)) if usual is None else [as_usual]
    return Edit("walk/before", facts, [*question, groups])


def _gate(walker: Walker, score: int | None) -> Replies:
    """Pain now decides: the walk, half of it, or rest, which counts. None: it is as usual, where that is enough."""
    expecting.answered(walker.tx, walker.user_id, ROUTE, 0)
    instead = guided.refused(walker)  # a red flag may have been said since the question was asked
    if instead is not None:
        return instead
    under_way = _under_way(walker)
    if under_way:
        return [_go(walker, under_way)]
    offered = todays_offer(walker, score)
    if score is None and usual_at_gate(walker, offered) is None:
        return [_before(walker)]  # something was said since then: now the score counts
    severe = score is not None and is_severe(score, walker.rules.escalation)
    day = walker.today
    walk = walks.open_walk(
        walker.tx,
        walker.user_id,
        day,
        exercise=_exercise(walker, offered),
        offered_minutes=None if severe else offered.total,
        target=offered.target,
        gate_pain=score,
        started_at=walker.now,
    )
    if score is not None and severe:
        days.mark(walker.tx, walker.user_id, day, days.REST_PAIN, walker.now)
        return pain.severe(walker, score, f"gate-{walk.walk_id}")
    guided.begin(walker, walk, offered.minutes)
    return [_go(walker, walk, offered)]


def gate_again(walker: Walker, walk_id: int) -> Replies | None:
    """Ask for the pain of now anew: the score told was a slip."""
    walk = walks.find(walker.tx, walker.user_id, walk_id)
    if walk is None or walk.undone_at is not None or walk.logged_at is not None:
        return None
    walks.update(walker.tx, walk, undone_at=walker.now)
    return [_before(walker)]


def _go(walker: Walker, walk: Walk, offered: Offer | None = None, *, moves: bool = False) -> Edit:
    """Return the walk itself: minutes, where to turn round, the steps, and the ways to end it; drawn, its warm-up."""
    minutes = walk.offered_minutes or 0
    bouts = offered.bouts if offered else 1
    rows = list(guided.rows(walker, walk))
    if not moves:
        rows.insert(1, [Button("guide/show", (ROUTE, "show", str(walk.walk_id)))])
    return Edit(
        "walk/go",
        {
            "minutes": minutes // bouts,
            "bouts": bouts,
            "turn": minutes // bouts // 2 if minutes // bouts >= walker.rules.guide.least_minutes else None,
            "reason": offered.reason if offered else None,
            "exercise": walk.exercise,
            "dose": suitability.dose_today(walker, walk.exercise),
        },
        rows,
        moving("warm_up") if moves else drawn("warm_up"),
    )


def _under_way(walker: Walker) -> Walk | None:
    """Return today's walk that has begun and is not logged; one that the gate turned away is none."""
    of_today = walks.of_day(walker.tx, walker.user_id, walker.today)
    begun = [w for w in of_today if w.started_at is not None and w.logged_at is None and not _turned_away(walker, w)]
    return begun[-1] if begun else None


def _turned_away(walker: Walker, walk: Walk) -> bool:
    """Tell whether the gate sent somebody home before a walk."""
    return walk.gate_pain is not None and is_severe(walk.gate_pain, walker.rules.escalation)


def _exercise(walker: Walker, offered: Offer) -> str:
    """Return the exercise chosen beside the walk while it is open and has its place today, or the standard walk."""
    return todays_move(walker, offered) or STANDARD


def _facts(offered: Offer, exercise: str) -> Facts:
    return {
        "minutes": offered.minutes,
        "bouts": offered.bouts,
        "target": offered.target,
        "reason": offered.reason,
        "exercise": exercise,
    }
