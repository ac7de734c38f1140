"""HTTP for python-telegram-bot, over aiohttp: many times faster than its own client, and as careful with the token.

An address of the Bot API holds the token. No text, cause or context of an error that leaves here holds an address.
"""

import asyncio
import contextlib
import io
import ipaddress
import logging
import math
import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import aiohttp
import certifi
import msgspec
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.chat.decoding import decode
from bot.chat.outgoing.failures import LONGEST_WAIT_SECONDS

log = logging.getLogger(__name__)

KEEP_ALIVE_SECONDS = 60.0
DNS_SECONDS = 60
HEAR_SECONDS = 1.0
HEADERS = {"User-Agent": BaseRequest.USER_AGENT}
JSON_HEADERS = {**HEADERS, "Content-Type": "application/json"}


@dataclass(frozen=True, slots=True)
class JsonData:
    """The parameters of a call that are JSON already; stands in for RequestData, which wraps every one of them."""

    parameters: Mapping[str, Any]
    contains_files: bool = False


@dataclass(frozen=True, slots=True)
class Timeouts:
    """Seconds. `pool`: for a free connection; `connect`: for a new one; `read`: between two parts of an answer."""

    pool: float = 30
    connect: float = 10
    write: float = 20
    read: float = 20


class AiohttpRequest(BaseRequest):
    """Up to `connections` requests to one Bot API server at once, over connections that are kept.

    Parameters go as one JSON object, files as multipart, streamed. A redirect is not followed: it would take the token
    elsewhere. HTTP_PROXY, HTTPS_PROXY, ALL_PROXY and NO_PROXY are read once, when it is initialized.
    """

    def __init__(
        self,
        url: str,
        connections: int,
        timeouts: Timeouts | None = None,
        hear: Callable[[datetime], None] | None = None,
    ) -> None:
        self._url, self._connections = url, connections
        self._timeouts = timeouts or Timeouts()
        self._session: aiohttp.ClientSession | None = None
        self._hear, self._heard_at = hear, float("-inf")

    @property
    def read_timeout(self) -> float:
        """The seconds that an answer may take where a call does not say otherwise."""
        return self._timeouts.read

    async def initialize(self) -> None:
        """Open the pool; that makes no connection yet."""
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(
                    limit=self._connections,
                    keepalive_timeout=KEEP_ALIVE_SECONDS,
                    ttl_dns_cache=DNS_SECONDS,
                    ssl=_certificates() if self._url.startswith("https:") else True,
                ),
                cookie_jar=aiohttp.DummyCookieJar(),
                proxy=proxy_for(self._url),
            )

    async def shutdown(self) -> None:
        """Close every connection."""
        if self._session is not None:
            session, self._session = self._session, None
            await session.close()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Make one request; return its status and body. Raises TimedOut and NetworkError, without the address."""
        if self._session is None:
            raise RuntimeError("This request is not initialized.")
        body: Any = None
        headers = HEADERS
        if request_data is not None and request_data.contains_files:
            body = _form(request_data)
        elif request_data is not None and request_data.parameters:
            body, headers = msgspec.json.encode(request_data.parameters), JSON_HEADERS
        timeout = self._timeout(pool_timeout, connect_timeout, write_timeout, read_timeout)
        try:
            async with self._session.request(
                method, url, data=body, headers=headers, timeout=timeout, allow_redirects=False
            ) as response:
                self._listen(response.headers.get("Date"))
                return response.status, await response.read()
        except (TimeoutError, aiohttp.ClientError, OSError) as error:
            failure = _failure(error)
        # Raised out here it has no context: the original names the address.
        raise failure

    def _listen(self, date: str | None) -> None:
        """Pass the server's time on, now and then."""
        elapsed = asyncio.get_running_loop().time()
        if self._hear is None or date is None or elapsed - self._heard_at < HEAR_SECONDS:
            return
        self._heard_at = elapsed
        with contextlib.suppress(ValueError):
            instant = parsedate_to_datetime(date)
            if instant.tzinfo is not None:
                self._hear(instant.astimezone(UTC))

    def _timeout(self, pool: Any, connect: Any, write: Any, read: Any) -> aiohttp.ClientTimeout:
        default, given = BaseRequest.DEFAULT_NONE, self._timeouts
        pool = given.pool if pool is default else pool
        connect = given.connect if connect is default else connect
        write = given.write if write is default else write
        read = given.read if read is default else read
        parts = (pool, connect, write, read)
        return aiohttp.ClientTimeout(
            # aiohttp has no time for writing alone: all together must not take longer than each of them may.
            total=None if None in parts else sum(parts),
            connect=None if pool is None or connect is None else pool + connect,
            sock_connect=connect,
            sock_read=read,
        )

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Return an answer's JSON object. TelegramError for anything else, of which nothing is logged."""
        try:
            parsed = decode(payload)
        except ValueError:
            parsed = None
        if not isinstance(parsed, dict):
            raise TelegramError("Invalid server response")
        if parsed.get("parameters") is not None:
            parsed["parameters"] = _parameters(parsed["parameters"])
        return parsed


def proxy_for(url: str) -> str | None:
    """Return the proxy that the environment names for an address; none for this machine itself.

    SOCKS is not understood: that is logged, and the proxy not used.
    """
    parts = urlsplit(url)
    proxies = getproxies()
    proxy = proxies.get(parts.scheme) or proxies.get("all")
    if not proxy or not parts.hostname or is_this_machine(parts.hostname) or proxy_bypass(parts.hostname):
        return None
    scheme = urlsplit(proxy).scheme
    if scheme not in ("http", "https"):
        log.warning("The environment names a proxy of the kind %s; only http and https can be used.", scheme or "?")
        return None
    return proxy


def is_this_machine(host: str) -> bool:
    """Tell whether a name or address means the machine that this runs on."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _certificates() -> ssl.SSLContext:
    """Trust what the system trusts, and what Mozilla does: not every machine has a list of its own."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context


def _form(data: RequestData) -> aiohttp.FormData:
    form = aiohttp.FormData(data.json_parameters, quote_fields=False)  # file names as they are, not as in an address
    for name, (file_name, content, mime_type) in data.multipart_data.items():
        stream = io.BytesIO(content) if isinstance(content, bytes) else content
        form.add_field(name, stream, filename=file_name, content_type=mime_type)
    return form


def _failure(error: Exception) -> TelegramError:
    """Return what python-telegram-bot raises for a trouble of the network; its text names the kind alone."""
    if isinstance(error, TimeoutError):
        return TimedOut(f"Timed out ({type(error).__name__})")
    return NetworkError(f"aiohttp.{type(error).__name__}")


def _parameters(given: Any) -> dict[str, Any]:
    """Return what a refusal says besides, with a waiting time in whole seconds whatever form it had."""
    if not isinstance(given, dict):
        return {}
    parameters = dict(given)
    if "retry_after" in parameters:
        try:
            seconds = float(parameters["retry_after"])
        except (TypeError, ValueError, OverflowError):
            seconds = 0.0
        longest = LONGEST_WAIT_SECONDS
        parameters["retry_after"] = math.ceil(min(seconds, longest)) if seconds > 0 else 1  # NaN is not above 0
    return parameters
