"""Updates of many chats, applied side by side: some at once, so that the first is answered before the last is read."""

import asyncio

from bot.chat.incoming.inbox import AT_ONCE, Inbox
from bot.chat.incoming.updates import Update
from bot.clock import FixedClock
from tests.support.engines import open_store
from tests.support.running import NOON

CHATS = 3 * AT_ONCE


async def test_a_crowd_is_answered_some_at_a_time() -> None:
    """What was answered is stored while others wait, and everybody has their turn."""
    store = await open_store()
    at_work: set[int] = set()
    most: list[int] = []
    done: list[int] = []

    async def apply(update: Update) -> None:
        at_work.add(update.update_id)
        most.append(len(at_work))
        async with store.transaction():
            pass
        at_work.remove(update.update_id)
        done.append(update.update_id)

    async def excuse(_: list[Update]) -> None:
        raise AssertionError

    inbox = Inbox(store, FixedClock(NOON), apply, excuse)
    chats = [{"id": chat, "type": "private"} for chat in range(1, CHATS + 1)]
    message = {"message_id": 1, "date": int(NOON.timestamp()), "text": "hello"}
    await inbox.receive({"update_id": chat["id"], "message": {**message, "chat": chat}} for chat in chats)
    async with asyncio.timeout(30):
        await inbox.idle()
    assert sorted(done) == [chat["id"] for chat in chats]
    assert max(most) == AT_ONCE
    await store.close()
