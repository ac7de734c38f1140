"""Empties the outbox: replies before bulk, in order within a chat, at Telegram's pace, and nothing lost.

Parcels are taken out of the store and marked in it some at a time, in one transaction. A kill repeats what was on its
way to Telegram, or had arrived and was not marked yet, and nothing else.
"""

import asyncio
import contextlib
import logging
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from telegram.error import TelegramError

from bot import logs
from bot.chat.outgoing.failures import Failure, Remedy, judge
from bot.chat.outgoing.files import Files
from bot.chat.outgoing.pace import Pace
from bot.chat.outgoing.shown import Shown
from bot.chat.outgoing.transport import Client
from bot.clock import Clock
from bot.store.database import Database, Transaction
from bot.store.delivery import outbox
from bot.store.delivery.outbox import REPLIES, Parcel
from bot.store.errors import StoreError
from bot.store.person import users

log = logging.getLogger(__name__)

IN_FLIGHT = 160
KEPT_FOR_REPLIES = 32  # of them: however slow Telegram is about the others
LONGEST_BACKOFF_SECONDS = 300
LOOK_SECONDS = 1.0  # how often to look for parcels whose waiting time is over
SHARED_LOOK_SECONDS = 0.1  # the same where other workers leave parcels, too, and cannot wake this one
STOP_SECONDS = 2.0
FLOODED_CHATS = 3  # so many different ones, and nobody served meanwhile: all of the bot may be meant
MOST_HOLDS = 16  # doubled as often, a wait is as long as any that Telegram asks for
ANSWER = "answerCallbackQuery"
BULK = (REPLIES + 1, outbox.LAST_LANE)


@dataclass(frozen=True, slots=True)
class Ended:
    """What became of a parcel: the calls that are left of it, and why."""

    parcel: Parcel
    left: list[dict[str, Any]]
    failure: Failure | None


class Sender:
    """Sends until it is stopped; `wake` tells it that something new was committed."""

    def __init__(self, database: Database, client: Client, clock: Clock, files: Files, per_second: float) -> None:
        self._database, self._client, self._clock, self._files = database, client, clock, files
        self._per_second = per_second
        self._pace = Pace(per_second)
        self._tasks: dict[asyncio.Task[None], Parcel] = {}
        self._ended: list[Ended] = []  # and not marked yet
        self._flooded: dict[int, float] = {}  # chat → seconds, since a message last arrived
        self._holds = 0
        self._shown = Shown()
        self._news = asyncio.Event()
        self._quiet = asyncio.Event()

    @property
    def held_seconds(self) -> float:
        """For how many seconds from now on nothing is sent to anybody, because Telegram asks the whole bot to wait."""
        return self._pace.held_seconds

    @property
    def _in_flight(self) -> list[Parcel]:
        return [parcel for task, parcel in self._tasks.items() if not task.done()]

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
                    await self._exchange()
                except Exception as error:  # whatever it is: given up, nothing would be sent any more
                    known = error if isinstance(error, StoreError) else logs.place(error)
                    log.error("The outbox cannot be used, next try in %.0f s: %s", LOOK_SECONDS, known)
                    await asyncio.sleep(LOOK_SECONDS)
                    continue
                if not self._in_flight and not self._ended and not self._news.is_set():
                    self._quiet.set()
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(SHARED_LOOK_SECONDS if self._database.shared else LOOK_SECONDS):
                        await self._news.wait()
        finally:
            self._pace.close()
            if self._tasks:
                await asyncio.wait(self._tasks, timeout=STOP_SECONDS)
            self._pace = Pace(self._per_second)
            ended, self._ended = self._ended, []
            try:
                async with self._database.transaction() as tx:
                    self._mark(tx, ended)
            except Exception:  # marked before anything is sent again, if this worker leads again; else sent again
                self._ended = ended + self._ended

    async def _exchange(self) -> None:
        """Mark what has ended, take out what comes next, and start it."""
        ended, self._ended = self._ended, []
        in_flight = self._in_flight
        room = IN_FLIGHT - len(in_flight)
        bulk_room = room - max(0, KEPT_FOR_REPLIES - sum(parcel.lane == REPLIES for parcel in in_flight))
        now = self._clock.now()
        try:
            async with self._database.transaction() as tx:
                self._mark(tx, ended)
                if not self._database.leading:  # its connection broke: another worker may send by now
                    room = bulk_room = 0
                    self._shown.forget()
                busy = {parcel.chat_id for parcel in [*self._in_flight, *(one.parcel for one in self._ended)]}
                found = outbox.ready(tx, now, busy, (REPLIES, REPLIES), room)
                busy |= {parcel.chat_id for parcel in found}
                found += outbox.ready(tx, now, busy, BULK, min(bulk_room, room - len(found)))
        except BaseException:
            self._ended = ended + self._ended
            raise
        for parcel in found:
            task = asyncio.create_task(self._deliver(parcel))
            self._tasks[task] = parcel
            task.add_done_callback(self._tasks.pop)

    def _mark(self, tx: Transaction, ended: list[Ended]) -> None:
        """Write down what became of parcels."""
        for one in ended:
            if one.failure is None and not one.left:
                outbox.delivered(tx, one.parcel)
            elif one.failure is None:
                outbox.keep(tx, one.parcel, one.left)
            elif one.failure.verdict is Remedy.UNREACHABLE:
                outbox.drop_chat(tx, one.parcel.chat_id)
                users.block(tx, one.parcel.chat_id)
            else:
                wait = _wait(one.parcel, one.failure)
                outbox.put_off(tx, one.parcel, one.left, self._clock.now() + timedelta(seconds=wait))

    async def _deliver(self, parcel: Parcel) -> None:
        """Make the calls of a parcel in order; the answer to a tap waits for nothing, and nothing for it."""
        logs.CAUSE.set(parcel.cause)  # this task's own
        answers = [call for call in parcel.calls if call["method"] == ANSWER]
        left = [call for call in parcel.calls if call["method"] != ANSWER]
        answering = [asyncio.create_task(self._make(call)) for call in answers]
        failure = None
        while left and failure is None and await self._pace.slot(parcel.lane) and self._database.leading:
            failure = await self._make(left[0])
            self._notice_flood(parcel.chat_id, failure)
            if failure is None:
                said = left.pop(0)
                # Repeating an answer or an edit changes nothing for the reader; a message would be there twice.
                if left and said["method"] == "sendMessage":
                    await self._keep(parcel, [*answers, *left])
        for call, answer in zip(answers, await asyncio.gather(*answering), strict=True):
            if answer is not None:
                left.insert(0, call)
                failure = failure or answer
        if failure and failure.verdict is Remedy.LATER:
            log.warning("A message waits %.0f s for Telegram.", _wait(parcel, failure))
        self._ended.append(Ended(parcel, left, failure))
        self.wake()

    async def _keep(self, parcel: Parcel, left: list[dict[str, Any]]) -> None:
        try:
            async with self._database.transaction() as tx:
                outbox.keep(tx, parcel, left)
        except Exception as error:  # the end of the parcel is kept in mind until it can be stored
            known = error if isinstance(error, StoreError) else logs.place(error)
            log.error("A sent message cannot be marked as sent: %s", known)

    async def _make(self, call: dict[str, Any]) -> Failure | None:
        """Make one call; None: done, or dropped for good. A message that cannot be edited any more is said anew."""
        if self._shown.same(call):
            return None
        self._shown.begun(call)
        try:
            if "file" in call:
                await self._files.send(call)
            else:
                await self._client.call(call["method"], call["params"])
            self._shown.done(call)
        except TelegramError as error:
            failure = judge(error)
            if failure.verdict is Remedy.DONE:
                return None
            if failure.verdict is Remedy.BARE and call["method"] == "deleteMessage":
                return await self._make({"method": "editMessageReplyMarkup", "params": call["params"]})
            if failure.verdict is Remedy.AS_NEW and call["method"] == "editMessageText":
                params = {key: value for key, value in call["params"].items() if key != "message_id"}
                return await self._make({**call, "method": "sendMessage", "params": params})
            if failure.verdict is Remedy.AS_NEW and call["method"] == "editMessageReplyMarkup":
                return None  # nothing stands there any more that has buttons
            if failure.verdict in (Remedy.DROP, Remedy.AS_NEW, Remedy.BARE):
                log.error("Telegram refused %s for good (%s); it was dropped.", call["method"], type(error).__name__)
                return None
            return failure
        except StoreError as error:
            log.error("A file cannot be looked up or remembered: %s", error)
            return Failure(Remedy.LATER)
        except Exception as error:  # a fault of ours: tried again, it would only come again
            log.error("%s failed: %s; it was dropped.", call["method"], logs.place(error))
        return None

    def _notice_flood(self, chat_id: int, failure: Failure | None) -> None:
        """Hold everything back where one chat after another is told to wait: it is the whole bot that is too fast.

        Some chats may have limits of their own, for hours: so the others are tried again soon, then less and less
        often, and as soon as one is served nobody is held back any more.
        """
        if failure is None:
            self._flooded.clear()
            self._holds = 0
        elif failure.wait_seconds is not None:
            self._flooded[chat_id] = failure.wait_seconds
            if len(self._flooded) >= FLOODED_CHATS and not self.held_seconds:
                wait = min(2.0**self._holds, *self._flooded.values())
                self._holds = min(self._holds + 1, MOST_HOLDS)
                log.warning("Telegram asks the whole bot to wait: nothing is sent for %.0f s.", wait)
                self._pace.hold(wait)


def _wait(parcel: Parcel, failure: Failure) -> float:
    """Return for how many seconds a parcel is put off."""
    return failure.wait_seconds or min(2**parcel.tries, LONGEST_BACKOFF_SECONDS)
