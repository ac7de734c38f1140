"""What today asks for, from the stored dose and everything that makes a day smaller."""

from dataclasses import replace
from datetime import date, timedelta

from bot.domain.coaching import plan
from bot.domain.coaching.instruction import capped
from bot.domain.coaching.plan import Factor, Offer
from bot.domain.coaching.profile import Profile
from bot.domain.rules import Rules
from bot.domain.safety import gate
from bot.domain.safety.colours import RED, colour
from bot.domain.safety.escalation import EASING, HALVING
from bot.domain.safety.flare import FLARE
from bot.domain.safety.scores import before, by_day, now_scores
from bot.facts import instructed, plans
from bot.facts.context import Context, Walker
from bot.store.diary import days, doses, pain_reports, walks
from bot.store.diary.doses import Decided
from bot.store.safety import holds


def todays_offer(walker: Walker, gate_pain: int | None = None) -> Offer:
    """Return today's walk: not allowed under a stopping hold, nor on a day of rest in pain.

    `gate_pain`: the pain of now, 0-10; clearly above the usual it halves the minutes. None: what was reported last
    today counts.
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
    if gate_halves(walker, gate_pain, day):
        factors.insert(0, Factor("gate", rules.gate.half_factor))
    if _after_red(walker, day):
        factors.append(Factor("after_red", rules.dosing.after_red_factor))
    gap = plan.gap_factor(recent_gap(walker, day), rules.dosing)
    if gap:
        factors.append(gap)
    if _eases_back(walker, day):
        factors.append(Factor("ramp", rules.escalation.ramp_factor))
    offered = capped(plan.offer(day, dose, walk_days, factors, rules.dosing), instructed.minutes_a_day(walker, day))
    resting = rests(walker, day)
    stopped = any(hold.stops for hold in open_holds)
    return replace(offered, allowed=not (resting or stopped))


def rests(walker: Walker, day: date) -> bool:
    """Tell whether a day is a rest in pain: marked as one, or, in the zone of now, the day on which that was told.

    Who tells of severe pain and changes the clock does not leave that day.
    """
    if days.kind_of(walker.tx, walker.user_id, day) == days.REST_PAIN:
        return True
    told_at = days.last_rest(walker.tx, walker.user_id, day)
    return told_at is not None and walker.day_of(told_at) == day


def gate_halves(context: Context, pain: int, day: date) -> bool:
    """Tell whether pain now halves the walk of a day: 5 or more, and clearly above the usual."""
    rules = context.rules
    if pain < rules.gate.half_from:
        return False
    first = day - timedelta(days=rules.flare.usual_days)
    logged = walks.since(context.tx, context.user_id, first)
    scored = by_day(now_scores(logged, pain_reports.since(context.tx, context.user_id, first)))
    return gate.halves(pain, scored, day, rules.gate, rules.flare)


def _after_red(walker: Walker, day: date) -> bool:
    """Tell whether the last walk before this one was RED: the next one is easier, whenever it comes."""
    first = day - timedelta(days=walker.rules.dosing.gap_restart_from)
    begun = walks.since(walker.tx, walker.user_id, first)
    logged = [walk for walk in begun if walk.minutes and walk.on_day <= day]
    if not logged:
        return False
    near = logged[-1].on_day - timedelta(days=7)
    scores = now_scores(begun, pain_reports.since(walker.tx, walker.user_id, near))
    return colour(logged[-1], before(logged[-1], scores), walker.rules.colours) == RED


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
    gap = _longest_gap(walker, decided.from_on, day)
    return plan.dose_after(gap, decided.dose, first_dose(walker.profile, walker.rules), walker.rules.dosing)


def recent_gap(walker: Walker, day: date) -> int:
    """Return the longest gap between walks done that is open on `day`, or ended within the week before it."""
    after = day - timedelta(days=walker.rules.dosing.gap_days)
    return _longest_gap(walker, after, day)


def gap_of_week(walker: Walker, monday: date) -> int:
    """Return the longest gap between walks done that ended in the week from `monday` on, or later, or is open today."""
    return _longest_gap(walker, monday - timedelta(days=1), walker.today)


def walked_less(walker: Walker) -> bool:
    """Tell whether the recent gap is one of walks too short to count, rather than of none at all."""
    today, rules = walker.today, walker.rules.dosing
    logged = walks.since(walker.tx, walker.user_id, today - timedelta(days=2 * rules.gap_restart_from))
    walked_on = sorted({walk.on_day for walk in logged if walk.minutes and walk.on_day < today})
    gap = plan.longest_gap(walked_on, today - timedelta(days=rules.gap_days), today)
    return bool(walked_on) and gap < rules.gap_short_from


def gap_since(walker: Walker, after: date) -> int:
    """Return the longest gap between walks done that ended after a day, or is open today."""
    return _longest_gap(walker, after, walker.today)


def _longest_gap(walker: Walker, after: date, day: date) -> int:
    """Return the longest gap between walks done that ended after a day, or is open on `day`.

    It looks as far back as a gap can matter, and at the last walk before that where the gap may have begun with it.
    """
    rules = walker.rules.dosing
    first = day - timedelta(days=2 * rules.gap_restart_from)
    done = walks.done_on(walker.tx, walker.user_id, first, day, rules)
    if not done or done[0] > after:
        earlier = walks.last_done_on(walker.tx, walker.user_id, first, rules)
        done = [*([earlier] if earlier else []), *done]
    return plan.longest_gap(done, after, day)


def _eases_back(walker: Walker, day: date) -> bool:
    """Tell whether a flare, or a hold that stopped or halved the walks, ended within the last week."""
    first = day - timedelta(days=walker.rules.escalation.ramp_days)
    ended = [hold for hold in holds.since(walker.tx, walker.user_id, first) if hold.rule in EASING]
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
