"""Short messages about fear and pacing for who is not sure of walking: one with a daily nudge, until all are told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.rules import Reasons

TOLD, TAP, PAUSE, DANGER = "told", "tap", "pause", "danger"


@dataclass(frozen=True, slots=True)
class Thread:
    """`told`: how many messages were said, the last one on `told_on`. `ended_by`: TOLD (all), TAP, PAUSE or DANGER."""

    thread_id: int
    user_id: int
    begun_on: date
    told: int = 0
    told_on: date | None = None
    ended_at: datetime | None = None
    ended_by: str | None = None


def may_begin(threads: Sequence[Thread], today: date, rules: Reasons) -> bool:
    """Tell whether a thread may begin: not again soon, and never again once somebody has stopped one."""
    if any(thread.ended_by == TAP for thread in threads):
        return False
    return all((today - thread.begun_on).days >= rules.thread_again_days for thread in threads)


def next_message(thread: Thread, messages: Sequence[str], today: date, rules: Reasons) -> str | None:
    """Return the id of the message that is due on a day after the one it began; None: none is."""
    if thread.ended_at is not None or thread.told >= len(messages):
        return None
    last_on = thread.told_on or thread.begun_on
    if today <= last_on or (today - thread.begun_on).days > rules.thread_most_days:
        return None
    return messages[thread.told]


def told_today(thread: Thread, messages: Sequence[str], today: date) -> str | None:
    """Return the id of the message that was said today; None where none was, or it was stopped since."""
    if thread.told_on != today or thread.ended_by not in (None, TOLD) or not 0 < thread.told <= len(messages):
        return None
    return messages[thread.told - 1]
