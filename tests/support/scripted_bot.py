"""A small bot with a fixed script, to try the local chat without the application.

It speaks through the real python-telegram-bot client. Run this file to play with the page.
"""

import asyncio
import struct
import zlib
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

from telegram import (
    Bot,
    BotCommand,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    Message,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    Update,
)
from telegram.error import TelegramError
from telegram.request import HTTPXRequest

from bot.clock import Clock, FixedClock, MovableClock, SystemClock
from bot.localchat.server import LocalServer
from bot.pictures.animation import joined

START = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


def png(width: int = 320, height: int = 180, colour: tuple[int, int, int] = (46, 139, 121)) -> bytes:
    """Return a small picture of one colour."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\0" + bytes(colour) * width) * height
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def buttons(*rows: list[tuple[str, str]]) -> InlineKeyboardMarkup:
    """Return an inline keyboard of (label, data)."""
    return InlineKeyboardMarkup(
        [[InlineKeyboardButton(label, callback_data=data) for label, data in row] for row in rows]
    )


def client_of(server: LocalServer) -> Bot:
    """Return a client; it loads no certificates, which takes most of a short test's time."""
    plain = {"verify": False}
    return Bot(
        server.token,
        base_url=server.api_url,
        base_file_url=server.file_url,
        request=HTTPXRequest(httpx_kwargs=plain),
        get_updates_request=HTTPXRequest(httpx_kwargs=plain),
    )


async def ended(task: "asyncio.Task[None]") -> None:
    """Cancel a task and wait for its end."""
    task.cancel()
    await asyncio.wait([task])


PAIN = [[(str(score), f"pain:{score}") for score in row] for row in (range(4), range(4, 8), range(8, 11))]


class ScriptedBot:
    """Polls and answers; it is its own Controls too: a nudge every day at 09:00 UTC once /start was said."""

    def __init__(self, server: LocalServer, clock: MovableClock) -> None:
        self.server, self.clock = server, clock
        self.bot = client_of(server)
        self.due: dict[int, datetime] = {}
        self.facts: dict[int, dict[str, object]] = {}
        self.errors: list[TelegramError] = []
        self.silent = False

    @classmethod
    @asynccontextmanager
    async def running(cls, start: Clock | None = None, port: int = 0) -> AsyncIterator["ScriptedBot"]:
        """Run a server and the bot on it."""
        clock = MovableClock(start or FixedClock(START))
        async with AsyncExitStack() as stack:
            server = LocalServer(clock)
            await server.start(port=port)
            stack.push_async_callback(server.stop)
            script = cls(server, clock)
            server.attach(script)
            await stack.enter_async_context(script.bot)
            polling = asyncio.create_task(script.poll())
            stack.push_async_callback(ended, polling)
            yield script

    async def poll(self) -> None:
        """Answer everything."""
        await self.bot.set_my_commands(
            [
                BotCommand("start", "Begin again"),
                BotCommand("pain", "Tell me where it hurts"),
                BotCommand("help", "What I can do"),
            ]
        )
        await self.bot.set_my_description(
            "I help you walk a little every day, safely.\n\nGeneral information, not a diagnosis."
        )
        offset = 0
        while True:
            for update in await self.bot.get_updates(offset, timeout=50, read_timeout=60):
                offset = update.update_id + 1
                try:
                    await self.answer(update)
                except TelegramError as error:
                    self.errors.append(error)

    async def answer(self, update: Update) -> None:
        """Answer one update."""
        query, message = update.callback_query, update.message
        if query and isinstance(query.message, Message):
            await self.tapped(query.id, query.data or "", query.message)
        elif message and message.location:
            await message.reply_text(
                "Thank you. Your time zone is set, and I did not keep the place.", reply_markup=ReplyKeyboardRemove()
            )
        elif message and message.text:
            await self.said(message, message.text)

    async def said(self, message: Message, text: str) -> None:
        """Answer a text."""
        chat = message.chat.id
        if text == "/start":
            self.facts[chat] = {
                "first_name": message.chat.first_name,
                "zone": "Europe/Madrid",
                "minutes": 10,
                "note": None,
            }
            self.due[chat] = self.clock.now().replace(hour=9, minute=0) + timedelta(days=1)
            await message.reply_html(
                "<b>Welcome.</b> Let us walk a little every day.\nI am a <i>coach</i>, not a doctor. See /help for"
                ' <a href="https://example.org/">more</a>.\n<blockquote>Ten minutes count.</blockquote>',
                reply_markup=buttons([("I agree", "agree"), ("Not now", "later")], [("What do you store?", "why")]),
            )
        elif text == "/pain":
            await message.reply_html(
                "How strong is the pain <b>right now</b>?\n0 = none, 10 = the worst.", reply_markup=buttons(*PAIN)
            )
        elif text == "/moves":
            moves = joined([png(colour=(46, 139, 121)), png(colour=(30, 60, 200))], [500, 500])
            await message.reply_animation(moves, filename="moves.gif", caption="How it moves")
        elif text == "/photo":
            await message.reply_photo(png(), caption="Your last four weeks")
        elif text == "/file":
            await message.reply_document(
                b"%PDF-1.4 small", filename="report.pdf", caption="For your physical therapist"
            )
        elif text == "/type":
            await self.bot.send_chat_action(chat, "typing")
        elif text == "/where":
            share = ReplyKeyboardMarkup(
                [[KeyboardButton("Share my location", request_location=True)], ["Type a city"]], True, True
            )
            await message.reply_text("Where are you? I use it only to find your time zone.", reply_markup=share)
        elif text == "/hold":
            await message.reply_text("This one takes its time.", reply_markup=buttons([("Slow", "slow")]))
        else:
            await message.reply_text(f"You said: {text}")

    async def tapped(self, query_id: str, data: str, message: Message) -> None:
        """Answer a tap."""
        if data == "slow":
            return
        if data == "why":
            await self.bot.answer_callback_query(query_id, "Your answers, encrypted, on one computer.", show_alert=True)
            return
        await self.bot.answer_callback_query(query_id, "Saved." if data.startswith("pain") else None)
        if data.startswith("pain"):
            await message.edit_text(f"Pain now: {data[5:]}. Thank you.", reply_markup=buttons([("Undo", "undo")]))
        elif data == "undo":
            await message.edit_text("How strong is the pain right now?", reply_markup=buttons(*PAIN))
        elif data == "agree":
            await message.edit_text(
                "Thank you. 👟 Your first walk: <b>10 minutes</b>, easy pace.",
                "HTML",
                reply_markup=buttons([("Start now", "go"), ("Tomorrow", "later")]),
            )
        else:
            await message.edit_text("All right. I will ask again tomorrow.")

    def now(self) -> datetime:
        """Controls: the clock."""
        return self.clock.now()

    def move_to(self, instant: datetime) -> None:
        """Controls: move it."""
        self.clock.move_to(instant)

    async def next_due(self) -> datetime | None:
        """Controls: the earliest nudge."""
        return min(self.due.values(), default=None)

    async def settle(self) -> None:
        """Controls: say what is due."""
        for chat, due in list(self.due.items()):
            if due <= self.clock.now():
                self.due[chat] = due + timedelta(days=1)
                if self.silent:
                    continue
                try:
                    await self.bot.send_message(
                        chat,
                        "Time for your walk: 10 minutes.",
                        reply_markup=buttons([("Start", "go"), ("Later", "later")]),
                    )
                except TelegramError as error:
                    self.errors.append(error)

    async def stored(self, user_id: int) -> dict[str, list[dict[str, Any]]]:
        """Controls: what is kept."""
        rows: list[dict[str, Any]] = [dict(self.facts[user_id])] if user_id in self.facts else []
        return {"profiles": rows, "nudges": [{"due_at": self.due[user_id]}] if user_id in self.due else []}


async def play() -> None:
    """Serve the scripted bot on a fixed port until it is stopped."""
    async with ScriptedBot.running(SystemClock(), port=8091):
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(play())
