"""A server on a free port, a clock that stands still, and the client that speaks to Telegram."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
import telegram

from bot.clock import FixedClock
from bot.localchat.person import Person
from bot.localchat.server import LocalServer
from tests.support.browser import browser, page
from tests.support.scripted_bot import client_of

__all__ = ["browser", "page"]

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@pytest.fixture
def clock() -> FixedClock:
    """A clock that stands still."""
    return FixedClock(NOON)


@pytest.fixture
async def server(clock: FixedClock) -> AsyncIterator[LocalServer]:
    """A running server."""
    async with LocalServer(clock) as running:
        yield running


@pytest.fixture
async def bot(server: LocalServer) -> AsyncIterator[telegram.Bot]:
    """The real client, speaking to the local server."""
    async with client_of(server) as client:
        yield client


@pytest.fixture
def ana(server: LocalServer) -> Person:
    """A user who has written to the bot."""
    person = server.user(7)
    person.say("/start")
    return person
