"""The only reader of wall time.

Everything below takes `now` as an argument, so that a test, or the local chat, can live six weeks in a second.
Instants are aware, in UTC, and cut to whole seconds: that is how the store writes them.
"""

from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Something that can be asked what time it is."""

    def now(self) -> datetime:
        """Return the current instant: aware, UTC, whole seconds."""
        ...


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """Return the current instant: aware, UTC, whole seconds."""
        return datetime.now(UTC).replace(microsecond=0)  # noqa: TID251 - this is the one place


class MovableClock:
    """A clock that runs with another one and can be moved forward, never back."""

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

    def __init__(self, instant: datetime) -> None:
        self.instant = instant

    def now(self) -> datetime:
        """Return the instant it was last set to."""
        return self.instant
