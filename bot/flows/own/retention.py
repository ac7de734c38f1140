"""What is kept too long for nothing goes: twelve months of silence, with a word of warning a month before."""

from datetime import datetime, timedelta

from bot.content.library import Library
from bot.domain.coaching import nudges as rule
from bot.facts import people
from bot.facts.context import Context
from bot.messages import Button, Replies, Say
from bot.store.database import Transaction
from bot.store.delivery import nudges
from bot.store.delivery.nudges import Nudge
from bot.store.person import users

WARN, EXPIRE = "warn", "expire"
AT_ONCE = 100
"""Silent people looked at in one tick: the others come with the next."""


def watch(tx: Transaction, library: Library, now: datetime) -> None:
    """Plan the warning for everybody who has been silent for long; forget those whom no warning can reach.

    A person is warned once in each silence: the nudge's key names the day of their last word.
    """
    rules = library.rules.retention
    warned_from = now - timedelta(days=rules.inactive_days - rules.notice_days)
    for user in users.silent_since(tx, warned_from, AT_ONCE):
        context = people.meet(tx, user.user_id, now, library, library.spoken(user.language))
        due_at = rule.outside_quiet(now, context.zone, library.rules.nudges)
        key = f"{WARN}:{user.seen_at.date()}"
        nudges.plan(tx, user.user_id, key, WARN, due_at, context.today)
    for user_id in users.blocked_since(tx, now - timedelta(days=rules.inactive_days), AT_ONCE):
        users.delete(tx, user_id)


def warn(context: Context, nudge: Nudge) -> Replies:
    """Say that all will be deleted, when, and how to keep it."""
    user = users.find(context.tx, context.user_id)
    if user is None or not _still_silent(user.seen_at, nudge):
        return []
    days = context.rules.retention.notice_days
    ends_at = context.now + timedelta(days=days)
    ends_on = context.day_of(ends_at)
    key = nudge.key.replace(WARN, EXPIRE, 1)
    nudges.plan(context.tx, context.user_id, key, EXPIRE, ends_at, ends_on)
    rows = [[Button("account/stay", ("acc", "stay"))], [Button("account/export", ("acc", "export"))]]
    return [Say("account/warn", {"days": days, "ends_on": ends_on}, rows)]


def expire(context: Context, nudge: Nudge) -> Replies:
    """Delete everything about somebody who stayed silent. One word in between, and nothing happens."""
    user = users.find(context.tx, context.user_id)
    if user is None or not _still_silent(user.seen_at, nudge):
        return []
    users.delete(context.tx, context.user_id)
    return [Say("account/expired", buttons=[[Button("account/start", ("go", "start"))]])]


def _still_silent(seen_at: datetime, nudge: Nudge) -> bool:
    return nudge.key.endswith(str(seen_at.date()))
