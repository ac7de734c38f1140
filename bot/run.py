"""The only place that knows everyone: from the settings to a running bot, on Telegram or in the local chat."""

import asyncio
import contextlib
import logging
import secrets
import signal
import sys
import tempfile
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from telegram.error import TelegramError

from bot import logs
from bot.app import Application
from bot.chat.poller import TokenRefusedError
from bot.chat.transport import Client
from bot.clock import MovableClock, SystemClock
from bot.listener import ListenError
from bot.localchat.server import LocalServer
from bot.metrics import LogCounter
from bot.settings import Settings
from bot.store import everything, nudges
from bot.store.database import Database
from bot.store.key import KEY_BYTES, load_or_make
from bot.store.nightly import Nightly

log = logging.getLogger(__name__)


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
            return nudges.earliest_due(tx)

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
            return everything.rows_of(tx, user_id)


def new_event_loop() -> asyncio.AbstractEventLoop:
    """Return uvloop's event loop, the faster one, where there is one: it knows no Windows."""
    try:
        import uvloop
    except ImportError:
        return asyncio.new_event_loop()
    return uvloop.new_event_loop()


async def run(settings: Settings) -> int:
    """Run until SIGINT or SIGTERM: the local chat without a token, Telegram with one.

    Raises StoreError, ContentError, ListenError; returns the exit code.
    """
    logs.set_up()
    logging.getLogger().addHandler(LogCounter())
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
            bot = Client(settings.token, settings.api_url)
            application = Application.build(settings, database, clock, bot, nightly, limited=True)
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
        updates = await starting
        log.info("Walk Coach is running.")
        await asyncio.wait([waiting, updates], return_when=asyncio.FIRST_COMPLETED)
        if updates.done():
            await updates
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
        assert settings.listen_port is not None
        url = await server.start(settings.listen_host, settings.listen_port)
    except (OSError, ValueError) as error:
        raise ListenError(
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
    application = Application.build(settings, database, clock, Client(server.token, url), limited=True)
    server.attach(LocalControls(application, clock))
    sys.stdout.write(f"\nWalk Coach: open {url} in your browser. Ctrl-C stops it.\n\n")
    sys.stdout.flush()
    return application


async def _open(path: Path, key: bytes, stack: AsyncExitStack) -> Database:
    database = await Database.open(path, key)
    stack.push_async_callback(database.close)
    return database
