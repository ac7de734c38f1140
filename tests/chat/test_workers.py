"""Several workers over one PostgreSQL database: who leads, whose turn a chat is, and nothing twice."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import pytest

from bot.app import Application
from bot.chat.election import Election
from bot.chat.engine import Engine
from bot.chat.incoming.inbox import Inbox
from bot.chat.incoming.limiter import Limiter
from bot.chat.incoming.updates import read
from bot.chat.outgoing.transport import Client
from bot.clock import FixedClock
from bot.localchat.server import LocalServer
from bot.store.database import Database
from bot.store.delivery import inbox, nudges, outbox
from bot.store.delivery.inbox import Arrival
from bot.store.errors import NotInTurnError
from bot.store.person import users
from bot.store.postgres import locks
from tests.support.engines import admin, open_store
from tests.support.running import NOON, Running, settings
from tests.support.states import put_plan
from tests.support.story import RENDERER

pytestmark = pytest.mark.postgres


async def connected(database: Database) -> Database:
    """Return another worker's way to the same database."""
    return await Database.connect(database._connection._url)  # type: ignore[attr-defined]


async def until(truth: Callable[[], bool]) -> None:
    """Wait for something that happens soon."""
    async with asyncio.timeout(30):
        while not truth():  # noqa: ASYNC110 - of what other connections do, nobody tells
            await asyncio.sleep(0.02)


def die(database: Database) -> None:
    """End a worker's connection, as its death would."""
    pid = database._connection._driver.info.backend_pid  # type: ignore[attr-defined]
    admin().execute("SELECT pg_terminate_backend($1::int, 5000)", [pid])


async def test_one_leads_and_another_takes_over_when_it_dies() -> None:
    """The lock goes with the connection; the dead one comes back as one of the others."""
    first = await open_store()
    second = await connected(first)
    assert (await first.lead(), await second.lead()) == (True, False)
    assert await first.lead()
    assert (first.leading, second.leading) == (True, False)
    die(first)
    assert await second.lead()
    assert (await first.lead(), await second.lead()) == (False, True)
    assert (first.leading, second.leading) == (False, True)
    await first.close()
    await second.close()


async def test_a_leader_that_hangs_is_replaced_and_one_that_asks_is_not() -> None:
    """A stopped process keeps its connection, and with it the lock: nothing would be sent until somebody looked."""
    first = await open_store()
    second = await connected(first)
    assert await first.lead()
    assert not await second.lead()
    assert not await second.lead()  # the first one asked a moment ago
    second._connection.hung_seconds = 0.0  # type: ignore[attr-defined] # as if it had not for so long
    assert not await second.lead()
    del second._connection.hung_seconds  # type: ignore[attr-defined]
    assert await second.lead()
    assert not await first.lead()
    assert (first.leading, second.leading) == (False, True)
    await first.close()
    await second.close()


async def test_who_was_stopped_sends_nothing_more_once_another_leads(tmp_path: Any) -> None:
    """It wakes with parcels that wait for their turn at Telegram's pace: the new leader sends those."""
    clock = FixedClock(NOON)
    chats = range(1, 21)
    async with LocalServer(clock) as server:
        first = await open_store()
        second = await connected(first)
        client = Client(server.token, server.url)
        await client.initialize()
        sender = Application.build(settings(tmp_path), first, clock, client, renderer=RENDERER).sender
        heard: list[int] = []

        def stop(event: Any) -> None:
            if event["kind"] == "message":
                heard.append(event["chat"])
            if len(heard) == 1:
                connection: Any = first._connection
                connection._answered_at -= connection.hung_seconds
                die(first)
                assert locks.lead(second._connection._driver)  # type: ignore[attr-defined]

        server.world.feed.hearers.append(stop)
        assert await first.lead()
        async with first.transaction() as tx:
            for chat in chats:
                server.user(chat).chat.started = True
                call = {"method": "sendMessage", "params": {"chat_id": chat, "text": "one"}}
                outbox.leave(tx, chat, outbox.REPLIES, [call], NOON)
        sending = asyncio.create_task(sender.run())
        await until(lambda: bool(heard))
        await sender.idle()
        sending.cancel()
        await asyncio.wait([sending])
        assert len(heard) < len(chats) / 2
        async with second.transaction() as tx:
            waiting = {row["chat_id"] for row in tx.all("SELECT chat_id FROM outbox")}
        assert waiting >= set(chats) - set(heard)
        await client.shutdown()
        await first.close()
        await second.close()


async def test_where_the_server_was_gone_who_led_before_leads_again() -> None:
    """The others leave it some time: it alone knows what it sent and could not mark."""
    first = await open_store()
    second = await connected(first)
    assert await first.lead()
    die(first)
    die(second)
    assert not await second.lead()
    async with first.transaction() as tx:
        tx.one("SELECT 1 FROM inbox LIMIT 1")
    assert first.leading
    await first.close()
    second._connection._waits_until = 0.0  # type: ignore[attr-defined] # that time is over
    assert await second.lead()
    await second.close()


async def test_what_was_sent_while_the_server_was_gone_is_not_sent_again(tmp_path: Any) -> None:
    """It arrives, the database breaks before it is marked, and is there again after the sender was stopped."""
    clock = FixedClock(NOON)
    async with LocalServer(clock) as server:
        first = await open_store()
        client = Client(server.token, server.url)
        await client.initialize()
        sender = Application.build(settings(tmp_path), first, clock, client, renderer=RENDERER).sender
        ana = server.user(7)
        ana.chat.started = True
        connection: Any = first._connection
        url = connection._url

        def break_off(event: Any) -> None:
            if event["kind"] == "message" and event["message"]["text"] == "one":
                connection._url = "postgresql://walk@/walk?host=/nowhere"
                die(first)

        server.world.feed.hearers.append(break_off)
        assert await first.lead()
        async with first.transaction() as tx:
            for text in ("one", "two"):
                call = {"method": "sendMessage", "params": {"chat_id": 7, "text": text}}
                outbox.leave(tx, 7, outbox.REPLIES, [call], NOON)
        sending = asyncio.create_task(sender.run())
        await until(lambda: bool(ana.said))
        sending.cancel()
        await asyncio.wait([sending])
        assert not first.leading
        connection._url = url
        assert await first.lead()
        sending = asyncio.create_task(sender.run())
        await until(lambda: len(ana.said) > 1)
        await sender.idle()
        sending.cancel()
        await asyncio.wait([sending])
        assert [each["text"] for each in ana.said] == ["one", "two"]
        await client.shutdown()
        await first.close()


async def test_work_that_only_one_may_do_goes_from_the_dead_to_the_living() -> None:
    """It ends where the lead was lost, and begins where it was won."""
    first = await open_store()
    second = await connected(first)
    at_work: list[str] = []

    async def work(name: str) -> None:
        at_work.append(name)
        try:
            await asyncio.Event().wait()
        finally:
            at_work.remove(name)

    tasks = []
    for name, database in (("first", first), ("second", second)):
        election = Election(database)
        tasks += [
            asyncio.create_task(election.run()),
            asyncio.create_task(election.while_leading(lambda name=name: work(name))),  # type: ignore[misc]
        ]
        await until(lambda: bool(at_work))
    await asyncio.sleep(0)
    assert at_work == ["first"]
    die(first)
    await until(lambda: at_work == ["second"])
    for task in tasks:
        task.cancel()
    await asyncio.wait(tasks)
    await first.close()
    await second.close()


async def test_a_server_that_is_gone_is_told_once_and_its_return_too(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A night without it would fill the log: five lines a second, of each worker."""
    monkeypatch.setattr("bot.chat.incoming.inbox.HELP_SECONDS", 0.01)
    monkeypatch.setattr("bot.chat.election.ASK_SECONDS", 0.01)
    database = await open_store()
    connection: Any = database._connection
    url, connection._url = connection._url, "postgresql://walk@/walk?host=/nowhere"
    die(database)
    received = Inbox(database, FixedClock(NOON), apply=_nothing, excuse=_nothing)
    tasks = [asyncio.create_task(work) for work in (received.help(), Election(database).run())]
    await until(lambda: len(caplog.records) >= 2)
    await asyncio.sleep(0.5)
    connection._url = url
    await until(lambda: "answers again" in caplog.text)
    for task in tasks:
        task.cancel()
    await asyncio.wait(tasks)
    await database.close()
    counted = [caplog.text.count(words) for words in ("cannot be looked for", "cannot ask who leads", "answers again")]
    assert max(counted) <= 2  # that the connection broke, and that there is no other


async def _nothing(_: object) -> None:
    """Do nothing: no update comes."""


async def test_a_chat_is_one_workers_at_a_time_and_in_order() -> None:
    """While one is at it, and while something older waits, another one leaves it alone."""
    first = await open_store()
    second = await connected(first)
    async with first.transaction() as tx:
        inbox.receive(tx, [Arrival(1, 7, "{}"), Arrival(2, 7, "{}"), Arrival(3, 8, "{}")], NOON)
    async with first.transaction() as tx:
        inbox.take_turn(tx, 1, 7)
        assert inbox.applied(tx, 1, NOON)
        with pytest.raises(NotInTurnError):
            async with second.transaction() as other:
                inbox.take_turn(other, 2, 7)
        async with second.transaction() as other:
            inbox.take_turn(other, 3, 8)
            assert inbox.applied(other, 3, NOON)
    async with second.transaction() as other:
        inbox.take_turn(other, 2, 7)
        assert not inbox.applied(other, 1, NOON)
    async with first.transaction() as tx:
        tx.run("UPDATE inbox SET status = 'received', chat_id = 7 WHERE update_id = 1")
    with pytest.raises(NotInTurnError, match="older"):
        async with second.transaction() as other:
            inbox.take_turn(other, 2, 7)
    await first.close()
    await second.close()


async def test_two_workers_share_the_nudges_and_say_each_once() -> None:
    """What one is at, the other leaves out and does not wait for."""
    first = await open_store()
    second = await connected(first)
    async with first.transaction() as tx:
        for user_id in range(1, 11):
            users.ensure(tx, user_id, "en", NOON)
            nudges.plan(tx, user_id, "daily:x", "daily", NOON, NOON.date())
    claimed: list[list[int]] = []
    async with first.transaction() as tx:
        due = nudges.due(tx, {"daily": 6}, NOON)
        claimed.append([nudge.user_id for nudge in nudges.claim(tx, [each.nudge_id for each in due], NOON)])
        async with second.transaction() as other:
            due = nudges.due(other, {"daily": 6}, NOON)
            claimed.append([nudge.user_id for nudge in nudges.claim(other, [each.nudge_id for each in due], NOON)])
    assert sorted(len(part) for part in claimed) == [4, 6]
    assert sorted(user_id for part in claimed for user_id in part) == list(range(1, 11))
    async with first.transaction() as tx:
        assert tx.hold([1, 2]) == {1, 2}
        async with second.transaction() as other:
            assert other.hold([1, 3]) == {3}
    await first.close()
    await second.close()


@asynccontextmanager
async def worker(database: Database, server: LocalServer, clock: FixedClock, tmp_path: Any) -> AsyncIterator[Running]:
    """Run a worker."""
    client = Client(server.token, server.url)
    chosen = settings(tmp_path, MESSAGES_PER_SECOND="1000")
    app = Application.build(chosen, database, clock, client, renderer=RENDERER)
    async with app.running():
        yield Running(app, server, clock)


async def test_whatever_worker_gets_an_update_everybody_is_answered_once(tmp_path: Any) -> None:
    """One leads; an update that a dead worker left behind is taken up; a nudge is said once."""
    clock = FixedClock(NOON)
    async with LocalServer(clock) as server:
        first = await open_store()
        second = await connected(first)
        ana = server.user(7)
        async with worker(first, server, clock, tmp_path) as one, worker(second, server, clock, tmp_path):
            await until(lambda: first.leading or second.leading)
            assert first.leading != second.leading
            ana.say("/start")
            await ana.wait_for("May I store")
            await put_plan(first, 8, NOON)
            ben = server.user(8)
            ben.chat.started = True
            left = {
                "update_id": 10**6,
                "message": {
                    "message_id": 1,
                    "date": 1,
                    "chat": {"id": 8, "type": "private"},
                    "from": {"id": 8, "is_bot": False, "first_name": "Ben"},
                    "text": "/today",
                },
            }
            read(left)
            async with first.transaction() as tx:
                inbox.receive(tx, [Arrival(10**6, 8, json.dumps(left))], NOON - timedelta(seconds=5))
                nudges.plan_daily(tx, 8, NOON.date(), NOON - timedelta(minutes=5))
            await until(lambda: len(ben.said) >= 1)
            await one.app.tick()
            await until(lambda: len(ben.said) >= 2)
            await asyncio.sleep(0.5)
            assert len(ben.said) == 2
        await first.close()
        await second.close()


async def test_waiting_for_its_turn_makes_nobody_a_flooder() -> None:
    """However often a worker asks for a chat that another one is at, the person wrote once."""
    first = await open_store()
    second = await connected(first)
    words = RENDERER.library
    engine = Engine(second, FixedClock(NOON), words, RENDERER, limiter=Limiter(words.rules.flood))
    message = {"message_id": 1, "date": 1, "text": "/help", "chat": {"id": 7, "type": "private"}}
    update = read({"update_id": 1, "message": {**message, "from": {"id": 7, "is_bot": False, "first_name": "Ana"}}})
    async with first.transaction() as tx:
        assert tx.hold([7]) == {7}
        for _ in range(200):
            with pytest.raises(NotInTurnError):
                await engine.apply(update)
    await engine.apply(update)
    async with first.transaction() as tx:
        (parcel,) = outbox.ready(tx, NOON, (), (0, 9), 10)
    assert parcel.calls != []
    assert "text" in parcel.calls[0]["params"]
    assert engine.limiter is not None
    assert engine.limiter.judge(7, NOON) == "answer"
    await first.close()
    await second.close()
