"""What goes wrong on purpose."""

import asyncio

import pytest
from telegram import Bot
from telegram.error import BadRequest, NetworkError, RetryAfter, TelegramError

from bot.localchat.person import Person
from bot.localchat.server import LocalServer


@pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning")
async def test_too_many_requests(bot: Bot, server: LocalServer, ana: Person) -> None:
    """429 says how long to wait, as often as planned, and nothing is said."""
    server.faults.too_many("sendMessage", retry_after=3, times=2)
    for _ in range(2):
        with pytest.raises(RetryAfter, match=r"Retry in (3 seconds|0:00:03)"):
            await bot.send_message(7, "x")
    assert ana.said == []
    await bot.send_message(7, "x")


async def test_a_gateways_page_and_a_cut_connection(bot: Bot, server: LocalServer, ana: Person) -> None:
    """Neither says anything to the user."""
    server.faults.html("sendMessage", 502)
    with pytest.raises(NetworkError):
        await bot.send_message(7, "x")
    server.faults.drop("*")
    with pytest.raises(NetworkError):
        await bot.send_message(7, "x")
    assert ana.said == []


async def test_a_lost_answer(bot: Bot, server: LocalServer, ana: Person) -> None:
    """The message arrived, though the bot cannot know."""
    server.faults.lose("sendMessage")
    with pytest.raises(NetworkError):
        await bot.send_message(7, "once")
    assert [message["text"] for message in ana.said] == ["once"]


async def test_holding_and_delaying(bot: Bot, server: LocalServer, ana: Person) -> None:
    """A held call waits for its release; a delayed one for its time."""
    held = server.faults.hold("sendMessage")
    sending = asyncio.create_task(bot.send_message(7, "x"))
    await held.reached.wait()
    assert ana.said == []
    held.release()
    await sending
    server.faults.delay("sendMessage", 0.01)
    await bot.send_message(7, "y")
    assert len(ana.said) == 2


async def test_any_refusal(bot: Bot, server: LocalServer, ana: Person) -> None:
    """A refusal of one's own words; what is planned can be forgotten."""
    server.faults.refuse("sendMessage", 400, "Bad Request: the moon is full")
    with pytest.raises(BadRequest, match="The moon is full"):
        await bot.send_message(7, "x")
    server.faults.refuse("sendMessage", 400, "Bad Request: never")
    server.faults.clear()
    try:
        await bot.send_message(7, "x")
    except TelegramError:
        pytest.fail("a forgotten fault")
    assert [method for method, _ in server.calls].count("sendMessage") == 2
