"""The daily nudge in the ledger: exactly one is pending for everyone who wants to be nudged.

In a break there is none. Who tells of a danger then is asked about it once, the next day: `plan_check`.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

from bot.domain.coaching import nudges as rule
from bot.domain.coaching.nudges import Schedule
from bot.domain.coaching.pause import UNTIL_TOLD, is_paused
from bot.domain.day import ONE_DAY, during, ends_at, local_minute, starts_at
from bot.domain.safety.crisis import asks_at
from bot.facts import breaks, people
from bot.facts.context import Context, Walker
from bot.facts.unanswered import alarm
from bot.store.delivery import nudges
from bot.store.delivery.nudges import Nudge
from bot.store.safety import crises

CHECK = "check"
"""The kind of the nudge that asks red-flag questions in a break."""


def schedule(walker: Walker) -> Schedule | None:
    """Return when this person wants to be nudged; None in a pause until told, and after words of despair."""
    profile = walker.profile
    if profile.paused_until == UNTIL_TOLD or not profile.walk_days or crises.open_of(walker.tx, walker.user_id):
        return None
    once = None
    if profile.once_on is not None and profile.once_minute is not None:
        once = (profile.once_on, profile.once_minute)
    return Schedule(walker.zone, walker.nudge_minute, profile.walk_days, profile.weekend_minute, once)


def plan_daily(walker: Walker) -> None:
    """Plan the next daily nudge by the profile as it stands: after every change of zone, hour, days or pause.

    Idempotent. A nudge that is due and not said yet stays due; a time that has passed today is not made up for.
    """
    wanted = schedule(walker)
    if wanted is None:
        nudges.cancel(walker.tx, walker.user_id, "daily")
        return
    pending = nudges.find_pending(walker.tx, walker.user_id, "daily")
    after = walker.now + timedelta(seconds=1)
    if pending:
        after = min(after, pending.due_at)
    if walker.profile.paused_until and is_paused(walker.profile.paused_until, walker.now):
        after = walker.profile.paused_until
    after = max(after, starts_at(walker.first_walk_on, wanted.zone))
    # A clock that was wrong, far ahead, must not silence the bot until then: only a zone can lie a day ahead.
    last_day = nudges.last_daily_on(walker.tx, walker.user_id, walker.today + ONE_DAY)
    day, due_at = rule.next_daily(after, wanted, last_day)
    nudges.plan_daily(walker.tx, walker.user_id, day, due_at)
    _replan_evening(walker)


def plan_next(walker: Walker, said: Nudge) -> None:
    """Plan the daily nudge after one that is claimed: one transaction, one pending nudge.

    After an outage that is the first that is not too late yet, be it today's.
    """
    wanted = schedule(walker)
    if wanted is None or is_paused(walker.profile.paused_until, walker.now):
        plan_daily(walker)
        return
    day, due_at = rule.next_owed(walker.now, wanted, said.on_day, people.nudge_rules(walker))
    nudges.plan_daily(walker.tx, walker.user_id, day, due_at)


def next_nudge(walker: Walker) -> Mapping[str, object]:
    """Return when the next daily nudge comes: days `ahead` (None: none is planned), its date and its time of day."""
    pending = nudges.find_pending(walker.tx, walker.user_id, "daily")
    if pending is None:
        return {"ahead": None, "next_on": None, "minute": 0, "twelve_hour": False}
    return {
        "ahead": (pending.on_day - walker.today).days,
        "next_on": pending.on_day,
        "minute": local_minute(pending.due_at, walker.zone),
        "twelve_hour": walker.twelve_hour,
    }


def plan_evening(walker: Walker, said: Nudge) -> None:
    """Plan the evening's reminder for the day of a nudge that was said, for those who want it."""
    if not walker.profile.evening_reminder:
        return
    due_at = rule.evening_at(said.on_day, walker.zone, walker.now, walker.rules.nudges)
    if due_at:
        nudges.plan(walker.tx, walker.user_id, f"evening:{said.on_day}", "evening", due_at, said.on_day)


def plan_check(context: Context) -> bool:
    """Plan one question for the next day, where somebody who is to be left in peace has red-flag questions open.

    Return whether it comes.
    """
    if not isinstance(context, Walker) or not breaks.is_silent(context):
        return False
    screen = alarm(context)
    if screen is None:
        return False
    nudges.cancel(context.tx, context.user_id, CHECK)
    hour = (context.nudge_minute, context.zone)
    due_at = asks_at(context.now, context.today, hour, context.rules.crisis)
    day = context.day_of(due_at)
    nudges.plan(context.tx, context.user_id, f"{CHECK}:{screen.screen_id}:{day}", CHECK, due_at, day, screen.screen_id)
    return True


def until_window(context: Context, nudge: Nudge) -> datetime:
    """Return when a nudge that somebody chose the time of, and that has not reached them, need not any more."""
    rules = people.nudge_rules(context)
    return rule.window_ends_at(nudge.due_at, nudge.on_day, context.zone, rules, chosen=True)


def until_quiet(context: Context, nudge: Nudge) -> datetime:
    """Return the same for one whose time nobody chose: quiet hours end it."""
    rules = people.nudge_rules(context)
    return rule.window_ends_at(nudge.due_at, nudge.on_day, context.zone, rules, chosen=False)


def until_next_day(context: Context, nudge: Nudge) -> datetime:
    """Return the same for one that asks about the day before."""
    return ends_at(nudge.on_day + ONE_DAY, context.zone)


def until_late(context: Context, nudge: Nudge) -> datetime:
    """Return the same for a step of a walk: a few minutes on it is wrong."""
    return nudge.due_at + timedelta(minutes=context.rules.nudges.late_after_minutes)


def _replan_evening(walker: Walker) -> None:
    """Move a pending reminder to the evening of the present zone; drop one that is not wanted any more."""
    pending = nudges.find_pending(walker.tx, walker.user_id, "evening")
    if pending is None:
        return
    due_at = during(pending.on_day, walker.rules.nudges.evening, walker.zone)
    if not walker.profile.evening_reminder or due_at < walker.now:
        nudges.cancel(walker.tx, walker.user_id, "evening")
    else:
        nudges.plan(walker.tx, walker.user_id, pending.key, "evening", due_at, pending.on_day)
