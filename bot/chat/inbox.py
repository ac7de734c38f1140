"""Updates, durable before Telegram may forget them, applied in order within a chat and side by side across chats."""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Iterable
from typing import Any

import msgspec

from bot import logs
from bot.chat.heard import heard
from bot.clock import Clock
from bot.store import inbox
from bot.store.database import Database
from bot.store.errors import StoreError, StoreFullError
from bot.store.inbox import Arrival

log = logging.getLogger(__name__)

RETRY_SECONDS = (1, 2, 5, 10, 30)


class Inbox:
    """A lane a chat: one that floods holds up only itself.

    `apply` gets one raw update and applies it together with marking it applied. StoreError: it is asked again. Any
    other error: the update is set aside. `excuse` gets the updates that a full disk keeps from being stored or
    applied.
    """

    def __init__(
        self,
        database: Database,
        clock: Clock,
        apply: Callable[[dict[str, Any]], Awaitable[None]],
        excuse: Callable[[list[dict[str, Any]]], Awaitable[None]],
    ) -> None:
        self._database, self._clock, self._apply, self._excuse = database, clock, apply, excuse
        self.full = False
        """Whether the disk was too full for the last update."""
        self._lanes: dict[int | None, deque[Arrival]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._queued: set[int] = set()
        self._changed = asyncio.Condition()
        self._stopped = False

    async def receive(self, updates: Iterable[Any]) -> None:
        """Store a batch in one transaction, and hand it to its lanes. StoreError: nothing of it is stored.

        What is applied at once shares the commit: nothing is lost if that fails, and what is applied after all, on
        another try, is known by its id when Telegram sends it again.
        """
        arrivals = [arrival for update in updates if (arrival := _arrival(update)) is not None]
        try:
            async with self._database.transaction() as tx:
                for arrival in inbox.receive(tx, arrivals, self._clock.now()):
                    self._queue(arrival)
        except StoreFullError as error:
            await self._excuse_all(arrivals, error)
            raise
        if self.full and arrivals:
            self.full = False
            log.warning("Updates can be stored again.")

    async def resume(self) -> None:
        """Take up what an earlier run received and did not apply."""
        async with self._database.transaction() as tx:
            for arrival in inbox.waiting(tx):
                self._queue(arrival)

    async def room(self, most: int) -> None:
        """Wait until fewer than `most` updates wait in memory."""
        async with self._changed:
            await self._changed.wait_for(lambda: len(self._queued) < most)

    async def idle(self) -> None:
        """Wait until everything received is applied."""
        await self.room(1)

    async def stop(self) -> None:
        """Finish the updates that are being applied; the others wait in the store for the next run."""
        self._stopped = True
        if self._tasks:
            await asyncio.wait(self._tasks)

    def _queue(self, arrival: Arrival) -> None:
        if arrival.update_id in self._queued:  # its commit failed, and Telegram sent it again
            return
        self._queued.add(arrival.update_id)
        lane = self._lanes.get(arrival.chat_id)
        if lane is not None:
            lane.append(arrival)
            return
        self._lanes[arrival.chat_id] = deque([arrival])
        task = asyncio.create_task(self._work(arrival.chat_id))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _work(self, chat_id: int | None) -> None:
        lane = self._lanes[chat_id]
        while lane and not self._stopped:
            await self._apply_until_stored(lane[0])
            self._queued.discard(lane.popleft().update_id)
            async with self._changed:
                self._changed.notify_all()
        del self._lanes[chat_id]

    async def _apply_until_stored(self, arrival: Arrival) -> None:
        tries = 0
        while not self._stopped:
            try:
                await self._apply_once(arrival)
                return
            except StoreError as error:
                if isinstance(error, StoreFullError):
                    await self._excuse_all([arrival], error)
                wait = RETRY_SECONDS[min(tries, len(RETRY_SECONDS) - 1)]
                log.error("Update %d cannot be applied, next try in %d s: %s", arrival.update_id, wait, error)
                tries += 1
                await asyncio.sleep(wait)

    async def _excuse_all(self, arrivals: Iterable[Arrival], error: StoreFullError) -> None:
        self.full = True
        log.critical("%s Whoever writes is told so; their messages wait.", error)
        await self._excuse(
            [msgspec.json.decode(arrival.payload) for arrival in arrivals if arrival.payload is not None]
        )

    async def _apply_once(self, arrival: Arrival) -> None:
        try:
            await self._apply(msgspec.json.decode(arrival.payload or "{}"))
        except StoreError:
            raise
        except Exception as error:  # neither answer nor apology: what comes after it in the chat must not wait for it
            log.error("Update %d was set aside: %s", arrival.update_id, logs.place(error))
            async with self._database.transaction() as tx:
                inbox.set_aside(tx, arrival.update_id)


def _arrival(update: Any) -> Arrival | None:
    """Return an update as it is stored; a malformed one without its content, to be set aside."""
    update_id = update.get("update_id") if isinstance(update, dict) else None
    if type(update_id) is not int or abs(update_id) >= 2**63:
        log.error("Telegram sent something without an update id; it was left out.")
        return None
    try:
        return Arrival(update_id, heard(update).chat_id, msgspec.json.encode(update).decode())
    except Exception as error:  # whatever one update does to the parser, the others of its batch go on
        log.error("Update %d is malformed (%s) and was set aside.", update_id, type(error).__name__)
        return Arrival(update_id, None, None)
