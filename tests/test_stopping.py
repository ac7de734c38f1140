"""SIGTERM ends the program within five seconds, whatever it is doing."""

import asyncio
import os
import signal
import sys
from pathlib import Path

import pytest

from bot.__main__ import STOP_SECONDS
from bot.clock import SystemClock
from bot.localchat.server import LocalServer
from bot.store.driver import connect
from bot.store.file.key import load
from tests.support.process import ROOT, environment, process
from tests.test_files_at_start import ended, greeted

pytestmark = pytest.mark.xdist_group("processes")


async def test_an_update_that_is_tried_again_and_a_call_that_hangs_hold_nothing_up(tmp_path: Path) -> None:
    """The database is held by another program, and Telegram does not answer: it ends with 0, in time."""
    async with LocalServer(SystemClock()) as server:
        async with process(tmp_path, "run", **environment(tmp_path, server)) as run:
            await greeted(server, run)
            other = connect(tmp_path / "data" / "walk.db", load(tmp_path / "secret" / "key"))
            other.execute("BEGIN IMMEDIATE")
            server.faults.hold("*", times=1000)
            server.user(7).tap("I agree")
            assert run.stdout
            async with asyncio.timeout(60):
                while b"cannot be" not in await run.stdout.readline():
                    pass
            began = asyncio.get_running_loop().time()
            run.send_signal(signal.SIGTERM)
            await ended(run)
            took = asyncio.get_running_loop().time() - began
            other.close()
        assert took < STOP_SECONDS + 0.5
        assert run.returncode == 0


async def test_a_start_that_is_given_up_is_no_fault(tmp_path: Path) -> None:
    """While Telegram is still asked who the bot is: it ends with 0, and the log has no error."""
    async with LocalServer(SystemClock()) as server:
        asked = server.faults.hold("getMe")
        async with process(tmp_path, "run", **environment(tmp_path, server)) as run:
            async with asyncio.timeout(60):
                await asked.reached.wait()
            run.send_signal(signal.SIGINT)
            printed = await ended(run)
        asked.release()
        assert run.returncode == 0
        assert "ERROR" not in printed, printed


@pytest.mark.parametrize("closed", ["<&-", "2>&-", "<&- 2>&-"])
async def test_a_start_without_standard_streams_ends_well(tmp_path: Path, closed: str) -> None:
    """Something started it and closed them: it runs, and ends with 0; the loop's library aborted."""
    (tmp_path / "tmp").mkdir()
    settings = {"LISTEN_PORT": "0", "DATABASE_KEY_FILE": str(tmp_path / "key"), "TMPDIR": str(tmp_path / "tmp")}
    run = await asyncio.create_subprocess_shell(
        f"exec {sys.executable} -m bot run {closed}",
        cwd=tmp_path,
        env={"PATH": os.environ["PATH"], "HOME": str(tmp_path), "PYTHONPATH": str(ROOT), **settings},
        stdout=asyncio.subprocess.PIPE,
    )
    assert run.stdout
    try:
        async with asyncio.timeout(60):
            line = b"begun"
            while line and b"in your browser" not in line:
                line = await run.stdout.readline()
            run.send_signal(signal.SIGTERM)
            assert await run.wait() == 0
    finally:
        if run.returncode is None:
            run.kill()
            await run.wait()


async def test_a_local_chat_leaves_no_folder_behind(tmp_path: Path) -> None:
    """Neither one that is stopped, nor, once another is started, one that was killed."""
    (tmp_path / "tmp").mkdir()
    settings = {"LISTEN_PORT": "0", "DATABASE_KEY_FILE": str(tmp_path / "key"), "TMPDIR": str(tmp_path / "tmp")}
    for end in (signal.SIGKILL, signal.SIGHUP):
        async with process(tmp_path, "run", **settings) as run:
            assert run.stdout
            async with asyncio.timeout(60):
                while b"open http" not in await run.stdout.readline():
                    pass
            assert len(list((tmp_path / "tmp").iterdir())) == 1
            run.send_signal(end)
            await ended(run)
    assert list((tmp_path / "tmp").iterdir()) == []
