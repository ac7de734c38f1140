"""A program that is killed while it commits leaves a file that opens, with every commit that it was told of."""

import asyncio
import os
import shutil
import sys
from collections import Counter
from pathlib import Path
from random import Random  # noqa: TID251 - seeded

import pytest

from bot.store.database import Database
from tests.support.committing import AT_ONCE, ROWS

pytestmark = pytest.mark.sqlite

ROOT = Path(__file__).parents[2]
KEY = bytes(range(32))
KILLS = 6
WHOLE = "SELECT * FROM pragma_integrity_check WHERE integrity_check <> 'ok'"
OF_EACH_TASK = "SELECT update_id % ? AS task, count(*) AS n, max(update_id) AS top FROM inbox GROUP BY 1"


async def killed(path: Path, commits: int) -> Counter[int]:
    """Let the program say so many times that it has committed, kill it at once, and return what it said last."""
    command = (sys.executable, "-m", "tests.support.committing", str(path), KEY.hex())
    running = await asyncio.create_subprocess_exec(*command, cwd=ROOT, stdout=asyncio.subprocess.PIPE)
    assert running.stdout
    said: Counter[int] = Counter()
    async with asyncio.timeout(30):
        while commits:
            line = await running.stdout.readline()
            commits -= 1
            if not commits:
                running.kill()  # while the other tasks write on
            task, done = line.split()
            said[int(task)] = int(done)
        for line in (await running.stdout.read()).splitlines():
            task, done = line.split()
            said[int(task)] = int(done)
        await running.wait()
    return said


async def test_what_was_committed_is_there_and_what_was_not_is_not(tmp_path: Path) -> None:
    """Killed again and again on the same file: it opens each time, whole, and no transaction is there by half."""
    lots = Random("commits")
    for _ in range(KILLS):
        said = await killed(tmp_path / "a.db", lots.randrange(1, 150))
        database = await Database.open(tmp_path / "a.db", KEY)
        async with database.transaction() as tx:
            assert tx.all(WHOLE) == []
            rows = tx.all(OF_EACH_TASK, (AT_ONCE,))
        await database.close()
        for row in rows:
            assert said[row["task"]] <= row["n"]
            assert row["n"] % 3 == 0
            assert row["top"] == (row["n"] - 1) * AT_ONCE + row["task"]
        assert {row["task"] for row in rows} >= said.keys()


@pytest.mark.parametrize("seed", range(8))
async def test_a_log_that_was_cut_short_keeps_every_commit_before_the_cut(tmp_path: Path, seed: int) -> None:
    """As when the power fails before a disk has taken all of it: what is left is a whole number of transactions."""
    database = await Database.open(tmp_path / "a.db", KEY)
    ends = [log_size(tmp_path)]
    for number in range(20):
        async with database.transaction() as tx:
            for part in range(3):
                tx.run(ROWS, (3 * number + part, "x" * 2000))
        ends.append(log_size(tmp_path))
    left = Random(seed).randrange(ends[-1])
    for name in ("a.db", "a.db-wal"):
        shutil.copy(tmp_path / name, tmp_path / f"cut-{name}")
    await database.close()
    (tmp_path / "cut-a.db-wal").rename(tmp_path / "cut.db-wal")
    (tmp_path / "cut-a.db").rename(tmp_path / "cut.db")
    os.truncate(tmp_path / "cut.db-wal", left)
    again = await Database.open(tmp_path / "cut.db", KEY)
    async with again.transaction() as tx:
        assert tx.all(WHOLE) == []
        stored = [row["update_id"] for row in tx.all("SELECT update_id FROM inbox ORDER BY 1")]
        durable = tx.all("SELECT synchronous FROM pragma_synchronous")
    await again.close()
    whole = sum(end <= left for end in ends[1:])
    assert stored == list(range(3 * whole))
    assert [row["synchronous"] for row in durable] == [2]  # FULL: a commit waits for the disk


def log_size(folder: Path) -> int:
    """Return how long the write-ahead log is."""
    return (folder / "a.db-wal").stat().st_size


async def test_two_programs_on_one_file_wait_for_each_other(tmp_path: Path) -> None:
    """Never "database is locked": a backup or a look into the store goes on beside the bot."""
    both = [await Database.open(tmp_path / "a.db", KEY) for _ in range(2)]

    async def add(database: Database) -> None:
        async with database.transaction() as tx:
            found = tx.one("SELECT count(*) AS n FROM inbox")
            assert found
            tx.run(ROWS, (found["n"], None))

    await asyncio.gather(*(add(both[number % 2]) for number in range(200)))
    async with both[0].transaction() as tx:
        stored = [row["update_id"] for row in tx.all("SELECT update_id FROM inbox ORDER BY 1")]
    assert stored == list(range(200))
    for database in both:
        await database.close()
