"""The local day in awkward places."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.day import (
    LATEST_ROLLOVER,
    ROLLOVER_MINUTE,
    Zone,
    at_local,
    during,
    ends_at,
    exists,
    local_day,
    local_minute,
    rollover,
    starts_at,
    week_start,
)

ZONES = sorted(zone for zone in available_timezones() if "/" in zone and not zone.startswith(("posix/", "right/")))


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def instants(first: str, last: str) -> st.SearchStrategy[datetime]:
    span = int((utc(last) - utc(first)).total_seconds())
    return st.integers(0, span).map(lambda seconds: utc(first) + timedelta(seconds=seconds))


@pytest.mark.parametrize(
    ("now", "zone", "day"),
    [
        ("2026-11-23 12:00", "UTC", "2026-11-23"),
        ("2026-11-24 02:59", "UTC", "2026-11-23"),
        ("2026-11-24 03:00", "UTC", "2026-11-24"),
        ("2026-11-23 18:00", "Pacific/Kiritimati", "2026-11-24"),
        ("2026-11-23 12:30", "Pacific/Pago_Pago", "2026-11-22"),
        # Chatham goes back from 03:45 to 02:45: the day that began at 03:00 stays.
        ("2026-04-04 13:14", "Pacific/Chatham", "2026-04-04"),
        ("2026-04-04 13:15", "Pacific/Chatham", "2026-04-05"),
        ("2026-04-04 14:05", "Pacific/Chatham", "2026-04-05"),
        # Samoa left 30 December out: the night before the 31st belongs to the 29th.
        ("2011-12-30 09:59", "Pacific/Apia", "2011-12-29"),
        ("2011-12-30 10:00", "Pacific/Apia", "2011-12-29"),
        ("2011-12-30 13:00", "Pacific/Apia", "2011-12-31"),
    ],
)
def test_local_day(now: str, zone: str, day: str) -> None:
    """A day begins at three, is never left and entered again, and is a date that the zone had."""
    assert local_day(utc(now), zone) == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("day", "minute", "zone", "instant"),
    [
        ("2026-11-23", 9 * 60, "Europe/Madrid", "2026-11-23 08:00"),
        # Spring: 02:30 does not exist; the first instant after the jump.
        ("2026-03-29", 150, "Europe/Madrid", "2026-03-29 01:00"),
        ("2026-03-29", 120, "Europe/Madrid", "2026-03-29 01:00"),
        ("2026-03-29", 180, "Europe/Madrid", "2026-03-29 01:00"),
        ("2026-03-08", 150, "America/New_York", "2026-03-08 07:00"),
        # Autumn: 02:30 comes twice; the first of the two.
        ("2026-10-25", 150, "Europe/Madrid", "2026-10-25 00:30"),
        ("2026-11-01", 90, "America/New_York", "2026-11-01 05:30"),
        # Lord Howe moves by half an hour: 02:00 → 02:30, and 02:00 → 01:30.
        ("2026-10-04", 135, "Australia/Lord_Howe", "2026-10-03 15:30"),
        ("2026-04-05", 105, "Australia/Lord_Howe", "2026-04-04 14:45"),
        # Troll jumps two hours, 01:00 → 03:00.
        ("2026-03-29", 90, "Antarctica/Troll", "2026-03-29 01:00"),
        # Lebanon and Chile change at midnight: 00:00 → 01:00.
        ("2026-03-29", 0, "Asia/Beirut", "2026-03-28 22:00"),
        ("2026-09-06", 30, "America/Santiago", "2026-09-06 04:00"),
        # A date that was left out: the first instant of what follows.
        ("2011-12-30", 9 * 60, "Pacific/Apia", "2011-12-30 10:00"),
    ],
)
def test_at_local(day: str, minute: int, zone: str, instant: str) -> None:
    """A skipped time is right after the jump, a repeated one is the first of the two."""
    assert at_local(date.fromisoformat(day), minute, zone) == utc(instant)


@pytest.mark.parametrize(
    ("day", "minute", "zone", "instant"),
    [
        ("2026-11-23", 9 * 60, "UTC", "2026-11-23 09:00"),
        ("2026-11-23", 60, "UTC", "2026-11-24 01:00"),
        ("2026-11-23", 179, "UTC", "2026-11-24 02:59"),
        ("2026-11-23", 180, "UTC", "2026-11-23 03:00"),
        # 02:30 of the 28th's night is skipped up to the rollover: right after the jump, at 03:00.
        ("2026-03-28", 150, "Europe/Madrid", "2026-03-29 01:00"),
        ("2026-03-28", 60, "Antarctica/Troll", "2026-03-29 01:00"),  # two hours at once: 01:00 → 03:00
        ("2026-10-03", 130, "Australia/Lord_Howe", "2026-10-03 15:30"),  # half an hour: 02:00 → 02:30
        # The clocks leave out midnight: the first instant after the jump, still in the night of the day before.
        ("2023-09-30", 15, "America/Asuncion", "2023-10-01 04:00"),
        ("2026-09-05", 15, "America/Santiago", "2026-09-06 04:00"),
        ("2026-04-23", 15, "Africa/Cairo", "2026-04-23 22:00"),
        ("2026-03-28", 15, "Asia/Beirut", "2026-03-28 22:00"),
        ("1993-08-20", 60, "Pacific/Kwajalein", "1993-08-21 12:00"),  # the 21st was left out
        ("2011-12-29", 60, "Pacific/Apia", "2011-12-30 10:00"),
    ],
)
def test_during(day: str, minute: int, zone: str, instant: str) -> None:
    """An hour before the rollover belongs to the evening before; one that is skipped comes right after the jump."""
    assert during(date.fromisoformat(day), minute, zone) == utc(instant)


@pytest.mark.parametrize(
    ("now", "rollover", "day"),
    [
        ("2026-11-24 00:00", 0, "2026-11-24"),
        ("2026-11-23 23:59", 0, "2026-11-23"),
        ("2026-11-24 04:59", 300, "2026-11-23"),
        ("2026-11-24 05:00", 300, "2026-11-24"),
        ("2026-11-24 02:59", 180, "2026-11-23"),
    ],
)
def test_a_day_ends_when_its_person_says(now: str, rollover: int, day: str) -> None:
    """At midnight, or in the morning for who is up at night; an hour before that belongs to the day before."""
    zone = Zone("UTC", rollover)
    assert local_day(utc(now), zone) == date.fromisoformat(day)
    assert zone == "UTC"
    assert starts_at(date(2026, 11, 24), zone) == utc("2026-11-24 00:00") + timedelta(minutes=rollover)


def test_a_left_out_date_does_not_exist() -> None:
    """Samoa had no 30 December 2011."""
    assert not exists(date(2011, 12, 30), "Pacific/Apia")
    assert exists(date(2011, 12, 29), "Pacific/Apia")
    assert exists(date(2011, 12, 31), "Pacific/Apia")
    assert ends_at(date(2011, 12, 29), "Pacific/Apia") == starts_at(date(2011, 12, 31), "Pacific/Apia")


def test_week_start() -> None:
    """Weeks begin on Monday."""
    assert week_start(date(2026, 11, 29)) == week_start(date(2026, 11, 23)) == date(2026, 11, 23)


ROLLOVERS = st.sampled_from([ROLLOVER_MINUTE, 0, 5 * 60, 9 * 60, LATEST_ROLLOVER])
PLACES = st.builds(Zone, st.sampled_from(ZONES), ROLLOVERS)
DAYS = st.dates(date(2005, 1, 1), date(2035, 12, 31))


@settings(derandomize=True, deadline=None, max_examples=100)
@given(PLACES, DAYS, st.integers(0, 1439))
def test_an_instant_of_a_day_lies_in_that_day(zone: str, day: date, minute: int) -> None:
    """In every zone, every minute of every day falls into exactly that day."""
    if exists(day, zone):
        instant = during(day, minute, zone)
        if instant == ends_at(day, zone):  # only where the clocks jump over the minute and the rollover at once
            just_before = local_minute(instant - timedelta(seconds=1), zone)
            assert just_before < minute < rollover(zone) <= local_minute(instant, zone)
        else:
            assert local_day(instant, zone) == day
        assert local_day(starts_at(day, zone), zone) == day
        assert local_day(ends_at(day, zone) - timedelta(seconds=1), zone) == day
        assert local_day(ends_at(day, zone), zone) > day


@settings(derandomize=True, deadline=None, max_examples=100)
@given(PLACES, instants("2005-01-01", "2035-01-01"), st.integers(1, 200_000))
def test_the_day_never_goes_back(zone: str, start: datetime, seconds: int) -> None:
    """A later instant never belongs to an earlier day."""
    now = start
    assert local_day(now, zone) <= local_day(now + timedelta(seconds=seconds), zone)


@settings(derandomize=True, deadline=None, max_examples=100)
@given(st.sampled_from(ZONES), DAYS, st.integers(0, 1439))
def test_the_wall_clock_shows_it(zone: str, day: date, minute: int) -> None:
    """The instant shows the minute asked for, or is the very end of a jump over it."""
    instant = at_local(day, minute, zone)
    if local_minute(instant, zone) == minute and instant.astimezone(ZoneInfo(zone)).date() == day:
        return
    before = (instant - timedelta(seconds=1)).astimezone(ZoneInfo(zone))
    after = instant.astimezone(ZoneInfo(zone))
    wall = datetime.combine(day, time(minute // 60, minute % 60))
    assert before.replace(tzinfo=None) < wall < after.replace(tzinfo=None)


def test_neighbours_each_have_their_own_rollover() -> None:
    """Two people in one zone at one instant: what was found for one is not handed to the other."""
    now = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)
    days = [local_day(now, zone) for zone in (Zone("UTC", 300), "UTC", Zone("UTC", 0), Zone("UTC", 300))]
    assert days == [date(2026, 11, 23), date(2026, 11, 24), date(2026, 11, 24), date(2026, 11, 23)]
