"""Long polling that loses nothing: a batch is stored first, and confirmed by the next request's offset."""

import asyncio
import logging

from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot import logs
from bot.chat.incoming.inbox import Inbox, update_id
from bot.chat.outgoing.failures import judge
from bot.chat.outgoing.transport import POLL_SECONDS, Client
from bot.store.errors import StoreError

log = logging.getLogger(__name__)

ALLOWED_UPDATES = ["message", "edited_message", "callback_query", "my_chat_member", "channel_post"]
BATCH = 100
MOST_WAITING = 1000  # updates in memory; beyond that Telegram keeps them
FIRST_WAIT, LONGEST_WAIT = 1.0, 60.0


class TokenRefusedError(Exception):
    """Telegram does not know this token; the text says what to do."""


def refused_token() -> TokenRefusedError:
    """Return the one sentence about it."""
    return TokenRefusedError(
        "Telegram refuses TELEGRAM_BOT_TOKEN: copy it again from @BotFather; it may have been revoked."
    )


async def poll(client: Client, inbox: Inbox) -> None:
    """Fetch updates until cancelled. Raises TokenRefusedError; every other trouble is waited out."""
    offset, wait = 0, FIRST_WAIT
    while True:
        try:
            await inbox.room(MOST_WAITING)
            updates = await client.call(
                "getUpdates",
                {"offset": offset, "limit": BATCH, "timeout": POLL_SECONDS, "allowed_updates": ALLOWED_UPDATES},
                read_timeout=POLL_SECONDS + 10,
            )
            await inbox.receive(updates)
            ids = [found for update in updates if (found := update_id(update)) is not None]
            if updates and not ids:
                raise ValueError("no update in it has an id: asked again at once, the same would come")
            offset = max(ids, default=offset - 1) + 1
            wait = FIRST_WAIT
            continue
        except InvalidToken as error:
            raise refused_token() from error
        except Conflict as conflict:
            if "webhook" in str(conflict).lower():
                log.warning("A webhook is set for this bot, and WEBHOOK_URL is empty: taking it away, to poll.")
                if await _took_webhook_away(client):
                    continue
            else:
                log.error("Another program reads this bot's updates: only one may. Next try in %.0f s.", wait)
        except TelegramError as error:
            asked = judge(error).wait_seconds if isinstance(error, RetryAfter) else None
            wait = max(wait, asked or 0)
            log.warning("Telegram cannot be reached (%s). Next try in %.0f s.", type(error).__name__, wait)
        except StoreError as error:
            log.error("Updates cannot be stored; Telegram keeps them. Next try in %.0f s: %s", wait, error)
        except Exception as error:  # an answer that nobody can read must not end the reading of others
            log.error("Updates cannot be read. Next try in %.0f s: %s", wait, logs.place(error))
        await asyncio.sleep(wait)
        wait = min(wait * 2, LONGEST_WAIT)


async def _took_webhook_away(client: Client) -> bool:
    """What waits at Telegram stays there; where this fails, the next poll meets the same conflict."""
    try:
        await client.call("deleteWebhook", {"drop_pending_updates": False})
    except TelegramError as error:
        log.warning("Telegram cannot be reached (%s).", type(error).__name__)
        return False
    return True
