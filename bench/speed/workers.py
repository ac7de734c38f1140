"""Nudges and commands a second by the number of workers over one PostgreSQL database, beside one over the file.

Nothing is sent: one worker sends for all, at Telegram's pace. What is measured is what they share: rules, words, rows.
"""

import asyncio
import multiprocessing
import tempfile
import time
from collections.abc import Callable, Coroutine
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import Any

from bench.soak.servers import DURABLE, programs, servers
from bench.speed.page import Part, Table
from bench.speed.population import KEY
from bench.speed.sizes import Sizes
from bench.speed.updates import command
from bot.chat import engine as engines
from bot.chat.engine import Engine
from bot.chat.incoming.updates import read
from bot.clock import FixedClock
from bot.content import library
from bot.rendering import Renderer
from bot.store.database import Database
from bot.store.delivery import nudges
from tests.support.states import put_plan
from tests.support.story import MONDAY

WORKERS = (1, 2, 4)
AT_ONCE = 16  # commands that one worker has in hand
TITLE = "Several workers"
METHOD = (
    "{people} people are nudged, then each asks for /today; every worker is a process, the server is on the same"
    " processors, and both engines write to the disk before they answer. Nothing is sent."
)


def measure(sizes: Sizes) -> Part:
    """Measure the file, then the server with more and more workers; without PostgreSQL nothing."""
    if programs() is None:
        print("PostgreSQL is not installed: several workers were not measured.")
        return Part(TITLE)
    people = sizes.nudges
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        rows = [["encrypted file", "1", *_rates(f"{folder}/a.db", 1, people)]]
    for workers in WORKERS:
        with tempfile.TemporaryDirectory(prefix="bench-") as folder, servers(Path(folder), False, DURABLE) as pair:
            rows.append(["PostgreSQL", str(workers), *_rates(pair.url, workers, people)])
    columns = ("store", "workers", "nudges/s", "/today/s")
    return Part(TITLE, [Table("By the number of workers", METHOD.format(people=people), columns, rows)])


def _rates(where: str, workers: int, people: int) -> list[str]:
    asyncio.run(_populate(where, people))
    spawning = multiprocessing.get_context("spawn")
    barrier, ended = spawning.Barrier(workers + 1), spawning.SimpleQueue()
    crew = [
        spawning.Process(target=_contend, args=(where, number, workers, people, barrier, ended))
        for number in range(workers)
    ]
    for process in crew:
        process.start()
    rates = []
    for _ in ("nudges", "commands"):
        barrier.wait()
        began = time.monotonic()
        barrier.wait()
        rates.append(f"{people / (max(ended.get() for _ in crew) - began):,.0f}")
    for process in crew:
        process.join()
    return rates


async def _open(where: str) -> Database:
    return await (Database.connect(where) if where.startswith("postgresql:") else Database.open(Path(where), KEY))


async def _populate(where: str, people: int) -> None:
    database = await _open(where)
    await asyncio.gather(*(put_plan(database, user_id, MONDAY) for user_id in range(1, people + 1)))
    async with database.transaction() as tx:
        for user_id in range(1, people + 1):
            nudges.plan_daily(tx, user_id, MONDAY.date(), MONDAY)
    await database.close()


def _contend(where: str, number: int, workers: int, people: int, barrier: Barrier, ended: Any) -> None:
    engines.MOST_WAITING = 10**9  # nobody sends here: the outbox only fills

    async def contend() -> None:
        words = library.load()
        database = await _open(where)
        engine = Engine(database, FixedClock(MONDAY), words, Renderer(words))
        mine = range(number + 1, people + 1, workers)
        await engine.apply(read(command(mine[0], 10**6 + number, "/help")))  # templates are compiled

        async def ask() -> None:
            asking = iter(mine)

            async def one_after_the_other() -> None:
                for user_id in asking:
                    await engine.apply(read(command(user_id, user_id, "/today")))

            await asyncio.gather(*(one_after_the_other() for _ in range(AT_ONCE)))

        await _timed(engine.tick, barrier, ended)
        await _timed(ask, barrier, ended)
        await database.close()

    asyncio.run(contend())


async def _timed(work: Callable[[], Coroutine[Any, Any, object]], barrier: Barrier, ended: Any) -> None:
    barrier.wait()
    await work()
    ended.put(time.monotonic())
    barrier.wait()
