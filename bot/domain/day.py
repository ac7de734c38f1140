"""The user's local day, across zones and daylight-saving changes.

A day rolls over at 03:00 local time, or when somebody says, so that a walk after midnight still belongs to the evening
before, and so does a nudge that someone wants at one in the morning. Weeks run from Monday to Sunday.

The day never goes back: where the clocks go back over the rollover (Chatham: 03:45 → 02:45) the new day, once begun,
stays. A date that a zone left out (Samoa: 30 December 2011) is no day at all: nothing is due on it.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import ParamSpec, TypeVar, cast
from zoneinfo import ZoneInfo

ROLLOVER_MINUTE = 3 * 60  # `nudges.rollover_minute` of the content rules must say the same: stored days depend on it
LATEST_ROLLOVER = 12 * 60
ONE_DAY = timedelta(days=1)

P = ParamSpec("P")
T = TypeVar("T")


class Zone(str):
    """A zone's name, and the minute of the day (0 to LATEST_ROLLOVER) at which the days of its person roll over.

    A plain name stands for 03:00. Both always go together: two functions that took one and not the other would
    disagree on what day it is.
    """

    rollover: int

    def __new__(cls, name: str, rollover: int = ROLLOVER_MINUTE) -> "Zone":
        zone = super().__new__(cls, name)
        zone.rollover = rollover
        return zone


def rollover(zone: str) -> int:
    """Return the minute of the day at which days roll over."""
    return zone.rollover if isinstance(zone, Zone) else ROLLOVER_MINUTE


def _remembered(function: Callable[P, T]) -> Callable[P, T]:
    """Remember the latest answers: a nudge asks for the same day a dozen times, as do others of its time and zone."""
    return cast("Callable[P, T]", lru_cache(maxsize=2048)(function))


def local_day(now: datetime, zone: str) -> date:
    """Return the day that `now` belongs to for someone in `zone`."""
    return _day_of(now, zone, rollover(zone))  # a Zone equals its name: what is remembered must not


@_remembered
def _day_of(now: datetime, zone: str, rolls_over: int) -> date:
    wall = now.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    day = (wall - timedelta(minutes=rolls_over)).date()
    if now >= at_local(day + ONE_DAY, rolls_over, zone):
        day += ONE_DAY
    while not exists(day, zone):
        day -= ONE_DAY
    return day


def local_minute(now: datetime, zone: str) -> int:
    """Return minutes after local midnight, 0-1439."""
    local = now.astimezone(ZoneInfo(zone))
    return local.hour * 60 + local.minute


@_remembered
def at_local(day: date, minute: int, zone: str) -> datetime:
    """Return the instant (UTC) of a wall-clock minute (0-1439) on a calendar date.

    A time that the clocks skip in spring is the first instant after the jump; one that they repeat in autumn is the
    first of the two.
    """
    info = ZoneInfo(zone)
    wall = datetime.combine(day, time(minute // 60, minute % 60))
    late = wall.replace(tzinfo=info, fold=0).astimezone(UTC)
    if late.astimezone(info).replace(tzinfo=None) == wall:
        return late
    # Inside a gap. Read with the offset from before the jump the time lies after it, and the other way round: the
    # jump is between the two.
    early = wall.replace(tzinfo=info, fold=1).astimezone(UTC)
    offset_before = early.astimezone(info).utcoffset()
    low, high = 0, int((late - early).total_seconds())
    while high - low > 1:
        middle = (low + high) // 2
        if (early + timedelta(seconds=middle)).astimezone(info).utcoffset() == offset_before:
            low = middle
        else:
            high = middle
    return early + timedelta(seconds=high)


@_remembered
def exists(day: date, zone: str) -> bool:
    """Tell whether a date occurs in a zone: one that moved across the date line has left a whole day out."""
    return at_local(day, 12 * 60, zone).astimezone(ZoneInfo(zone)).date() == day


def starts_at(day: date, zone: str) -> datetime:
    """Return the first instant of a local day."""
    return at_local(day, rollover(zone), zone)


def ends_at(day: date, zone: str) -> datetime:
    """Return the first instant of the next local day."""
    following = day + ONE_DAY
    while not exists(following, zone):
        following += ONE_DAY
    return starts_at(following, zone)


def during(day: date, minute: int, zone: str) -> datetime:
    """Return the instant at which the clock first shows `minute` in the course of a local day.

    Times before the rollover come at the end of the day: 01:00 of Monday is one o'clock in the night to Tuesday. The
    answer lies within the day, but for one case: where the clocks leave out everything from `minute` up to the
    rollover, it is the first instant after the jump, with which the next day begins.
    """
    instant = at_local(day if minute >= rollover(zone) else day + ONE_DAY, minute, zone)
    return max(starts_at(day, zone), min(instant, ends_at(day, zone)))


def week_start(day: date) -> date:
    """Return the Monday of the week of `day`."""
    return day - timedelta(days=day.weekday())


def programme_week(first_on: date, monday: date) -> int:
    """Return the number of the week from `monday` on: 1 is the first full one since `first_on`, 0 what came before."""
    first_full = week_start(first_on + timedelta(days=6))
    return max(0, (monday - first_full).days // 7 + 1)
