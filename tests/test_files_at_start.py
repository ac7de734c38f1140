"""Files that are not what they seem, met by the program as an operator starts it."""

import asyncio
import contextlib
import os
import re
import resource
import shutil
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.clock import SystemClock
from bot.localchat.server import LocalServer
from bot.store.driver import connect
from bot.store.errors import StoreError
from bot.store.file import presence
from bot.store.file.key import load, load_or_make
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


@contextlib.contextmanager
def small_disk(at: Path, *options: str) -> Iterator[None]:
    """Mount a disk of three megabytes; whoever may not mount skips."""
    at.mkdir(exist_ok=True)
    asked = ["mount", "-t", "tmpfs", "-o", ",".join(["size=3m", *options]), "none", str(at)]
    if shutil.which("mount") is None or subprocess.run(asked, check=False, capture_output=True).returncode:
        pytest.skip("nothing may be mounted here")
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(at)], check=True)


def make_read_only(at: Path) -> None:
    """Mount it again, so that nothing can be changed."""
    subprocess.run(["mount", "-o", "remount,ro", str(at)], check=True)


async def test_who_writes_on_a_full_disk_is_told_and_it_stops_at_once(tmp_path: Path) -> None:
    """Nothing is lost: once there is space what was said is answered, and SIGTERM ends it in time before and after."""
    async with LocalServer(SystemClock()) as server:
        settings = {**environment(tmp_path, server), "BACKUP_FOLDER": str(tmp_path / "backups")}
        with small_disk(tmp_path / "data"):
            for freed in (False, True):
                async with process(tmp_path, "run", **settings) as run:
                    if not freed:
                        await greeted(server, run)
                        with contextlib.suppress(OSError), (tmp_path / "data" / "filler").open("wb", 0) as filler:
                            while filler.write(bytes(4096)):
                                pass
                    ana = server.user(7)
                    ana.say("/start" if freed else "hello " * 600)
                    await ana.wait_for("I cannot save anything right now", seconds=60)
                    if freed:
                        (tmp_path / "data" / "filler").unlink()
                        await ana.wait_for("May I store", seconds=60)
                    printed = await stopped_in_time(run)
                    assert "The disk is full: nothing more can be stored until there is space again." in printed
                    assert "Traceback" not in printed


async def test_who_writes_where_no_file_may_grow_is_told_and_it_stops_at_once(tmp_path: Path) -> None:
    """A limit on the size of files, or a quota: the disk does not write, whatever the reason."""
    async with (
        LocalServer(SystemClock()) as server,
        process(tmp_path, "run", **environment(tmp_path, server)) as run,
    ):
        await greeted(server, run)
        resource.prlimit(run.pid, resource.RLIMIT_FSIZE, (4096, 4096))
        ana = server.user(7)
        ana.tap("I agree")
        await ana.wait_for("I cannot save anything right now", seconds=60)
        assert "The disk of the database does not" in await stopped_in_time(run)


async def test_a_disk_that_is_mounted_read_only_is_one_sentence(tmp_path: Path) -> None:
    """It does not start, changes nothing, and says what to do."""
    async with LocalServer(SystemClock()) as server:
        settings = {**environment(tmp_path, server), "BACKUP_FOLDER": str(tmp_path / "backups")}
        with small_disk(tmp_path / "data"):
            async with process(tmp_path, "run", **settings) as run:
                await greeted(server, run)
                await stopped_in_time(run)
            make_read_only(tmp_path / "data")
            async with process(tmp_path, "run", **settings) as run:
                printed = await ended(run)
                assert run.returncode == 1
                assert "cannot be written" in printed
                assert "Nothing was changed" in printed
                assert len(printed.splitlines()) == 1


async def test_a_database_beside_the_log_of_another_is_left_as_it_is(tmp_path: Path) -> None:
    """It was put back without its own -wal, and a stale one lies there: refused, and whole once that is moved away."""
    async with LocalServer(SystemClock()) as server:
        settings = environment(tmp_path, server)
        async with process(tmp_path, "run", **settings) as run:
            await greeted(server, run)
            await stopped_in_time(run)
        path = tmp_path / "data" / "walk.db"
        log = path.with_name("walk.db-wal")
        before = path.read_bytes()
        other = connect(tmp_path / "other.db", load(tmp_path / "secret" / "key"))
        other.execute("CREATE TABLE users (a)")
        shutil.copyfile(tmp_path / "other.db-wal", log)
        other.close()
        async with process(tmp_path, "run", **settings) as run:
            printed = await ended(run)
            assert run.returncode == 1
            assert "walk.db-wal beside it belongs to another database" in printed
            assert len(printed.splitlines()) == 1
        assert path.read_bytes() == before
        log.unlink()
        async with process(tmp_path, "run", **settings) as run:
            await greeted(server, run)
            await stopped_in_time(run)


async def stopped_in_time(running: asyncio.subprocess.Process) -> str:
    """Send SIGTERM; it ends with 0 within five seconds. Return what was printed."""
    loop = asyncio.get_running_loop()
    asked = loop.time()
    running.send_signal(signal.SIGTERM)
    printed = await ended(running)
    assert loop.time() - asked < 5
    assert running.returncode == 0
    return printed


def _damage(path: Path, key: bytes, table: str) -> None:
    """Change a byte in the first page of a table."""
    opened = connect(path, key)
    page = opened.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()[0]
    opened.close()
    raw = bytearray(path.read_bytes())
    raw[(page - 1) * 4096 + 100] ^= 255
    path.write_bytes(raw)


def test_a_file_that_another_user_left_is_named_with_its_owner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A command that was typed as root leaves such: it is that file, its owner and what to do, not the database."""
    path, key_file = tmp_path / "data" / "walk.db", tmp_path / "secret" / "key"
    connect_anew(path, key_file)
    allowed = os.access
    for name in ("walk.db", "walk.db-wal", "walk.db-shm", "walk.db.lock", "data"):
        left = path.parent if name == "data" else path.with_name(name)
        left.touch()

        def access(file: Path, mode: int, left: Path = left) -> bool:
            return file != left and allowed(file, mode)

        with monkeypatch.context() as patch:
            patch.setattr(os, "access", access)
            with pytest.raises(StoreError) as caught, presence.held(path):
                pass
        sentence = rf"\S+/{re.escape(name)} cannot be written by this user: it belongs to \w+\. .*chown"
        assert re.match(sentence, str(caught.value))


def test_a_symbolic_link_to_a_database_is_the_same_one(tmp_path: Path) -> None:
    """Two programs on one file would send everything twice."""
    path, link = tmp_path / "walk.db", tmp_path / "elsewhere" / "link.db"
    path.touch()
    link.parent.mkdir()
    link.symlink_to(path)
    with presence.held(path), pytest.raises(StoreError, match="Another Walk Coach has"), presence.held(link):
        pass


def connect_anew(path: Path, key_file: Path) -> None:
    """Make an empty database with its key."""
    path.parent.mkdir()
    connect(path, load_or_make(key_file, path)).close()
