"""Files that are not what they seem, met by the program as an operator starts it."""

import asyncio
import signal
from pathlib import Path

import pytest

from bot.clock import SystemClock
from bot.localchat.server import LocalServer
from bot.store.driver import connect
from bot.store.file.key import load
from tests.support.process import environment, process

pytestmark = pytest.mark.xdist_group("processes")


async def ended(running: asyncio.subprocess.Process, seconds: float = 60) -> str:
    """Wait for the end and return what was printed."""
    async with asyncio.timeout(seconds):
        output, _ = await running.communicate()
    return output.decode()


async def greeted(server: LocalServer, running: asyncio.subprocess.Process) -> None:
    """Wait until somebody who writes is asked for consent."""
    ana = server.user(7)
    ana.say("/start")
    await ana.wait_for("May I store", seconds=60)
    assert running.returncode is None


async def test_two_on_one_file_and_a_local_chat_on_it_are_refused(tmp_path: Path) -> None:
    """The second ends at once with a sentence, the first goes on; the local chat wants to be told."""
    async with LocalServer(SystemClock()) as server:
        settings = environment(tmp_path, server)
        async with process(tmp_path, "run", **settings) as first:
            await greeted(server, first)
            async with process(tmp_path, "run", **settings) as second:
                assert "Another Walk Coach has" in await ended(second)
                assert second.returncode == 1
            first.send_signal(signal.SIGHUP)
            assert "Stopping." in await ended(first)
            assert first.returncode == 0
        del settings["TELEGRAM_BOT_TOKEN"]
        async with process(tmp_path, "run", **settings, LISTEN_PORT="0") as local:
            printed = await ended(local)
            assert "belongs to a bot on Telegram" in printed
            assert "walk-coach run --local" in printed
            assert local.returncode == 1


async def test_a_lost_database_is_not_begun_anew_unless_told(tmp_path: Path) -> None:
    """A sentence and exit code 1; with --new it begins with nobody."""
    async with LocalServer(SystemClock()) as server:
        settings = environment(tmp_path, server)
        key = tmp_path / "secret" / "key"
        key.parent.mkdir()
        key.write_text("00" * 32)
        key.chmod(0o600)
        async with process(tmp_path, "run", **settings) as run:
            printed = await ended(run)
            assert "is missing, but the key" in printed
            assert "Traceback" not in printed
            assert run.returncode == 1
        assert not (tmp_path / "data" / "walk.db").exists()
        async with process(tmp_path, "run", "--new", **settings) as run:
            await greeted(server, run)
            run.send_signal(signal.SIGTERM)
            await ended(run)
            assert run.returncode == 0


async def test_who_writes_to_a_damaged_database_is_told(tmp_path: Path) -> None:
    """A page is overwritten: the operator gets the sentence, people the words for it, and SIGTERM still ends it."""
    async with LocalServer(SystemClock()) as server:
        settings = environment(tmp_path, server)
        async with process(tmp_path, "run", **settings) as run:
            await greeted(server, run)
            run.send_signal(signal.SIGTERM)
            await ended(run)
        path = tmp_path / "data" / "walk.db"
        _damage(path, load(tmp_path / "secret" / "key"), "users")
        async with process(tmp_path, "run", **settings) as run:
            ana = server.user(7)
            ana.tap("I agree")
            await ana.wait_for("I cannot save anything right now", seconds=60)
            loop = asyncio.get_running_loop()
            asked = loop.time()
            run.send_signal(signal.SIGTERM)
            printed = await ended(run)
            assert loop.time() - asked < 5
            assert "The database file is damaged. Stop the bot and restore a backup." in printed
            assert run.returncode == 0


def _damage(path: Path, key: bytes, table: str) -> None:
    """Change a byte in the first page of a table."""
    opened = connect(path, key)
    page = opened.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()[0]
    opened.close()
    raw = bytearray(path.read_bytes())
    raw[(page - 1) * 4096 + 100] ^= 255
    path.write_bytes(raw)
