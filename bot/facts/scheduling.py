"""The daily nudge in the ledger: exactly one is pending for everyone who wants to be nudged."""

from datetime import datetime, timedelta

from bot.domain import nudges as rule
from bot.domain.day import ONE_DAY, during, ends_at, local_day, starts_at
from bot.domain.nudges import Schedule
from bot.domain.pause import UNTIL_TOLD, is_paused
from bot.domain.profile import Profile
from bot.facts import people
from bot.facts.context import Context
from bot.store import nudges
from bot.store.nudges import Nudge


def schedule(profile: Profile) -> Schedule | None:
    """Return when this person wants to be nudged; None while onboarding is unfinished and in a pause until told."""
    if not people.onboarded(profile) or profile.zone is None or profile.nudge_minute is None:
        return None
    if profile.paused_until == UNTIL_TOLD or not profile.walk_days:
        return None
    return Schedule(profile.zone, profile.nudge_minute, profile.walk_days)


def plan_daily(context: Context) -> None:
    """Plan the next daily nudge by the profile as it stands: after every change of zone, hour, days or pause.

    Idempotent. A nudge that is due and not said yet stays due; a time that has passed today is not made up for.
    """
    profile = people.profile(context)
    wanted = schedule(profile) if profile else None
    if profile is None or wanted is None:
        nudges.cancel(context.tx, context.user_id, "daily")
        return
    pending = nudges.find_pending(context.tx, context.user_id, "daily")
    after = context.now + timedelta(seconds=1)
    if pending:
        after = min(after, pending.due_at)
    if profile.paused_until and is_paused(profile.paused_until, context.now):
        after = profile.paused_until
    if profile.first_walk_on:
        after = max(after, starts_at(profile.first_walk_on, wanted.zone))
    today = local_day(context.now, wanted.zone)
    # A clock that was wrong, far ahead, must not silence the bot until then: only a zone can lie a day ahead.
    last_day = nudges.last_daily_on(context.tx, context.user_id, today + ONE_DAY)
    day, due_at = rule.next_daily(after, wanted, last_day)
    nudges.plan_daily(context.tx, context.user_id, day, due_at)
    _replan_evening(context, profile)


def plan_next(context: Context, said: Nudge, status: str) -> None:
    """Settle today's nudge ("sent" or "skipped") and plan the next one: one transaction, one pending nudge.

    After an outage that is the first that is not too late yet, be it today's.
    """
    nudges.settle(context.tx, said.nudge_id, status, context.now)
    profile = people.profile(context)
    wanted = schedule(profile) if profile else None
    if profile is None or wanted is None or is_paused(profile.paused_until, context.now):
        plan_daily(context)
        return
    day, due_at = rule.next_owed(context.now, wanted, said.on_day, people.nudge_rules(context, profile))
    nudges.plan_daily(context.tx, context.user_id, day, due_at)


def plan_evening(context: Context, said: Nudge) -> None:
    """Plan the evening's reminder for the day of a nudge that was said, for those who want it."""
    profile = people.profile(context)
    if profile is None or profile.zone is None or not profile.evening_reminder:
        return
    due_at = rule.evening_at(said.on_day, profile.zone, context.now, context.library.rules.nudges)
    if due_at:
        nudges.plan(context.tx, context.user_id, f"evening:{said.on_day}", "evening", due_at, said.on_day)


def said_until(context: Context, nudge: Nudge) -> datetime | None:
    """Return from when on a nudge that was said, and has not reached its reader, need not; None: it always should."""
    profile = people.profile(context)
    zone = (profile and profile.zone) or "UTC"
    rules = people.nudge_rules(context, profile)
    match nudge.kind:
        case "daily" | "snooze":
            return rule.window_ends_at(nudge.due_at, nudge.on_day, zone, rules, chosen=True)
        case "evening" | "two_hour":
            return rule.window_ends_at(nudge.due_at, nudge.on_day, zone, rules, chosen=False)
        case "morning":
            return ends_at(nudge.on_day + ONE_DAY, zone)
        case "step":
            return nudge.due_at + timedelta(minutes=rules.late_after_minutes)
    return None


def _replan_evening(context: Context, profile: Profile) -> None:
    """Move a pending reminder to the evening of the present zone; drop one that is not wanted any more."""
    pending = nudges.find_pending(context.tx, context.user_id, "evening")
    if pending is None or profile.zone is None:
        return
    due_at = during(pending.on_day, context.library.rules.nudges.evening, profile.zone)
    if not profile.evening_reminder or due_at < context.now:
        nudges.cancel(context.tx, context.user_id, "evening")
    else:
        nudges.plan(context.tx, context.user_id, pending.key, "evening", due_at, pending.on_day)
