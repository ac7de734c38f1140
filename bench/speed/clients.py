"""The clients that are compared, each as a function that sends one message; and the loop that drives all of them."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any, TypeAlias

from bench.speed.server import TOKEN

Send: TypeAlias = Callable[[int], Awaitable[object]]

TEXT = (
    "Today: walk <b>11 minutes</b>, easy pace.\n\nYou can talk in whole sentences all the way.\n\n"
    "With it: 4 × 8 sit-to-stands, if you like.\n\n<i>Shoes by the door make the first step easier.</i>"
)
BUTTONS = [
    [("Start", "1:day:start:2026-11-23"), ("Done · 11 min", "1:day:done:2026-11-23:11")],
    [("Later", "1:day:later:2026-11-23"), ("Not today", "1:day:not_today:2026-11-23")],
    [("It hurts", "1:day:hurt:2026-11-23")],
]
MARKUP = {"inline_keyboard": [[{"text": text, "callback_data": data} for text, data in row] for row in BUTTONS]}


async def flood(send: Send, count: int, in_flight: int) -> None:
    """Send `count` messages, each to another chat, `in_flight` at a time."""
    chats = iter(range(1, count + 1))

    async def sender() -> None:
        for chat in chats:
            await send(chat)

    async with asyncio.TaskGroup() as group:
        for _ in range(in_flight):
            group.create_task(sender())


def _params(chat: int) -> dict[str, Any]:
    return {
        "chat_id": chat,
        "text": TEXT,
        "parse_mode": "HTML",
        "link_preview_options": {"is_disabled": True},
        "reply_markup": MARKUP,
    }


@asynccontextmanager
async def ours(url: str, _in_flight: int) -> AsyncIterator[Send]:
    """Walk Coach's own client, with the pool that it always has."""
    from bot.chat.outgoing.transport import Client

    bot = Client(TOKEN, url)
    await bot.initialize()
    try:
        yield lambda chat: bot.call("sendMessage", _params(chat))
    finally:
        await bot.shutdown()


@asynccontextmanager
async def telegram_bot(url: str, in_flight: int) -> AsyncIterator[Send]:
    """python-telegram-bot's `Bot.send_message` over httpx, as it comes but for the size of its pool."""
    from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions
    from telegram.request import HTTPXRequest

    markup = InlineKeyboardMarkup(
        [[InlineKeyboardButton(text, callback_data=data) for text, data in row] for row in BUTTONS]
    )
    plain = LinkPreviewOptions(is_disabled=True)
    request = HTTPXRequest(connection_pool_size=in_flight, pool_timeout=60)
    async with Bot(TOKEN, base_url=f"{url}/bot", request=request) as bot:
        yield lambda chat: bot.send_message(
            chat, TEXT, parse_mode="HTML", link_preview_options=plain, reply_markup=markup
        )


@asynccontextmanager
async def aiogram(url: str, in_flight: int) -> AsyncIterator[Send]:
    """aiogram's `Bot.send_message`, as it comes but for the size of its pool."""
    from aiogram import Bot
    from aiogram.client.session.aiohttp import AiohttpSession
    from aiogram.client.telegram import TelegramAPIServer
    from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions

    rows = [[InlineKeyboardButton(text=text, callback_data=data) for text, data in row] for row in BUTTONS]
    markup, plain = InlineKeyboardMarkup(inline_keyboard=rows), LinkPreviewOptions(is_disabled=True)
    session = AiohttpSession(limit=in_flight, api=TelegramAPIServer.from_base(url))
    async with Bot(TOKEN, session=session) as bot:
        yield lambda chat: bot.send_message(
            chat, TEXT, parse_mode="HTML", link_preview_options=plain, reply_markup=markup
        )


@asynccontextmanager
async def aiohttp(url: str, in_flight: int) -> AsyncIterator[Send]:
    """A bare aiohttp session with JSON out and in: no client around it."""
    from aiohttp import ClientSession, TCPConnector

    address = f"{url}/bot{TOKEN}/sendMessage"
    async with ClientSession(connector=TCPConnector(limit=in_flight)) as session:

        async def send(chat: int) -> object:
            async with session.post(address, json=_params(chat)) as response:
                return json.loads(await response.read())

        yield send


@asynccontextmanager
async def pyreqwest(url: str, in_flight: int) -> AsyncIterator[Send]:
    """A bare pyreqwest client with JSON out and in: no client around it."""
    from pyreqwest.client import ClientBuilder

    address = f"{url}/bot{TOKEN}/sendMessage"
    async with ClientBuilder().max_connections(in_flight).build() as session:

        async def send(chat: int) -> object:
            response = await session.post(address).body_json(_params(chat)).build().send()
            return await response.json()

        yield send


@asynccontextmanager
async def sockets(url: str, in_flight: int) -> AsyncIterator[Send]:
    """The same bytes over kept-alive sockets, answers unread but for their length: what the load server can do."""
    host, _, port = url.removeprefix("http://").partition(":")
    body = json.dumps(_params(1)).encode()
    request = b"POST /bot%b/sendMessage HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n%b" % (
        TOKEN.encode(),
        len(body),
        body,
    )
    open_ = [await asyncio.open_connection(host, int(port)) for _ in range(in_flight)]

    async def send(_: int) -> object:
        reader, writer = open_.pop()
        writer.write(request)
        head = await reader.readuntil(b"\r\n\r\n")
        answer = await reader.readexactly(int(head.rpartition(b":")[2]))
        open_.append((reader, writer))
        return answer

    try:
        yield send
    finally:
        for _, writer in open_:
            writer.close()
            await writer.wait_closed()


CLIENTS = {
    "Walk Coach": ours,
    "python-telegram-bot": telegram_bot,
    "aiogram": aiogram,
    "aiohttp, bare": aiohttp,
    "pyreqwest, bare": pyreqwest,
    "sockets, bare: the load server's own speed": sockets,
}


SLOW = {"python-telegram-bot": 4}
"""Who gets only a part of the messages, lest everybody wait for them: their rate is the same."""


def share(client: str, count: int) -> int:
    """Return how many of `count` messages a client is to send."""
    return count // SLOW.get(client, 1)


def there(name: str) -> bool:
    """Tell whether a client can be measured here: what only the benchmarks need is not part of the tests."""
    needs = {"aiogram": "aiogram", "pyreqwest, bare": "pyreqwest"}.get(name)
    if needs is None:
        return True
    with contextlib.suppress(ImportError):
        __import__(needs)
        return True
    return False
