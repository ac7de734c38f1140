"""Sending, editing and deleting, through the real client."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import aiohttp
import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, KeyboardButton, Message, ReplyKeyboardMarkup
from telegram.error import BadRequest, Forbidden

from bot.clock import FixedClock
from bot.localchat.person import Person
from bot.localchat.server import LocalServer

KEY = InlineKeyboardMarkup(
    [[InlineKeyboardButton("Yes", callback_data="y"), InlineKeyboardButton("No", callback_data="n")]]
)


async def refusal(call: Awaitable[Any]) -> str:
    """Return what a call is refused with."""
    with pytest.raises(BadRequest) as refused:
        await call
    return str(refused.value)


async def test_a_message_arrives_as_it_is_seen(bot: Bot, ana: Person) -> None:
    """Tags become entities, ends are trimmed, commands and addresses are found, the date is the clock's."""
    sent = await bot.send_message(7, " <b>Hi</b> &amp; /help https://e.org. \n", "HTML", reply_markup=KEY)
    assert sent.text == "Hi & /help https://e.org."
    assert [(e.type, e.offset, e.length) for e in sent.entities] == [
        ("bold", 0, 2),
        ("bot_command", 5, 5),
        ("url", 11, 13),
    ]
    assert ana.last["date"] == 1795435200
    assert [button["text"] for button in ana.buttons()] == ["Yes", "No"]


@pytest.mark.parametrize(
    ("text", "mode", "reason"),
    [
        ("", None, "Message text is empty"),
        (" \n", None, "Text must be non-empty"),
        ("x" * 4097, None, "Message is too long"),
        ("<b>" + "x" * 4097 + "</b>", "HTML", "Message is too long"),
        ("<h1>x</h1>", "HTML", 'Can\'t parse entities: unsupported start tag "h1" at byte offset 0'),
    ],
)
async def test_texts_that_are_refused(bot: Bot, ana: Person, text: str, mode: str | None, reason: str) -> None:
    """A text is 1 to 4096 characters after parsing."""
    assert (await refusal(bot.send_message(7, text, mode))).lower() == reason.lower()


async def test_the_longest_text_is_measured_after_parsing(bot: Bot, ana: Person) -> None:
    """Tags do not count, and neither do surrogate pairs."""
    assert len((await bot.send_message(7, "<b>" + "😀" * 4096 + "</b>", "HTML")).text or "") == 4096


def one(label: str = "x", data: str = "y") -> InlineKeyboardMarkup:
    """Return a keyboard of one button."""
    return InlineKeyboardMarkup([[InlineKeyboardButton(label, callback_data=data)]])


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        (one(data="x" * 65), "BUTTON_DATA_INVALID"),
        (one(data="é" * 33), "BUTTON_DATA_INVALID"),
        (one(label=" "), "inline keyboard button text must be non-empty"),
        (InlineKeyboardMarkup([[InlineKeyboardButton("x")]]), "unallowed in the inline keyboard"),
        (InlineKeyboardMarkup([[InlineKeyboardButton("x", url="nowhere")]]), "is invalid: wrong HTTP URL"),
        (InlineKeyboardMarkup([[InlineKeyboardButton("x", callback_data="y")]] * 101), "reply markup is too long"),
        (InlineKeyboardMarkup([[InlineKeyboardButton("x" * 600, callback_data="y")]] * 20), "reply markup is too long"),
        (ReplyKeyboardMarkup([[KeyboardButton("")]]), "keyboard button text must be non-empty"),
    ],
)
async def test_keyboards_that_are_refused(bot: Bot, ana: Person, markup: Any, reason: str) -> None:
    """Buttons have a text, a purpose, at most 64 bytes of data, and not too many neighbours."""
    assert reason.lower() in (await refusal(bot.send_message(7, "x", reply_markup=markup))).lower()


async def test_64_bytes_of_data_are_taken(bot: Bot, ana: Person) -> None:
    """The limit itself is legal."""
    assert (await bot.send_message(7, "x", reply_markup=one(data="é" * 32))).reply_markup is not None


async def test_an_edit_replaces_text_and_buttons(bot: Bot, ana: Person) -> None:
    """The message keeps its place; buttons that are not sent again are gone."""
    sent = await bot.send_message(7, "<b>one</b>", "HTML", reply_markup=KEY)
    edited = await bot.edit_message_text("two", 7, sent.message_id)
    assert isinstance(edited, Message)
    assert (edited.text, edited.entities, edited.reply_markup) == ("two", (), None)
    assert ana.last["text"] == "two"
    again = await bot.edit_message_reply_markup(7, sent.message_id, reply_markup=KEY)
    assert isinstance(again, Message)
    assert (again.text, again.reply_markup) == ("two", KEY)


async def test_edits_that_are_refused(bot: Bot, ana: Person) -> None:
    """The same again, a missing message, the user's own message, a message without text."""
    sent = await bot.send_message(7, "<b>one</b>", "HTML", reply_markup=KEY)
    place = await bot.send_location(7, 40.4, -3.7)
    own = ana.messages[0]["message_id"]
    same = await refusal(bot.edit_message_text("<b>one</b>", 7, sent.message_id, parse_mode="HTML", reply_markup=KEY))
    assert same == (
        "Message is not modified: specified new message content and reply markup are exactly the same"
        " as a current content and reply markup of the message"
    )
    assert await refusal(bot.edit_message_text("x", 7, 999)) == "Message to edit not found"
    assert await refusal(bot.edit_message_text("x", 7, own)) == "Message can't be edited"
    assert await refusal(bot.edit_message_text("x", 7, place.message_id)) == "There is no text in the message to edit"
    assert (await bot.edit_message_text("one", 7, sent.message_id, reply_markup=KEY)) is not True


async def test_deleting(bot: Bot, ana: Person, clock: FixedClock) -> None:
    """A message goes away once, and only within 48 hours."""
    first, second = await bot.send_message(7, "one"), await bot.send_message(7, "two")
    assert await bot.delete_message(7, first.message_id)
    assert await refusal(bot.delete_message(7, first.message_id)) == "Message to delete not found"
    clock.instant += timedelta(hours=49)
    assert await refusal(bot.delete_message(7, second.message_id)) == "Message can't be deleted for everyone"


async def test_who_may_not_be_written_to(bot: Bot, server: LocalServer, ana: Person) -> None:
    """Strangers, people who never started, who blocked, who left Telegram, and groups that were left."""
    assert await refusal(bot.send_message(99, "x")) == "Chat not found"
    server.user(8)
    group = server.group(-5)
    await bot.leave_chat(-5)
    refused: list[tuple[int, Callable[[], object], str]] = [
        (8, lambda: None, "bot can't initiate conversation with a user"),
        (7, ana.block, "bot was blocked by the user"),
        (7, ana.deactivate, "user is deactivated"),
        (group.chat_id, lambda: None, "bot is not a member of the group chat"),
    ]
    for chat_id, before, reason in refused:
        before()
        with pytest.raises(Forbidden, match=f"Forbidden: {reason}"):
            await bot.send_message(chat_id, "x")


async def test_a_wrong_token_and_an_unknown_method(server: LocalServer) -> None:
    """401 and 404, with Telegram's words."""
    for path, code, words in [
        ("/bot1:wrong/getMe", 401, "Unauthorized: invalid token specified"),
        (f"/bot{server.token}/sendFlowers", 404, "Not Found: method not found"),
    ]:
        async with aiohttp.ClientSession() as session, session.post(server.url + path) as response:
            assert response.status == code
            assert await response.json() == {"ok": False, "error_code": code, "description": words}


async def test_names_of_methods_have_no_case(server: LocalServer) -> None:
    """As at Telegram; and parameters may stand in the address or in a JSON body."""
    server.user(7).say("hello")
    async with aiohttp.ClientSession() as session:
        async with session.get(f"{server.api_url}{server.token}/SENDMESSAGE?chat_id=7&text=hi") as response:
            assert (await response.json())["result"]["text"] == "hi"
        body = {"chat_id": 7, "text": "x", "reply_markup": {"inline_keyboard": [[{"text": "k", "callback_data": "d"}]]}}
        async with session.post(f"{server.api_url}{server.token}/sendMessage", json=body) as response:
            assert (await response.json())["result"]["reply_markup"] == body["reply_markup"]
        async with session.post(f"{server.api_url}{server.token}/sendMessage", data={"reply_markup": "{"}) as response:
            assert response.status == 400


async def test_the_reply_keyboard_and_the_location(bot: Bot, ana: Person) -> None:
    """A keyboard for once stands below the field until the person answers."""
    share = ReplyKeyboardMarkup([[KeyboardButton("Share", request_location=True)]], one_time_keyboard=True)
    await bot.send_message(7, "Where?", reply_markup=share)
    assert [ana.chat.keyboard is None, bool(ana.share_location(40.4, -3.7)), ana.chat.keyboard is None] == [
        False,
        True,
        True,
    ]
    update = (await bot.get_updates())[-1]
    assert update.message
    assert update.message.location
    assert update.message.location.latitude == 40.4
