"""The end of onboarding: the plan in three lines, and the first walk now or on the next chosen day."""

from datetime import timedelta

from bot.domain.coaching.profile import Profile, default_pace, first_day
from bot.domain.safety.escalation import is_severe
from bot.facts import people, scheduling
from bot.facts.context import Context
from bot.facts.offer import first_dose
from bot.flows.day import told, walk
from bot.flows.start.onboarding_questions import ROUTE
from bot.messages import Button, Edit, Facts, Message, Replies, as_new
from bot.store.diary import doses, pain_reports
from bot.store.person import expecting, restrictions
from bot.store.safety import holds


def summary(context: Context, profile: Profile) -> Message:
    """Return the plan in three lines; under a hold it says what has to come first, and offers no walk."""
    change = [
        [Button("onboarding/change_hour", (ROUTE, "hours")), Button("onboarding/change_days", (ROUTE, "days"))],
        [Button("onboarding/change_zone", (ROUTE, "zone")), Button("onboarding/change_answers", (ROUTE, "again"))],
    ]
    dose = first_dose(profile, context.rules)
    open_holds = [hold.rule for hold in holds.open_of(context.tx, context.user_id)]
    facts = {
        **_schedule(context, profile),
        "minutes": dose.minutes,
        "bouts": dose.bouts,
        "eased": bool(open_holds),
    }
    if held(context):
        return Edit(
            "onboarding/summary_held", facts, [[Button("onboarding/all_right", (ROUTE, "first", "later"))], *change]
        )
    first = [Button("onboarding/walk_later", (ROUTE, "first", "later"), _first(context, profile))]
    if not _rests_today(context, profile):
        first.insert(0, Button("onboarding/walk_now", (ROUTE, "first", "now")))
    return Edit("onboarding/summary", facts, [first, *change])


def finish(context: Context, profile: Profile, now: bool, walked: str = "") -> Replies:
    """Store the start dose, plan the nudge, and start the walk or say when it will be.

    `walked`: the words that told a walk of today instead, which is logged.
    """
    today = context.today
    stopped = held(context)
    now = now and not stopped and not _rests_today(context, profile)
    dose = first_dose(profile, context.rules)
    first_on = today if now or walked else first_day(today, profile.walk_days)
    expecting.clear(context.tx, context.user_id)
    walker = people.started(context, first_walk_on=first_on, onboarded_at=context.now, style=_pace(context, profile))
    evidence = {
        "comfortable_minutes": profile.comfortable_minutes,
        "walks_often": profile.walks_often,
        "age_band": profile.age_band,
        "pain_now": profile.pain_now,
    }
    doses.decide(
        context.tx,
        context.user_id,
        dose,
        walk_days=profile.walk_days,
        from_on=first_on,
        reason="start",
        evidence=evidence,
        now=context.now,
    )
    # What was said about pain counts as a score of this day, like any other said at rest.
    report = pain_reports.start(context.tx, context.user_id, "onboarding", today, context.now)
    pain_reports.update(context.tx, report, score=profile.pain_now, finished_at=context.now)
    scheduling.plan_daily(walker)
    if walked:
        ready = Edit("onboarding/ready_held", _schedule(context, profile)) if stopped else Edit("onboarding/ready_now")
        return [ready, *as_new(told.typed(walker, walked) or [])]
    if stopped:
        return [Edit("onboarding/ready_held", _schedule(context, profile))]
    if now:
        return [Edit("onboarding/ready_now"), *as_new(walk.start(walker))]
    return [Edit("onboarding/ready", {**_schedule(context, profile), **_first(context, profile)})]


def held(context: Context) -> bool:
    """Tell whether a professional has to be seen before any walk."""
    return any(hold.stops for hold in holds.open_of(context.tx, context.user_id))


def _schedule(context: Context, profile: Profile) -> Facts:
    assert profile.zone is not None
    return {
        "minute": profile.nudge_minute,
        "twelve_hour": context.twelve_hour,
        "city": people.city(context),
        "days": profile.walk_days,
    }


def _pace(context: Context, profile: Profile) -> str:
    restricted = bool(restrictions.of(context.tx, context.user_id))
    return default_pace(profile, restricted, context.rules.reviewing.standard_most_pain)


def _rests_today(context: Context, profile: Profile) -> bool:
    return is_severe(profile.pain_now or 0, context.rules.escalation)


def _first(context: Context, profile: Profile) -> Facts:
    """Return the weekday of the first walk (Monday = 0), and whether that is tomorrow."""
    today = context.today
    day = first_day(today, profile.walk_days)
    return {"weekday": day.weekday(), "tomorrow": day == today + timedelta(days=1)}
