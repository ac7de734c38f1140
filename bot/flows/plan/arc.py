"""Six weeks with a self-test at either end; then the walks grow on to the goal, or are kept as they are by a tap.

A week counts when something was logged in it: a silent or paused one makes the arc longer, and nobody fails it.
"""

from datetime import date, timedelta

from bot.domain.arc import Arc
from bot.domain.day import week_start
from bot.domain.plan import Dose
from bot.domain.self_test import FULL, PAIN
from bot.facts import people
from bot.facts.context import Context
from bot.facts.offer import dose_in_force
from bot.flows import speak
from bot.flows.back import progress
from bot.flows.plan import self_test
from bot.messages import Button, Edit, Facts, Replies, Rows, Say
from bot.store import arcs, reviews, self_tests, walks

ROUTE = "arc"


def offer(context: Context) -> Replies:
    """Begin the first arc and offer the self-test of its start, once, when the first walks are logged."""
    profile = people.profile(context)
    if profile is None or profile.first_walk_on is None:
        return []
    if arcs.newest(context.tx, context.user_id) is not None:
        return []
    walked_on = {walk.on_day for walk in walks.since(context.tx, context.user_id, date.min) if walk.minutes}
    if len(walked_on) < context.library.rules.arc.test_offered_after:
        return []
    arcs.begin(context.tx, context.user_id, profile.first_walk_on)
    return self_test.offer(context, FULL)


def show(context: Context, argument: str) -> Replies:
    """Answer /check: where the six weeks stand, and the self-test."""
    arc = arcs.newest(context.tx, context.user_id)
    profile = people.profile(context)
    assert profile is not None
    dose = dose_in_force(context, profile, people.today(context))
    rows: Rows = [[Button("arc/check", (ROUTE, "check"))]]
    if arc is not None and arc.ended_on is not None:
        rows = [*rows, [Button("arc/more", (ROUTE, "more"))]]
    return [Say("arc/card", {**week_facts(context, arc), **_dose(dose)}, rows)]


def tapped(context: Context, arguments: tuple[str, ...]) -> Replies:
    """Take a tap: ("check",), ("next",), ("keep",) or ("more",)."""
    arc = arcs.newest(context.tx, context.user_id)
    profile = people.profile(context)
    over = arc is not None and arc.ended_on is not None
    if profile is None:
        return speak.where_things_stand(context)
    dose = dose_in_force(context, profile, people.today(context))
    match arguments:
        case ("check",):
            open_test = self_tests.open_of(context.tx, context.user_id)
            if open_test is not None and open_test.kind != PAIN:
                return self_test.tapped(context, ("begin", str(open_test.test_id)))
            return self_test.start(context, FULL)
        case ("next",) if over:
            return [Edit("arc/next", _dose(dose), self_test.what_next())]
        case ("keep",) if over and arc is not None and arc.ended_on is not None and dose is not None:
            arcs.end(context.tx, arc, arc.ended_on, dose)
            return [Edit("arc/kept", _dose(dose))]
        case ("more",) if over:
            return _again(context)
    return speak.where_things_stand(context)


def is_kept(context: Context) -> bool:
    """Tell whether somebody chose to keep what the six weeks reached."""
    arc = arcs.newest(context.tx, context.user_id)
    return arc is not None and arc.kept is not None


def is_ending(context: Context, arc: Arc | None, checkins: int) -> bool:
    """Tell whether the week under review, with so many check-ins, is the last of an arc."""
    if arc is None or arc.ended_on is not None or not checkins:
        return False
    walked = reviews.walked_weeks(context.tx, context.user_id, arc.began_on)
    return walked + 1 >= context.library.rules.arc.weeks


def ended(context: Context, arc: Arc, reached: Dose) -> Replies:
    """End the arc: what was done in it, and the self-test that shows how far that went."""
    today = people.today(context)
    arcs.end(context.tx, arc, today)
    facts = {**_done(context, arc.began_on, today), **_dose(reached), "weeks": context.library.rules.arc.weeks}
    check = Button("arc/check", (ROUTE, "check"))
    self_test.offer(context, FULL)
    rows = [[check], [Button("arc/skip", (ROUTE, "next"))]]
    return [Say("arc/done", facts, rows, file=progress.picture(context))]


def month(context: Context, arc: Arc, smaller: Button) -> Replies:
    """Look back on four weeks: who keeps the walks as they are may let them grow, and the other way round."""
    today = people.today(context)
    weeks = context.library.rules.arc.told_weeks
    facts = {
        **_done(context, week_start(today) - timedelta(weeks=weeks), week_start(today)),
        "weeks": weeks,
        "kept": arc.kept is not None,
    }
    rows = [[Button("arc/more", (ROUTE, "more")) if arc.kept else Button("arc/keep", (ROUTE, "keep"))], [smaller]]
    return [Say("arc/month", facts, rows, file=progress.picture(context))]


def week_facts(context: Context, arc: Arc | None) -> Facts:
    """Return which week of the arc goes on, and of how many; None where there is none."""
    weeks = context.library.rules.arc.weeks
    if arc is None or arc.ended_on is not None:
        return {"week": None, "weeks": weeks, "over": arc is not None, "kept": arc is not None and arc.kept is not None}
    walked = reviews.walked_weeks(context.tx, context.user_id, arc.began_on)
    return {"week": min(weeks, walked + 1), "weeks": weeks, "over": False, "kept": False}


def keeps(context: Context, dose: Dose) -> None:
    """Let a smaller target be the one that is kept, where somebody keeps one."""
    arc = arcs.newest(context.tx, context.user_id)
    if arc is not None and arc.ended_on is not None and arc.kept is not None:
        arcs.end(context.tx, arc, arc.ended_on, dose)


def _again(context: Context) -> Replies:
    """Begin six more weeks; their start is the last self-test where that is recent, else a new one."""
    today = people.today(context)
    arcs.begin(context.tx, context.user_id, today)
    said = Edit("arc/begun", {"weeks": context.library.rules.arc.weeks})
    tests = [test for test in self_tests.finished(context.tx, context.user_id) if test.kind != PAIN]
    days = context.library.rules.arc.pain_questions_days
    if tests and (today - tests[-1].offered_on).days < days:
        return [said]
    return [said, *self_test.offer(context, FULL)]


def _done(context: Context, first: date, before: date) -> Facts:
    logged = [w for w in walks.since(context.tx, context.user_id, first) if w.minutes and w.on_day < before]
    return {"walks": len(logged), "minutes_walked": sum(walk.minutes or 0 for walk in logged)}


def _dose(dose: Dose | None) -> Facts:
    return {
        "minutes": dose.minutes if dose else 0,
        "bouts": dose.bouts if dose else 1,
        "days": dose.target_days if dose else 0,
    }
