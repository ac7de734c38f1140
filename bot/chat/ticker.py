"""One tick every few seconds says what is due. APScheduler keeps the time; a watchdog keeps APScheduler."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot import logs
from bot.store.errors import StoreError

log = logging.getLogger(__name__)

TICK_SECONDS = 5
LATE_SECONDS = 4 * TICK_SECONDS


class Ticker:
    """Calls `tick` every few seconds, whatever the wall clock does and whatever a tick raises."""

    def __init__(self, tick: Callable[[], Awaitable[object]]) -> None:
        self._tick = tick
        self._scheduler = AsyncIOScheduler(timezone="UTC")
        self._ticked_at = 0.0
        self._succeeded_at = 0.0
        self._watchdog: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Start ticking; the first tick comes at once."""
        self._arm()
        self._succeeded_at = self._ticked_at
        self._scheduler.start()
        self._watchdog = asyncio.create_task(self._watch())

    async def stop(self) -> None:
        """Stop ticking; a running tick is left to its transaction."""
        if self._watchdog:
            self._watchdog.cancel()
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    def is_fresh(self) -> bool:
        """Tell whether a tick succeeded of late."""
        return asyncio.get_running_loop().time() - self._succeeded_at < LATE_SECONDS

    def _arm(self) -> None:
        self._ticked_at = asyncio.get_running_loop().time()
        # The default grace of one second would skip late ticks silently.
        self._scheduler.add_job(
            self._run,
            "interval",
            seconds=TICK_SECONDS,
            id="tick",
            replace_existing=True,
            coalesce=True,
            max_instances=1,
            misfire_grace_time=None,
        )

    async def _run(self) -> None:
        try:
            await self._tick()
            self._succeeded_at = asyncio.get_running_loop().time()
        except StoreError as error:
            log.error("A tick failed, the next one tries again: %s", error)
        except Exception as error:
            log.error("A tick failed, the next one tries again: %s", logs.place(error))
        self._ticked_at = asyncio.get_running_loop().time()

    async def _watch(self) -> None:
        """Tick at once; then arm the job anew when it is overdue by the monotonic clock.

        A wall clock set back would stop it till then.
        """
        await self._run()
        while True:
            await asyncio.sleep(TICK_SECONDS)
            if asyncio.get_running_loop().time() - self._ticked_at > LATE_SECONDS:
                log.warning("The tick was overdue; the machine's clock may have been set back.")
                self._arm()
                await self._run()
