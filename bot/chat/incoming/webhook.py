"""Updates that Telegram posts: stored first, then answered with 200; what is not stored Telegram posts again."""

import asyncio
import hashlib
import hmac
import logging
from collections.abc import Mapping
from typing import Any

from aiohttp import web
from telegram.error import BadRequest, InvalidToken, TelegramError

from bot import logs
from bot.chat.decoding import decode
from bot.chat.incoming.inbox import Inbox
from bot.chat.incoming.poller import ALLOWED_UPDATES, MOST_WAITING, refused_token
from bot.chat.outgoing.transport import Client
from bot.store.errors import StoreError

log = logging.getLogger(__name__)

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header
ROOM_SECONDS = 10
BODY_SECONDS = 10
LOOK_SECONDS = 60


class Webhook:
    """One address that only Telegram can post to, because only Telegram and this bot know the secret."""

    def __init__(self, url: str, token: str, inbox: Inbox) -> None:
        self.url = url
        # Made from the token: the same after every start, kept nowhere, and nobody gets from it back to the token.
        self.secret = hmac.new(token.encode(), b"walk-coach webhook", hashlib.sha256).hexdigest()
        logs.hide(self.secret)
        self._inbox = inbox
        self._told_at = 0
        self._set = False

    async def receive(self, request: web.Request) -> web.Response:
        """Take one update: 200 once it is stored, 503 where it cannot be now, 403 without the secret.

        400 for what is no JSON, 408 for a body that does not come.
        """
        given = request.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(given.encode(errors="surrogateescape"), self.secret.encode()):
            return web.Response(status=403)
        try:
            async with asyncio.timeout(BODY_SECONDS):
                body = await request.read()
            update = decode(body)
        except TimeoutError:
            return web.Response(status=408)
        except ValueError:
            return web.Response(status=400)
        try:
            async with asyncio.timeout(ROOM_SECONDS):
                await self._inbox.room(MOST_WAITING)
            await self._inbox.receive([update])
        except TimeoutError:
            return web.Response(status=503)
        except StoreError as error:
            log.error("An update cannot be stored; Telegram keeps it: %s", error)
            return web.Response(status=503)
        return web.Response()

    async def keep(self, client: Client) -> None:
        """See to it that Telegram posts here, until cancelled. Raises TokenRefusedError."""
        while True:
            try:
                await self.look(client)
            except InvalidToken as error:
                raise refused_token() from error
            except BadRequest as error:
                log.error("Telegram does not take WEBHOOK_URL; no update comes before it does: %s", error)
            except TelegramError as error:
                log.warning("Telegram cannot be reached (%s). Next try in %d s.", type(error).__name__, LOOK_SECONDS)
            await asyncio.sleep(LOOK_SECONDS)

    async def look(self, client: Client) -> None:
        """Ask what Telegram knows of the webhook; set it only where that differs; tell what Telegram complains of."""
        known = await client.call("getWebhookInfo", {})
        complaint = ""
        if known.get("last_error_date", 0) > self._told_at:
            self._told_at = known["last_error_date"]
            complaint = str(known.get("last_error_message", ""))
            log.warning("Telegram could not deliver to WEBHOOK_URL: %s", complaint)
        # 403 is what a wrong secret gets here: it was set with an earlier token.
        if self._is_set(known) and "403" not in complaint:
            self._set = True
            return
        if self._set or known.get("url") not in ("", self.url):
            log.error("Another program changed this bot's webhook: only one may run a bot. WEBHOOK_URL is set again.")
        params = {"url": self.url, "secret_token": self.secret, "allowed_updates": ALLOWED_UPDATES}
        await client.call("setWebhook", params)
        self._set = True
        log.info("Telegram posts updates to WEBHOOK_URL.")

    def _is_set(self, known: Mapping[str, Any]) -> bool:
        return known.get("url") == self.url and set(known.get("allowed_updates", ())) == set(ALLOWED_UPDATES)
