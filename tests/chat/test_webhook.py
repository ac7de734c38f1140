"""Updates that Telegram posts instead of being asked for them: nothing is different but the way they come."""

import asyncio
import io
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest

from bot.chat.incoming.webhook import SECRET_HEADER
from bot.clock import FixedClock
from bot.listener import LARGEST_BODY
from bot.localchat.api.updates import Hook
from bot.localchat.person import Person
from bot.localchat.server import LocalServer
from tests.support.ports import free_port
from tests.support.running import Running, running


async def until(found: Callable[[], object]) -> None:
    """Wait for something on the wire."""
    async with asyncio.timeout(60):
        while not found():  # noqa: ASYNC110 - real time passes there
            await asyncio.sleep(0.001)


class Place:
    """Where the webhook is in one test, and how to run with it."""

    def __init__(self, path: Path, server: LocalServer, clock: FixedClock) -> None:
        self.path, self.server, self.clock = path, server, clock
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}/walk"

    @asynccontextmanager
    async def running(self, **values: str) -> AsyncIterator[Running]:
        """Run with the webhook; WEBHOOK_URL="" polls."""
        given = {"TELEGRAM_BOT_TOKEN": self.server.token, "WEBHOOK_URL": self.url, "LISTEN_PORT": str(self.port)}
        async with running(self.path, self.server, self.clock, **{**given, **values}) as run:
            if run.app.webhook:
                await until(lambda: self.server.world.updates.hook)
            yield run

    def calls(self, method: str) -> int:
        """Count the calls of a method so far."""
        return sum(name == method for name, _ in self.server.calls)

    async def post(self, body: bytes, secret: str | None) -> int:
        """Post as somebody; return the status."""
        headers = {SECRET_HEADER: secret} if secret is not None else {}
        async with (
            aiohttp.ClientSession() as session,
            session.post(self.url, data=io.BytesIO(body), headers=headers) as answer,
        ):
            return answer.status


@pytest.fixture
def place(tmp_path: Path, server: LocalServer, clock: FixedClock) -> Place:
    """A free address."""
    return Place(tmp_path, server, clock)


def update(update_id: int, text: str = "/tips") -> bytes:
    """Return an update as Telegram writes it."""
    return (
        f'{{"update_id": {update_id}, "message": {{"message_id": {update_id}, "date": 1, "text": "{text}",'
        ' "chat": {"id": 7, "type": "private"}, "from": {"id": 7, "is_bot": false, "first_name": "Ana"}}}'
    ).encode()


async def test_a_body_that_does_not_come_is_not_waited_for(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """It was promised, and only begun: 408."""
    monkeypatch.setattr("bot.chat.incoming.webhook.BODY_SECONDS", 0.05)
    async with place.running() as run:
        assert run.app.webhook
        reader, writer = await asyncio.open_connection("127.0.0.1", place.port)
        head = ["POST /walk HTTP/1.1", "Host: a", "Content-Length: 100", f"{SECRET_HEADER}: {run.app.webhook.secret}"]
        writer.write("\r\n".join([*head, "", '{"update_id"']).encode())
        async with asyncio.timeout(10):
            assert (await reader.readline()).startswith(b"HTTP/1.1 408 ")
        writer.close()


async def test_a_body_nested_deep_is_read_or_refused(place: Place) -> None:
    """As deep as no update is: read as far as anybody needs it. Deeper still: 400, and no fault of the program."""
    async with place.running() as run:
        assert run.app.webhook is not None
        secret = run.app.webhook.secret
        deep = [
            update(900_000 + depth)[:-2] + b', "deep": ' + b"[" * depth + b"]" * depth + b"}}"
            for depth in (3_000, 20_000)
        ]
        assert await place.post(deep[0], secret) == 200
        assert await place.post(deep[1], secret) == 400
        await run.quiet()
        assert place.calls("sendMessage") == 1


async def test_the_chat_is_the_same_as_with_polling(tmp_path: Path, clock: FixedClock) -> None:
    """From the first question through a walk to the next day's nudge, word for word."""
    begin = clock.instant
    chats = []
    for folder, url in (("polling", ""), ("webhook", "as it is")):
        clock.instant = begin
        async with LocalServer(clock) as server:
            place = Place(tmp_path / folder, server, clock)
            async with place.running(WEBHOOK_URL=url and place.url) as run:
                ana = server.user(7)
                await run.onboard(ana)
                ana.say("12 min pain 2")
                await run.quiet()
                await run.at(clock.instant.replace(day=24, hour=8))
                chats.append([(message["text"], message.get("reply_markup")) for message in ana.said])
    assert chats[0] == chats[1]
    assert len(chats[0]) >= 10


async def test_what_cannot_be_stored_is_not_acknowledged(place: Place, ana: Person) -> None:
    """503 while the disk is full: Telegram posts it again, and once there is space it is answered, once."""
    async with place.running() as run:
        async with run.app.database.transaction() as tx:
            row = tx.one("SELECT page_count AS n FROM pragma_page_count")
            assert row
            tx.one(f"PRAGMA max_page_count = {row['n']}")
        secret = run.app.webhook.secret if run.app.webhook else ""
        assert await place.post(update(1, "x" * 9000), secret) == 503
        assert await run.rows("inbox") == []
        ana.chat.started = True
        async with run.app.database.transaction() as tx:
            tx.one("PRAGMA max_page_count = 100000")
        assert await place.post(update(1), secret) == 200
        await run.quiet()
        assert len(ana.said) == 1


@pytest.mark.parametrize("secret", [None, "", "wrong", "é", "\udcff"])
async def test_a_stranger_is_refused_before_anything_is_read(place: Place, secret: str | None) -> None:
    """403, whatever the body is; nothing is stored."""
    async with place.running() as run:
        assert await place.post(update(1), secret and secret.encode(errors="surrogateescape").decode("latin-1")) == 403
        assert await place.post(b"x" * (LARGEST_BODY + 1), secret and "wrong") == 403
        assert await run.rows("inbox") == []


async def test_what_is_no_update_does_no_harm(place: Place, ana: Person) -> None:
    """Too large, no JSON, no object, no id; a GET. Then a true one is answered."""
    async with place.running() as run:
        assert run.app.webhook
        secret = run.app.webhook.secret
        ana.chat.started = True
        assert await place.post(b"x" * (LARGEST_BODY + 1), secret) == 413
        assert await place.post(b"\xff", secret) == 400
        assert await place.post(b"[1, 2]", secret) == 200
        assert await place.post(b"{}", secret) == 200
        async with aiohttp.ClientSession() as session, session.get(place.url) as answer:
            assert answer.status == 405
        assert await place.post(update(1), secret) == 200
        assert await place.post(update(1), secret) == 200
        await run.quiet()
        assert len(ana.said) == 1


async def test_the_webhook_is_set_only_where_it_differs(place: Place, clock: FixedClock) -> None:
    """Once over two runs; taken away once when polling takes over, and not again."""
    for _ in range(2):
        async with place.running() as run:
            assert run.app.webhook
            await run.app.webhook.look(run.app.client)
    assert (place.calls("setWebhook"), place.calls("deleteWebhook")) == (1, 0)
    async with place.running(WEBHOOK_URL="") as run:
        ana = place.server.user(7)
        ana.say("/tips")
        await ana.wait_for("walk")
    assert place.server.world.updates.hook is None
    async with place.running(WEBHOOK_URL="") as run:
        await run.quiet()
    assert (place.calls("setWebhook"), place.calls("deleteWebhook")) == (1, 1)


async def test_an_update_that_waited_for_the_webhook_comes_by_polling(place: Place, ana: Person) -> None:
    """Nothing is dropped on the way from one to the other, and back."""
    async with place.running():
        pass
    ana.say("/tips")
    async with place.running(WEBHOOK_URL="") as run:
        await ana.wait_for("walk")
        await run.quiet()
    before = len(ana.said)
    ana.say("/privacy")
    async with place.running() as run:
        await run.quiet()
    assert before == 1
    assert len(ana.said) == 2


async def test_a_webhook_that_another_program_changed_is_set_again(
    place: Place, clock: FixedClock, caplog: pytest.LogCaptureFixture
) -> None:
    """Told in one sentence; a minute later the bot hears again."""
    async with place.running() as run:
        assert run.app.webhook
        await run.app.webhook.look(run.app.client)
        place.server.world.updates.set_hook(Hook("https://elsewhere.example.org/"))
        await run.app.webhook.look(run.app.client)
        assert place.server.world.updates.hook == Hook(place.url, run.app.webhook.secret)
    assert "Another program changed this bot's webhook: only one may run a bot." in caplog.text


async def test_after_a_new_token_the_new_secret_is_set(
    place: Place, ana: Person, clock: FixedClock, caplog: pytest.LogCaptureFixture
) -> None:
    """Telegram still uses the old one, is refused, and says so when asked; what it kept is then answered."""
    async with place.running() as run:
        assert run.app.webhook
        place.server.world.updates.set_hook(Hook(place.url, "of-the-old-token"))
        ana.say("/tips")
        await until(lambda: place.server.world.updates.last_error)
        await run.app.webhook.look(run.app.client)
        await run.quiet()
        assert len(ana.said) == 1
    assert "Telegram could not deliver to WEBHOOK_URL: Wrong response from the webhook: 403 Forbidden" in caplog.text


async def test_a_second_program_that_sets_a_webhook_is_overruled_while_polling(
    place: Place, ana: Person, caplog: pytest.LogCaptureFixture
) -> None:
    """WEBHOOK_URL is empty, so that is what the operator wants."""
    with caplog.at_level(logging.WARNING):
        async with place.running(WEBHOOK_URL="") as run:
            await run.taken_in()
            place.server.world.updates.set_hook(Hook("https://elsewhere.example.org/"))
            ana.say("/tips")
            await ana.wait_for("walk")
    assert "A webhook is set for this bot, and WEBHOOK_URL is empty" in caplog.text


async def test_the_secret_is_made_from_the_token_and_does_not_show_it(place: Place) -> None:
    """The same after a restart, allowed as Telegram wants it, and no part of the token."""
    secrets = []
    for _ in range(2):
        async with place.running() as run:
            assert run.app.webhook
            secrets.append(run.app.webhook.secret)
    assert secrets[0] == secrets[1]
    assert len(secrets[0]) == 64
    assert secrets[0].isalnum()
    assert place.server.token.partition(":")[2] not in secrets[0]


async def test_a_nudge_that_is_due_comes_with_a_webhook_too(place: Place, ana: Person, clock: FixedClock) -> None:
    """It needs no update."""
    async with place.running() as run:
        await run.onboard(ana)
        before = len(ana.said)
        await run.at(clock.instant.replace(day=24, hour=8))
        assert len(ana.said) == before + 1


async def test_an_address_that_telegram_does_not_take_is_told(
    place: Place, ana: Person, caplog: pytest.LogCaptureFixture
) -> None:
    """With Telegram's own reason; it is tried again."""
    place.server.faults.refuse("setWebhook", 400, "Bad Request: bad webhook: failed to resolve host: Name not known")
    place.server.world.updates.set_hook(Hook("https://earlier.example.org/"))
    async with place.running() as run:
        assert run.app.webhook
        await until(lambda: "Telegram does not take WEBHOOK_URL" in caplog.text)
        await run.app.webhook.look(run.app.client)
        ana.say("/tips")
        await run.quiet()
        assert len(ana.said) == 1
    assert "failed to resolve host" in caplog.text
