"""The bot, whole: wires the parts, starts them, stops them."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from telegram.error import InvalidToken, TelegramError

from bot import metrics
from bot.chat.asides import Asides
from bot.chat.election import Election
from bot.chat.engine import Engine
from bot.chat.excuses import Excuses
from bot.chat.fetching import fetch
from bot.chat.incoming.inbox import Inbox
from bot.chat.incoming.limiter import Limiter
from bot.chat.incoming.poller import poll, refused_token
from bot.chat.incoming.updates import Update
from bot.chat.incoming.webhook import Webhook
from bot.chat.outgoing import profile_texts
from bot.chat.outgoing.files import Files
from bot.chat.outgoing.sender import Sender
from bot.chat.outgoing.transport import POLL_SECONDS, Client
from bot.chat.ticker import Ticker
from bot.clock import Clock
from bot.content import library
from bot.content.library import data_folder
from bot.export import archive as export
from bot.facts import timekeeping
from bot.flows.own import retention
from bot.listener import Listener
from bot.pictures.kinds import kinds
from bot.rendering import Renderer
from bot.settings import Settings
from bot.store.database import Database
from bot.store.delivery import inbox, outbox
from bot.store.file.nightly import Nightly

log = logging.getLogger(__name__)

KEEP_IDS = timedelta(days=3)  # Telegram forgets an update after 24 hours
SILENT_SECONDS = 2 * POLL_SECONDS  # Telegram is asked at least that often, polling or not
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
    nightly: Nightly | None
    webhook: Webhook | None
    listen: tuple[str, int] | None

    @classmethod
    def build(
        cls,
        settings: Settings,
        database: Database,
        clock: Clock,
        bot: Client,
        nightly: Nightly | None = None,
        renderer: Renderer | None = None,
        limited: bool = False,
    ) -> "Application":
        """Wire the parts; without a renderer the words are loaded anew. Raises ContentError.

        `limited`: somebody who sends more than a person can is held back.
        """
        renderer = renderer or Renderer(library.load(), operator_contact=settings.operator_contact)
        files = Files(
            database,
            bot,
            clock,
            {**kinds(renderer, _username(settings, bot)), export.KIND: export.maker(database, renderer.library)},
        )
        sender = Sender(database, bot, clock, files, settings.messages_per_second)
        limiter = Limiter(renderer.library.rules.flood) if limited else None
        operators = tuple(sorted(settings.admin_ids))
        engine = Engine(
            database, clock, renderer.library, renderer, operators, lambda: bot.answered, limiter, sender.wake
        )

        async def apply(update: Update) -> None:
            with metrics.update(update.kind):
                await engine.apply(await fetch(update, database, bot))

        received = Inbox(database, clock, apply, Excuses(Asides(renderer), bot, clock).make)
        webhook, listen = None, None
        if settings.token and settings.webhook_url:
            webhook = Webhook(settings.webhook_url, settings.token, received)
        if settings.token and settings.listen_port is not None:
            listen = (settings.listen_host, settings.listen_port)
        return cls(database, clock, bot, engine, received, sender, nightly, webhook, listen)

    @asynccontextmanager
    async def running(self) -> "AsyncIterator[asyncio.Task[None]]":
        """Run everything; what is yielded gets the updates, and ends only with TokenRefusedError.

        Raises ListenError, TokenRefusedError, TelegramError.
        """
        async with AsyncExitStack() as stack:
            stack.push_async_callback(self.client.shutdown)  # also of a client that never got an answer
            await self._connect()
            election = Election(self.database)
            if self.database.shared:
                for work in (election.run(), self.inbox.help()):
                    stack.push_async_callback(_cancelled, asyncio.create_task(work))

            def alone(work: Callable[[], Coroutine[Any, Any, None]]) -> "asyncio.Task[None]":
                return asyncio.create_task(election.while_leading(work) if self.database.shared else work())

            sending = alone(self.sender.run)
            stack.push_async_callback(_cancelled, sending)
            ticker = Ticker(self.tick)
            ticker.start()
            stack.push_async_callback(self.inbox.stop)
            stack.push_async_callback(ticker.stop)
            if not self.database.shared:
                await self.inbox.resume()
            texts = asyncio.create_task(profile_texts.show(self.client, profile_texts.load(data_folder("templates"))))
            stack.push_async_callback(_cancelled, texts)
            if self.nightly:
                backups = asyncio.create_task(self.nightly.run())
                stack.push_async_callback(_cancelled, backups)
            if self.listen:
                listener = self._listener(self.listen, ticker)
                await listener.start()
                stack.push_async_callback(listener.stop)
            webhook = self.webhook
            updates = alone(lambda: webhook.keep(self.client) if webhook else poll(self.client, self.inbox))
            stack.push_async_callback(_cancelled, updates)
            yield updates

    def _listener(self, listen: tuple[str, int], ticker: Ticker) -> Listener:
        return Listener(
            *listen,
            self.database,
            self.clock,
            checks={
                "space": lambda: not self.inbox.full,
                "tick": ticker.is_fresh,
                "clock": lambda: self.clock.sure,
                "telegram": lambda: self.client.silent_seconds < SILENT_SECONDS,
            },
            held_seconds=lambda: self.sender.held_seconds,
            posts={urlsplit(self.webhook.url).path or "/": self.webhook.receive} if self.webhook else {},
        )

    async def tick(self) -> int:
        """Say what is due, and keep the store tidy; return how many nudges were settled. Nothing by a doubtful time."""
        if not self.clock.sure:
            self.clock.now()  # it may be believed by now
            return 0
        if self.database.leading:
            await timekeeping.keep(self.database, self.engine.library, self.clock.now())
            async with self.database.transaction() as tx:
                if dropped := outbox.drop_stale(tx, self.clock.now()):
                    log.warning("%d messages could not be sent while they were worth it.", dropped)
        settled = await self.engine.tick() if await self._answered() else 0
        if not self.database.leading:
            return settled
        async with self.database.transaction() as tx:
            inbox.forget(tx, self.clock.now() - KEEP_IDS)
            retention.watch(tx, self.engine.library, self.clock.now())
        if self.database.unscrubbed:
            await self.database.scrub()
        return settled

    async def _answered(self) -> bool:
        """Tell whether Telegram answers. If it did not answer the last call, or others make the calls, ask it."""
        if not self.client.answered or not self.database.leading:
            with contextlib.suppress(TelegramError):
                await self.client.call("getMe", {})
        return self.client.answered

    async def _connect(self) -> None:
        for wait in (*CONNECT_SECONDS, None):
            try:
                await self.client.initialize()
                return
            except InvalidToken as error:
                raise refused_token() from error
            except TelegramError as error:
                if wait is None:
                    raise
                log.warning("Telegram cannot be reached (%s). Next try in %d s.", type(error).__name__, wait)
                await asyncio.sleep(wait)


def _username(settings: Settings, bot: Client) -> Callable[[], str | None]:
    """Return what tells the bot's name for links: known once it is connected, and none in the local chat."""
    return lambda: bot.username if settings.token else None


async def _cancelled(task: "asyncio.Task[None]") -> None:
    """Cancel a task and wait for its end."""
    task.cancel()
    await asyncio.wait([task])
