"""What people are told while nothing can be stored: at once and past the outbox, which lies in the same full store."""

import asyncio
import contextlib
from collections.abc import Iterable
from datetime import datetime, timedelta

from telegram.error import TelegramError

from bot.chat.asides import Asides
from bot.chat.incoming.updates import Update
from bot.chat.outgoing.calls import Call
from bot.chat.outgoing.transport import Client
from bot.clock import Clock

AGAIN = timedelta(hours=1)
MOST = 10_000  # chats remembered; then all are forgotten, and somebody may be told twice


class Excuses:
    """Tells everybody who writes once, and again after an hour."""

    def __init__(self, asides: Asides, client: Client, clock: Clock) -> None:
        self._asides, self._client, self._clock = asides, client, clock
        self._told_at: dict[int, datetime] = {}

    async def make(self, updates: Iterable[Update]) -> None:
        """Answer updates that could not be stored; they themselves come again."""
        now = self._clock.now()
        calls: list[Call] = []
        for update in updates:
            chat_id, excuse = self._asides.nothing_stored(update)
            if chat_id is not None and not timedelta(0) <= now - self._told_at.get(chat_id, now - AGAIN) < AGAIN:
                if len(self._told_at) >= MOST:
                    self._told_at.clear()
                self._told_at[chat_id] = now
                calls += excuse
        await asyncio.gather(*(self._make(call) for call in calls))

    async def _make(self, call: Call) -> None:
        with contextlib.suppress(TelegramError):
            await self._client.call(call["method"], call["params"])
