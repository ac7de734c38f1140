"""When to speak first: the daily nudge, its reminder, snoozes, quiet hours, and what to do with one that is late.

One nudge a local day, on the chosen days only. A nudge belongs to the local day in which its minute lies: an hour
before the rollover belongs to the evening before. So a nudge's instant lies within its day; where the clocks of spring
leave its hour out, and all that is left of the day, it is said right after the jump and still counts for its day.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median
from typing import Literal

from bot.domain.day import ONE_DAY, at_local, during, ends_at, exists, local_day, local_minute
from bot.domain.rules import Nudges

Timeliness = Literal["on_time", "late", "skip"]
MINUTES_A_DAY = 24 * 60
WEEKEND = (5, 6)


@dataclass(frozen=True, slots=True)
class Schedule:
    """When someone wants to be spoken to: `minute` after local midnight, on which weekdays (Monday = 0)."""

    zone: str
    minute: int
    walk_days: tuple[int, ...]
    weekend_minute: int | None = None  # on Saturdays and Sundays; None: as on other days
    once: tuple[date, int] | None = None  # a day with a minute of its own

    def minute_on(self, day: date) -> int:
        """Return the minute of a day: its own, else that of weekends, else the usual one."""
        if self.once is not None and self.once[0] == day:
            return self.once[1]
        return self.weekend_minute if self.weekend_minute is not None and day.weekday() in WEEKEND else self.minute


@dataclass(frozen=True, slots=True)
class Snooze:
    """One offer to be reminded later: "30", "60" (minutes) or "evening", and when that would be."""

    name: str
    due_at: datetime


def next_daily(after: datetime, schedule: Schedule, last_day: date | None) -> tuple[date, datetime]:
    """Return the day and instant of the first nudge due at or after `after`, on a chosen day later than `last_day`.

    `last_day` is the day of the last nudge that was said or skipped: however zone, hour or clock moved since, no
    day has two.
    """
    return next((day, due_at) for day, due_at in _nudges_from(after, schedule, last_day) if due_at >= after)


def next_owed(now: datetime, schedule: Schedule, last_day: date | None, rules: Nudges) -> tuple[date, datetime]:
    """Return the first nudge on a chosen day later than `last_day` that is not yet too late to be said.

    After an outage that is one nudge at most: today's, late, or the next one to come.
    """
    return next(
        (day, due_at)
        for day, due_at in _nudges_from(now, schedule, last_day)
        if timeliness(due_at, now, window_ends_at(due_at, day, schedule.zone, rules, chosen=True), rules) != "skip"
    )


def _nudges_from(instant: datetime, schedule: Schedule, last_day: date | None) -> Iterator[tuple[date, datetime]]:
    day = local_day(instant, schedule.zone) - ONE_DAY
    if last_day is not None:
        day = max(day, last_day + ONE_DAY)
    while True:
        if day.weekday() in schedule.walk_days and exists(day, schedule.zone):
            yield day, during(day, schedule.minute_on(day), schedule.zone)
        day += ONE_DAY


def timeliness(due_at: datetime, now: datetime, window_ends: datetime, rules: Nudges) -> Timeliness:
    """Return what to do with a nudge that is due: say it, say it and that it is late, or leave it out.

    At its very minute it is always said.
    """
    if now > due_at + timedelta(minutes=1) and now >= window_ends:
        return "skip"
    return "late" if now >= due_at + timedelta(minutes=rules.late_after_minutes) else "on_time"


def window_ends_at(due_at: datetime, day: date, zone: str, rules: Nudges, *, chosen: bool) -> datetime:
    """Return when it becomes too late to say a nudge of `day`.

    The grace after its time, cut short by quiet hours and by the end of the day, unless the clocks left out the rest of
    the day. `chosen`: the person named this time, so that the hour that begins with it is never quiet.
    """
    wake_until = due_at + timedelta(minutes=rules.chosen_minutes) if chosen else due_at
    quiet_from = wake_until if is_quiet(wake_until, zone, rules) else _next_clock(wake_until, rules.quiet_from, zone)
    ends = min(due_at + timedelta(minutes=rules.grace_minutes), quiet_from)
    day_ends = ends_at(day, zone)
    return min(ends, day_ends) if due_at < day_ends else ends


def is_quiet(instant: datetime, zone: str, rules: Nudges, chosen_at: datetime | None = None) -> bool:
    """Tell whether an instant lies in the quiet hours. The hour from `chosen_at` on, which was chosen, does not."""
    if chosen_at is not None and chosen_at <= instant < chosen_at + timedelta(minutes=rules.chosen_minutes):
        return False
    minute = local_minute(instant, zone)
    return minute >= rules.quiet_from or minute < rules.quiet_until


def outside_quiet(instant: datetime, zone: str, rules: Nudges) -> datetime:
    """Return `instant`, or the end of the quiet hours that it lies in."""
    return _next_clock(instant, rules.quiet_until, zone) if is_quiet(instant, zone, rules) else instant


def evening_at(day: date, zone: str, daily_at: datetime, rules: Nudges) -> datetime | None:
    """Return when to remind once more in the evening of `day`; None where the daily nudge itself comes about then."""
    due_at = during(day, rules.evening, zone)
    return due_at if due_at >= daily_at + timedelta(minutes=rules.evening_gap_minutes) else None


def snoozes(now: datetime, day: date, zone: str, daily_at: datetime, used: int, rules: Nudges) -> list[Snooze]:
    """Return the times to which today's nudge may still be put off.

    None after so many snoozes a day, none into quiet hours (other than the chosen hour), none past the day's end.
    """
    if used >= rules.snoozes_a_day or local_day(now, zone) != day:
        return []
    offers = [Snooze(str(minutes), now + timedelta(minutes=minutes)) for minutes in rules.snooze_minutes]
    evening = during(day, rules.evening, zone)
    if evening > offers[-1].due_at:
        offers.append(Snooze("evening", evening))
    return [
        offer
        for offer in offers
        if not is_quiet(offer.due_at, zone, rules, daily_at) and offer.due_at < ends_at(day, zone)
    ]


def better_minute(put_off_to: Sequence[int], chosen: int, rules: Nudges) -> int | None:
    """Return the minute of the day to suggest for the daily nudge; None: there is no pattern.

    `put_off_to`: where the reminder was put off to (minutes after local midnight), once for each of the latest days.
    09:00 put off to 18:02, 18:00 and 17:55 → 18:00.
    """
    if len(put_off_to) < rules.other_hour_after:
        return None
    step = rules.other_hour_step
    found = round(median(put_off_to) / step) * step % MINUTES_A_DAY
    return found if abs(found - chosen) >= step else None


def asks_again(opened_on: date, day: date, walk_days: tuple[int, ...]) -> bool:
    """Tell whether the nudge of `day` asks "have you been checked?" about a hold opened on `opened_on`.

    With the first nudge after that day, then with the first one of every further week; the others keep silent.
    """
    chosen_before = (day - ahead * ONE_DAY for ahead in range(1, 8))
    previous = next((other for other in chosen_before if other.weekday() in walk_days), opened_on)
    return day > opened_on and (previous <= opened_on or (previous - opened_on).days // 7 < (day - opened_on).days // 7)


def retry_at(now: datetime, tries: int, rules: Nudges) -> datetime:
    """Return when to try a nudge again that failed for the `tries`-th time (from 1)."""
    waits = rules.retry_minutes
    return now + timedelta(minutes=waits[min(tries, len(waits)) - 1])


def _next_clock(instant: datetime, minute: int, zone: str) -> datetime:
    """Return the next instant after `instant` at which the clock reaches `minute`."""
    day = local_day(instant, zone) - ONE_DAY
    while (found := at_local(day, minute, zone)) <= instant:
        day += ONE_DAY
    return found
