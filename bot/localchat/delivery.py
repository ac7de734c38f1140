"""Updates posted to a webhook, as Telegram does it: in order, again and again until they are taken."""

import asyncio

import aiohttp

from bot.localchat.api.updates import Updates

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header
TIMEOUT = aiohttp.ClientTimeout(total=20)
AGAIN_SECONDS = 0.2


async def deliver(updates: Updates) -> None:
    """Post what waits, until cancelled. Only an answer of 2xx confirms an update."""
    async with aiohttp.ClientSession(timeout=TIMEOUT) as session:
        while True:
            hook, update = await updates.to_post()
            headers = {SECRET_HEADER: hook.secret} if hook.secret else {}
            try:
                async with session.post(hook.url, json=update, headers=headers) as answer:
                    error = "" if answer.ok else f"Wrong response from the webhook: {answer.status} {answer.reason}"
            except (aiohttp.ClientError, TimeoutError):
                error = "Connection refused"
            if error:
                updates.failed(error)
                await asyncio.sleep(AGAIN_SECONDS)
            else:
                updates.confirm(update["update_id"] + 1)
