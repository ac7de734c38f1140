"""The user's local day, across zones and daylight-saving changes.

A day rolls over at 03:00 local time, so that a walk after midnight still belongs to the evening before. Weeks run from
Monday to Sunday. All of it design defaults.
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

ROLLOVER = timedelta(hours=3)


def local_day(now: datetime, zone: str) -> date:
    """Return the day that `now` belongs to for someone in `zone`."""
    return (now.astimezone(ZoneInfo(zone)).replace(tzinfo=None) - ROLLOVER).date()


def local_minute(now: datetime, zone: str) -> int:
    """Return minutes after local midnight, 0-1439."""
    local = now.astimezone(ZoneInfo(zone))
    return local.hour * 60 + local.minute


def at_local(day: date, minute: int, zone: str) -> datetime:
    """Return the instant (UTC) of a wall-clock minute on a calendar date.

    A time that the clocks skip in spring is the first instant after the jump; one that they repeat in autumn is the
    first of the two.
    """
    wall = datetime.combine(day, time(minute // 60, minute % 60), tzinfo=ZoneInfo(zone))
    instant = wall.astimezone(UTC)
    if instant.astimezone(wall.tzinfo).replace(tzinfo=None) == wall.replace(tzinfo=None):
        return instant
    # Inside the gap: fold=0 reads the wall time with the offset before the jump, which lands after it, as far
    # beyond as the wall time was into the gap. Walk back to the jump itself, minute by minute.
    before = wall.utcoffset()
    assert before is not None
    while instant.astimezone(wall.tzinfo).utcoffset() != before:
        instant -= timedelta(minutes=1)
    return instant + timedelta(minutes=1)


def week_start(day: date) -> date:
    """Return the Monday of the week of `day`."""
    return day - timedelta(days=day.weekday())
