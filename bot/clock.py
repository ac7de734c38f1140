"""The only reader of wall time.

Everything below takes `now` as an argument, so that a test, or the local chat, can live six weeks in a second.
Instants are aware, in UTC, and cut to whole seconds: that is how the store writes them.
"""

import logging
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Protocol

log = logging.getLogger(__name__)

LEAP = timedelta(minutes=2)
"""A difference between two clocks that is more than drift, a slow answer, or a second that was inserted."""

LONGEST_OFF = timedelta(days=14)
"""A machine that was off for longer is as likely one whose clock is wrong."""

DOUBT_SECONDS = 3600.0
"""How long a clock must stand by a time that nothing else speaks for."""


class Clock(Protocol):
    """Something that can be asked what time it is."""

    def now(self) -> datetime:
        """Return the current instant: aware, UTC, whole seconds."""
        ...

    @property
    def sure(self) -> bool:
        """Whether the time may be relied on: else nothing is deleted, said or left out because of it."""
        ...


class SystemClock:
    """The machine's own clock."""

    sure = True

    def now(self) -> datetime:
        """Return the current instant: aware, UTC, whole seconds."""
        return datetime.now(UTC).replace(microsecond=0)  # noqa: TID251 - this is the one place


def seconds_since_boot() -> float:
    """Return seconds that only ever grow, a machine's sleep counted where the system can."""
    boot = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if boot is None else time.clock_gettime(boot)


class SteadyClock:
    """The right time on a machine whose clock may be wrong: without a battery, reset by hand, set anew by the network.

    A clock that leaps is not followed: time is counted on from before the leap until the clock comes back, or somebody
    else, Telegram, tells the time. Where nobody ever told it, the clock is believed once it has stood by its new time
    for an hour.
    """

    def __init__(self, wall: Clock, elapsed: Callable[[], float] = seconds_since_boot) -> None:
        self._wall, self._elapsed = wall, elapsed
        self._follow(wall.now())
        self._doubted_at: float | None = None
        self._certain = True
        self._told = False
        self._contradicted: timedelta | None = None

    @property
    def sure(self) -> bool:
        """Whether the time may be relied on."""
        return self._certain

    def now(self) -> datetime:
        """Return the current instant: aware, UTC, whole seconds."""
        wall, counted = self._wall.now(), self._counted()
        if abs(wall - counted) <= LEAP:
            if self._doubted_at is not None and self._certain:
                log.warning("The machine's clock is right again.")
                self._doubted_at = None
            self._follow(wall)
            counted = wall
        elif self._doubted_at is None:
            log.critical(
                "The machine's clock leapt by %s, to %s. Its word is not taken: the time is %s. Set the clock right.",
                wall - counted,
                wall,
                counted.replace(microsecond=0),
            )
            self._doubted_at = self._elapsed()
        alone = self._doubted_at is not None and not self._told
        if alone and self._elapsed() - (self._doubted_at or 0) > DOUBT_SECONDS:
            log.critical("The machine's clock has stood by %s for an hour: it is followed from now on.", wall)
            self._follow(wall)
            self._doubted_at, self._certain = None, True
            counted = wall
        return counted.replace(microsecond=0)

    def compare(self, newest: datetime | None) -> None:
        """Look at the clock by the newest instant of an earlier run; it may be wrong since then."""
        if newest is None:
            return
        wall = self._wall.now()
        if newest - wall > LEAP:
            log.critical("The machine's clock shows %s, but it was %s already. Set the clock right.", wall, newest)
            self._follow(newest)
        elif wall - newest > LONGEST_OFF:
            log.warning("By the machine's clock nothing ran for %d days, since %s.", (wall - newest).days, newest)
        else:
            return
        self._doubted_at, self._certain = self._elapsed(), False

    def hear(self, instant: datetime) -> None:
        """Take the time from somebody who knows; where it is another one, only once it was told twice."""
        ahead = instant - self.now()
        if abs(ahead) > LEAP:
            before, self._contradicted = self._contradicted, ahead
            if before is None or abs(before - ahead) > LEAP:
                return
            log.critical("The machine's clock is wrong: Telegram's is %s ahead of %s.", ahead, self.now())
            self._follow(instant)
        self._contradicted = None
        self._certain = self._told = True
        wrong = abs(self._wall.now() - instant) > LEAP
        self._doubted_at = self._elapsed() if wrong else None

    def _counted(self) -> datetime:
        return self._from + timedelta(seconds=self._elapsed() - self._from_elapsed)

    def _follow(self, instant: datetime) -> None:
        self._from, self._from_elapsed = instant, self._elapsed()


class MovableClock:
    """A clock that runs with another one and can be moved forward, never back."""

    sure = True

    def __init__(self, base: Clock) -> None:
        self._base = base
        self._ahead = timedelta(0)

    def now(self) -> datetime:
        """Return the base clock's instant plus all moves so far."""
        return self._base.now() + self._ahead

    def move_to(self, instant: datetime) -> None:
        """Move forward to `instant`; one that has passed changes nothing."""
        self._ahead += max(timedelta(0), instant - self.now())


class FixedClock:
    """A clock that stands still until it is set."""

    sure = True

    def __init__(self, instant: datetime) -> None:
        self.instant = instant

    def now(self) -> datetime:
        """Return the instant it was last set to."""
        return self.instant
