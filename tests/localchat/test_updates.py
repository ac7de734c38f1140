"""The queue of updates and its one poller."""

import asyncio
from datetime import timedelta

import pytest
from telegram import Bot
from telegram.error import BadRequest, Conflict

from bot.clock import FixedClock
from bot.localchat.person import Person
from bot.localchat.server import LocalServer
from tests.support.scripted_bot import client_of


async def texts(bot: Bot, offset: int | None = None, **more: int) -> list[str]:
    """Return the texts that wait."""
    updates = await bot.get_updates(offset, **more)  # type: ignore[arg-type]
    return [update.message.text or "" for update in updates if update.message]


async def test_an_offset_confirms(bot: Bot, ana: Person) -> None:
    """Updates come again until an offset above them is asked for; a negative one keeps the newest."""
    for text in "abcd":
        ana.say(text)
    first = (await bot.get_updates())[0].update_id
    assert await texts(bot, limit=2) == ["/start", "a"]
    assert await texts(bot, first + 1) == ["a", "b", "c", "d"]
    assert await texts(bot, -2) == ["c", "d"]
    assert await texts(bot, first + 5) == []
    assert (await bot.get_webhook_info()).pending_update_count == 0


async def test_a_poll_waits_for_news(bot: Bot, server: LocalServer, ana: Person) -> None:
    """A poll that finds nothing ends as soon as something arrives."""
    last = (await bot.get_updates())[-1].update_id
    waiting = asyncio.create_task(texts(bot, last + 1, timeout=30))
    await server.world.updates.poll_waits.wait()
    ana.say("news")
    async with asyncio.timeout(30):
        assert await waiting == ["news"]


async def test_the_second_poller_ends_the_first(bot: Bot, server: LocalServer, ana: Person) -> None:
    """One bot, one poll: the earlier one is told so."""
    last = (await bot.get_updates())[-1].update_id
    waiting = asyncio.create_task(bot.get_updates(last + 1, timeout=30))
    await server.world.updates.poll_waits.wait()
    async with client_of(server) as second:
        assert await second.get_updates(last + 1) == ()
    with pytest.raises(Conflict, match="terminated by other getUpdates request; make sure that only one"):
        await waiting


async def test_a_webhook_forbids_polling(bot: Bot, ana: Person) -> None:
    """Until it is deleted; deleting can drop what waits."""
    with pytest.raises(BadRequest, match=r"(?i)an HTTPS URL must be provided"):
        await bot.set_webhook("http://e.org")
    await bot.set_webhook("https://e.org/hook")
    with pytest.raises(Conflict, match="webhook is active"):
        await bot.get_updates()
    assert (await bot.get_webhook_info()).url == "https://e.org/hook"
    await bot.delete_webhook(drop_pending_updates=True)
    assert await bot.get_updates() == ()


async def test_only_wanted_kinds_come(bot: Bot, ana: Person) -> None:
    """`allowed_updates` holds from its poll on."""
    await bot.get_updates(allowed_updates=["message"])
    ana.block()
    ana.say("back")
    assert [update.message.text for update in await bot.get_updates() if update.message] == ["/start", "back"]
    assert len(await bot.get_updates()) == 2


async def test_updates_are_kept_for_a_day(bot: Bot, ana: Person, clock: FixedClock) -> None:
    """After 24 hours Telegram forgets."""
    clock.instant += timedelta(hours=24)
    assert len(await bot.get_updates()) == 1
    clock.instant += timedelta(seconds=1)
    assert await bot.get_updates() == ()


async def test_block_and_unblock_are_told(bot: Bot, ana: Person) -> None:
    """As a change of the bot's membership."""
    ana.block()
    ana.unblock()
    changes = [update.my_chat_member for update in await bot.get_updates() if update.my_chat_member]
    assert [(c.old_chat_member.status, c.new_chat_member.status) for c in changes] == [
        ("member", "kicked"),
        ("kicked", "member"),
    ]


async def test_groups_edits_and_stickers_arrive(bot: Bot, server: LocalServer, ana: Person) -> None:
    """Whatever people do, the bot is told."""
    group = server.group(-5, "Walkers")
    ana.invite(group)
    ana.say("/start@walk_coach_local_bot", group)
    ana.edit(ana.messages[0], "/help")
    sticker = {"file_id": "s", "file_unique_id": "s", "type": "regular", "width": 1, "height": 1, "is_animated": False}
    ana.send({"sticker": {**sticker, "is_video": False}})
    _, invited, said, edited, sent = await bot.get_updates()
    assert invited.my_chat_member
    assert invited.my_chat_member.chat.type == "group"
    assert said.message
    assert said.message.chat.title == "Walkers"
    assert edited.edited_message
    assert edited.edited_message.text == "/help"
    assert sent.message
    assert sent.message.sticker
