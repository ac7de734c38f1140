"""When to speak first, in every zone and through every change of the clocks."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content import library
from bot.domain.coaching import nudges
from bot.domain.coaching.nudges import Schedule
from bot.domain.day import ONE_DAY, ROLLOVER_MINUTE, during, ends_at, exists, local_day, local_minute

RULES = library.load().rules.nudges
EVERY_DAY = (0, 1, 2, 3, 4, 5, 6)
ZONES = sorted(zone for zone in available_timezones() if "/" in zone)
AWKWARD = (
    "UTC",
    "Europe/Madrid",
    "Europe/Dublin",
    "America/New_York",
    "America/St_Johns",
    "America/Santiago",
    "America/Havana",
    "Africa/Casablanca",
    "Africa/Cairo",
    "Asia/Beirut",
    "Asia/Kathmandu",
    "Asia/Tehran",
    "Australia/Lord_Howe",
    "Pacific/Chatham",
    "Pacific/Apia",
    "Pacific/Kiritimati",
    "Pacific/Pago_Pago",
    "Antarctica/Troll",
    "Atlantic/Azores",
)
MINUTES = (0, 30, 90, 150, 179, 180, 210, 540, 1410)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def instants(first: str, last: str) -> st.SearchStrategy[datetime]:
    span = int((utc(last) - utc(first)).total_seconds())
    return st.integers(0, span).map(lambda seconds: utc(first) + timedelta(seconds=seconds))


def test_the_day_rolls_over_where_the_rules_say() -> None:
    """The one number that stored days depend on stands in two places and must be the same in both."""
    assert RULES.rollover_minute == ROLLOVER_MINUTE


@pytest.mark.parametrize("zone", AWKWARD)
@pytest.mark.parametrize("minute", MINUTES)
def test_a_year_of_nudges(zone: str, minute: int) -> None:
    """Through 2026 each chosen local day has exactly one nudge, in its own day, in order."""
    schedule = Schedule(zone, minute, (0, 2, 3, 6))
    now, last_day = utc("2026-01-01 00:00"), None
    days: list[date] = []
    while now < utc("2027-01-01 00:00"):
        day, due_at = nudges.next_daily(now, schedule, last_day)
        assert due_at >= now
        assert local_day(due_at, zone) == day
        days.append(day)
        now, last_day = due_at + timedelta(seconds=5), day
    span = [days[0] + ONE_DAY * ahead for ahead in range((days[-1] - days[0]).days + 1)]
    assert days == [day for day in span if day.weekday() in schedule.walk_days]


def test_samoas_missing_day_has_no_nudge() -> None:
    """The day that was left out in December 2011 is not nudged for; its neighbours are."""
    schedule = Schedule("Pacific/Apia", 9 * 60, EVERY_DAY)
    now, last_day, days = utc("2011-12-28 12:00"), None, []
    for _ in range(3):
        day, due_at = nudges.next_daily(now, schedule, last_day)
        days.append((day.day, due_at))
        now, last_day = due_at, day
    assert days == [
        (28, utc("2011-12-28 19:00")),
        (29, utc("2011-12-29 19:00")),
        (31, utc("2011-12-30 19:00")),
    ]


@settings(derandomize=True, deadline=None, max_examples=100)
@given(
    st.sampled_from(ZONES),
    st.integers(0, 1439),
    st.sets(st.integers(0, 6), min_size=1),
    instants("2015-01-01", "2030-01-01"),
)
def test_the_next_nudge_is_the_first_that_fits(zone: str, minute: int, days: set[int], start: datetime) -> None:
    """The next nudge is never before now, within its own day, on a chosen day, and none is passed over."""
    now = start
    schedule = Schedule(zone, minute, tuple(sorted(days)))
    day, due_at = nudges.next_daily(now, schedule, None)
    assert due_at >= now
    assert local_day(due_at, zone) == day
    assert day.weekday() in days
    between = local_day(now, zone) + ONE_DAY
    while between < day:
        assert between.weekday() not in days or not exists(between, zone)
        between += ONE_DAY


@settings(derandomize=True, deadline=None, max_examples=60)
@given(st.lists(st.tuples(st.sampled_from(ZONES), st.integers(1, 70)), min_size=3, max_size=12), st.integers(0, 1439))
def test_a_traveller_gets_one_nudge_a_day(moves: list[tuple[str, int]], minute: int) -> None:
    """Whatever zones someone moves through, hours apart, no local day has two nudges and days only go on."""
    now, last_day = utc("2026-03-01 00:00"), None
    said: list[date] = []
    for zone, hours in moves:
        until = now + timedelta(hours=hours)
        schedule = Schedule(zone, minute, EVERY_DAY)
        while True:
            day, due_at = nudges.next_daily(now, schedule, last_day)
            if due_at > until:
                break
            said.append(day)
            now, last_day = due_at, day
        now = until
    assert said == sorted(set(said))


@pytest.mark.parametrize(
    ("minute", "zone_minutes_later", "expected"),
    [
        (9 * 60, 0, "on_time"),
        (9 * 60, 14, "on_time"),
        (9 * 60, 15, "late"),
        (9 * 60, 239, "late"),
        (9 * 60, 240, "skip"),
        # 18:30: quiet hours cut the grace at 21:00.
        (18 * 60 + 30, 149, "late"),
        (18 * 60 + 30, 150, "skip"),
        # 20:30: the chosen hour reaches into the quiet hours.
        (20 * 60 + 30, 59, "late"),
        (20 * 60 + 30, 60, "skip"),
        # 06:00 and 23:00 were chosen: that hour, no longer.
        (6 * 60, 59, "late"),
        (6 * 60, 60, "skip"),
        (23 * 60, 59, "late"),
        (23 * 60, 60, "skip"),
        # 07:15: the chosen hour ends after the quiet ones do.
        (7 * 60 + 15, 239, "late"),
        (7 * 60 + 15, 240, "skip"),
        # 02:30: the day ends at 03:00.
        (2 * 60 + 30, 29, "late"),
        (2 * 60 + 30, 30, "skip"),
        # 02:59: always said at its minute.
        (2 * 60 + 59, 1, "on_time"),
        (2 * 60 + 59, 2, "skip"),
    ],
)
def test_timeliness(minute: int, zone_minutes_later: int, expected: str) -> None:
    """Said, said late, or left out: the grace ends with quiet hours and with the day."""
    day = date(2026, 11, 23)
    due_at = during(day, minute, "Europe/Madrid")
    ends = nudges.window_ends_at(due_at, day, "Europe/Madrid", RULES, chosen=True)
    assert nudges.timeliness(due_at, due_at + timedelta(minutes=zone_minutes_later), ends, RULES) == expected


@pytest.mark.parametrize(
    ("zone", "day", "minute", "at"),
    [
        ("Europe/Madrid", date(2026, 3, 28), 150, "2026-03-29 03:00"),
        ("Europe/Madrid", date(2026, 3, 28), 120, "2026-03-29 03:00"),
        ("America/New_York", date(2026, 3, 7), 179, "2026-03-08 03:00"),
        ("Antarctica/Troll", date(2026, 3, 28), 60, "2026-03-29 03:00"),
        ("Australia/Lord_Howe", date(2026, 10, 3), 130, "2026-10-04 02:30"),  # half an hour: the day goes on
        ("America/Santiago", date(2026, 9, 5), 15, "2026-09-06 01:00"),
        ("America/Asuncion", date(2023, 9, 30), 15, "2023-10-01 01:00"),
        ("Africa/Cairo", date(2026, 4, 23), 15, "2026-04-24 01:00"),
        ("Asia/Beirut", date(2026, 3, 28), 15, "2026-03-29 01:00"),
        ("Pacific/Apia", date(2011, 12, 29), 60, "2011-12-31 00:00"),  # the 30th was left out
        ("Pacific/Kwajalein", date(1993, 8, 20), 60, "1993-08-22 00:00"),  # and here the 21st
    ],
)
def test_an_hour_that_spring_leaves_out_is_right_after_the_jump(zone: str, day: date, minute: int, at: str) -> None:
    """With the whole hour that somebody chose, up to the day's end as in any night, and once, for its day."""
    schedule = Schedule(zone, minute, EVERY_DAY)
    due_at = during(day, minute, zone)
    assert due_at.astimezone(ZoneInfo(zone)).replace(tzinfo=None) == datetime.fromisoformat(at)
    before = due_at - timedelta(hours=1)
    assert nudges.next_daily(before, schedule, day - ONE_DAY) == (day, due_at)
    ends = nudges.window_ends_at(due_at, day, zone, RULES, chosen=True)
    day_ends = ends_at(day, zone)
    whole = due_at + timedelta(minutes=RULES.chosen_minutes)
    assert ends == (whole if due_at >= day_ends else min(whole, day_ends))
    assert ends - due_at >= timedelta(minutes=30)
    after = due_at + timedelta(minutes=20)
    assert nudges.timeliness(due_at, after, ends, RULES) == "late"
    assert nudges.next_owed(after, schedule, day - ONE_DAY, RULES) == (day, due_at)
    following, next_at = nudges.next_owed(after, schedule, day, RULES)
    assert following == (day + ONE_DAY if exists(day + ONE_DAY, zone) else day + 2 * ONE_DAY)
    assert timedelta(hours=20) < next_at - due_at < timedelta(hours=26)


@settings(derandomize=True, deadline=None, max_examples=100)
@given(
    st.sampled_from(AWKWARD),
    st.sampled_from(MINUTES),
    instants("2026-01-01", "2026-12-01"),
    st.integers(0, 60 * 24 * 40),
)
def test_an_outage_leaves_one_nudge_at_most(zone: str, minute: int, start: datetime, down: int) -> None:
    """After an outage of any length the pending nudge is said late or skipped, and at most one is due at once."""
    schedule = Schedule(zone, minute, EVERY_DAY)
    day, due_at = nudges.next_daily(start, schedule, None)
    now = due_at + timedelta(minutes=down)
    said = 0
    while due_at <= now:
        ends = nudges.window_ends_at(due_at, day, zone, RULES, chosen=True)
        said += nudges.timeliness(due_at, now, ends, RULES) != "skip"
        day, due_at = nudges.next_owed(now, schedule, day, RULES)
    assert said <= 1
    assert local_day(due_at, zone) == day


def test_after_a_month_the_present_day_is_made_up_for() -> None:
    """The clock jumps a month: yesterday's nudges are gone, this morning's is late, the next comes tomorrow."""
    schedule = Schedule("Europe/Madrid", 9 * 60, EVERY_DAY)
    now = utc("2026-12-23 10:00")
    day, due_at = nudges.next_owed(now, schedule, date(2026, 11, 23), RULES)
    assert (day, due_at) == (date(2026, 12, 23), utc("2026-12-23 08:00"))
    assert nudges.next_owed(now, schedule, day, RULES)[0] == date(2026, 12, 24)


def test_a_clock_that_goes_back_repeats_nothing() -> None:
    """After the nudge of the 23rd none comes again for it, although its time is still to come."""
    schedule = Schedule("UTC", 9 * 60, EVERY_DAY)
    assert nudges.next_daily(utc("2026-11-22 08:00"), schedule, date(2026, 11, 23))[0] == date(2026, 11, 24)


@pytest.mark.parametrize(
    ("instant", "expected"),
    [
        ("2026-11-23 20:59", "2026-11-23 20:59"),
        ("2026-11-23 21:00", "2026-11-24 08:00"),
        ("2026-11-24 01:00", "2026-11-24 08:00"),
        ("2026-11-24 07:59", "2026-11-24 08:00"),
        ("2026-11-24 08:00", "2026-11-24 08:00"),
    ],
)
def test_outside_quiet(instant: str, expected: str) -> None:
    """What falls into the quiet hours waits for the morning."""
    assert nudges.outside_quiet(utc(instant), "UTC", RULES) == utc(expected)


@settings(derandomize=True, deadline=None, max_examples=100)
@given(st.sampled_from(ZONES), instants("2015-01-01", "2030-01-01"))
def test_outside_quiet_is_never_quiet(zone: str, start: datetime) -> None:
    """In every zone the answer is outside the quiet hours, not earlier, and within a day."""
    now = start
    moved = nudges.outside_quiet(now, zone, RULES)
    assert not nudges.is_quiet(moved, zone, RULES)
    assert now <= moved <= now + timedelta(hours=36)


@pytest.mark.parametrize(
    ("daily", "expected"),
    [("09:00", "19:00"), ("17:00", "19:00"), ("17:01", None), ("19:00", None), ("20:00", None)],
)
def test_evening(daily: str, expected: str | None) -> None:
    """The reminder comes at seven, unless the nudge itself comes about then or later."""
    found = nudges.evening_at(date(2026, 11, 23), "UTC", utc(f"2026-11-23 {daily}"), RULES)
    assert found == (utc(f"2026-11-23 {expected}") if expected else None)


@pytest.mark.parametrize(
    ("now", "daily", "used", "names"),
    [
        ("2026-11-23 09:00", "2026-11-23 09:00", 0, ["30", "60", "evening"]),
        ("2026-11-23 09:00", "2026-11-23 09:00", 2, ["30", "60", "evening"]),
        ("2026-11-23 09:00", "2026-11-23 09:00", 3, []),
        ("2026-11-23 18:00", "2026-11-23 09:00", 0, ["30", "60"]),
        ("2026-11-23 20:00", "2026-11-23 09:00", 0, ["30"]),
        ("2026-11-23 20:30", "2026-11-23 09:00", 0, []),
        ("2026-11-23 22:00", "2026-11-23 22:00", 0, ["30"]),
        ("2026-11-24 02:40", "2026-11-24 02:30", 0, []),
        ("2026-11-24 09:00", "2026-11-23 09:00", 0, []),
    ],
)
def test_snoozes(now: str, daily: str, used: int, names: list[str]) -> None:
    """Three snoozes a day; none into quiet hours except the chosen one, none past the day's end, none for yesterday."""
    offered = nudges.snoozes(utc(now), date(2026, 11, 23), "UTC", utc(daily), used, RULES)
    assert [offer.name for offer in offered] == names


@settings(derandomize=True, deadline=None, max_examples=100)
@given(st.sampled_from(ZONES), instants("2026-01-01", "2026-12-31"), st.integers(0, 1439))
def test_a_snooze_stays_in_its_day(zone: str, start: datetime, minute: int) -> None:
    """No offer leaves the local day or wakes anyone."""
    now = start
    day = local_day(now, zone)
    daily_at = during(day, minute, zone)
    for offer in nudges.snoozes(now, day, zone, daily_at, 0, RULES):
        assert now < offer.due_at
        assert local_day(offer.due_at, zone) == day
        assert not nudges.is_quiet(offer.due_at, zone, RULES, daily_at)
        assert offer.name != "evening" or local_minute(offer.due_at, zone) == RULES.evening


def test_a_hold_is_asked_about_once_a_week() -> None:
    """With the first nudge after the day it opened, then with the first of each further week."""
    opened = date(2026, 11, 23)  # a Monday
    days = [opened + ONE_DAY * ahead for ahead in range(22)]
    every = [day for day in days if nudges.asks_again(opened, day, EVERY_DAY)]
    assert every == [date(2026, 11, 24), date(2026, 11, 30), date(2026, 12, 7), date(2026, 12, 14)]
    some = [day for day in days if day.weekday() in (2, 5) and nudges.asks_again(opened, day, (2, 5))]
    assert some == [date(2026, 11, 25), date(2026, 12, 2), date(2026, 12, 9)]


def test_retries_grow_apart() -> None:
    """A nudge that fails is tried again later and later, never given up."""
    now = utc("2026-11-23 09:00")
    waits = [(nudges.retry_at(now, tries, RULES) - now).total_seconds() / 60 for tries in (1, 2, 3, 4, 5, 6, 99)]
    assert waits == [1, 5, 30, 120, 360, 360, 360]


@pytest.mark.parametrize(
    ("put_off_to", "chosen", "expected"),
    [
        ([], 540, None),
        ([1080, 1082], 540, None),
        ([1075, 1080, 1082], 540, 1080),
        ([570, 600, 1140], 540, 600),
        ([545, 546, 547], 540, None),
        ([1436, 1437, 1438], 540, 0),
    ],
)
def test_another_hour(put_off_to: list[int], chosen: int, expected: int | None) -> None:
    """Three of seven days make a pattern; the middle one counts, on the quarter of an hour."""
    assert nudges.better_minute(put_off_to, chosen, RULES) == expected
