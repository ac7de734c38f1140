"""One update, or one nudge that is due: load, ask the flow, save, and leave the rendered replies in the outbox.

All of it in one transaction: a kill at any point leaves the effect applied exactly once, and its replies, still
in the outbox, are sent after the restart.
"""

import logging
import traceback
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import msgspec
from telegram import Update

from bot.chat import routes
from bot.chat.callbacks import decode
from bot.chat.calls import Call, Origin, calls
from bot.clock import Clock
from bot.domain.nudges import retry_at
from bot.flows import listening, speak
from bot.flows.context import Context
from bot.library import Library
from bot.messages import Replies
from bot.rendering import Renderer
from bot.store import expecting, nudges, users
from bot.store.database import Database, Transaction
from bot.store.errors import StoreError
from bot.store.nudges import Nudge

log = logging.getLogger(__name__)

LANES = {"daily": 3, "evening": 3, "two_hour": 2, "morning": 2}


@dataclass(frozen=True, slots=True)
class Engine:
    """Knows the store, the words and the time; knows nothing of the network."""

    database: Database
    clock: Clock
    library: Library
    renderer: Renderer
    default_language: str = field(default="en")

    async def apply(self, payload: Mapping[str, Any]) -> None:
        """Apply one raw update."""
        update = Update.de_json(dict(payload), None)
        now = self.clock.now()
        async with self.database.transaction() as tx:
            made = await self._respond(tx, update, now)
            if update.effective_chat:
                await _leave(tx, update.effective_chat.id, 0, made, now)

    async def tick(self) -> int:
        """Say everything that is due; return how many nudges were settled.

        A nudge whose flow fails is put off, alone: what it did is undone, and the others are said. A store that
        refuses (StoreError) ends the tick.
        """
        settled = 0
        while True:
            now = self.clock.now()
            nudge: Nudge | None = None
            try:
                async with self.database.transaction() as tx:
                    nudge = await nudges.next_due(tx, now)
                    if nudge is None:
                        return settled
                    await self._say(tx, nudge, now)
                settled += 1
            except StoreError:
                raise
            except Exception as error:
                if nudge is None:
                    raise
                # Where it happened, not what was said: a message of an exception may quote an answer.
                place = traceback.extract_tb(error.__traceback__)[-1]
                log.error(
                    "A %s nudge failed: %s in %s", nudge.kind, type(error).__name__, f"{place.filename}:{place.lineno}"
                )
                async with self.database.transaction() as tx:
                    again_at = retry_at(now, nudge.tries + 1, self.library.rules.nudges)
                    await nudges.put_off(tx, nudge.nudge_id, again_at)

    async def _say(self, tx: Transaction, nudge: Nudge, now: datetime) -> None:
        user = await users.find(tx, nudge.user_id)
        assert user is not None
        context = Context(tx, nudge.user_id, now, self.library, user.language)
        replies = await routes.NUDGES[nudge.kind](context, nudge)
        await nudges.settle(tx, nudge.nudge_id, "sent" if replies else "skipped", now)
        made = calls(self.renderer, Origin(nudge.user_id, user.language), replies)
        await _leave(tx, nudge.user_id, LANES.get(nudge.kind, 1), made, now)

    async def _respond(self, tx: Transaction, update: Update, now: datetime) -> list[Call]:
        chat, sender = update.effective_chat, update.effective_user
        if chat is None or sender is None:
            return []
        user = await users.find(tx, sender.id)
        language = user.language if user else self._language(sender.language_code)
        query = update.callback_query
        origin = Origin(
            chat.id,
            language,
            query.id if query else None,
            query.message.message_id if query and query.message else None,
        )
        context = Context(tx, sender.id, now, self.library, language)
        await users.seen(tx, sender.id, now)
        return calls(self.renderer, origin, await self._flow(context, update))

    async def _flow(self, context: Context, update: Update) -> Replies:
        if update.callback_query:
            tap = decode(update.callback_query.data or "")
            if tap and tap[0] in routes.TAPS:
                return await routes.TAPS[tap[0]](context, tap[1:])
            return await speak.where_things_stand(context)
        message = update.message
        if message is None:
            return []
        if message.location:
            return await listening.location(context, message.location.latitude, message.location.longitude)
        text = (message.text or "").strip()
        if text.startswith("/"):
            name, _, argument = text[1:].partition(" ")
            command = routes.COMMANDS.get(name.partition("@")[0].lower())
            if command:
                await expecting.clear(context.tx, context.user_id)
                return await command(context, argument.strip())
        expected = await expecting.find(context.tx, context.user_id)
        if text and expected and expected.flow in routes.TYPED:
            replies = await routes.TYPED[expected.flow](context, expected.entity_id, expected.field, text)
            if replies is not None:
                return replies
        return await listening.free_text(context, text)

    def _language(self, code: str | None) -> str:
        guess = (code or "").partition("-")[0]
        return guess if guess in self.renderer.languages else self.default_language


async def _leave(tx: Transaction, chat_id: int, lane: int, made: list[Call], now: datetime) -> None:
    if made:
        await tx.run(
            "INSERT INTO outbox (chat_id, lane, calls, not_before_at) VALUES (?, ?, ?, ?)",
            (chat_id, lane, msgspec.json.encode(made).decode(), now),
        )
