"""Telegram cannot be reached for hours, or the machine's clock is wrong: nothing stale is said, nothing piles up."""

from datetime import timedelta

import pytest
from telegram.error import TelegramError

from bot.clock import FixedClock
from bot.localchat.person import Person
from bot.localchat.server import LocalServer
from tests.support.running import Running

HOURS = timedelta(hours=1)


@pytest.fixture
async def told(run: Running, ana: Person) -> int:
    """Ana has a plan, and a nudge at nine in Madrid tomorrow; return how much she was told so far."""
    await run.onboard(ana)
    return len(ana.said)


async def out(run: Running, server: LocalServer, hours: float, step: float = 0.25) -> None:
    """Let no call get through for some hours, while the bot goes on trying."""
    cut = server.faults.drop("*", times=1_000_000)
    with pytest.raises(TelegramError):  # as the next poll would
        await run.app.client.call("getMe", {})
    for _ in range(int(hours / step)):
        run.clock.instant += step * HOURS
        await run.app.tick()
        await run.app.sender.idle()
    server.faults.planned.remove(cut)


async def test_a_nudge_that_fell_due_without_telegram_says_that_it_is_late(
    run: Running, ana: Person, server: LocalServer, told: int
) -> None:
    """It is decided when it can be said, not when it is due."""
    run.clock.instant = run.clock.instant.replace(day=24, hour=7, minute=30)
    await out(run, server, 2)
    assert len(ana.said) == told
    await run.later(minutes=6)
    assert len(ana.said) == told + 1
    assert "late" in ana.last["text"]


async def test_after_a_day_without_telegram_nothing_has_piled_up(
    run: Running, ana: Person, server: LocalServer, told: int
) -> None:
    """Neither yesterday's nudge nor its reminder: the one of today comes at its hour."""
    run.clock.instant = run.clock.instant.replace(day=24, hour=7, minute=30)
    await out(run, server, 24)
    await run.later(minutes=6)
    assert len(ana.said) == told
    await run.at(run.clock.instant.replace(day=25, hour=8))
    assert len(ana.said) == told + 1
    assert "2026-11-25" in str(ana.buttons())


async def test_a_nudge_on_its_way_when_telegram_went_is_forgotten_when_it_is_stale(
    run: Running, ana: Person, server: LocalServer, told: int
) -> None:
    """An answer waits however long it takes; a nudge of the morning is not for the evening."""
    run.clock.instant = run.clock.instant.replace(day=24, hour=8)
    server.faults.too_many("sendMessage", retry_after=30)
    await run.app.tick()
    await run.app.sender.idle()
    assert [row["lane"] for row in await run.rows("outbox")] == [3]
    await run.at(run.clock.instant.replace(hour=12))
    assert len(ana.said) == told
    assert await run.rows("outbox") == []


async def test_one_message_that_never_gets_through_does_not_stop_the_nudges_of_others(
    run: Running, ana: Person, server: LocalServer, told: int
) -> None:
    """Telegram is asked itself before everybody is made to wait."""
    server.faults.drop("sendMessage")
    ana.say("/tips")
    await run.taken_in()
    await run.app.sender.idle()
    assert not run.app.client.answered
    await run.app.tick()
    assert run.app.client.answered


@pytest.mark.parametrize("back", [timedelta(minutes=30), timedelta(days=30)])
async def test_a_clock_that_is_set_back_delays_no_answer(
    run: Running, ana: Person, server: LocalServer, clock: FixedClock, back: timedelta
) -> None:
    """An answer that was left before, and one that Telegram had put off, wait for no time that is long to come."""
    held = server.faults.too_many("sendMessage", retry_after=30)
    ana.say("/tips")
    await run.taken_in()
    await run.app.sender.idle()
    assert held.reached.is_set()
    clock.instant -= back
    await run.later(seconds=1) if back > HOURS else await run.later(minutes=31)
    assert len(ana.said) == 1
    ana.say("/privacy")
    await run.quiet()
    assert len(ana.said) == 2


async def test_a_clock_that_jumps_ahead_lets_no_update_in_twice(run: Running, ana: Person, told: int) -> None:
    """Telegram may send again what it has not seen confirmed; its id is still known."""
    update = {
        "update_id": 2**40,
        "message": {
            "message_id": 9999,
            "date": 1,
            "chat": {"id": 7, "type": "private"},
            "from": {"id": 7, "is_bot": False, "first_name": "Ana"},
            "text": "12 min pain 2",
        },
    }
    for _ in range(2):
        await run.app.inbox.receive([update])
        await run.quiet()
        await run.at(run.clock.instant + timedelta(days=40))
    assert len(await run.rows("walks")) == 1
