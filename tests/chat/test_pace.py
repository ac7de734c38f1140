"""The pace of messages, in virtual time: exact, replies first, and still when Telegram asks everybody to wait."""

import asyncio
import math
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime
from typing import cast

import pytest
from telegram.error import RetryAfter

from bot.chat.outgoing.files import Files
from bot.chat.outgoing.pace import Pace
from bot.chat.outgoing.sender import IN_FLIGHT, KEPT_FOR_REPLIES, Sender
from bot.chat.outgoing.transport import Client
from bot.clock import FixedClock
from bot.store.database import Database
from bot.store.delivery import outbox
from tests.support.virtual_time import in_virtual_time

BULK = 5
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


def now() -> float:
    """Return the time of the running loop, in seconds."""
    return asyncio.get_running_loop().time()


async def slots(pace: Pace, count: int, lane: int = BULK) -> list[float]:
    """Ask for so many slots at once, and return when each came."""

    async def one() -> float:
        assert await pace.slot(lane)
        return now()

    return await asyncio.gather(*(one() for _ in range(count)))


@pytest.mark.parametrize("per_second", [1, 30, 250])
def test_slots_are_evenly_spaced(per_second: int) -> None:
    """Ten seconds of them: the last comes after ten seconds, and no second has more than a tenth too many."""
    came = in_virtual_time(slots(Pace(per_second), 10 * per_second))
    assert came[-1] == pytest.approx(10, abs=0.1 + 1 / per_second)
    busiest = max(sum(start <= at < start + 1 for at in came) for start in came)
    assert busiest <= 1.1 * per_second + 1


def test_a_reply_waits_for_one_slot_and_bulk_for_the_rest() -> None:
    """A thousand nudges wait already."""

    async def waits() -> float:
        pace = Pace(30)
        bulk = asyncio.create_task(slots(pace, 1000))
        await asyncio.sleep(5)
        asked = now()
        (came,) = await slots(pace, 1, outbox.REPLIES)
        bulk.cancel()
        return came - asked

    assert in_virtual_time(waits()) <= 1 / 30 + 1e-6


def test_nobody_is_let_through_while_everybody_has_to_wait() -> None:
    """Thirty seconds of silence, then the old pace; asking for less does not shorten it."""

    async def waits() -> list[float]:
        pace = Pace(30)
        await slots(pace, 1)
        pace.hold(30)
        pace.hold(5)
        return await slots(pace, 60)

    came = in_virtual_time(waits())
    assert came[0] == pytest.approx(30)
    assert came[-1] == pytest.approx(32, abs=0.1)


def test_who_waits_no_longer_takes_no_slot_and_a_closed_pace_has_none() -> None:
    """Ten are cancelled; the one behind them is next. After closing, everybody is told no."""

    async def waits() -> tuple[float, list[bool]]:
        pace = Pace(1)
        await pace.slot()
        given_up = [asyncio.create_task(pace.slot()) for _ in range(10)]
        next_one = asyncio.create_task(pace.slot())
        await asyncio.sleep(0)
        for task in given_up:
            task.cancel()
        await next_one
        came = now()
        waiting = asyncio.create_task(pace.slot())
        await asyncio.sleep(0)
        pace.close()
        return came, [await waiting, await pace.slot()]

    came, told = in_virtual_time(waits())
    assert came == pytest.approx(1)
    assert told == [False, False]


class Telegram:
    """Notes when each chat is called, takes `delay` seconds to answer, and floods whom `flooded` names seconds for."""

    def __init__(self) -> None:
        self.called: list[tuple[float, int]] = []
        self.delay = 0.05
        self.flooded: Callable[[int], float | None] = lambda _: None

    async def call(self, method: str, params: dict[str, int]) -> bool:
        """Take a call."""
        chat_id = params["chat_id"]
        self.called.append((now(), chat_id))
        await asyncio.sleep(self.delay)
        wait = self.flooded(chat_id)
        if wait is not None:
            raise RetryAfter(math.ceil(wait))
        return True


@asynccontextmanager
async def sending(telegram: Telegram, per_second: float) -> AsyncIterator[tuple[Database, Sender]]:
    """Run a sender over an empty store."""
    database, clock, client = await Database.open(None, bytes(32)), FixedClock(NOW), cast(Client, telegram)
    sender = Sender(database, client, clock, Files(database, client, clock, {}), per_second)
    task = asyncio.create_task(sender.run())
    yield database, sender
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task
    await database.close()


async def leave(database: Database, lane: int, *chats: int) -> None:
    """Leave a message to each of these chats."""
    async with database.transaction() as tx:
        for chat in chats:
            outbox.leave(tx, chat, lane, [{"method": "sendMessage", "params": {"chat_id": chat}}], NOW)


def test_nudges_go_out_at_the_pace_that_was_set() -> None:
    """300 at 30 a second take ten seconds, to a few per cent; Telegram takes 50 ms for each."""

    async def send() -> list[float]:
        telegram = Telegram()
        async with sending(telegram, 30) as (database, sender):
            await leave(database, BULK, *range(1, 301))
            await sender.idle()
        return [at for at, _ in telegram.called]

    came = in_virtual_time(send())
    assert len(came) == 300
    assert came[-1] - came[0] == pytest.approx(10, rel=0.03)


def test_a_share_of_what_may_be_in_flight_is_kept_for_replies() -> None:
    """Telegram answers no nudge for a minute: a reply goes out all the same, at once."""

    async def send() -> tuple[int, float]:
        telegram = Telegram()
        telegram.delay = 60
        async with sending(telegram, 1000) as (database, sender):
            await leave(database, BULK, *range(1, 2 * IN_FLIGHT))
            sender.wake()
            await asyncio.sleep(10)
            stuck, asked = len(telegram.called), now()
            await leave(database, outbox.REPLIES, 7_000)
            sender.wake()
            await asyncio.sleep(1)
        return stuck, next(at for at, chat in telegram.called if chat == 7_000) - asked

    stuck, waited = in_virtual_time(send())
    assert stuck == IN_FLIGHT - KEPT_FOR_REPLIES
    assert waited < 0.01


def test_one_flooded_chat_holds_up_nobody_and_several_everybody() -> None:
    """429 for one chat is that chat's; for one after another it is the bot's, and all wait as long as Telegram says."""

    async def send(flooded: Callable[[int], float | None]) -> list[float]:
        telegram = Telegram()
        telegram.flooded = flooded
        async with sending(telegram, 10) as (database, sender):
            await leave(database, BULK, *range(1, 41))
            sender.wake()
            await asyncio.sleep(60)
        return [at for at, chat in telegram.called if chat > 20]

    assert max(in_virtual_time(send(lambda chat: 30 if chat == 1 else None))) < 5
    came = in_virtual_time(send(lambda _: 30 - now() if now() < 30 else None))
    assert sum(at < 30 for at in came) < 10
    assert len(came) >= 20


@pytest.mark.parametrize("rogues", [1, 5])
def test_chats_that_wait_for_hours_hold_nobody_else_back(rogues: int) -> None:
    """Each is tried once, not again and again; a reply to somebody else goes out within seconds."""

    async def send() -> tuple[list[int], float]:
        telegram = Telegram()
        telegram.flooded = lambda chat: 5000 + chat if chat <= rogues else None
        async with sending(telegram, 30) as (database, sender):
            for _ in range(3):
                await leave(database, BULK, *range(1, rogues + 1))
            sender.wake()
            await asyncio.sleep(1)
            asked = now()
            await leave(database, outbox.REPLIES, 7_000)
            sender.wake()
            await asyncio.sleep(60)
            assert sender.held_seconds == 0
        return [chat for _, chat in telegram.called], next(at for at, chat in telegram.called if chat == 7_000) - asked

    called, waited = in_virtual_time(send())
    assert sorted(called) == [*range(1, rogues + 1), 7_000]
    assert waited < 2
