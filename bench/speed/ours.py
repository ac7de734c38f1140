"""Walk Coach, whole, as the benchmarks run it: over HTTP to the load server, on a store of many users."""

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
from bot.chat.transport import client
from bot.clock import FixedClock
from bot.settings import load
from bot.store.database import Database


@asynccontextmanager
async def application(url: str, store: str, now: str, per_second: int) -> AsyncIterator[Application]:
    """Wire the application as `walk-coach run` does; its clock stands still."""
    async with AsyncExitStack() as stack:
        database = await Database.open(Path(store), KEY)
        stack.push_async_callback(database.close)
        settings = dataclasses.replace(load({}, None), messages_per_second=per_second)
        yield Application.build(settings, database, FixedClock(datetime.fromisoformat(now)), client(TOKEN, url))


async def nudge(url: str, store: str, now: str, per_second: int) -> Figures:
    """Say everything that is due, as fast as it goes: claim, facts, rule, words, send, record, plan the next."""
    async with application(url, store, now, per_second) as app, app.running():
        before_mb = memory_mb()
        began_at = time.monotonic()
        with Stopwatch() as watch:
            while await app.tick():
                await app.sender.idle()
    return {
        "began_at": began_at,
        "processor_seconds": watch.processor_seconds,
        "before_mb": before_mb,
        "peak_mb": memory_mb(most=True),
    }


async def serve(url: str, store: str, now: str, per_second: int) -> None:
    """Run until killed."""
    async with application(url, store, now, per_second) as app, app.running() as polling:
        await polling
