"""Walk Coach, whole, as the benchmarks run it: over HTTP to the load server, on a store of many users."""

import asyncio
import dataclasses
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import datetime
from pathlib import Path

from bench.speed.population import KEY
from bench.speed.processes import Figures, Stopwatch, memory_mb
from bench.speed.server import TOKEN
from bot.app import Application
from bot.chat.outgoing.transport import Client
from bot.clock import FixedClock
from bot.run import collect_less
from bot.settings import load
from bot.store.database import Database
from bot.store.delivery import nudges

LOOK_SECONDS = 0.05


@asynccontextmanager
async def application(url: str, store: str, now: str, per_second: int) -> AsyncIterator[Application]:
    """Wire the application as `walk-coach run` does; its clock stands still."""
    async with AsyncExitStack() as stack:
        database = await Database.open(Path(store), KEY)
        stack.push_async_callback(database.close)
        settings = dataclasses.replace(load({}, None), messages_per_second=per_second)
        built = Application.build(settings, database, FixedClock(datetime.fromisoformat(now)), Client(TOKEN, url))
        collect_less()
        yield built


async def nudge(url: str, store: str, now: str, per_second: int) -> Figures:
    """Run until nothing is due and nothing waits: claim, facts, rule, words, send, record, plan the next."""
    async with application(url, store, now, per_second) as app:
        before_mb, began_at = memory_mb(), time.monotonic()
        with Stopwatch() as watch:
            async with app.running():
                while await _something_waits(app):  # noqa: ASYNC110 - what it does is on the disk and on the wire
                    await asyncio.sleep(LOOK_SECONDS)
    return {
        "began_at": began_at,
        "processor_seconds": watch.processor_seconds,
        "before_mb": before_mb,
        "peak_mb": memory_mb(most=True),
    }


async def _something_waits(app: Application) -> bool:
    async with app.database.transaction() as tx:
        due_at = nudges.earliest_due(tx)
        return (due_at is not None and due_at <= app.clock.now()) or bool(tx.all("SELECT 1 FROM outbox LIMIT 1"))


async def serve(url: str, store: str, now: str, per_second: int) -> None:
    """Run until killed."""
    async with application(url, store, now, per_second) as app, app.running() as polling:
        await polling
