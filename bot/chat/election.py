"""One of several workers leads: it polls or keeps the webhook, sends, and keeps the store tidy. All of them answer.

Who leads holds a lock that the database frees when its connection ends: with the worker's death, at the latest some
seconds after its machine fell silent. The others ask for it every second.
"""

import asyncio
import contextlib
import logging
from collections.abc import Callable, Coroutine
from typing import Any

from bot.store.database import Database
from bot.store.errors import StoreError

log = logging.getLogger(__name__)

ASK_SECONDS = 1.0


class Election:
    """Runs what only one may do, for as long as this worker leads."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._leading = asyncio.Event()
        self._following = asyncio.Event()

    async def run(self) -> None:
        """Ask again and again, until cancelled, who leads. What is in the way is said once, and when it is over."""
        told = ""
        while True:
            try:
                leads = await self._database.lead()
                if told:
                    told = ""
                    log.warning("The database answers again.")
            except StoreError as error:
                if str(error) != told:
                    told = str(error)
                    log.warning("This worker cannot ask who leads: %s", told)
                leads = False
            self._say(leads)
            await asyncio.sleep(ASK_SECONDS)

    def _say(self, leads: bool) -> None:
        if leads and not self._leading.is_set():
            log.info("This worker leads: it gets updates and sends.")
        elif not leads and self._leading.is_set():
            log.warning("This worker does not lead any more.")
        (self._leading.set if leads else self._leading.clear)()
        (self._following.clear if leads else self._following.set)()

    async def while_leading(self, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """Do `work` whenever this worker leads, until cancelled. What it raises ends this."""
        while True:
            await self._leading.wait()
            working = asyncio.create_task(work())
            following = asyncio.create_task(self._following.wait())
            try:
                await asyncio.wait([working, following], return_when=asyncio.FIRST_COMPLETED)
                if working.done():
                    await working
                    return
            finally:
                following.cancel()
                working.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await asyncio.wait([working])
