"""HTTP to the Bot API: errors as python-telegram-bot names them, files, proxies, and never a word of the token."""

import asyncio
import io
import traceback
from collections.abc import AsyncIterator

import pytest
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, InputFile
from telegram.error import (
    BadRequest,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.chat.outgoing.http import AiohttpRequest, Timeouts, proxy_for
from bot.chat.outgoing.transport import Client
from bot.localchat.person import Person
from bot.localchat.server import LocalServer
from tests.support.scripted_bot import png

TEXT = {"chat_id": 7, "text": "Grüße 👟", "reply_markup": {"inline_keyboard": [[{"text": "a", "callback_data": "b"}]]}}
PROXIES = ("http_proxy", "https_proxy", "all_proxy", "no_proxy")


@pytest.fixture
async def bot(server: LocalServer, ana: Person) -> AsyncIterator[Client]:
    """A client of a bot whom Ana has written to."""
    ana.chat.started = True
    async with Client(server.token, server.url) as one:
        yield one


async def test_parameters_arrive_as_they_are(bot: Client, ana: Person) -> None:
    """Nested values and every script; the answer comes back as JSON."""
    sent = await bot.call("sendMessage", TEXT)
    assert sent["text"] == ana.last["text"] == TEXT["text"]
    assert ana.last["reply_markup"]["inline_keyboard"] == [[{"text": "a", "callback_data": "b"}]]


async def test_a_method_without_parameters(bot: Client) -> None:
    """No body at all."""
    assert (await bot.call("getMe", {}))["is_bot"]


async def test_typed_methods_go_the_same_way(bot: Client, ana: Person) -> None:
    """What python-telegram-bot offers by name works over this transport too."""
    sent = await bot.send_message(
        7, "Hello", reply_markup=InlineKeyboardMarkup([[InlineKeyboardButton("a", callback_data="b")]])
    )
    assert sent.message_id == ana.last["message_id"]
    assert ana.last["reply_markup"]["inline_keyboard"] == [[{"text": "a", "callback_data": "b"}]]


@pytest.mark.filterwarnings("ignore:unread_data:DeprecationWarning")  # aiohttp's server, of its own reader
@pytest.mark.parametrize("handle", [False, True])
async def test_files_are_uploaded(bot: Client, server: LocalServer, ana: Person, handle: bool) -> None:
    """More than the socket takes at once, from memory or from an open file, beside nested parameters."""
    content = bytes(range(256)) * 8192
    source = io.BytesIO(content) if handle else content
    file = InputFile(source, "Größe 2 MB.bin", read_file_handle=not handle)
    await bot.call("sendDocument", {**TEXT, "text": None, "caption": "Two MB", "document": file})
    assert ana.last["document"]["file_size"] == len(content)
    assert ana.last["document"]["file_name"] == "Größe 2 MB.bin"
    assert ana.last["caption"] == "Two MB"
    path = (await bot.call("getFile", {"file_id": ana.last["document"]["file_id"]}))["file_path"]
    assert await bot.request.retrieve(f"{server.file_url}{server.token}/{path}") == content


async def test_a_picture_has_its_size(bot: Client, ana: Person) -> None:
    """The picture's bytes come whole."""
    await bot.send_photo(7, png(), caption="Four weeks")
    assert ana.last["photo"]


@pytest.mark.parametrize(
    ("status", "description", "kind"),
    [
        (400, "Bad Request: message is too long", BadRequest),
        (401, "Unauthorized: invalid token specified", InvalidToken),
        (403, "Forbidden: bot was blocked by the user", Forbidden),
        (404, "Not Found: method not found", InvalidToken),
        (409, "Conflict: terminated by other getUpdates request", Conflict),
        (500, "Internal Server Error", NetworkError),
    ],
)
async def test_a_refusal_has_its_class_and_text(
    bot: Client, server: LocalServer, status: int, description: str, kind: type[TelegramError]
) -> None:
    """As python-telegram-bot has them, so that one judgement fits both."""
    server.faults.refuse("sendMessage", status, description)
    with pytest.raises(TelegramError, match="(?i)" + description.removeprefix("Bad Request: ")) as raised:
        await bot.call("sendMessage", TEXT)
    assert type(raised.value) is kind


async def test_flood_control_says_how_long(bot: Client, server: LocalServer) -> None:
    """429 with its seconds."""
    server.faults.too_many("sendMessage", retry_after=17)
    with pytest.raises(RetryAfter) as raised:
        await bot.call("sendMessage", TEXT)
    assert raised.value.retry_after.total_seconds() == 17  # type: ignore[union-attr]


@pytest.mark.parametrize("fault", ["html", "drop", "lose"])
async def test_trouble_on_the_way_is_a_network_error_and_the_next_call_works(
    bot: Client, server: LocalServer, fault: str
) -> None:
    """A gateway's page, a cut connection: the pool recovers by itself."""
    getattr(server.faults, fault)("sendMessage")
    with pytest.raises(NetworkError):
        await bot.call("sendMessage", TEXT)
    await bot.call("sendMessage", TEXT)


async def test_an_answer_that_does_not_come_is_a_timeout(server: LocalServer) -> None:
    """Held by the server for longer than may be."""
    held = server.faults.hold("getMe")
    async with AiohttpRequest(server.url, 1) as request:
        with pytest.raises(TimedOut):
            await request.post(f"{server.api_url}{server.token}/getMe", read_timeout=0.02)
    held.release()


async def test_a_full_pool_is_a_timeout_too(server: LocalServer) -> None:
    """One connection, and another call has it."""
    held = server.faults.hold("getMe")
    url = f"{server.api_url}{server.token}/getMe"
    async with AiohttpRequest(server.url, 1, Timeouts(pool=0.01, connect=0.01)) as request:
        first = asyncio.create_task(request.post(url))
        await held.reached.wait()
        with pytest.raises(TimedOut):
            await request.post(url)
        held.release()
        await first


async def test_nobody_there_is_a_network_error(server: LocalServer) -> None:
    """A port that nobody listens on."""
    await server.stop()
    bot = Client(server.token, server.url)
    with pytest.raises(NetworkError):
        await bot.initialize()
    await bot.shutdown()


@pytest.mark.parametrize(
    "payload", [b"<html>", b"[]", b"", b'{"ok":true}', b"null", b"\xff", b'{"result": "half'], ids=repr
)
async def test_what_is_no_answer_of_telegram_is_an_error_that_can_be_waited_out(payload: bytes) -> None:
    """A captive portal answers 200 with a page of its own; nothing of it is a result."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\nConnection: close\r\n\r\n" % len(payload) + payload)
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    bot = Client("5:secret", url)
    await bot.request.initialize()
    with pytest.raises(TelegramError, match="Invalid server response"):
        await bot.call("getMe", {})
    await bot.request.shutdown()
    server.close()


@pytest.mark.parametrize(("payload", "text"), [(rb'{"a": "\ud83d"}', "?"), (b'{"a": "\xff"}', "\ufffd")])
def test_improper_unicode_is_read(payload: bytes, text: str) -> None:
    """One update that is no proper text must not stop the others of its batch."""
    assert AiohttpRequest.parse_json_payload(payload) == {"a": text}


@pytest.mark.parametrize("fault", ["refused", "html", "drop", "redirect", "nobody"])
async def test_no_error_and_no_representation_holds_the_token(
    server: LocalServer, caplog: pytest.LogCaptureFixture, fault: str
) -> None:
    """Neither its text, nor what caused it, nor the log at its most talkative."""
    token = "987654:wrong-and-secret" if fault == "refused" else server.token
    bot = Client(token, server.url)
    await bot.request.initialize()
    if fault in ("html", "drop"):
        getattr(server.faults, fault)("*")
    if fault == "redirect":
        server.faults.refuse("*", 302, "Found")
    if fault == "nobody":
        await server.stop()
    with caplog.at_level("DEBUG"), pytest.raises(TelegramError) as raised:
        await (bot.initialize() if fault == "refused" else bot.call("getMe", {}))
    await bot.shutdown()
    await bot.request.shutdown()
    told = "".join(traceback.format_exception(raised.value)) + repr(raised.value)
    error: BaseException | None = raised.value
    while error is not None:
        told, error = told + repr(error), error.__cause__ or error.__context__
    assert token not in told
    assert token not in repr(bot) + str(bot) + repr(bot.request)
    # python-telegram-bot says at DEBUG, once and before it is used, which address it was given.
    assert not [r for r in caplog.records if token in r.getMessage() and not r.getMessage().startswith("Set Bot API")]


@pytest.mark.parametrize(
    ("environment", "url", "proxy"),
    [
        ({}, "https://api.telegram.org", None),
        ({"https_proxy": "http://user:pass@proxy:3128"}, "https://api.telegram.org", "http://user:pass@proxy:3128"),
        ({"http_proxy": "http://proxy:3128"}, "https://api.telegram.org", None),
        ({"http_proxy": "http://proxy:3128"}, "http://bots.example:8081", "http://proxy:3128"),
        ({"all_proxy": "http://proxy:3128"}, "https://api.telegram.org", "http://proxy:3128"),
        ({"all_proxy": "socks5://proxy:1080"}, "https://api.telegram.org", None),
        ({"https_proxy": "http://proxy:3128", "no_proxy": "telegram.org"}, "https://api.telegram.org", None),
        ({"http_proxy": "http://proxy:3128"}, "http://127.0.0.1:8090", None),
        ({"http_proxy": "http://proxy:3128"}, "http://[::1]:8090", None),
        ({"http_proxy": "http://proxy:3128"}, "http://localhost:8090", None),
    ],
)
def test_the_environment_names_the_proxy(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], url: str, proxy: str | None
) -> None:
    """For each address the one that fits; none for this machine, and none that would not work."""
    for name in PROXIES:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert proxy_for(url) == proxy


async def test_calls_go_through_the_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is asked for the whole address, with its own name and password."""
    asked: list[bytes] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked.append(await reader.readuntil(b"\r\n\r\n"))
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}")
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    monkeypatch.setenv("http_proxy", f"http://ana:word@127.0.0.1:{port}")
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.delenv("NO_PROXY", raising=False)
    async with AiohttpRequest("http://bots.example", 1) as request:
        await request.do_request("http://bots.example/bot5:x/getMe", "POST")
    server.close()
    assert asked[0].startswith(b"POST http://bots.example/bot5:x/getMe HTTP/1.1")
    assert b"Proxy-Authorization: Basic YW5hOndvcmQ=" in asked[0]
