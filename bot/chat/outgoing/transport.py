"""The client of the Bot API: python-telegram-bot's, and calls as raw JSON."""

import asyncio
import os
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, cast

from telegram import Bot, InputFile
from telegram.error import InvalidToken, NetworkError, TelegramError
from telegram.request import RequestData

from bot import metrics
from bot.chat.outgoing.failures import Remedy, judge
from bot.chat.outgoing.http import AiohttpRequest, JsonData, Timeouts

# python-telegram-bot returns waiting times as timedelta where this is set, and warns where it is not.
os.environ.setdefault("PTB_TIMEDELTA", "true")

POLL_SECONDS = 50
CONNECTIONS = 160  # somewhat more than are in flight at once


class Client(Bot):
    """A bot whose methods are called by name, with parameters and results as JSON: what is stored is what is sent.

    It speaks to a Bot API server: methods at {api_url}/bot{token}/…, files at {api_url}/file/bot{token}/…

    `hear` gets the server's time now and then. No representation of it and no error that it raises holds the token.
    """

    def __init__(self, token: str, api_url: str, hear: Callable[[datetime], None] | None = None) -> None:
        self._calling = AiohttpRequest(api_url, CONNECTIONS, hear=hear)
        self._polling = AiohttpRequest(api_url, 1, Timeouts(read=POLL_SECONDS + 10), hear)
        self._answered_at = float("-inf")
        self._answered = True
        super().__init__(
            token,
            base_url=f"{api_url}/bot",
            base_file_url=f"{api_url}/file/bot",
            request=self._calling,
            get_updates_request=self._polling,
        )

    def __repr__(self) -> str:
        """Leave the token out, which python-telegram-bot's own representation shows."""
        return "Client[…]"

    async def initialize(self) -> None:
        """Open the pools and ask Telegram who this is. Raises InvalidToken and other TelegramErrors."""
        try:
            await super().initialize()
        except InvalidToken:
            refused = True
        else:
            refused = False
        if refused:  # raised out here it has no context: the original quotes the token
            raise InvalidToken("The server refused the token.")

    @property
    def silent_seconds(self) -> float:
        """How long ago Telegram last did what was asked."""
        return asyncio.get_running_loop().time() - self._answered_at

    @property
    def answered(self) -> bool:
        """Whether Telegram answered the last call, be it with a refusal."""
        return self._answered

    async def call(self, method: str, params: Mapping[str, Any], read_timeout: float | None = None) -> Any:
        """Call a method. Raises telegram.error.TelegramError.

        Parameters are plain JSON, but for files (InputFile), which may stand at the top.
        """
        try:
            with metrics.call(method):
                answer = await self._answer(method, params, read_timeout)
        except TelegramError as error:
            failure = judge(error)
            self._answered = failure.verdict is not Remedy.LATER or failure.wait_seconds is not None
            raise
        self._answered = True
        self._answered_at = asyncio.get_running_loop().time()
        return answer

    async def _answer(self, method: str, params: Mapping[str, Any], read_timeout: float | None) -> Any:
        if any(isinstance(value, InputFile) for value in params.values()):
            return await self._post(method, api_kwargs=dict(params))
        request = self._polling if method == "getUpdates" else self._calling
        data = cast(RequestData, JsonData(params))
        seconds = request.read_timeout if read_timeout is None else read_timeout
        try:
            return await request.post(f"{self.base_url}/{method}", data, read_timeout=seconds)
        except KeyError as error:  # a success without a result: not from Telegram
            raise NetworkError("Invalid server response") from error
