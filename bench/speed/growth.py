"""The same work in stores of more and more users: what must stay as it is."""

import time
from collections.abc import Callable
from itertools import count
from pathlib import Path
from statistics import median
from typing import Any

from bench.speed.page import Goal, Part, Table
from bench.speed.population import FIRST_ID, KEY, NUDGED_AT, TODAY, Life, populate
from bench.speed.processes import Figures, memory_mb, run
from bench.speed.sizes import Sizes
from bench.speed.updates import command, tap
from bot.chat.engine import Engine
from bot.chat.incoming.updates import read
from bot.clock import FixedClock
from bot.content import library
from bot.rendering import Renderer
from bot.store.database import Database

EVERY = 10  # of so many users one comes daily; the others left after a few days
SHARE = 100  # of so many users one is nudged in the tick
TRIES = 200
WORK = ("empty_tick_ms", "nudge_ms", "tap_ms", "today_ms", "progress_ms")
LOGARITHMIC = 2.0  # a thousand times as many users, and a tree of a million is twice as deep as one of a thousand


async def measure(sizes: Sizes, folder: Path, due: Life, left: Life) -> Part:
    """Measure every size, and a start beside one with a job a user."""
    found: dict[int, Figures] = {}
    for users in (*sizes.users, *([sizes.most_users] if sizes.most_users else [])):
        store = folder / f"users-{users}.db"
        await populate(store, [due, *[left] * (EVERY - 1)], users)
        await _spread(store)
        found[users] = {"file_mb": store.stat().st_size / 1e6}
        found[users] |= run(f"{__name__}:contestant", store=str(store), users=users)
        store.unlink()
    jobs = run(f"{__name__}:jobs", number=sizes.jobs)
    compared = min(found, key=lambda users: abs(users - sizes.jobs))
    return Part("Growth", [_table(found), _start(found[compared], compared, jobs, sizes.jobs)], [_goal(found)])


async def _spread(store: Path) -> None:
    """Leave one of SHARE due; the others' nudges lie somewhere in the next day."""
    database = await Database.open(store, KEY)
    async with database.transaction() as tx:
        tx.run(
            "UPDATE nudges SET due_at = strftime('%Y-%m-%dT%H:%M:%SZ', ?, (user_id * 7919 % 86400) || ' seconds')"
            " WHERE status = 'pending' AND user_id % ? <> 0",
            (str(TODAY.replace(day=TODAY.day + 1)), SHARE),
        )
    await database.close()


async def contestant(store: str, users: int) -> Figures:
    """Open a store and do what the bot does all day, some times each."""
    words = library.load()
    renderer = Renderer(words)
    before_mb = memory_mb()
    began = time.perf_counter()
    database = await Database.open(Path(store), KEY)
    try:
        clock = FixedClock(NUDGED_AT.replace(hour=0))
        engine = Engine(database, clock, words, renderer)
        await engine.tick()
        found = await _worked(engine, clock, users, 1000 * (time.perf_counter() - began))
    finally:
        await database.close()  # else its thread would keep the process
    return found | {"memory_mb": memory_mb(most=True) - before_mb}


async def _worked(engine: Engine, clock: FixedClock, users: int, started_ms: float) -> Figures:
    found = {"start_ms": started_ms, "empty_tick_ms": median([await _timed(engine.tick) for _ in range(TRIES)])}
    clock.instant = NUDGED_AT
    people, numbers = _at_work(users), count(1)
    updates: dict[str, Callable[[int], dict[str, Any]]] = {
        "today_ms": lambda user: command(user, next(numbers), "/today"),
        "progress_ms": lambda user: command(user, next(numbers), "/progress"),
        "tap_ms": lambda user: tap(user, next(numbers), f"1:day:done:{TODAY}:11"),
    }
    for name, update in updates.items():
        found[name] = median([await _timed(engine.apply, read(update(user))) for user in people])
        await _emptied(engine.database)
    said, took = 0, 0.0
    while True:
        began = time.perf_counter()
        settled = await engine.tick()
        took += time.perf_counter() - began
        if not settled:
            break
        said += settled
        await _emptied(engine.database)
    return found | {"nudged": said, "nudge_ms": 1000 * took / said}


def _at_work(users: int) -> list[int]:
    """Return TRIES people who come daily and are not due, from everywhere in the store."""
    numbers = [number for number in range(0, users, EVERY) if number % SHARE]
    return [FIRST_ID + numbers[at * len(numbers) // TRIES] for at in range(TRIES)]


async def _timed(work: Callable[..., Any], *arguments: object) -> float:
    began = time.perf_counter()
    await work(*arguments)
    return 1000 * (time.perf_counter() - began)


async def _emptied(database: Database) -> None:
    """Send what waits: here, to nobody."""
    async with database.transaction() as tx:
        tx.run("DELETE FROM outbox")


async def jobs(number: int) -> Figures:
    """Start python-telegram-bot's scheduler with a daily job for each of so many users."""
    from datetime import time as time_of_day

    from telegram.ext import Application

    async def nudge(_: object) -> None:
        """Never called: the jobs are due in the night."""

    before_mb, began = memory_mb(), time.perf_counter()
    queue = Application.builder().token("1:x").build().job_queue
    assert queue
    for user in range(number):
        queue.run_daily(nudge, time_of_day(user % 24, user // 24 % 60), chat_id=user)
    await queue.start()
    took = time.perf_counter() - began
    await queue.stop(wait=False)
    return {"start_ms": 1000 * took, "memory_mb": memory_mb(most=True) - before_mb}


def _table(found: dict[int, Figures]) -> Table:
    method = (
        f"One of {EVERY} users has walked and checked in daily for two weeks, the others for three days. Start: open"
        f" the store and tick once. In the tick of the last column one of {SHARE} users is due. Medians of {TRIES}"
        " people, with store and engine alone, without a network; memory is what the store and all of this work added."
    )
    stored = ("users", "file, MB", "start, ms", "memory, MB")
    columns = (*stored, "empty tick, ms", "tap, ms", "/today, ms", "/progress, ms", "a nudge, ms")
    rows = [
        [
            f"{users:,}",
            f"{f['file_mb']:,.0f}",
            f"{f['start_ms']:.0f}",
            f"{f['memory_mb']:.0f}",
            f"{f['empty_tick_ms']:.2f}",
            f"{f['tap_ms']:.1f}",
            f"{f['today_ms']:.1f}",
            f"{f['progress_ms']:.1f}",
            f"{f['nudge_ms']:.2f} × {f['nudged']:,}",
        ]
        for users, f in found.items()
    ]
    return Table("More users", method, columns, rows)


def _start(ours: Figures, users: int, jobs: Figures, number: int) -> Table:
    method = "Until the first tick is done; until every job is in python-telegram-bot's scheduler."
    rows = [
        [f"Walk Coach, {users:,} users", f"{ours['start_ms'] / 1000:.2f}", f"{ours['memory_mb']:.0f}"],
        [f"`JobQueue.run_daily`, {number:,} jobs", f"{jobs['start_ms'] / 1000:.2f}", f"{jobs['memory_mb']:.0f}"],
    ]
    return Table("Starting beside a job a user", method, ("", "seconds", "MB added"), rows)


def _goal(found: dict[int, Figures]) -> Goal:
    fewest, most = min(found), max(found)
    grown = {name: found[most][name] / found[fewest][name] for name in WORK}
    worst = max(grown, key=lambda name: grown[name])
    name = worst.removesuffix("_ms").replace("_", " ")
    measured = f"at most {grown[worst]:.1f} × ({name}) from {fewest:,} to {most:,} users"
    why = f"{name} finds its pages on the disk instead of in memory; each is still found by an index."
    return Goal("all work flat or logarithmic in the number of users", measured, grown[worst] <= LOGARITHMIC, why)
