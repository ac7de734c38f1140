"""The program ends at the worst moments and is started again on the same file: done once, answered at least once."""

from pathlib import Path

from bot.clock import FixedClock
from bot.localchat.api.errors import Json
from bot.localchat.person import Person
from bot.localchat.server import LocalServer
from bot.store.database import Database
from bot.store.delivery import inbox
from bot.store.delivery.inbox import Arrival
from tests.support.running import KEY, Running, running

SAID_BACK, ASKED = "12 min, worst pain 2. Logged.", "12 minutes, noted."
"""How the two messages of an answer to "12 min pain 2" begin: what is logged, and the question for the pain before."""


def beginnings(messages: list[Json]) -> list[str]:
    """Return the first line of each message."""
    return [message["text"].splitlines()[0] for message in messages]


async def minutes(run: Running) -> list[int]:
    """Return the minutes of all walks."""
    return [row["minutes"] for row in await run.rows("walks")]


async def test_an_update_that_was_only_stored_is_applied_after_the_restart(
    tmp_path: Path, server: LocalServer, clock: FixedClock, ana: Person
) -> None:
    """Stored, confirmed to Telegram, and then the power went."""
    async with running(tmp_path, server, clock) as first:
        await first.onboard(ana)
    text = (
        '{"update_id": 5, "message": {"message_id": 50, "date": 1, "chat": {"id": 7, "type": "private"},'
        ' "from": {"id": 7, "is_bot": false, "first_name": "Ana"}, "text": "12 min pain 2"}}'
    )
    database = await Database.open(tmp_path / "data" / "a.db", KEY)
    async with database.transaction() as tx:
        inbox.receive(tx, [Arrival(5, 7, text)], clock.now())
    await database.close()
    before = len(ana.said)
    async with running(tmp_path, server, clock) as second:
        await second.quiet()
        assert await minutes(second) == [12]
        assert beginnings(ana.said[before:]) == [SAID_BACK, ASKED]


async def test_an_answer_that_was_not_sent_is_sent_after_the_restart(
    tmp_path: Path, server: LocalServer, clock: FixedClock, ana: Person
) -> None:
    """Applied and committed; then Telegram could not be reached until the program ended."""
    async with running(tmp_path, server, clock) as first:
        await first.onboard(ana)
        server.faults.drop("sendMessage")
        ana.say("12 min pain 2")
        await first.quiet()
        before = len(ana.said)
    clock.instant = clock.instant.replace(minute=5)
    async with running(tmp_path, server, clock) as second:
        await second.quiet()
        assert await minutes(second) == [12]
        assert beginnings(ana.said[before:]) == [SAID_BACK, ASKED]
        assert await second.rows("outbox") == []


async def test_a_program_that_ends_while_it_sends_repeats_at_most_that_one(
    tmp_path: Path, server: LocalServer, clock: FixedClock, ana: Person
) -> None:
    """The message arrived, its answer did not: it may come twice; the effect does not."""
    async with running(tmp_path, server, clock) as first:
        await first.onboard(ana)
        before = len(ana.said)
        server.faults.lose("sendMessage")
        ana.say("12 min pain 2")
        await first.quiet()
    clock.instant = clock.instant.replace(minute=5)
    async with running(tmp_path, server, clock) as second:
        await second.quiet()
        assert await minutes(second) == [12]
        assert beginnings(ana.said[before:]) == [SAID_BACK, SAID_BACK, ASKED]
        ana.say("/today")
        await second.quiet()
        assert "12 min" in ana.last["text"]


async def test_a_nudge_that_was_due_while_nobody_ran_comes_once_and_says_that_it_is_late(
    tmp_path: Path, server: LocalServer, clock: FixedClock, ana: Person
) -> None:
    """An hour's outage at nine o'clock: late, once, however often it is started."""
    async with running(tmp_path, server, clock) as first:
        await first.onboard(ana)
    before = len(ana.said)
    for minute in (0, 1, 2):
        async with running(tmp_path, server, clock) as again:
            await again.at(clock.instant.replace(day=24, hour=9, minute=minute))
    assert len(ana.said) == before + 1
    assert "late" in ana.last["text"]


async def test_a_nudge_of_a_whole_days_outage_is_left_out(
    tmp_path: Path, server: LocalServer, clock: FixedClock, ana: Person
) -> None:
    """Nothing piles up: after two days off one nudge comes, that of the day."""
    async with running(tmp_path, server, clock) as first:
        await first.onboard(ana)
    before = len(ana.said)
    async with running(tmp_path, server, clock) as again:
        await again.at(clock.instant.replace(day=26, hour=9))
    assert len(ana.said) == before + 1
