"""`python -m bot run` as an operator starts it: a process of its own, against a Bot API server."""

import asyncio
import re
import signal
import sys
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from bot.clock import SystemClock
from bot.localchat.server import LocalServer
from tests.support.ports import free_port
from tests.support.process import environment, process

SECRETS = ("my knee", "worst pain", "Zaragoza", "1:ob:age")


async def ended(running: asyncio.subprocess.Process, seconds: float) -> str:
    """Wait for the end and return what was printed."""
    async with asyncio.timeout(seconds):
        output, _ = await running.communicate()
    return output.decode()


@pytest.mark.parametrize("webhook", [False, True])
async def test_it_answers_stops_at_once_and_tells_nothing(tmp_path: Path, webhook: bool) -> None:
    """Onboarding; SIGTERM ends it at once with 0, although somebody holds a connection.

    No token, text or answer is in what it prints, nor in its command line.
    """
    port = free_port()
    serving = {"WEBHOOK_URL": f"http://127.0.0.1:{port}/hook", "LISTEN_PORT": str(port)} if webhook else {}
    async with LocalServer(SystemClock()) as server, AsyncExitStack() as stack:
        run = await stack.enter_async_context(process(tmp_path, "run", **environment(tmp_path, server), **serving))
        ana = server.user(7)
        ana.say("/start")
        await ana.wait_for("May I store", seconds=60)
        ana.tap("I agree")
        await ana.wait_for("How old")
        ana.tap("18–64")
        await ana.wait_for("Where does it hurt")
        ana.say("my knee")
        await ana.wait_for(lambda person: person.fresh)
        if webhook:
            _, writer = await asyncio.open_connection("127.0.0.1", port)
            stack.callback(writer.close)
            writer.write(b"POST /hook HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n{")
            await writer.drain()
        if sys.platform == "linux":
            assert server.token.encode() not in Path(f"/proc/{run.pid}/cmdline").read_bytes()
        run.send_signal(signal.SIGTERM)
        printed = await ended(run, 20)
        assert run.returncode == 0
        for secret in (server.token, *SECRETS):
            assert secret not in printed
        assert webhook == (server.world.updates.hook is not None)
        assert "Walk Coach is running." in printed
        files = [path.read_bytes() for path in (tmp_path / "data").rglob("*") if path.is_file()]
        assert list((tmp_path / "data" / "backups").iterdir())
        for text in (b"18-64", b"my knee", b"SQLite format 3", b"users", b"Where does it hurt"):
            assert not any(text in content for content in files), text
        assert (tmp_path / "secret" / "key").stat().st_mode & 0o777 == 0o600


async def test_a_refused_token_is_one_sentence(tmp_path: Path) -> None:
    """Exit code 2, where to get another one, and not the token itself."""
    async with LocalServer(SystemClock()) as server:
        settings = {**environment(tmp_path, server), "TELEGRAM_BOT_TOKEN": "123456:not-the-right-one"}
        async with process(tmp_path, "run", **settings) as run:
            printed = await ended(run, 20)
        assert run.returncode == 2
        assert "copy it again from @BotFather" in printed
        assert "not-the-right-one" not in printed
        assert "Traceback" not in printed


async def test_a_second_program_with_the_token_is_explained(tmp_path: Path) -> None:
    """409 in one sentence; it goes on trying, and stops when told."""
    async with LocalServer(SystemClock()) as server:
        server.faults.refuse(
            "getUpdates",
            409,
            "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
        )
        async with process(tmp_path, "run", **environment(tmp_path, server)) as run:
            ana = server.user(7)
            ana.say("/start")
            await ana.wait_for("May I store", seconds=60)
            run.send_signal(signal.SIGINT)
            printed = await ended(run, 20)
        assert run.returncode == 0
        assert re.search(r"Another program reads this bot's updates.*only one may", printed)


@pytest.mark.parametrize("path", [None, "data/mine.db"])
async def test_without_a_token_it_prints_one_address(tmp_path: Path, path: str | None) -> None:
    """The local chat answers there, and nothing warns about a key that nobody asked for."""
    kept = {"DATABASE_PATH": str(tmp_path / path)} if path else {}
    async with process(tmp_path, "run", LISTEN_PORT="0", DATABASE_KEY_FILE=str(tmp_path / "key"), **kept) as run:
        assert run.stdout
        before, line = b"", b""
        async with asyncio.timeout(60):
            while b"http" not in line:
                before, line = before + line, await run.stdout.readline()
        assert re.fullmatch(rb"Walk Coach: open http://127.0.0.1:\d+ in your browser. Ctrl-C stops it.\n", line)
        run.send_signal(signal.SIGTERM)
        await ended(run, 20)
        assert run.returncode == 0
        assert (b"key" in before) == bool(path), before
        assert (tmp_path / "key").exists() == bool(path)


async def test_a_port_in_use_ends_with_1_and_one_sentence(tmp_path: Path) -> None:
    """Nothing was fetched from Telegram by then that would be lost."""
    async with LocalServer(SystemClock()) as server:
        port = server.url.rpartition(":")[2]
        async with process(tmp_path, "run", **environment(tmp_path, server), LISTEN_PORT=port) as run:
            printed = await ended(run, 20)
        assert run.returncode == 1
        assert f"Nothing can listen on 127.0.0.1:{port}" in printed
        assert "Traceback" not in printed
