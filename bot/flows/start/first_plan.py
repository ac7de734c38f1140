"""The end of onboarding: the plan is stored with the last answer, and may be changed until the first walk."""

from datetime import date

from bot.domain.coaching.instruction import fitted
from bot.domain.coaching.plan import Dose, target_days
from bot.domain.coaching.profile import EVERY_DAY, Profile, default_pace, first_day
from bot.domain.safety.escalation import TOLD_NO_WALKS, is_severe
from bot.domain.typed.misread import Misread
from bot.facts import instructed, people, scheduling
from bot.facts.context import Context, Walker
from bot.facts.offer import first_dose
from bot.flows import heard
from bot.flows.day import today, told, walk
from bot.flows.own import instruction
from bot.flows.parts import zone_question
from bot.flows.parts.schedule_choice import with_day
from bot.flows.start import onboarding_questions as questions
from bot.flows.start.onboarding_questions import ROUTE
from bot.messages import Button, Edit, Message, Replies, as_new
from bot.store.delivery import nudges
from bot.store.diary import doses, pain_reports, walks
from bot.store.person import expecting, restrictions
from bot.store.safety import holds

SCORE = "onboarding"
"""The trigger of the pain report that keeps the first score."""


def begin(context: Context) -> Replies:
    """Store the plan, for the next chosen day, and the first score; show the plan.

    What was said about pain counts as a score of this day, like any other said at rest.
    """
    assert context.profile is not None
    report = pain_reports.start(context.tx, context.user_id, SCORE, context.today, context.now)
    pain_reports.update(context.tx, report, score=context.profile.pain_now, finished_at=context.now)
    return [shown(_decided(context, first_day(context.today, context.profile.walk_days)))]


def is_fresh(context: Context) -> bool:
    """Tell whether there was no walk yet, and no day for one: then the plan is put together anew by every change."""
    if not isinstance(context, Walker) or context.today > context.first_walk_on:
        return False
    return not walks.of_day(context.tx, context.user_id, context.today)


def shown(walker: Walker) -> Message:
    """Return the plan in three lines; under a hold it says what has to come first, and offers no walk."""
    profile = walker.profile
    change = [
        [Button("onboarding/change_hour", (ROUTE, "hours")), Button("onboarding/change_days", (ROUTE, "days"))],
        [Button("onboarding/change_zone", (ROUTE, "zone")), Button("onboarding/change_answers", (ROUTE, "again"))],
    ]
    dose = _start_dose(walker, profile)
    first_on = walker.first_walk_on
    facts = {
        "minute": walker.nudge_minute,
        "twelve_hour": walker.twelve_hour,
        "city": people.city(walker),
        "days": profile.walk_days,
        "minutes": dose.minutes,
        "bouts": dose.bouts,
        "easy": len(target_days(profile.walk_days, dose.target_days, walker.rules.dosing)) < len(profile.walk_days),
        "eased": bool(holds.open_of(walker.tx, walker.user_id)),
        "ahead": (first_on - walker.today).days,
        "weekday": first_on.weekday(),
    }
    expecting.ask(walker.tx, walker.user_id, "onboarding", 0, "onboarded_at", walker.now)
    stopping = [hold.rule for hold in holds.open_of(walker.tx, walker.user_id) if hold.stops]
    if stopping:
        told = today.told_until(walker) if stopping == [TOLD_NO_WALKS] else {"until_on": None}
        return Edit("onboarding/summary_held", {**facts, **told}, change)
    now = [] if _rests_today(walker) else [[Button("onboarding/walk_now", (ROUTE, "first", "now"))]]
    return Edit("onboarding/summary", {**facts, "may": bool(now)}, [*now, *change])


def tapped(walker: Walker, arguments: tuple[str, ...]) -> Replies:
    """Take a tap below the plan. Once a walk or its day has come, /settings changes what is left to change."""
    if not is_fresh(walker):
        return today.card(walker)
    days = walker.profile.walk_days
    match arguments:
        case ("first", "now"):
            return _walk_now(walker)
        case ("hours",):
            return [questions.hour(walker, walker.profile)]
        case ("hour", minute) if minute.isdecimal() and int(minute) < 24 * 60:
            return [shown(_changed(walker, nudge_minute=int(minute)))]
        case ("zone",):
            return zone_question.ask(walker, zone_question.THE_PLAN)
        case ("again",):
            return [_again(walker)]
        case ("days",):
            return [questions.days(days)]
        case ("day", day) if day.isdecimal() and int(day) in EVERY_DAY:
            return [questions.days(_changed(walker, walk_days=with_day(days, int(day))).profile.walk_days)]
        case ("every_day",):
            return [questions.days(_changed(walker, walk_days=EVERY_DAY).profile.walk_days)]
        case ("first", "later") | ("days_done",):
            return [shown(walker)]
    return today.card(walker)


def typed(walker: Walker, text: str) -> Replies | None:
    """Take what is typed below the plan: when to walk first, a walk of today, other days, another time.

    A bare number is no time.
    """
    if not is_fresh(walker):
        return None
    when = heard.when(walker, text)
    if when:
        return tapped(walker, ("first", when))
    walked = heard.checkin(walker, text)
    if walked is not None and walked.certain and walked.days_ago == 0:
        expecting.clear(walker.tx, walker.user_id)
        return told.typed(_decided(walker, walker.today), text)
    days = heard.weekdays(walker, text)
    if not isinstance(days, Misread):
        return as_new([shown(_changed(walker, walk_days=days))])
    minute = heard.time(walker, text)
    if isinstance(minute, Misread) or text.strip().isdecimal():
        return None
    return as_new([shown(_changed(walker, nudge_minute=minute))])


def zone_changed(walker: Walker) -> Replies:
    """Show the plan again after `bot.flows.start.zone` took a new zone: there the next chosen day may be another."""
    return as_new([shown(_changed(walker))])


def _walk_now(walker: Walker) -> Replies:
    if _held(walker) or _rests_today(walker):
        return [shown(walker)]
    walker = _decided(walker, walker.today)
    expecting.clear(walker.tx, walker.user_id)
    return [Edit("onboarding/ready_now"), *as_new(walk.start(walker))]


def _changed(walker: Walker, **fields: object) -> Walker:
    """Put the plan together anew; a first walk that was set for today stays there."""
    changed = people.update(walker, **fields)
    begins_today = walker.first_walk_on == walker.today
    return _decided(changed, walker.today if begins_today else first_day(changed.today, changed.profile.walk_days))


def _decided(context: Context, first_on: date) -> Walker:
    """Keep the start dose from the first walk on, in the place of one that no day came of, and plan the nudge."""
    profile = context.profile
    assert profile is not None
    if profile.onboarded_at is None:
        context = people.update(context, onboarded_at=context.now, style=_pace(context, profile))
    walker = people.started(context, first_walk_on=first_on)
    evidence = {
        "comfortable_minutes": profile.comfortable_minutes,
        "walks_often": profile.walks_often,
        "age_band": profile.age_band,
        "pain_now": profile.pain_now,
    }
    doses.forget(context.tx, context.user_id)
    doses.decide(
        context.tx,
        context.user_id,
        _start_dose(context, profile),
        walk_days=profile.walk_days,
        from_on=first_on,
        reason="start",
        evidence=evidence,
        now=context.now,
    )
    scheduling.plan_daily(walker)
    told = instructed.current(walker)
    if told is not None:  # before there was an hour to speak at
        instruction.plan_end(walker, told)
    return walker


def _start_dose(context: Context, profile: Profile) -> Dose:
    """Return the dose to begin with, within what a professional allows."""
    said = instructed.current(context)
    return fitted(first_dose(profile, context.rules), said.minutes_a_day if said else None)


def _again(walker: Walker) -> Message:
    """Take the plan back, and the answers it rests on; zone, hour, days and what the screen found stay."""
    tx, user_id = walker.tx, walker.user_id
    doses.forget(tx, user_id)
    pain_reports.forget(tx, user_id, SCORE)
    nudges.cancel(tx, user_id, "daily")
    changed = people.update(
        walker,
        age_band=None,
        regions=(),
        pain_now=None,
        comfortable_minutes=None,
        walks_often=None,
        first_walk_on=None,
        onboarded_at=None,
    )
    expecting.ask(tx, user_id, "onboarding", 0, "age_band", walker.now)
    return questions.question(changed, changed.profile, "age_band")


def _held(context: Context) -> bool:
    """Tell whether a professional has to be seen before any walk."""
    return any(hold.stops for hold in holds.open_of(context.tx, context.user_id))


def _pace(context: Context, profile: Profile) -> str:
    restricted = bool(restrictions.of(context.tx, context.user_id))
    return default_pace(profile, restricted, context.rules.reviewing.standard_most_pain)


def _rests_today(walker: Walker) -> bool:
    return is_severe(walker.profile.pain_now or 0, walker.rules.escalation)
