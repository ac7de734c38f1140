"""The whole application on a file, speaking over HTTP to a local Bot API server, with a clock that stands still."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bot.app import Application
from bot.chat.outgoing.transport import Client
from bot.clock import FixedClock
from bot.localchat.person import Person
from bot.localchat.server import LocalServer
from bot.settings import Settings, load
from bot.store.database import Database

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
KEY = bytes(range(32))


@dataclass(frozen=True)
class Running:
    """One run of the application, and the Telegram that it speaks to."""

    app: Application
    server: LocalServer
    clock: FixedClock

    async def quiet(self) -> None:
        """Wait until everything said to the bot is answered, as far as it can be now."""
        await self.taken_in()
        await self.app.sender.idle()

    async def taken_in(self) -> None:
        """Wait until everything said to the bot is applied; the answers may still be on their way."""
        updates = self.server.world.updates
        while updates.pending or not (updates.hook or updates.poll_waits.is_set()):  # noqa: ASYNC110 - conditions
            await asyncio.sleep(0.001)  # real time passes on the wire
        await self.app.inbox.idle()

    async def at(self, instant: datetime) -> None:
        """Move the clock, say what is due, and wait until it is said."""
        self.clock.instant = instant
        while await self.app.tick():
            await self.app.sender.idle()
        await self.quiet()

    async def later(self, **span: float) -> None:
        """Move the clock by a span."""
        await self.at(self.clock.instant + timedelta(**span))

    async def rows(self, table: str) -> list[dict[str, Any]]:
        """Return all rows of a table."""
        async with self.app.database.transaction() as tx:
            return [dict(zip(row.keys(), row, strict=True)) for row in tx.all(f"SELECT * FROM {table}")]

    async def onboard(self, ana: Person) -> None:
        """Lead somebody to a plan: knee, pain 3, Madrid, nudge at 09:00, first walk tomorrow."""
        ana.say("/start")
        await self.quiet()
        for label in ("I agree", "18–64", "Knee", "None of these", "None of these", "None of these", "3", "10 min"):
            ana.tap(label)
            await self.quiet()
        ana.say("Madrid")
        await self.quiet()
        ana.tap("09:00")
        await self.quiet()


def settings(path: Path, **values: str) -> Settings:
    """Return settings for a store in a folder."""
    named = {"DATABASE_PATH": str(path / "data" / "a.db"), "DATABASE_KEY_FILE": str(path / "key"), **values}
    return load(named, None)


@asynccontextmanager
async def running(path: Path, server: LocalServer, clock: FixedClock, **values: str) -> AsyncIterator[Running]:
    """Run the application until the block ends; it may be run again on the same folder, with other settings."""
    async with AsyncExitStack() as stack:
        database = await Database.open(path / "data" / "a.db", KEY)
        stack.push_async_callback(database.close)
        chosen = settings(path, MESSAGES_PER_SECOND="1000", **values)
        app = Application.build(chosen, database, clock, Client(server.token, server.url))
        await stack.enter_async_context(app.running())
        yield Running(app, server, clock)
