"""What the bot promises about one nudge, worked out a second time and in another way than the bot does it.

Nothing of `bot.domain` is used here: a slip in a rule must not hide itself.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

ROLLOVER = time(3)
GRACE = timedelta(hours=4)
QUIET_FROM, CHOSEN = time(21), timedelta(hours=1)
LATE_AFTER = timedelta(minutes=15)
QUARTER = timedelta(minutes=15)
SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Promise:
    """A nudge of a local day: due at an instant, worth saying until another. `edge`: the clocks change about then."""

    due_at: datetime
    until: datetime
    edge: bool


@cache
def promise(day: date, minute: int, zone: str) -> Promise | None:
    """Return what is promised for a day; None for a date that the zone leaves out."""
    info = ZoneInfo(zone)
    if first_showing(datetime.combine(day, time(12)), info).astimezone(info).date() != day:
        return None
    wall = time(minute // 60, minute % 60)
    due_at = first_showing(datetime.combine(day if wall >= ROLLOVER else day + timedelta(days=1), wall), info)
    next_day = first_showing(datetime.combine(day + timedelta(days=1), ROLLOVER), info)
    awake_until = due_at + CHOSEN
    local = awake_until.astimezone(info)
    quiet_at = awake_until
    if time(8) <= local.time() < QUIET_FROM:
        quiet_at = first_showing(datetime.combine(local.date(), QUIET_FROM), info)
    around = (due_at - timedelta(hours=30), due_at + timedelta(hours=30))
    edge = len({instant.astimezone(info).utcoffset() for instant in around}) > 1
    until = min(due_at + GRACE, max(quiet_at, awake_until))
    # Where the clocks leave out all that is left of the day, the jump ends it, and its nudge is said after that.
    return Promise(due_at, min(until, next_day) if due_at < next_day else until, edge)


def first_showing(wall: datetime, info: ZoneInfo) -> datetime:
    """Return the first instant (UTC) at which a clock on the wall shows `wall` or later."""
    before, after = ((wall + timedelta(hours=hours)).replace(tzinfo=UTC).astimezone(info) for hours in (-36, 36))
    offset = before.utcoffset()
    assert offset is not None
    if offset == after.utcoffset():
        return wall.replace(tzinfo=UTC) - offset
    instant = wall.replace(tzinfo=UTC) - timedelta(hours=26)
    while _shown(instant, info) < wall:
        instant += QUARTER
    instant -= QUARTER
    while _shown(instant, info) < wall:
        instant += timedelta(minutes=1)
    instant -= timedelta(minutes=1)
    while _shown(instant, info) < wall:
        instant += SECOND
    return instant


def _shown(instant: datetime, info: ZoneInfo) -> datetime:
    return instant.astimezone(info).replace(tzinfo=None)
