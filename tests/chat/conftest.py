"""The application over a local Bot API server."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.clock import FixedClock
from bot.localchat.person import Person
from bot.localchat.server import LocalServer
from tests.support.running import NOON, Running, running


@pytest.fixture
def clock() -> FixedClock:
    """A clock that stands still."""
    return FixedClock(NOON)


@pytest.fixture
async def server(clock: FixedClock) -> AsyncIterator[LocalServer]:
    """Telegram on this machine."""
    async with LocalServer(clock) as local:
        yield local


@pytest.fixture
async def run(tmp_path: Path, server: LocalServer, clock: FixedClock) -> AsyncIterator[Running]:
    """The application, running."""
    async with running(tmp_path, server, clock) as one:
        yield one


@pytest.fixture
def ana(server: LocalServer) -> Person:
    """Somebody who has not written yet."""
    return server.user(7)
