"""What is asked about a walk later: how it is after two hours, and whether it settled overnight."""

from datetime import timedelta

from bot.domain.checkin import Walk, asks_two_hours, has_hurt
from bot.domain.coaching import nudges as rule
from bot.domain.day import ONE_DAY, during
from bot.domain.safety.colours import asks_next_morning, rise
from bot.domain.safety.escalation import is_severe
from bot.domain.typed.misread import Misread
from bot.facts import people
from bot.facts.allowed import allowed
from bot.facts.asking import asking
from bot.facts.context import Walker
from bot.facts.scores import before_walk
from bot.flows import heard
from bot.flows.parts.asking import Unclear, for_score, for_value
from bot.flows.parts.keypad import keypad
from bot.flows.safety import ladder, pain
from bot.messages import Button, Edit, Replies, Rows, Say, as_new, in_place
from bot.store.delivery import nudges
from bot.store.delivery.nudges import Nudge
from bot.store.diary import walks
from bot.store.person import expecting

ROUTE = "fu"
MORE = "more"


def plan(walker: Walker, walk: Walk) -> None:
    """Plan the two-hour question after the day's last walk, where it is due, and the morning's where pain rose.

    Both come once a day.
    """
    today = walker.today
    if walk.on_day != today or walk.logged_at is None:
        return
    rules = walker.rules
    due_at = walk.logged_at + timedelta(minutes=rules.checkins.two_hours)
    hours = people.nudge_rules(walker)
    if rule.is_quiet(due_at, walker.zone, hours):
        nudges.cancel(walker.tx, walker.user_id, "two_hour")
    elif _asks_two_hours(walker, walk):
        key = f"two-hour:{today}"
        nudges.plan(walker.tx, walker.user_id, key, "two_hour", due_at, today, walk.walk_id)
    if asks_next_morning(walk, before_walk(walker, walk), rules.colours):
        morning_at = during(today + ONE_DAY, hours.quiet_until, walker.zone)
        key = f"morning:{today}"
        nudges.plan(walker.tx, walker.user_id, key, "morning", morning_at, today, walk.walk_id)


def asked_this_morning(walker: Walker) -> bool:
    """Tell whether today's one follow-up is the question about last night: asked, or answered by now."""
    yesterday = walks.of_day(walker.tx, walker.user_id, walker.today - ONE_DAY)
    rules = walker.rules.colours
    return any(
        walk.settled is not None or asks_next_morning(walk, before_walk(walker, walk), rules) for walk in yesterday
    )


def waits_for_the_night(walker: Walker) -> bool:
    """Tell whether it is still to be said how yesterday's walk settled: a no makes today's smaller."""
    yesterday = walks.of_day(walker.tx, walker.user_id, walker.today - ONE_DAY)
    return any(asks_next_morning(walk, before_walk(walker, walk), walker.rules.colours) for walk in yesterday)


def _asks_two_hours(walker: Walker, walk: Walk) -> bool:
    """Tell whether a walk is asked about after two hours: where this morning was asked already, only if it hurt."""
    risen, rules = rise(walk, before_walk(walker, walk)), walker.rules.checkins
    if not asks_two_hours(walk, risen, asking(walker, walk), rules):
        return False
    return has_hurt(walk, risen, rules) or not asked_this_morning(walker)


def two_hour(walker: Walker, nudge: Nudge) -> Replies:
    """Ask how it is now; after an outage, when it is too late for that, not at all."""
    walk = _walk(walker, nudge.entity_id)
    if walk is None or walk.two_hour_pain is not None or _too_late(walker, nudge):
        return []
    return [_two_hour_question(walker, walk)]


def again(walker: Walker, walk_id: int, field: str) -> Replies | None:
    """Ask a question that is open once more; None where it is answered."""
    walk = _walk(walker, walk_id)
    if walk is None or (walk.two_hour_pain if field == "two" else walk.settled) is not None:
        return None
    if field == "two":
        return [_two_hour_question(walker, walk)]
    return [Say("followups/morning", buttons=_settled_rows(walk))]


def two_hour_again(walker: Walker, walk_id: int) -> Replies | None:
    """Ask anew: the score told was a slip."""
    walk = _walk(walker, walk_id)
    if walk is None:
        return None
    return [_two_hour_question(walker, walks.update(walker.tx, walk, two_hour_pain=None))]


def _two_hour_question(walker: Walker, walk: Walk) -> Say:
    expecting.ask(walker.tx, walker.user_id, ROUTE, walk.walk_id, "two", walker.now)
    return Say("followups/two_hour", buttons=keypad((ROUTE, "two", str(walk.walk_id))))


def morning(walker: Walker, nudge: Nudge) -> Replies:
    """Ask whether the pain of yesterday's walk settled overnight; on a later day it was not yesterday's."""
    walk = _walk(walker, nudge.entity_id)
    if walker.today > nudge.on_day + ONE_DAY:
        return []
    if walk is None or not asks_next_morning(walk, before_walk(walker, walk), walker.rules.colours):
        return []
    return [_morning_question(walker, walk)]


def _morning_question(walker: Walker, walk: Walk) -> Say:
    expecting.ask(walker.tx, walker.user_id, ROUTE, walk.walk_id, "settled", walker.now)
    return Say("followups/morning", buttons=_settled_rows(walk))


def tapped(walker: Walker, arguments: tuple[str, ...]) -> Replies | None:
    """Take a tap: ("two", walk_id, score) or ("settled", walk_id, yes or no); the first answer counts.

    ("correct", walk_id, which): it is asked again.
    """
    walk = _walk(walker, int(arguments[1])) if len(arguments) > 2 and arguments[1].isdecimal() else None
    if walk is None:
        return None
    match (arguments[0], *arguments[2:]):
        case ("two", score) if score.isdecimal() and int(score) <= 10 and walk.two_hour_pain is None:
            if walk.on_day != walker.today:
                return in_place(pain.scored(walker, int(score)))  # that is how it is now, not how it was then
            return _two_hours_on(walker, walk, int(score))
        case ("correct", "two") if walk.on_day == walker.today:
            return two_hour_again(walker, walk.walk_id)
        case ("correct", "settled") if walk.on_day == walker.today - ONE_DAY:
            return [_morning_question(walker, walks.update(walker.tx, walk, settled=None))]
        case ("settled", ("yes" | "no") as answer) if walk.settled is None:
            return _overnight(walker, walk, settled=answer == "yes")
    return None


def typed(walker: Walker, entity_id: int, field: str, text: str) -> Replies | Unclear | None:
    """Take the typed answer to one of the two questions; None: it is asked no more.

    A score typed in the morning is how it is now: a report of its own, that settles nothing.
    """
    walk = _walk(walker, entity_id)
    if walk is None or (field == "two" and (walk.two_hour_pain is not None or walk.on_day != walker.today)):
        return None
    score = heard.score(walker, text)
    if field == "two":
        tap = (ROUTE, "two", str(walk.walk_id))
        if isinstance(score, Misread):
            return _the_same(walker, walk, text) or for_score(score, tap)
        return _two_hours_on(walker, walk, score)
    if walk.settled is not None:
        return None
    if heard.same(walker, text) == "before":  # before the walk, or as bad as before the night
        return for_value("settled", Misread("unclear"), _settled_rows(walk))
    yes = heard.settled(walker, text)
    if not isinstance(yes, Misread):
        return _overnight(walker, walk, settled=yes, typed=True)
    if not isinstance(score, Misread):
        return pain.scored(walker, score)
    return for_value("settled", yes, _settled_rows(walk))


def _the_same(walker: Walker, walk: Walk, text: str) -> Replies | None:
    """Take "the same" for the score told of the walk; where that may be two, ask which; None: the text says no such."""
    since = heard.same(walker, text)
    before = walk.pain_before
    told = [before] if since == "before_walk" else [before, walk.worst_pain]
    scores = list(dict.fromkeys(score for score in told if score is not None))
    if since is None or not scores:
        return None
    if len(scores) == 1:
        return as_new(_two_hours_on(walker, walk, scores[0], typed=True))
    tap = (ROUTE, "two", str(walk.walk_id))
    labels = ("followups/as_before", "followups/as_worst")
    rows = [[Button(label, (*tap, str(score)), {"score": score})] for label, score in zip(labels, scores, strict=True)]
    return [Say("followups/which", buttons=rows)]


def _overnight(walker: Walker, walk: Walk, *, settled: bool, typed: bool = False) -> Replies:
    expecting.answered(walker.tx, walker.user_id, ROUTE, walk.walk_id)
    walks.update(walker.tx, walk, settled=settled)
    well = {"well": allowed(walker).walk}
    rows = _correct_row(walk, "settled") if typed else []
    said = Edit("followups/thanks_settled" if settled else "followups/thanks_not_settled", well, rows)
    return [said, *as_new(ladder.evaluate(walker))]


def _settled_rows(walk: Walk) -> Rows:
    number = str(walk.walk_id)
    return [
        [
            Button("followups/settled", (ROUTE, "settled", number, "yes")),
            Button("followups/not_settled", (ROUTE, "settled", number, "no")),
        ]
    ]


def _correct_row(walk: Walk, field: str) -> Rows:
    """Return the way to say again what was read in words."""
    return [[Button("checkin/correct", (ROUTE, "correct", str(walk.walk_id), field))]]


def _two_hours_on(walker: Walker, walk: Walk, score: int, *, typed: bool = False) -> Replies:
    expecting.answered(walker.tx, walker.user_id, ROUTE, walk.walk_id)
    walk = walks.update(walker.tx, walk, two_hour_pain=score)
    plan(walker, walk)
    if is_severe(score, walker.rules.escalation):
        return pain.severe(walker, score, f"two_hour-{walk.walk_id}")
    settling = _settling(walker, score, before_walk(walker, walk), walk.worst_pain)
    rows = [[Button("followups/new", ("ci", "new", str(walk.walk_id))), Button("today/hurt", ("go", "pain"))]]
    well = allowed(walker).walk
    correct = _correct_row(walk, "two") if typed else []
    facts = {"score": score, "settling": settling, "well": well}
    said = Edit("followups/thanks", facts, [*correct, *(rows if settling == MORE else [])])
    return [said, *as_new(ladder.evaluate(walker))]


def _settling(walker: Walker, score: int, before_walk: float | None, worst: int | None) -> str:
    """Return how the pain of two hours later stands: none, little or more above before, settled, same, or known."""
    mild = score < walker.rules.gate.half_from
    if score == 0:
        return "none"
    if before_walk is None:
        return "settled" if worst is not None and score < worst and mild else "known"
    if score > before_walk:
        return "little" if score - before_walk < walker.rules.colours.unsettled_rise and mild else MORE
    fell = score < before_walk or (worst is not None and score < worst)
    return "settled" if fell and mild else "same"


def _too_late(walker: Walker, nudge: Nudge) -> bool:
    rules = people.nudge_rules(walker)
    ends_at = rule.window_ends_at(nudge.due_at, nudge.on_day, walker.zone, rules, chosen=False)
    return rule.timeliness(nudge.due_at, walker.now, ends_at, rules) == "skip"


def _walk(walker: Walker, walk_id: int | None) -> Walk | None:
    walk = walks.find(walker.tx, walker.user_id, walk_id) if walk_id is not None else None
    return walk if walk and walk.logged_at and not walk.undone_at else None
