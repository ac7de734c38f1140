"""What today asks for, from the stored dose and everything that makes a day smaller."""

from dataclasses import replace
from datetime import date, timedelta

from bot.domain import plan
from bot.domain.day import local_day
from bot.domain.escalation import HALVING, STOPPING
from bot.domain.plan import Factor, Offer
from bot.domain.profile import Profile
from bot.flows import people
from bot.flows.context import Context
from bot.store import days, doses, holds, walks


async def todays_offer(context: Context) -> Offer:
    """Return today's walk: not allowed under a stopping hold, nor on a day of rest in pain."""
    profile = await people.profile(context)
    assert profile is not None
    return await offer_for(context, profile, await people.today(context))


async def offer_for(context: Context, profile: Profile, day: date) -> Offer:
    """Return the walk of a day, today or earlier."""
    rules = context.library.rules
    dose = await doses.current(context.tx, context.user_id) or first_dose(context, profile)
    open_holds = await holds.open_of(context.tx, context.user_id)
    factors = [Factor(hold.rule, rules.dosing.hold_factor) for hold in open_holds if hold.rule not in STOPPING]
    last_on = await walks.last_done_on(context.tx, context.user_id, day, rules.dosing)
    gap = plan.gap_factor((day - last_on).days if last_on else None, rules.dosing)
    if gap:
        factors.append(gap)
    if await _eases_back(context, profile, day):
        factors.append(Factor("ramp", rules.escalation.ramp_factor))
    offered = plan.offer(day, dose, profile.walk_days, factors, rules.dosing)
    resting = await days.kind_of(context.tx, context.user_id, day) == days.REST_PAIN
    stopped = any(hold.rule in STOPPING for hold in open_holds)
    return replace(offered, allowed=not (resting or stopped))


async def _eases_back(context: Context, profile: Profile, day: date) -> bool:
    """Tell whether a hold that halved the walks ended within the last week."""
    first = day - timedelta(days=context.library.rules.escalation.ramp_days)
    ended = [hold for hold in await holds.since(context.tx, context.user_id, first) if hold.rule in HALVING]
    zone = profile.zone or "UTC"
    return any(
        hold.closed_at and hold.closed_by != "mistake" and first < local_day(hold.closed_at, zone) <= day
        for hold in ended
    )


def first_dose(context: Context, profile: Profile) -> plan.Dose:
    """Return the dose that the first answers lead to."""
    return plan.start_dose(
        profile.comfortable_minutes,
        profile.walks_often,
        profile.age_band,
        profile.pain_now,
        context.library.rules.dosing,
    )


def gated(offered: Offer, pain: int, context: Context) -> Offer:
    """Return the offer after the gate: half where pain is 5 or 6. The smallest factor counts, they never multiply."""
    gate = context.library.rules.gate
    if pain < gate.half_from or offered.factor <= gate.half_factor:
        return offered
    whole = offered.minutes / offered.factor
    return replace(
        offered, minutes=max(1, plan.rounded(whole * gate.half_factor)), factor=gate.half_factor, reason="gate"
    )
