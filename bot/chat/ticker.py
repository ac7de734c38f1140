"""One tick every few seconds says what is due. APScheduler keeps the time; a watchdog keeps APScheduler."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.base import BaseTrigger

from bot import logs
from bot.store.errors import StoreError

log = logging.getLogger(__name__)

TICK_SECONDS = 5
AGAIN_SECONDS = 0.2
LATE_SECONDS = 4 * TICK_SECONDS


class Again(BaseTrigger):  # type: ignore[misc] # APScheduler has no types
    """A while after now, whenever that is: an interval would list each time that a clock which leaps has left out."""

    def get_next_fire_time(self, _previous: datetime | None, now: datetime) -> datetime:
        """Return the next time."""
        return now + timedelta(seconds=TICK_SECONDS)


class Ticker:
    """Calls `tick` every few seconds, whatever the wall clock does and whatever a tick raises.

    A tick that had something to say is followed by another soon: it may have left the rest for want of room.
    """

    def __init__(self, tick: Callable[[], Awaitable[object]]) -> None:
        self._tick = tick
        self._scheduler = AsyncIOScheduler(timezone="UTC")
        self._due = asyncio.Event()
        self._asked_at = 0.0
        self._succeeded_at = 0.0
        self._tasks: list[asyncio.Task[None]] = []

    def start(self) -> None:
        """Start ticking; the first tick comes at once."""
        self._ask()
        self._succeeded_at = self._asked_at
        self._arm()
        self._scheduler.start()
        self._tasks = [asyncio.create_task(self._work()), asyncio.create_task(self._watch())]

    async def stop(self) -> None:
        """Stop ticking; a running tick is left to its transactions."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)
        for task in self._tasks:
            task.cancel()

    def is_fresh(self) -> bool:
        """Tell whether a tick succeeded of late."""
        return asyncio.get_running_loop().time() - self._succeeded_at < LATE_SECONDS

    def _ask(self) -> None:
        self._asked_at = asyncio.get_running_loop().time()
        self._due.set()

    async def _on_time(self) -> None:
        """Do what the scheduler calls: ask for a tick, and never take long about it."""
        self._ask()

    def _arm(self) -> None:
        # The default grace of one second would skip late ticks silently.
        self._scheduler.add_job(
            self._on_time,
            Again(),
            id="tick",
            replace_existing=True,
            coalesce=True,
            max_instances=1,
            misfire_grace_time=None,
        )

    async def _work(self) -> None:
        while True:
            await self._due.wait()
            self._due.clear()
            if await self._ticked():
                await asyncio.sleep(AGAIN_SECONDS)
                self._due.set()

    async def _ticked(self) -> bool:
        """Tick once, and tell whether there was something to say."""
        try:
            said = await self._tick()
        except StoreError as error:
            log.error("A tick failed, the next one tries again: %s", error)
            return False
        except Exception as error:
            log.error("A tick failed, the next one tries again: %s", logs.place(error))
            return False
        self._succeeded_at = asyncio.get_running_loop().time()
        return bool(said)

    async def _watch(self) -> None:
        """Arm the job anew when it is overdue by the monotonic clock.

        A wall clock set back would stop it till then.
        """
        while True:
            await asyncio.sleep(TICK_SECONDS)
            if asyncio.get_running_loop().time() - self._asked_at > LATE_SECONDS:
                log.warning("The tick was overdue: the machine slept or was very busy, or its clock was set back.")
                self._arm()
                self._ask()
