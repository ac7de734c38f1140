"""The local Bot API server: the bot speaks to it as to Telegram; a page and tests play the users."""

import asyncio
import ipaddress
from collections import deque
from typing import Any

from aiohttp import web

from bot.clock import Clock
from bot.localchat.api.errors import BadGateway, Json, Refused
from bot.localchat.api.faults import Fault, Faults
from bot.localchat.api.parse import UPLOAD_LIMIT, Params, read
from bot.localchat.delivery import deliver
from bot.localchat.guard import add_headers, guard
from bot.localchat.page_api import PageApi
from bot.localchat.table import METHODS
from bot.localchat.town import Town

TOKEN = "5550000001:LOCAL-loopback-only-this-is-no-secret"  # noqa: S105 - it opens nothing but this server
HTML = "<html>\r\n<head><title>{0}</title></head>\r\n<body><center><h1>{0}</h1></center></body>\r\n</html>\r\n"
REASONS = {500: "500 Internal Server Error", 502: "502 Bad Gateway", 504: "504 Gateway Time-out"}
SHUTDOWN_SECONDS = 1.0
IDLE_SECONDS = 60.0  # for the headers of a request; a bot that waits for updates has sent them


class LocalServer(Town):
    """One bot's Telegram on this machine.

    async with LocalServer(clock) as server:
        ana = server.user(7)
        ana.say("/start")
        await ana.wait_for("Welcome")

    `calls` keeps the last calls of the bot as (method, parameters), getUpdates left out.
    """

    def __init__(self, clock: Clock, token: str = TOKEN) -> None:
        super().__init__(clock)
        self.token = token
        self.faults = Faults()
        self.calls: deque[tuple[str, Json]] = deque(maxlen=20_000)
        self.url = ""
        self._runner: web.AppRunner | None = None
        self._delivery: asyncio.Task[None] | None = None

    async def start(self, host: str = "127.0.0.1", port: int = 0) -> str:
        """Listen, on loopback only, and return the address; port 0 takes a free one. ValueError for another host."""
        if not (host == "localhost" or ipaddress.ip_address(host).is_loopback):
            raise ValueError(f"the local chat listens on loopback addresses only, not on {host}")
        # An upload may be a little larger than its file; parse.read counts the file itself.
        app = web.Application(middlewares=[guard], client_max_size=UPLOAD_LIMIT + 1024 * 1024)
        app.on_response_prepare.append(add_headers)
        app.add_routes(
            [
                *PageApi(self).routes(),
                web.get("/file/bot{token}/{path:.+}", self._download),
                web.route("*", "/bot{token:[^/]*}/{method}", self._call),
            ]
        )
        self._runner = web.AppRunner(
            app, access_log=None, keepalive_timeout=IDLE_SECONDS, shutdown_timeout=SHUTDOWN_SECONDS
        )
        await self._runner.setup()
        site = web.TCPSite(self._runner, host, port)
        await site.start()
        self._delivery = asyncio.create_task(deliver(self.world.updates))
        bound = self._runner.addresses[0]
        shown = f"[{bound[0]}]" if ":" in bound[0] else bound[0]
        self.url = f"http://{shown}:{bound[1]}"
        return self.url

    async def stop(self) -> None:
        """End every poll and every page's stream, then close."""
        self.world.updates.close()
        self.world.feed.close()
        if self._delivery:
            self._delivery.cancel()
            await asyncio.wait([self._delivery])
        if self._runner:
            await self._runner.cleanup()
            self._runner = None

    async def __aenter__(self) -> "LocalServer":
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    @property
    def api_url(self) -> str:
        """What python-telegram-bot calls `base_url`."""
        return f"{self.url}/bot"

    @property
    def file_url(self) -> str:
        """What python-telegram-bot calls `base_file_url`."""
        return f"{self.url}/file/bot"

    async def answer(self, method: str, params: Params) -> Any:
        """Do one call, whatever wire it came over, and whatever is to go wrong with it.

        Raises Refused, and ConnectionAbortedError where the connection is cut before there is an answer.
        """
        if method.lower() != "getupdates":
            self.calls.append((method, params.values))
        fault = self.faults.take(method, params.values)
        if fault is None or await self._goes_on(fault):
            return await self._run(method, params)
        if fault.kind == "lose":
            await self._run(method, params)
        raise ConnectionAbortedError(fault.kind)

    async def _call(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        if request.method not in ("GET", "POST"):
            return _answer(Refused(405, "Method Not Allowed"))
        if request.match_info["token"] != self.token:
            return _answer(Refused(401, "Unauthorized: invalid token specified"))
        try:
            result = await self.answer(method, await read(request))
        except BadGateway as bad:
            return web.Response(status=bad.status, text=HTML.format(bad.description), content_type="text/html")
        except Refused as refused:
            return _answer(refused)
        except ConnectionAbortedError:
            if request.transport is not None:  # else the client is gone already
                request.transport.abort()
            return web.Response()
        return web.json_response({"ok": True, "result": result})

    async def _run(self, method: str, params: Params) -> Any:
        answer = METHODS.get(method.lower())
        if answer is None:
            raise Refused(404, "Not Found: method not found")
        return await answer(self.world, params)

    async def _goes_on(self, fault: Fault) -> bool:
        """Let it go wrong; tell whether the call is done and answered all the same."""
        fault.reached.set()
        if fault.kind == "too_many":
            wait = int(fault.seconds)
            raise Refused(429, f"Too Many Requests: retry after {wait}", {"retry_after": wait})
        if fault.kind == "refuse":
            raise Refused(fault.status, fault.description)
        if fault.kind == "html":
            raise BadGateway(fault.status, REASONS.get(fault.status, str(fault.status)))
        if fault.kind == "delay":
            await asyncio.sleep(fault.seconds)
        if fault.kind == "hold":
            await fault.released.wait()
        return fault.kind not in ("lose", "drop")

    async def _download(self, request: web.Request) -> web.Response:
        if request.match_info["token"] != self.token:
            return _answer(Refused(401, "Unauthorized: invalid token specified"))
        file = self.world.files.at(request.match_info["path"])
        if file is None:
            return _answer(Refused(404, "Not Found"))
        return web.Response(body=file.upload.content, content_type="application/octet-stream")


def _answer(refused: Refused) -> web.Response:
    return web.json_response(refused.body(), status=refused.status)
