"""What today asks for, from the stored dose and everything that makes a day smaller."""

from dataclasses import replace
from datetime import date, timedelta

from bot.domain import plan
from bot.domain.escalation import HALVING, STOPPING
from bot.domain.flare import FLARE
from bot.domain.plan import Factor, Offer
from bot.domain.profile import Profile
from bot.domain.rules import Rules
from bot.facts import plans
from bot.facts.context import Walker
from bot.store import days, doses, holds, pain_reports, walks
from bot.store.doses import Decided


def todays_offer(walker: Walker, gate_pain: int | None = None) -> Offer:
    """Return today's walk: not allowed under a stopping hold, nor on a day of rest in pain.

    `gate_pain`: the pain of now, 0-10; at 5 or 6 half of today's minutes. None: what was reported last today counts.
    """
    return offer_for(walker, walker.today, gate_pain)


def offer_for(walker: Walker, day: date, gate_pain: int | None = None) -> Offer:
    """Return the walk of a day, today or earlier."""
    rules = walker.rules
    walk_days, dose = walker.profile.walk_days, dose_in_force(walker, day)
    if day < walker.today and (plan_then := (plans.in_force(walker, day))(day)):
        walk_days, dose = plan_then.walk_days, dose_of(walker, plan_then, day)
    open_holds = holds.open_of(walker.tx, walker.user_id)
    factors = [Factor(hold.rule, rules.dosing.hold_factor) for hold in open_holds if hold.rule in HALVING]
    if any(hold.rule == FLARE for hold in open_holds):
        factors.append(Factor(FLARE, rules.flare.factor, of_easy=True, least=rules.flare.least_minutes))
    if gate_pain is None:
        gate_pain = _reported(walker, day)
    if gate_pain >= rules.gate.half_from:
        factors.insert(0, Factor("gate", rules.gate.half_factor))
    gap = plan.gap_factor(recent_gap(walker, day), rules.dosing)
    if gap:
        factors.append(gap)
    if _eases_back(walker, day):
        factors.append(Factor("ramp", rules.escalation.ramp_factor))
    offered = plan.offer(day, dose, walk_days, factors, rules.dosing)
    resting = days.kind_of(walker.tx, walker.user_id, day) == days.REST_PAIN
    stopped = any(hold.rule in STOPPING for hold in open_holds)
    return replace(offered, allowed=not (resting or stopped))


def _reported(walker: Walker, day: date) -> int:
    """Return the pain that was told last on a day, of the worst place, or at the gate of a walk.

    Who was told to halve the walk is not reminded of all of it.
    """
    reports = pain_reports.since(walker.tx, walker.user_id, day)
    scored = [report for report in reports if report.on_day == day and report.score is not None]
    of_place = {(report.region, report.side): report.score or 0 for report in scored}
    gates = [walk.gate_pain for walk in walks.of_day(walker.tx, walker.user_id, day) if walk.gate_pain is not None]
    return max([*of_place.values(), *gates[-1:]], default=0)


def dose_in_force(walker: Walker, day: date) -> plan.Dose:
    """Return the dose that counts on a day: the stored one, or the start dose after a gap of more than 28 days.

    The next weekly review stores what a gap made of it.
    """
    decided = doses.newest(walker.tx, walker.user_id)
    return dose_of(walker, decided, day) if decided else first_dose(walker.profile, walker.rules)


def dose_of(walker: Walker, decided: Decided, day: date) -> plan.Dose:
    """Return what a decision comes to on a day, by the gaps since then."""
    gap = plan.longest_gap(_done_on(walker, day), decided.from_on, day)
    return plan.dose_after(gap, decided.dose, first_dose(walker.profile, walker.rules), walker.rules.dosing)


def recent_gap(walker: Walker, day: date) -> int:
    """Return the longest gap between walks done that is open on `day`, or ended within the week before it."""
    after = day - timedelta(days=walker.rules.dosing.gap_days)
    return plan.longest_gap(_done_on(walker, day), after, day)


def walked_less(walker: Walker) -> bool:
    """Tell whether the recent gap is one of walks too short to count, rather than of none at all."""
    today, rules = walker.today, walker.rules.dosing
    logged = walks.since(walker.tx, walker.user_id, today - timedelta(days=2 * rules.gap_restart_from))
    walked_on = sorted({walk.on_day for walk in logged if walk.minutes and walk.on_day < today})
    gap = plan.longest_gap(walked_on, today - timedelta(days=rules.gap_days), today)
    return bool(walked_on) and gap < rules.gap_short_from


def gap_since(walker: Walker, after: date) -> int:
    """Return the longest gap between walks done that ended after a day, or is open today."""
    today = walker.today
    return plan.longest_gap(_done_on(walker, today), after, today)


def _done_on(walker: Walker, day: date) -> list[date]:
    """Return the days before `day` with a walk done, as far back as a gap can matter, and the last one before that."""
    rules = walker.rules.dosing
    first = day - timedelta(days=2 * rules.gap_restart_from)
    earlier = walks.last_done_on(walker.tx, walker.user_id, first, rules)
    return [*([earlier] if earlier else []), *walks.done_on(walker.tx, walker.user_id, first, day, rules)]


def _eases_back(walker: Walker, day: date) -> bool:
    """Tell whether a flare, or a hold that halved the walks, ended within the last week."""
    first = day - timedelta(days=walker.rules.escalation.ramp_days)
    ended = [hold for hold in holds.since(walker.tx, walker.user_id, first) if hold.rule in (*HALVING, FLARE)]
    return any(
        hold.closed_at and hold.closed_by != "mistake" and first < walker.day_of(hold.closed_at) <= day
        for hold in ended
    )


def first_dose(profile: Profile, rules: Rules) -> plan.Dose:
    """Return the dose that the first answers lead to."""
    return plan.start_dose(
        profile.comfortable_minutes,
        profile.walks_often,
        profile.age_band,
        profile.pain_now,
        rules.dosing,
    )
