"""HTTP below everything: python-telegram-bot's client, and calls as raw JSON."""

import logging
import os
from typing import Any

from telegram import Bot
from telegram.request import HTTPXRequest

# python-telegram-bot returns waiting times as timedelta where this is set, and warns where it is not.
os.environ.setdefault("PTB_TIMEDELTA", "true")

POLL_SECONDS = 50
CONNECTIONS = 64


class Client(Bot):
    """A bot whose methods are called by name, with parameters and results as JSON: what is stored is what is sent."""

    async def call(self, method: str, params: dict[str, Any], read_timeout: float | None = None) -> Any:
        """Call a method. Raises telegram.error.TelegramError."""
        kwargs = {} if read_timeout is None else {"read_timeout": read_timeout}
        return await self._post(method, api_kwargs=params, **kwargs)  # type: ignore[arg-type]


def client(token: str, api_url: str) -> Client:
    """Return a client for a Bot API server: methods at {url}/bot{token}/…, files at {url}/file/bot{token}/…"""
    # Both log every request's address, and the address holds the token.
    for name in ("httpx", "httpcore"):
        logging.getLogger(name).setLevel(logging.WARNING)
    return Client(
        token,
        base_url=f"{api_url}/bot",
        base_file_url=f"{api_url}/file/bot",
        request=HTTPXRequest(
            connection_pool_size=CONNECTIONS,
            connect_timeout=10,
            read_timeout=20,
            write_timeout=20,
            pool_timeout=30,
        ),
        get_updates_request=HTTPXRequest(connection_pool_size=1, connect_timeout=10, read_timeout=POLL_SECONDS + 10),
    )
