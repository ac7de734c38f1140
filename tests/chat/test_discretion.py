"""A whole story with marked words: none of them, and no secret, is in any log, error or metric."""

import asyncio
import io
import json
import logging
import re
from collections.abc import Iterator
from pathlib import Path

import aiohttp
import pytest
from prometheus_client import generate_latest

from bot import logs
from bot.chat.incoming.webhook import SECRET_HEADER
from bot.clock import FixedClock
from bot.facts.context import Context
from bot.flows import routes
from bot.localchat.person import Person
from bot.localchat.server import LocalServer
from bot.messages import Replies
from bot.store.database import Database
from bot.store.file.key import KEY_BYTES
from tests.support.ports import free_port
from tests.support.running import KEY, NOON, Running, running

# What Ana tells, in words that nothing else contains. Where a score is told it is told in words, too.
MARKED = (
    "zebra",  # free words
    "Zaragoza",  # where she lives
    "kneecapzz",  # where it hurts
    "twentythreee",  # how long
    "ninepointfive",  # how much
    "oxycodonezz",  # what she takes
    "Anastasia-Marked",  # her name
    "41.6488",  # her place
    "numbtoezz",
)


@pytest.fixture
def told() -> Iterator[io.StringIO]:
    """All that is logged, as the program would print it; at every level but where it silences a library for good."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    stream = io.StringIO()
    logs.set_up(stream)
    root.setLevel(logging.DEBUG)
    yield stream
    root.handlers[:], root.level = handlers, level
    logging.captureWarnings(False)


def broken(context: Context, argument: str) -> Replies:
    """Fail as a flow might, with what was said in the exception and in its cause."""
    try:
        return [json.loads(f"{argument} zebra oxycodonezz")]
    except ValueError as error:
        raise LookupError(f"{argument} zebra oxycodonezz ninepointfive") from error


async def live(run: Running, ana: Person, server: LocalServer) -> None:
    """Tell everything that can be told, in ways that work and ways that fail."""
    await run.onboard(ana)
    for words in (
        "12 min pain 9 zebra",
        "zebra kneecapzz hurts ninepointfive",
        "20 min pain ninepointfive",
        "twentythreee minutes, oxycodonezz before",
        "/pain kneecapzz",
        "kneecapzz",
        "9.5",
        "９",
        "my toes are numb numbtoezz and I cannot pee",
        "/settings zebra",
        "Zaragoza",
        "/unknowncommand zebra",
        "/tips zebra kneecapzz",  # breaks, below
        "/pt",
        "zebra " * 700,
    ):
        ana.say(words)
        await run.quiet()
    ana.share_location(41.6488, -0.8891)
    await run.quiet()
    for fault in ("too_many", "html", "drop", "lose"):
        getattr(server.faults, fault)("sendMessage")
        ana.say("zebra again")
        await run.quiet()
        await run.later(minutes=1)
    server.faults.refuse("sendMessage", 400, "Bad Request: can't parse entities: zebra kneecapzz")
    ana.say("zebra")
    await run.quiet()
    server.faults.refuse("getUpdates", 502, "zebra: upstream said kneecapzz")
    await run.at(run.clock.instant.replace(day=24, hour=8))


async def test_no_word_and_no_secret_is_told(
    tmp_path: Path, told: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Through faults of flows, of Telegram, of the event loop and of strangers."""
    monkeypatch.setitem(routes.COMMANDS, "tips", broken)
    asyncio.get_running_loop().set_exception_handler(logs.unhandled)
    asyncio.get_running_loop().set_debug(True)
    clock, port = FixedClock(NOON), free_port()
    url = f"http://127.0.0.1:{port}/hook"
    async with LocalServer(clock) as server:
        values = {"TELEGRAM_BOT_TOKEN": server.token, "LISTEN_PORT": str(port)}
        logs.hide(server.token)
        ana = server.user(7, "Anastasia-Marked")
        async with running(tmp_path, server, clock, **values) as run:
            await live(run, ana, server)
            malformed = {"update_id": 1, "message": {"text": "zebra", "chat": "kneecapzz"}}
            await run.app.inbox.receive([malformed, "zebra", {"message": {"text": "zebra"}}])
            asyncio.get_running_loop().call_soon(lambda words: json.loads(words), "zebra kneecapzz")
            await asyncio.sleep(0)
            with pytest.raises(LookupError):
                broken(None, "zebra")  # type: ignore[arg-type]
        async with running(tmp_path, server, clock, **values, WEBHOOK_URL=url) as run:
            assert run.app.webhook
            secret = run.app.webhook.secret
            async with aiohttp.ClientSession() as session:
                for given in ("zebra", secret):
                    async with session.post(url, data=b"{zebra kneecapzz", headers={SECRET_HEADER: given}) as answer:
                        assert "zebra" not in await answer.text()
                async with session.get(f"http://127.0.0.1:{port}/metrics") as answer:
                    figures = await answer.text()
        assert len(ana.said) > 25
    printed = told.getvalue() + figures + generate_latest().decode()
    assert "An update failed: LookupError in" in printed
    assert "was set aside" in printed
    assert "Something failed in the background" in printed
    for word in (*MARKED, server.token, server.token.partition(":")[2], secret, KEY.hex()):
        assert word not in printed, word
    labels = re.findall(r'(\w+)="([^"]*)"', "\n".join(re.findall(r"^walkcoach_.*$", figures, re.MULTILINE)))
    assert labels
    assert all(name == "le" or re.fullmatch(r"[A-Za-z_.]+", value) for name, value in labels)


async def test_a_key_is_in_no_error(tmp_path: Path) -> None:
    """Whatever goes wrong with the store."""
    key = bytes(range(200, 200 + KEY_BYTES))
    (tmp_path / "a.db").write_bytes(b"\xff" * 5000)
    with pytest.raises(Exception, match="does not open") as caught:
        await Database.open(tmp_path / "a.db", key)
    error: BaseException | None = caught.value
    while error:
        assert key.hex() not in str(error)
        error = error.__cause__
