"""Empties the outbox: replies before bulk, in order within a chat, at Telegram's pace, and nothing lost."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import timedelta
from functools import partial
from typing import Any

from telegram.error import TelegramError

from bot import logs
from bot.chat.failures import Failure, Verdict, judge
from bot.chat.files import Files
from bot.chat.pace import Pace
from bot.chat.transport import Client
from bot.clock import Clock
from bot.store import outbox, users
from bot.store.database import Database, Transaction
from bot.store.errors import StoreError
from bot.store.outbox import Parcel

log = logging.getLogger(__name__)

IN_FLIGHT = 48
LONGEST_WAIT_SECONDS = 300
LOOK_SECONDS = 1.0  # how often to look for parcels whose waiting time is over
STOP_SECONDS = 3.0
KEEP_SECONDS = 1.0
COUNTED = frozenset({"sendMessage", "editMessageText", "sendPhoto", "sendDocument", "sendAnimation"})


class Sender:
    """Sends until it is stopped; `wake` tells it that something new was committed."""

    def __init__(self, database: Database, client: Client, clock: Clock, files: Files, per_second: float) -> None:
        self._database, self._client, self._clock, self._files = database, client, clock, files
        self._pace = Pace(per_second)
        self._busy: dict[int, asyncio.Task[None]] = {}
        self._news = asyncio.Event()
        self._quiet = asyncio.Event()

    def wake(self) -> None:
        """Look into the outbox now."""
        self._quiet.clear()
        self._news.set()

    async def idle(self) -> None:
        """Wait until nothing can be sent now."""
        self.wake()
        await self._quiet.wait()

    async def run(self) -> None:
        """Send until cancelled; what is in flight then is finished."""
        try:
            while True:
                self._news.clear()
                try:
                    await self._send_all()
                except StoreError as error:
                    log.error("The outbox cannot be read: %s", error)
                if not self._busy and not self._news.is_set():
                    self._quiet.set()
                try:
                    async with asyncio.timeout(LOOK_SECONDS):
                        await self._news.wait()
                except TimeoutError:
                    pass
        finally:
            if self._busy:
                await asyncio.wait(self._busy.values(), timeout=STOP_SECONDS)

    async def _send_all(self) -> None:
        while len(self._busy) < IN_FLIGHT:
            async with self._database.transaction() as tx:
                parcel = await outbox.ready(tx, self._clock.now(), self._busy.keys())
            if parcel is None:
                return
            await self._pace.slot(sum(call["method"] in COUNTED for call in parcel.calls[parcel.made :]))
            task = asyncio.create_task(self._deliver(parcel))
            self._busy[parcel.chat_id] = task
            task.add_done_callback(lambda _, chat_id=parcel.chat_id: self._done(chat_id))  # type: ignore[misc]

    def _done(self, chat_id: int) -> None:
        self._busy.pop(chat_id).exception()  # _deliver logs its own; this marks the task's as seen
        self.wake()

    async def _deliver(self, parcel: Parcel) -> None:
        logs.CAUSE.set(parcel.cause)  # this task's own
        count = parcel.made
        for call in parcel.calls[parcel.made :]:
            failure = await self._make(call)
            if failure and failure.verdict in (Verdict.LATER, Verdict.UNREACHABLE):
                await self._keep(partial(self._give_up, parcel=parcel, count=count, failure=failure))
                return
            count += 1
            # Repeating an answer or an edit changes nothing for the reader; a message would be there twice.
            if call["method"] == "sendMessage" and count < len(parcel.calls):
                await self._keep(partial(outbox.made, parcel=parcel, count=count))
        await self._keep(partial(outbox.delivered, parcel=parcel))

    async def _keep(self, write: Callable[[Transaction], Awaitable[None]]) -> None:
        """Store what became of a parcel, however long that takes: else a message would be sent again and again."""
        while True:
            try:
                async with self._database.transaction() as tx:
                    await write(tx)
                return
            except Exception as error:  # whatever it is: given up, the message would be sent again at once
                known = error if isinstance(error, StoreError) else logs.place(error)
                log.error("What became of a message cannot be stored, next try in %.0f s: %s", KEEP_SECONDS, known)
                await asyncio.sleep(KEEP_SECONDS)

    async def _make(self, call: dict[str, Any]) -> Failure | None:
        """Make one call; None: done. A message that cannot be edited any more is said anew."""
        try:
            if "file" in call:
                await self._files.send(call)
            else:
                await self._client.call(call["method"], call["params"])
        except TelegramError as error:
            failure = judge(error)
            if failure.verdict is Verdict.DONE:
                return None
            if failure.verdict is Verdict.AS_NEW and call["method"] == "editMessageText":
                params = {key: value for key, value in call["params"].items() if key != "message_id"}
                return await self._make({**call, "method": "sendMessage", "params": params})
            if failure.verdict is Verdict.DROP or failure.verdict is Verdict.AS_NEW:
                log.error("Telegram refused %s for good (%s); it was dropped.", call["method"], type(error).__name__)
                return None
            return failure
        except StoreError as error:
            log.error("A file cannot be looked up or remembered: %s", error)
            return Failure(Verdict.LATER)
        except Exception as error:  # a fault of ours: tried again, it would only come again
            log.error("%s failed: %s; it was dropped.", call["method"], logs.place(error))
        return None

    async def _give_up(self, tx: Transaction, parcel: Parcel, count: int, failure: Failure) -> None:
        """Stop this parcel for now, or for good where nobody is there."""
        if failure.verdict is Verdict.UNREACHABLE:
            await outbox.drop_chat(tx, parcel.chat_id)
            await users.block(tx, parcel.chat_id)
            return
        wait = failure.wait_seconds or min(2**parcel.tries, LONGEST_WAIT_SECONDS)
        log.warning("A message waits %.0f s for Telegram.", wait)
        await outbox.put_off(tx, parcel, count, self._clock.now() + timedelta(seconds=wait))
