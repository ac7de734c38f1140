"""Messages with a file: made when they are sent, uploaded once, then sent by Telegram's id of it."""

import hashlib
import logging
from collections.abc import Mapping
from typing import Any, TypeAlias

import msgspec
from telegram import InputFile
from telegram.error import BadRequest

from bot import logs
from bot.chat.outgoing.failures import Remedy, judge
from bot.chat.outgoing.transport import Client
from bot.clock import Clock
from bot.pictures.makers import Maker, Makers, Reuse
from bot.store.database import Database
from bot.store.delivery import uploads
from bot.store.errors import StoreError

log = logging.getLogger(__name__)

Stored: TypeAlias = Mapping[str, Any]
"""What was stored as JSON: a call, or the order of its file."""
ATTACHED = "upload"


class Files:
    """Sends the calls that have a file.

    The words are never lost with it: where a file cannot be made, or Telegram will not take it, they go alone.
    """

    def __init__(self, database: Database, client: Client, clock: Clock, makers: Makers) -> None:
        self._database, self._client, self._clock, self._makers = database, client, clock, makers

    async def send(self, call: Stored) -> None:
        """Make a call (see `calls.Call`) with its file. Raises telegram.error.TelegramError and StoreError."""
        order = call["file"]
        maker = self._makers.get(order["kind"])
        if maker is None:  # left in the outbox by another version of this program
            log.error("Nothing here makes files of the kind %s.", order["kind"])
            await self._client.call(call["method"], call["params"])
            return
        chat_id = call["params"]["chat_id"]
        digest = _digest(maker, order, chat_id)
        if maker.reuse is not Reuse.NEVER and await self._sent_again(call, order, digest):
            return
        try:
            content = await maker.make(order["language"], order["facts"])
        except Exception as error:
            log.error("A file of the kind %s cannot be made: %s", order["kind"], logs.place(error))
            await self._client.call(call["method"], call["params"])
            return
        try:
            file_id = await self._post(call, order, InputFile(content, order["name"]))
        except BadRequest as error:
            if judge(error).verdict is not Remedy.DROP:
                raise
            log.error("Telegram refuses a file of the kind %s (%d bytes).", order["kind"], len(content))
            await self._client.call(call["method"], call["params"])
            return
        if maker.reuse is not Reuse.NEVER:
            await self._remember(digest, chat_id if maker.reuse is Reuse.USER else None, file_id)

    async def _sent_again(self, call: Stored, order: Stored, digest: str) -> bool:
        """Send the file by its id where Telegram holds it, and tell whether that is done."""
        async with self._database.transaction() as tx:
            file_id = uploads.find(tx, digest)
        if file_id is None:
            return False
        try:
            await self._post(call, order, file_id)
        except BadRequest as error:
            if judge(error).verdict is not Remedy.DROP:
                raise
            # The id is of no use any more, whatever the reason: the bot has another token, the file is gone.
            async with self._database.transaction() as tx:
                uploads.forget(tx, digest)
            return False
        return True

    async def _remember(self, digest: str, owner: int | None, file_id: str) -> None:
        """Remember an upload. The message is sent: a store that refuses only costs another upload, not the message."""
        try:
            async with self._database.transaction() as tx:
                uploads.remember(tx, digest, owner, file_id, self._clock.now())
        except StoreError as error:
            log.error("An upload cannot be remembered: %s", error)

    async def _post(self, call: Stored, order: Stored, file: InputFile | str) -> str:
        """Make the call that has words and file; return Telegram's id of the file."""
        method, params = _with_file(call, order, file)
        message = await self._client.call(method, params)
        sent = message[_medium(order)]
        return str((sent[-1] if isinstance(sent, list | tuple) else sent)["file_id"])


def _with_file(call: Stored, order: Stored, file: InputFile | str) -> tuple[str, dict[str, Any]]:
    """Return the method and parameters that say the words of a call with a file."""
    kind = _medium(order)
    params = {key: value for key, value in call["params"].items() if key not in ("text", "link_preview_options")}
    words = {"caption": call["params"]["text"], "parse_mode": params.pop("parse_mode")}
    if call["method"] == "sendMessage":
        return f"send{kind.title()}", {**params, **words, kind: file}
    uploaded = {} if isinstance(file, str) else {ATTACHED: file}
    media = {"type": kind, "media": file if isinstance(file, str) else f"attach://{ATTACHED}", **words}
    return "editMessageMedia", {**params, "media": media, **uploaded}


def _medium(order: Stored) -> str:
    """Return what a file is sent as. Orders of the first version, still in an outbox, say it otherwise."""
    return str(order.get("medium") or ("photo" if order["photo"] else "document"))


def _digest(maker: Maker, order: Stored, chat_id: int) -> str:
    """Return what tells this file from every other."""
    owner = chat_id if maker.reuse is Reuse.USER else None
    made_from = (order["kind"], maker.version, order["language"], order["name"], owner, order["facts"])
    return hashlib.sha256(msgspec.json.encode(made_from, order="sorted")).hexdigest()
