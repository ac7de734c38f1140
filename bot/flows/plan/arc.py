"""Six weeks with a self-test at either end; then the walks grow on to the goal, or are kept as they are by a tap.

A week counts when something was logged in it: a silent or paused one makes the arc longer, and nobody fails it.
"""

from datetime import date, timedelta

from bot.domain.coaching.arc import Arc
from bot.domain.coaching.growth import is_reached
from bot.domain.coaching.plan import Dose
from bot.domain.coaching.self_test import FULL, PAIN
from bot.domain.day import week_start
from bot.facts.allowed import allowed, offers
from bot.facts.context import Walker
from bot.facts.offer import dose_in_force
from bot.flows.back import progress
from bot.flows.plan import self_test
from bot.messages import Button, Edit, Facts, Replies, Rows, Say
from bot.store.diary import arcs, reviews, self_tests, walks

ROUTE = "arc"


def offer(walker: Walker) -> Replies:
    """Begin the first arc and offer the self-test of its start, once, when the first walks are logged."""
    if arcs.newest(walker.tx, walker.user_id) is not None:
        return []
    walked_on = {walk.on_day for walk in walks.since(walker.tx, walker.user_id, date.min) if walk.minutes}
    if len(walked_on) < walker.rules.arc.test_offered_after or not offers(walker, self_test.OFFER):
        return []
    arcs.begin(walker.tx, walker.user_id, walker.first_walk_on)
    return self_test.offer(walker, FULL)


def show(walker: Walker, argument: str) -> Replies:
    """Answer /check: where the six weeks stand, and the self-test."""
    arc = arcs.newest(walker.tx, walker.user_id)
    dose = dose_in_force(walker, walker.today)
    may = allowed(walker)
    rows: Rows = [[Button("arc/check", (ROUTE, "check"))]] if may.more else []
    if may.more and arc is not None and arc.ended_on is not None:
        rows = [*rows, [Button("arc/more", (ROUTE, "more"))]]
    return [
        Say("arc/card", {**week_facts(walker, arc), **_dose(dose), "held": not may.walk, "eased": not may.more}, rows)
    ]


def tapped(walker: Walker, arguments: tuple[str, ...]) -> Replies | None:
    """Take a tap: ("check",), ("next",), ("keep",) or ("more",)."""
    arc = arcs.newest(walker.tx, walker.user_id)
    over = arc is not None and arc.ended_on is not None
    dose = dose_in_force(walker, walker.today)
    match arguments:
        case ("check",):
            open_test = self_tests.open_of(walker.tx, walker.user_id)
            if open_test is not None and open_test.kind != PAIN:
                return self_test.tapped(walker, ("begin", str(open_test.test_id)))
            return self_test.start(walker, FULL)
        case ("next",) if over and allowed(walker).more:
            return [Edit("arc/next", _dose(dose), self_test.what_next())]
        case ("keep",) if over and arc is not None and arc.ended_on is not None and dose is not None:
            arcs.end(walker.tx, arc, arc.ended_on, dose)
            return [Edit("arc/kept", _dose(dose))]
        case ("more",) if over and allowed(walker).more:
            return _again(walker)
    return None


def ended(walker: Walker, arc: Arc, reached: Dose) -> Replies:
    """End the arc: what was done in it, and the self-test that shows how far that went."""
    today = walker.today
    arcs.end(walker.tx, arc, today)
    facts = {
        **_done(walker, arc.began_on, today),
        **_dose(reached),
        "weeks": walker.rules.arc.weeks,
        "grows": _grows(walker, reached),
    }
    check = Button("arc/check", (ROUTE, "check"))
    self_test.offer(walker, FULL)
    rows = [[check], [Button("arc/skip", (ROUTE, "next"))]]
    return [Say("arc/done", facts, rows, file=progress.picture(walker))]


def _grows(walker: Walker, dose: Dose) -> bool:
    """Tell whether a dose is short of the goal, or somebody wants longer walks than that."""
    rules = walker.rules
    return walker.profile.longer_walks or not is_reached(dose, walker.profile.walk_days, rules.dosing, rules.reviewing)


def month(walker: Walker, arc: Arc, smaller: Button) -> Replies:
    """Look back on four weeks: who keeps the walks as they are may let them grow, and the other way round."""
    today = walker.today
    weeks = walker.rules.arc.told_weeks
    facts = {
        **_done(walker, week_start(today) - timedelta(weeks=weeks), week_start(today)),
        "weeks": weeks,
        "kept": arc.kept is not None,
    }
    rows = [[Button("arc/more", (ROUTE, "more")) if arc.kept else Button("arc/keep", (ROUTE, "keep"))], [smaller]]
    return [Say("arc/month", facts, rows, file=progress.picture(walker))]


def week_facts(walker: Walker, arc: Arc | None) -> Facts:
    """Return which week of the arc goes on, and of how many; None where there is none."""
    weeks = walker.rules.arc.weeks
    if arc is None or arc.ended_on is not None:
        return {"week": None, "weeks": weeks, "over": arc is not None, "kept": arc is not None and arc.kept is not None}
    walked = reviews.walked_weeks(walker.tx, walker.user_id, arc.began_on)
    week = walked + 1 if walked < weeks else None  # the last one is over
    return {"week": week, "weeks": weeks, "over": False, "kept": False}


def keeps(walker: Walker, dose: Dose) -> None:
    """Let a smaller target be the one that is kept, where somebody keeps one."""
    arc = arcs.newest(walker.tx, walker.user_id)
    if arc is not None and arc.ended_on is not None and arc.kept is not None:
        arcs.end(walker.tx, arc, arc.ended_on, dose)


def _again(walker: Walker) -> Replies:
    """Begin six more weeks; their start is the last self-test where that is recent, else a new one."""
    today = walker.today
    arcs.begin(walker.tx, walker.user_id, today)
    said = Edit("arc/begun", {"weeks": walker.rules.arc.weeks})
    tests = [test for test in self_tests.finished(walker.tx, walker.user_id) if test.kind != PAIN]
    days = walker.rules.arc.pain_questions_days
    if tests and (today - tests[-1].offered_on).days < days:
        return [said]
    return [said, *self_test.offer(walker, FULL)]


def _done(walker: Walker, first: date, before: date) -> Facts:
    logged = [w for w in walks.since(walker.tx, walker.user_id, first) if w.minutes and w.on_day < before]
    return {"walks": len(logged), "minutes_walked": sum(walk.minutes or 0 for walk in logged)}


def _dose(dose: Dose | None) -> Facts:
    return {
        "minutes": dose.minutes if dose else 0,
        "bouts": dose.bouts if dose else 1,
        "days": dose.target_days if dose else 0,
    }
