"""The only place that knows everyone: wires the parts, starts them, stops them."""

import asyncio
import contextlib
import logging
import secrets
import signal
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from telegram.error import InvalidToken, TelegramError

from bot import library, logs
from bot.chat import profile_texts
from bot.chat.engine import Engine
from bot.chat.files import Files
from bot.chat.inbox import Inbox
from bot.chat.poller import TokenRefusedError, poll
from bot.chat.sender import Sender
from bot.chat.ticker import Ticker
from bot.chat.transport import Client, client
from bot.clock import Clock, MovableClock, SystemClock
from bot.library import data_folder
from bot.localchat.server import LocalServer
from bot.pictures.kinds import kinds
from bot.rendering import Renderer
from bot.settings import Settings
from bot.store import everything, inbox, nudges
from bot.store.database import Database
from bot.store.key import KEY_BYTES, load_or_make
from bot.store.nightly import Nightly

log = logging.getLogger(__name__)

KEEP_IDS = timedelta(days=3)  # Telegram forgets an update after 24 hours
CONNECT_SECONDS = (1, 2, 5, 10, 30)


@dataclass(frozen=True, slots=True)
class Application:
    """The bot, whole, over an open store and a client."""

    database: Database
    clock: Clock
    client: Client
    engine: Engine
    inbox: Inbox
    sender: Sender
    nightly: Nightly | None = None

    @classmethod
    def build(
        cls,
        settings: Settings,
        database: Database,
        clock: Clock,
        bot: Client,
        nightly: Nightly | None = None,
        renderer: Renderer | None = None,
    ) -> "Application":
        """Wire the parts; without a renderer the words are loaded anew. Raises ContentError."""
        renderer = renderer or Renderer(library.load(), operator_contact=settings.operator_contact)
        engine = Engine(database, clock, renderer.library, renderer)
        files = Files(database, bot, clock, kinds(renderer))
        sender = Sender(database, bot, clock, files, settings.messages_per_second)

        async def apply(payload: dict[str, object]) -> None:
            await engine.apply(payload)
            sender.wake()

        return cls(database, clock, bot, engine, Inbox(database, clock, apply), sender, nightly)

    @asynccontextmanager
    async def running(self) -> "AsyncIterator[asyncio.Task[None]]":
        """Run everything; what is yielded is the poll, which ends only with TokenRefusedError."""
        async with AsyncExitStack() as stack:
            await self._connect()
            stack.push_async_callback(self.client.shutdown)
            sending = asyncio.create_task(self.sender.run())
            stack.push_async_callback(_cancelled, sending)
            ticker = Ticker(self.tick)
            ticker.start()
            stack.push_async_callback(self.inbox.stop)
            stack.push_async_callback(ticker.stop)
            await self.inbox.resume()
            texts = asyncio.create_task(profile_texts.show(self.client, profile_texts.load(data_folder("templates"))))
            stack.push_async_callback(_cancelled, texts)
            if self.nightly:
                backups = asyncio.create_task(self.nightly.run())
                stack.push_async_callback(_cancelled, backups)
            polling = asyncio.create_task(poll(self.client, self.inbox))
            stack.push_async_callback(_cancelled, polling)
            yield polling

    async def tick(self) -> int:
        """Say what is due, and keep the store tidy; return how many nudges were settled."""
        settled = await self.engine.tick()
        if settled:
            self.sender.wake()
        async with self.database.transaction() as tx:
            await inbox.forget(tx, self.clock.now() - KEEP_IDS)
        return settled

    async def _connect(self) -> None:
        for wait in (*CONNECT_SECONDS, None):
            try:
                await self.client.initialize()
                return
            except InvalidToken as error:
                raise TokenRefusedError(
                    "Telegram refuses TELEGRAM_BOT_TOKEN: copy it again from @BotFather; it may have been revoked."
                ) from error
            except TelegramError as error:
                if wait is None:
                    raise
                log.warning("Telegram cannot be reached (%s). Next try in %d s.", type(error).__name__, wait)
                await asyncio.sleep(wait)


@dataclass(frozen=True, slots=True)
class LocalControls:
    """The application as the local chat's second panel moves it."""

    application: Application
    clock: MovableClock

    def now(self) -> datetime:
        """Return the movable clock's instant."""
        return self.clock.now()

    def move_to(self, instant: datetime) -> None:
        """Move the clock forward."""
        self.clock.move_to(instant)

    async def next_due(self) -> datetime | None:
        """Return when the next nudge is due."""
        async with self.application.database.transaction() as tx:
            return await nudges.earliest_due(tx)

    async def settle(self) -> None:
        """Say what is due, and send all of it."""
        while True:
            await self.application.inbox.idle()
            settled = await self.application.tick()
            await self.application.sender.idle()
            if not settled:
                return

    async def stored(self, user_id: int) -> dict[str, list[dict[str, object]]]:
        """Return every row about one user."""
        async with self.application.database.transaction() as tx:
            return await everything.rows_of(tx, user_id)


async def run(settings: Settings) -> int:
    """Run until SIGINT or SIGTERM: the local chat without a token, Telegram with one.

    Raises StoreError, ContentError; returns the exit code.
    """
    logs.set_up()
    asyncio.get_running_loop().set_exception_handler(logs.unhandled)
    stopped = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):  # Windows
            asyncio.get_running_loop().add_signal_handler(name, stopped.set)
    async with AsyncExitStack() as stack:
        if settings.token is None:
            application = await _local(settings, stack)
        else:
            logs.hide(settings.token)
            assert settings.database_path is not None
            assert settings.backup_folder is not None
            clock = SystemClock()
            key = load_or_make(settings.key_file, settings.database_path)
            database = await _open(settings.database_path, key, stack)
            nightly = Nightly(settings.database_path, key, settings.backup_folder, settings.backup_keep, clock)
            bot = client(settings.token, settings.api_url)
            application = Application.build(settings, database, clock, bot, nightly)
        return await _until(stopped, application, stack)


async def _until(stopped: asyncio.Event, application: Application, stack: AsyncExitStack) -> int:
    """Run the application until it is told to stop, or cannot go on."""
    waiting = asyncio.create_task(stopped.wait())
    starting = asyncio.create_task(stack.enter_async_context(application.running()))
    await asyncio.wait([waiting, starting], return_when=asyncio.FIRST_COMPLETED)
    try:
        if not starting.done():
            starting.cancel()
            return 0
        polling = await starting
        log.info("Walk Coach is running.")
        await asyncio.wait([waiting, polling], return_when=asyncio.FIRST_COMPLETED)
        if polling.done():
            await polling
    except TokenRefusedError as error:
        log.error("%s", error)
        return 2
    except TelegramError as error:
        log.error("Telegram cannot be reached (%s): check the network and TELEGRAM_API_URL.", type(error).__name__)
        return 1
    finally:
        waiting.cancel()
    log.info("Stopping.")
    return 0


async def _local(settings: Settings, stack: AsyncExitStack) -> Application:
    """Serve the local chat, with a clock that moves; without DATABASE_PATH it starts afresh every time."""
    clock = MovableClock(SystemClock())
    server = LocalServer(clock)
    try:
        url = await server.start(settings.listen_host, settings.listen_port)
    except (OSError, ValueError) as error:
        raise LocalChatError(
            f"The local chat cannot listen on {settings.listen_host}:{settings.listen_port} ({error}). Another"
            " program may use that port: set LISTEN_PORT to a free one, or to 0 for any."
        ) from error
    stack.push_async_callback(server.stop)
    if settings.database_path is not None:
        key = load_or_make(settings.key_file, settings.database_path)
        database = await _open(settings.database_path, key, stack)
    else:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="walk-coach-")))
        database = await Database.open(folder / "local.db", secrets.token_bytes(KEY_BYTES))
        stack.push_async_callback(database.close)
    application = Application.build(settings, database, clock, client(server.token, url))
    server.attach(LocalControls(application, clock))
    sys.stdout.write(f"\nWalk Coach: open {url} in your browser. Ctrl-C stops it.\n\n")
    sys.stdout.flush()
    return application


class LocalChatError(Exception):
    """The local chat cannot be served; the text says why and what to do."""


async def _open(path: Path, key: bytes, stack: AsyncExitStack) -> Database:
    database = await Database.open(path, key)
    stack.push_async_callback(database.close)
    return database


async def _cancelled(task: "asyncio.Task[None]") -> None:
    """Cancel a task and wait for its end."""
    task.cancel()
    await asyncio.wait([task])
