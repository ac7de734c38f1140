"""The smallest bots that answer a tap with the same two calls and one row: on aiogram, and on python-telegram-bot.

They know no inbox, no flow, no rule and no template. Their store is plain SQLite with our durability: a write-ahead
log, synchronised at every commit.
"""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiosqlite

from bench.speed.clients import BUTTONS, CLIENTS, TEXT, flood
from bench.speed.processes import Figures, Stopwatch, memory_mb
from bench.speed.server import TOKEN
from bot.chat.outgoing.transport import CONNECTIONS

INSERT = "INSERT INTO taps (user_id, data) VALUES (?, ?)"


async def nudge(client: str, url: str, count: int, in_flight: int) -> Figures:
    """Send `count` messages in a bare loop."""
    async with CLIENTS[client](url, in_flight) as send:
        began_at = time.monotonic()
        with Stopwatch() as watch:
            await flood(send, count, in_flight)
    return {"began_at": began_at, "processor_seconds": watch.processor_seconds, "peak_mb": memory_mb(most=True)}


@asynccontextmanager
async def _store(path: str) -> AsyncIterator[aiosqlite.Connection]:
    async with aiosqlite.connect(path, isolation_level=None) as store:
        await store.execute("PRAGMA journal_mode = WAL")
        await store.execute("PRAGMA synchronous = FULL")
        await store.execute("CREATE TABLE taps (tap_id INTEGER PRIMARY KEY, user_id INTEGER, data TEXT)")
        yield store


async def aiogram(url: str, store: str) -> None:
    """Run the smallest bot on aiogram until killed."""
    from aiogram import Bot, Dispatcher
    from aiogram.client.session.aiohttp import AiohttpSession
    from aiogram.client.telegram import TelegramAPIServer
    from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup

    rows = [[InlineKeyboardButton(text=text, callback_data=data) for text, data in row] for row in BUTTONS]
    markup = InlineKeyboardMarkup(inline_keyboard=rows)
    async with _store(store) as database:

        async def tapped(query: CallbackQuery) -> None:
            await database.execute(INSERT, (query.from_user.id, query.data))
            await query.answer()
            assert query.message
            await query.message.edit_text(TEXT, parse_mode="HTML", reply_markup=markup)

        dispatcher = Dispatcher()
        dispatcher.callback_query.register(tapped)
        session = AiohttpSession(limit=CONNECTIONS, api=TelegramAPIServer.from_base(url))
        async with Bot(TOKEN, session=session) as bot:
            await dispatcher.start_polling(bot, handle_signals=False)


async def telegram_bot(url: str, store: str) -> None:
    """Run the smallest bot on python-telegram-bot, with updates handled side by side, until killed."""
    from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
    from telegram.ext import Application, CallbackQueryHandler
    from telegram.request import HTTPXRequest

    markup = InlineKeyboardMarkup(
        [[InlineKeyboardButton(text, callback_data=data) for text, data in row] for row in BUTTONS]
    )
    async with _store(store) as database:

        async def tapped(update: Update, _: Any) -> None:
            query = update.callback_query
            assert query
            await database.execute(INSERT, (query.from_user.id, query.data))
            await query.answer()
            await query.edit_message_text(TEXT, parse_mode="HTML", reply_markup=markup)

        application = (
            Application.builder()
            .token(TOKEN)
            .base_url(f"{url}/bot")
            .request(HTTPXRequest(connection_pool_size=CONNECTIONS, pool_timeout=60))
            .concurrent_updates(True)
            .build()
        )
        application.add_handler(CallbackQueryHandler(tapped))
        async with application:
            await application.start()
            assert application.updater
            await application.updater.start_polling()
            try:
                await asyncio.Event().wait()
            finally:
                await application.updater.stop()
                await application.stop()
