"""The clock of the second panel: it moves forward through every nudge on its way, so that each is said at its time."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta

from bot.localchat.controls import Controls

STEPS = {"hour": timedelta(hours=1), "day": timedelta(days=1), "week": timedelta(weeks=1)}
MOST_STOPS = 10_000


class Timeline:
    """Moves one application's clock; one move at a time. `moved` is called at every stop."""

    def __init__(self, controls: Controls, moved: Callable[[], None]) -> None:
        self._controls, self._moved = controls, moved
        self._lock = asyncio.Lock()

    async def by(self, step: str) -> None:
        """Move by "hour", "day" or "week"; a KeyError names any other step."""
        span = STEPS[step]
        async with self._lock:
            await self._controls.settle()
            await self._to(self._controls.now() + span)

    async def to_next_nudge(self) -> bool:
        """Move to the next nudge and have it said; return False where none is planned."""
        async with self._lock:
            await self._controls.settle()
            due = await self._controls.next_due()
            if due is None:
                return False
            await self._to(due)
            return True

    async def _to(self, instant: datetime) -> None:
        last: datetime | None = None
        for _ in range(MOST_STOPS):
            due = await self._controls.next_due()
            if due is None or due > instant or due == last:
                break
            last = due
            await self._stop_at(due)
        await self._stop_at(instant)

    async def _stop_at(self, instant: datetime) -> None:
        self._controls.move_to(instant)
        await self._controls.settle()
        self._moved()
