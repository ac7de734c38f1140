"""The only place that knows everyone: from the settings to a running bot, on Telegram or in the local chat."""

import asyncio
import contextlib
import gc
import logging
import secrets
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from telegram.error import TelegramError

from bot import logs
from bot.app import Application
from bot.chat.incoming.poller import TokenRefusedError
from bot.chat.outgoing.http import is_this_machine
from bot.chat.outgoing.transport import Client
from bot.clock import Clock, MovableClock, SteadyClock, SystemClock
from bot.listener import ListenError
from bot.localchat.server import LocalServer
from bot.metrics import LogCounter
from bot.settings import Settings
from bot.store import everything, installation
from bot.store.database import Database
from bot.store.delivery import nudges
from bot.store.errors import StoreError
from bot.store.file import backup, presence
from bot.store.file.key import KEY_BYTES, load_or_make
from bot.store.file.nightly import Nightly

log = logging.getLogger(__name__)

TEMPORARY = "walk-coach-"
LOCAL = "local.db"


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


def collect_less() -> None:
    """Let Python's garbage collector pass over what was loaded to stay: content, templates, modules.

    A batch of nudges makes some ten thousand objects: every few hundred of them the collector would look again.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)


async def run(
    settings: Settings, new: bool = False, local: bool = False, stopping: Callable[[], None] = lambda: None
) -> int:
    """Run until SIGINT, SIGTERM or SIGHUP: the local chat without a token, Telegram with one.

    `new`: begin with an empty database although a key or backups of another are there. `local`: the local chat may use
    a database that a bot on Telegram used. `stopping` is called when a signal asks for the end, also while a statement
    keeps the event loop waiting.

    Raises StoreError, ContentError, ListenError; returns the exit code.
    """
    logs.set_up()
    logging.getLogger().addHandler(LogCounter())
    asyncio.get_running_loop().set_exception_handler(logs.unhandled)
    stopped = asyncio.Event()

    for name in (signal.SIGINT, signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM)):  # no SIGHUP on Windows
        with contextlib.suppress(NotImplementedError):  # nor handlers
            asyncio.get_running_loop().add_signal_handler(name, stopped.set)
            signal.signal(name, lambda *_: stopping())  # the loop is woken all the same
    async with AsyncExitStack() as stack:
        if settings.token is None:
            application = await _local(settings, stack, new, local)
        else:
            logs.hide(settings.token)
            clock = SteadyClock(SystemClock())
            database, nightly = await _opened(settings, stack, new, clock)
            await _used_by(settings.token.partition(":")[0], database, clock)
            # A server on this machine knows no better than this machine does.
            known = not is_this_machine(urlsplit(settings.api_url).hostname or "")
            bot = Client(settings.token, settings.api_url, clock.hear if known else None)
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
            await asyncio.wait([starting])  # what it has opened so far closes with it
            return 0
        updates = await starting
        collect_less()
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


async def _local(settings: Settings, stack: AsyncExitStack, new: bool, local: bool) -> Application:
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
    if settings.database_url or settings.database_path is not None:
        database, _ = await _opened(settings, stack, new, clock)
        if not local:
            await _refuse_a_bots(database)
    else:
        _tidy_up()
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix=TEMPORARY)))
        stack.enter_context(presence.held(folder / LOCAL))
        database = await Database.open(folder / LOCAL, secrets.token_bytes(KEY_BYTES))
        stack.push_async_callback(database.close)
    application = Application.build(settings, database, clock, Client(server.token, url), limited=True)
    server.attach(LocalControls(application, clock))
    sys.stdout.write(f"\nWalk Coach: open {url} in your browser. Ctrl-C stops it.\n\n")
    sys.stdout.flush()
    return application


def _tidy_up() -> None:
    """Remove what local chats that were killed left in the temporary folder: nobody has their keys any more."""
    for lock in Path(tempfile.gettempdir()).glob(f"{TEMPORARY}*/{LOCAL}.lock"):
        with contextlib.suppress(StoreError, OSError), presence.held(lock.with_name(LOCAL)):
            shutil.rmtree(lock.parent)


async def _opened(
    settings: Settings, stack: AsyncExitStack, new: bool, clock: Clock
) -> tuple[Database, Nightly | None]:
    """Open the database of the settings; a file gets a backup every night."""
    if settings.database_url:
        database = await Database.connect(settings.database_url)
        stack.push_async_callback(database.close)
        return database, None
    path = settings.database_path
    assert path is not None
    assert settings.backup_folder is not None
    stack.enter_context(presence.held(path))
    if not new:
        presence.refuse_loss(path, settings.key_file, settings.backup_folder)
    if settings.backup_folder != path.parent / "backups" and backup.on_one_disk(settings.backup_folder, path):
        log.warning(
            "BACKUP_FOLDER, %s, is on the database's own disk, and lost with it: is the other disk mounted?",
            settings.backup_folder,
        )
    key = load_or_make(settings.key_file, path)
    database = await Database.open(path, key)
    stack.push_async_callback(database.close)
    return database, Nightly(path, key, settings.backup_folder, settings.backup_keep, clock)


async def _used_by(bot_id: str, database: Database, clock: SteadyClock) -> None:
    async with database.transaction() as tx:
        clock.compare(installation.newest_instant(tx))
        before = installation.bot_id(tx)
        if before not in (None, bot_id):
            log.warning("This database was used by another bot: its people have to write to this one first.")
        if before != bot_id:
            installation.set_bot_id(tx, bot_id)


async def _refuse_a_bots(database: Database) -> None:
    async with database.transaction() as tx:
        bot_id = installation.bot_id(tx)
    if bot_id is not None:
        raise StoreError(
            f"This database belongs to a bot on Telegram ({bot_id}). The local chat does not know its people, and"
            " would mark them as gone. Set TELEGRAM_BOT_TOKEN, or name another database; to use it all the"
            " same, make a copy and start with: walk-coach run --local."
        )
