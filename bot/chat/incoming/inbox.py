"""Updates, durable before Telegram may forget them, applied in order within a chat and side by side across chats."""

import asyncio
import contextlib
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Iterable
from datetime import datetime, timedelta
from typing import Any

import msgspec

from bot import logs
from bot.chat.incoming import updates
from bot.chat.incoming.updates import Update
from bot.clock import Clock
from bot.store.database import Database
from bot.store.delivery import inbox
from bot.store.delivery.inbox import Arrival
from bot.store.errors import NotInTurnError, StoreError, StoreUnusableError

log = logging.getLogger(__name__)

RETRY_SECONDS = (1, 2, 5, 10, 30)
STOP_SECONDS = 1.5
TURN_SECONDS = 0.02  # until a chat is asked for again that another worker is at
HELP_AFTER = timedelta(seconds=1)
HELP_SECONDS = 0.25
AT_ONCE = 16
"""Updates that are applied side by side, and so share a commit. With more of them the first answer waits for the last,
and what was sent for the mark that it was; with fewer the disk is waited for more often."""


class Inbox:
    """A lane a chat: one that floods holds up only itself.

    `apply` gets one update and applies it together with marking it applied. StoreError: it is asked again. Any
    other error: the update is set aside. `excuse` gets the updates that a full disk or a damaged file keeps from being
    stored or applied.
    """

    def __init__(
        self,
        database: Database,
        clock: Clock,
        apply: Callable[[Update], Awaitable[None]],
        excuse: Callable[[list[Update]], Awaitable[None]],
    ) -> None:
        self._database, self._clock, self._apply, self._excuse = database, clock, apply, excuse
        self.full = False
        """Whether the disk did not take the last update."""
        self._lanes: dict[int | None, deque[Update]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._queued: set[int] = set()
        self._changed = asyncio.Condition()
        self._stopped = asyncio.Event()
        self._at_once = asyncio.Semaphore(AT_ONCE)

    async def receive(self, payloads: Iterable[Any]) -> None:
        """Store a batch in one transaction, and hand it to its lanes. StoreError: nothing of it is stored.

        What is applied at once shares the commit: nothing is lost if that fails, and what is applied after all, on
        another try, is known by its id when Telegram sends it again.
        """
        arrived = [found for payload in payloads if (found := _arrived(payload)) is not None]
        read = {update.update_id: update for _, update in arrived if update is not None}
        try:
            async with self._database.transaction() as tx:
                for arrival in inbox.receive(tx, [arrival for arrival, _ in arrived], self._clock.now()):
                    self._queue(read[arrival.update_id])
        except StoreUnusableError as error:
            await self._excuse_all(list(read.values()), error)
            raise
        if self.full and arrived:
            self.full = False
            log.warning("Updates can be stored again.")

    async def help(self) -> None:
        """Take up, until cancelled, what other workers received and have not applied for a while: they may be gone.

        What is in the way is said once, not four times a second for as long as a server is gone.
        """
        told = ""
        while True:
            try:
                await self.resume(self._clock.now() - HELP_AFTER)
                told = ""
            except StoreError as error:
                if str(error) != told:
                    told = str(error)
                    log.error("What waits cannot be looked for: %s", told)
            await asyncio.sleep(HELP_SECONDS)

    async def resume(self, before: datetime | None = None) -> None:
        """Take up what an earlier run received, `before` an instant if one is given, and did not apply."""
        async with self._database.transaction() as tx:
            for arrival in inbox.waiting(tx, before):
                if arrival.update_id in self._queued:
                    continue
                try:
                    self._queue(updates.stored(arrival.payload or ""))
                except msgspec.MsgspecError as error:
                    log.error("Update %d was set aside: %s", arrival.update_id, type(error).__name__)
                    inbox.set_aside(tx, arrival.update_id)

    async def room(self, most: int) -> None:
        """Wait until fewer than `most` updates wait in memory."""
        async with self._changed:
            await self._changed.wait_for(lambda: len(self._queued) < most)

    async def idle(self) -> None:
        """Wait until everything received is applied."""
        await self.room(1)

    async def stop(self) -> None:
        """Finish the updates that are being applied; the others wait in the store for the next run."""
        self._stopped.set()
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=STOP_SECONDS)
            for task in late:
                task.cancel()

    def _queue(self, update: Update) -> None:
        if update.update_id in self._queued:  # its commit failed, and Telegram sent it again
            return
        self._queued.add(update.update_id)
        chat_id = update.chat.id if update.chat else None
        lane = self._lanes.get(chat_id)
        if lane is not None:
            lane.append(update)
            return
        self._lanes[chat_id] = deque([update])
        task = asyncio.create_task(self._work(chat_id))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _work(self, chat_id: int | None) -> None:
        lane = self._lanes[chat_id]
        while lane and not self._stopped.is_set():
            oldest = min(lane, key=lambda update: update.update_id)  # one that another worker left may come in between
            if not await self._apply_until_stored(oldest):
                continue
            lane.remove(oldest)
            self._queued.discard(oldest.update_id)
            async with self._changed:
                self._changed.notify_all()
        del self._lanes[chat_id]

    async def _apply_until_stored(self, update: Update) -> bool:
        """Apply an update, however often it takes. False: it is not, another one comes first, or this is the end."""
        tries = 0
        while not self._stopped.is_set():
            try:
                async with self._at_once:
                    if self._stopped.is_set():
                        return False
                    await self._apply_once(update)
                return True
            except NotInTurnError:
                await asyncio.sleep(TURN_SECONDS)
                return False
            except StoreError as error:
                if isinstance(error, StoreUnusableError):
                    await self._excuse_all([update], error)
                wait = RETRY_SECONDS[min(tries, len(RETRY_SECONDS) - 1)]
                log.error("Update %d cannot be applied, next try in %d s: %s", update.update_id, wait, error)
                tries += 1
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(wait):
                        await self._stopped.wait()
        return False

    async def _excuse_all(self, waiting: list[Update], error: StoreUnusableError) -> None:
        self.full = True
        log.critical("%s Whoever writes is told so; their messages wait.", error)
        await self._excuse(waiting)

    async def _apply_once(self, update: Update) -> None:
        try:
            await self._apply(update)
        except StoreError:
            raise
        except Exception as error:  # neither answer nor apology: what comes after it in the chat must not wait for it
            log.error("Update %d was set aside: %s", update.update_id, logs.place(error))
            async with self._database.transaction() as tx:
                inbox.set_aside(tx, update.update_id)


def update_id(payload: Any) -> int | None:
    """Return the id of what may be an update, as the store can keep it."""
    found = payload.get("update_id") if isinstance(payload, dict) else None
    return found if type(found) is int and abs(found) < 2**63 else None


def _arrived(payload: Any) -> tuple[Arrival, Update | None] | None:
    """Return an update as it is stored, and as it was read; a malformed one without its content, to be set aside."""
    number = update_id(payload)
    if number is None:
        log.error("Telegram sent something without an update id; it was left out.")
        return None
    try:
        update = updates.read(payload)
        chat_id = update.chat.id if update.chat else None
        return Arrival(number, chat_id, msgspec.json.encode(payload).decode()), update
    except Exception as error:  # whatever one update does to the parser, the others of its batch go on
        log.error("Update %d is malformed (%s) and was set aside.", number, type(error).__name__)
        return Arrival(number, None, None), None
