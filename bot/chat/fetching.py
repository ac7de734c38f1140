"""Files that people send: fetched once they say yes, before the update is applied, so that a transaction is short."""

import logging

import msgspec
from telegram.error import TelegramError

from bot.chat.callbacks import decode
from bot.chat.incoming.updates import Update
from bot.chat.outgoing.transport import Client
from bot.flows.start import restore
from bot.store.database import Database
from bot.store.person import expecting

log = logging.getLogger(__name__)


async def fetch(update: Update, database: Database, bot: Client) -> Update:
    """Return the update with the file that a tap says yes to; without it where Telegram does not give it."""
    query = update.callback_query
    if query is None or decode(query.data or "") != restore.TAP:
        return update
    async with database.transaction() as tx:
        expected = expecting.find(tx, query.sender.id)
    if expected is None or expected.flow != restore.ROUTE:
        return update
    try:
        file = await bot.get_file(expected.field)
        return msgspec.structs.replace(update, fetched=bytes(await file.download_as_bytearray()))
    except TelegramError as error:
        log.warning("A file was not fetched: %s", type(error).__name__)
        return update
