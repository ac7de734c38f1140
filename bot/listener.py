"""What is served over HTTP on Telegram: the webhook, and what an operator's tools ask.

`/healthz`: the program answers. `/readyz`: it can do its work; 503 and which part cannot. `/metrics`: for Prometheus.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from bot import metrics
from bot.clock import Clock
from bot.store.database import Database
from bot.store.delivery import queues
from bot.store.errors import StoreError

log = logging.getLogger(__name__)


def _ours(record: logging.LogRecord) -> bool:
    """Leave out what strangers send that is no HTTP: they are answered with 400, and nothing is wrong here."""
    error = record.exc_info[1] if record.exc_info else None
    return not isinstance(error, HttpProcessingError)


logging.getLogger("aiohttp.server").addFilter(_ours)

STORE_SECONDS = 2.0
SHUTDOWN_SECONDS = 0.5  # an update is stored in milliseconds; one that is cut off comes again
IDLE_SECONDS = 60.0  # for the headers of a request: the first of a connection, or the next
LINGER_SECONDS = 0.5  # for the rest of a body that nobody reads
LARGEST_BODY = 1024 * 1024
"""No update is larger; a body that is gets 413 before it is read whole."""

Check = Callable[[], bool]
Receive = Callable[[web.Request], Awaitable[web.StreamResponse]]


class ListenError(Exception):
    """The address cannot be listened on; the text says why and what to do."""


@dataclass(slots=True)
class Listener:
    """Serves until it is stopped. `checks` are asked by /readyz, `posts` are the paths that take POST requests."""

    host: str
    port: int
    database: Database
    clock: Clock
    checks: Mapping[str, Check]
    held_seconds: Callable[[], float] = lambda: 0.0
    """For how long nothing is sent, because Telegram asks the whole bot to wait."""
    posts: Mapping[str, Receive] = field(default_factory=dict)
    url: str = ""
    _runner: web.AppRunner | None = None

    async def start(self) -> None:
        """Listen; `url` is then the address. Raises ListenError."""
        app = web.Application(client_max_size=LARGEST_BODY)
        app.add_routes(
            [
                web.get("/healthz", self._alive),
                web.get("/readyz", self._ready),
                web.get("/metrics", self._metrics),
                *(web.post(path, receive) for path, receive in self.posts.items()),
            ]
        )
        self._runner = web.AppRunner(
            app,
            access_log=None,
            keepalive_timeout=IDLE_SECONDS,
            shutdown_timeout=SHUTDOWN_SECONDS,
            lingering_time=LINGER_SECONDS,
        )
        await self._runner.setup()
        try:
            await web.TCPSite(self._runner, self.host, self.port).start()
        except OSError as error:
            await self.stop()
            raise ListenError(
                f"Nothing can listen on {self.host}:{self.port} ({error.strerror}). Another program may use that port:"
                " set LISTEN_PORT to a free one."
            ) from error
        host, port = self._runner.addresses[0][:2]
        self.url = f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
        log.info("Listening on %s.", self.url)

    async def stop(self) -> None:
        """Finish what is being answered, and stop."""
        if self._runner:
            await self._runner.cleanup()

    async def _alive(self, _: web.Request) -> web.Response:
        return web.Response(text="alive\n")

    async def _ready(self, _: web.Request) -> web.Response:
        found = {"store": await self._answers(), **{name: check() for name, check in self.checks.items()}}
        held = self.held_seconds()
        told = {**found, **({"held_until": _iso(self.clock.now() + timedelta(seconds=held))} if held else {})}
        return web.json_response(told, status=200 if all(found.values()) else 503)

    async def _answers(self) -> bool:
        try:
            async with asyncio.timeout(STORE_SECONDS), self.database.transaction() as tx:
                tx.one("SELECT 1 FROM inbox LIMIT 1")
                return True
        except (StoreError, TimeoutError):
            return False

    async def _metrics(self, _: web.Request) -> web.Response:
        now = self.clock.now()
        try:
            async with asyncio.timeout(STORE_SECONDS), self.database.transaction() as tx:
                waiting = queues.all_of(tx, now)
        except (StoreError, TimeoutError):  # the other figures are worth telling all the same
            waiting = {}
        metrics.HELD.set(self.held_seconds())
        for name, queue in waiting.items():
            metrics.WAITING.labels(name).set(queue.waiting)
            age = (now - queue.oldest_at).total_seconds() if queue.oldest_at else 0
            metrics.OLDEST.labels(name).set(max(0, age))
        return web.Response(body=generate_latest(), headers={"Content-Type": CONTENT_TYPE_LATEST})


def _iso(instant: datetime) -> str:
    return f"{instant:%Y-%m-%dT%H:%M:%SZ}"
