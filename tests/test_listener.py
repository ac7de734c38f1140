"""What an operator's tools ask: is it alive, is it ready, what did it do."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import urlsplit

import aiohttp
import pytest

from bot.clock import FixedClock
from bot.listener import Listener, ListenError
from bot.localchat.server import LocalServer
from bot.store.database import Database
from tests.support.ports import free_port
from tests.support.running import NOON, running

KEY = bytes(32)


@asynccontextmanager
async def listening(port: int = 0, **checks: bool) -> AsyncIterator[Listener]:
    """Listen over a store in memory."""
    database = await Database.open(None, KEY)
    told = {name: (lambda state=state: state) for name, state in checks.items()}
    listener = Listener("127.0.0.1", port, database, FixedClock(NOON), told)
    try:
        await listener.start()
        yield listener
    finally:
        await listener.stop()
        await database.close()


async def get(url: str) -> tuple[int, str]:
    """Return status and text of an answer."""
    async with aiohttp.ClientSession() as session, session.get(url) as answer:
        return answer.status, await answer.text()


async def test_it_is_ready_when_every_part_is() -> None:
    """200 and what was asked; alive in any case."""
    async with listening(tick=True, telegram=True) as listener:
        assert await get(f"{listener.url}/readyz") == (200, '{"store": true, "tick": true, "telegram": true}')
        assert await get(f"{listener.url}/healthz") == (200, "alive\n")


async def test_a_part_that_cannot_work_is_named() -> None:
    """503; a restart would not help, so it stays alive."""
    async with listening(tick=True, telegram=False) as listener:
        assert await get(f"{listener.url}/readyz") == (503, '{"store": true, "tick": true, "telegram": false}')
        assert (await get(f"{listener.url}/healthz"))[0] == 200


async def test_a_store_that_does_not_answer_is_not_ready(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody holds it for too long; metrics are still told."""
    monkeypatch.setattr("bot.listener.STORE_SECONDS", 0.01)
    async with listening() as listener, listener.database.transaction():
        assert await get(f"{listener.url}/readyz") == (503, '{"store": false}')
        assert (await get(f"{listener.url}/metrics"))[0] == 200


HALF = [b"", b"GET /healthz HT", b"GET /healthz HTTP/1.1\r\nHost: a\r\nX-Slow: "]


async def cut_off(url: str, begun: bytes) -> bytes:
    """Begin a request, say no more, and return what came until the connection was closed."""
    parts = urlsplit(url)
    reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
    try:
        writer.write(begun)
        async with asyncio.timeout(10):
            return await reader.read()
    finally:
        writer.close()


@pytest.mark.parametrize("begun", HALF)
async def test_a_request_that_never_ends_is_cut_off(begun: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever opens connections and says nothing, or a header for ever, holds none of them for long."""
    monkeypatch.setattr("bot.listener.IDLE_SECONDS", 0.05)
    monkeypatch.setattr("bot.localchat.server.IDLE_SECONDS", 0.05)
    async with listening() as listener, LocalServer(FixedClock(NOON)) as server:
        assert await cut_off(listener.url, begun) == b""
        assert await cut_off(server.url, begun) == b""
        assert (await get(f"{listener.url}/healthz"))[0] == 200


async def test_a_port_in_use_is_one_sentence() -> None:
    """It names the address and the variable."""
    async with listening() as first:
        port = int(first.url.rpartition(":")[2])
        with pytest.raises(ListenError, match=rf"Nothing can listen on 127\.0\.0\.1:{port} .*set LISTEN_PORT"):
            async with listening(port):
                pass


def figures(text: str) -> dict[str, float]:
    """Return the figures of this program: name with labels → value."""
    lines = (line.rpartition(" ") for line in text.splitlines() if line.startswith("walkcoach_"))
    return {name: float(value) for name, _, value in lines}


async def test_metrics_tell_what_happened(tmp_path: Path) -> None:
    """While polling too: updates, calls, nudges, what waits, errors; the differences over a day in one life."""
    clock, port = FixedClock(NOON), free_port()
    async with LocalServer(clock) as server:
        values = {"TELEGRAM_BOT_TOKEN": server.token, "LISTEN_PORT": str(port)}
        async with running(tmp_path, server, clock, **values) as run:
            url = f"http://127.0.0.1:{port}"
            before = figures((await get(f"{url}/metrics"))[1])
            ana = server.user(7)
            await run.onboard(ana)
            server.faults.too_many("sendMessage", retry_after=30)
            ana.say("/tips")
            await run.quiet()
            clock.instant = clock.instant.replace(minute=1)
            held = figures((await get(f"{url}/metrics"))[1])
            await run.at(clock.instant.replace(day=24, hour=8))
            after = figures((await get(f"{url}/metrics"))[1])
            ready = '{"store": true, "space": true, "tick": true, "clock": true, "telegram": true}'
            assert await get(f"{url}/readyz") == (200, ready)

    def grown(name: str) -> float:
        return after[name] - before.get(name, 0)

    assert held['walkcoach_waiting{queue="replies"}'] == 1
    assert held['walkcoach_oldest_seconds{queue="replies"}'] == 60
    assert after['walkcoach_waiting{queue="replies"}'] == 0
    assert after['walkcoach_waiting{queue="nudges"}'] == 0
    assert grown('walkcoach_updates_total{kind="message"}') == 3
    assert grown('walkcoach_updates_total{kind="callback_query"}') == 9
    assert grown('walkcoach_nudges_total{kind="daily",outcome="sent"}') == 1
    assert grown('walkcoach_telegram_calls_total{method="sendMessage",outcome="RetryAfter"}') == 1
    assert grown("walkcoach_update_seconds_count") == 12


@pytest.mark.parametrize("sent", [b"\x16\x03\x01\x02\x00\x01\x00", b"HELLO\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n"])
async def test_what_is_no_http_is_answered_and_no_fault(sent: bytes, caplog: pytest.LogCaptureFixture) -> None:
    """A port scanner, TLS on a plain port: nothing that an operator would have to look into."""
    async with listening() as listener:
        reader, writer = await asyncio.open_connection("127.0.0.1", int(listener.url.rpartition(":")[2]))
        writer.write(sent)
        await writer.drain()
        answer = await reader.read(100)
        writer.close()
    assert b"400" in answer
    assert [record.levelname for record in caplog.records if record.levelname in ("ERROR", "CRITICAL")] == []
