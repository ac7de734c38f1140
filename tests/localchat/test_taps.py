"""Taps and their answers."""

from datetime import timedelta

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import BadRequest

from bot.clock import FixedClock
from bot.localchat.person import Person, Toast
from bot.localchat.server import LocalServer

TOO_OLD = "Query is too old and response timeout expired or query id is invalid"
KEYS = InlineKeyboardMarkup(
    [[InlineKeyboardButton("Done", callback_data="d"), InlineKeyboardButton("Site", url="https://e.org")]]
)


async def test_a_tap_is_answered_once(bot: Bot, ana: Person) -> None:
    """The spinner stops, the toast is shown, and a second answer is too late."""
    await bot.send_message(7, "x", reply_markup=KEYS)
    query = ana.tap("Do")
    update = (await bot.get_updates(offset=-1))[0].callback_query
    assert update
    assert (update.data, update.id, update.from_user.id) == ("d", query.query_id, 7)
    assert update.chat_instance
    assert update.message
    await bot.answer_callback_query(update.id, "Saved", show_alert=True)
    await ana.answered(query)
    assert ana.toasts == [Toast("Saved", True)]
    with pytest.raises(BadRequest, match="(?i)" + TOO_OLD):
        await bot.answer_callback_query(update.id)


async def test_answers_that_come_too_late(bot: Bot, ana: Person, clock: FixedClock) -> None:
    """A query lives for a minute; an unknown one never lived; 200 characters are the most."""
    await bot.send_message(7, "x", reply_markup=KEYS)
    query = ana.tap("Done")
    with pytest.raises(BadRequest, match=r"(?i)message_too_long"):
        await bot.answer_callback_query(query.query_id, "x" * 201)
    clock.instant += timedelta(seconds=61)
    for query_id in (query.query_id, "1"):
        with pytest.raises(BadRequest, match="(?i)" + TOO_OLD):
            await bot.answer_callback_query(query_id)


async def test_a_label_that_is_not_there(bot: Bot, ana: Person) -> None:
    """The failure says which buttons there are; a link is none of them."""
    await bot.send_message(7, "x", reply_markup=KEYS)
    with pytest.raises(AssertionError, match="Done"):
        ana.tap("Site")


async def test_several_users_at_once(bot: Bot, server: LocalServer) -> None:
    """Each has an own chat, own messages, own taps."""
    people = [server.user(user_id, f"P{user_id}", "es") for user_id in range(1, 21)]
    for person in people:
        person.say("/start")
    for update in await bot.get_updates():
        assert update.effective_user
        await bot.send_message(update.effective_user.id, f"Hello {update.effective_user.first_name}", reply_markup=KEYS)
    for person in people:
        assert (await person.wait_for("Hello"))["text"] == f"Hello P{person.user_id}"
        person.tap("Done")
    taps = [update.callback_query for update in (await bot.get_updates(offset=-20))]
    assert [tap.from_user.id for tap in taps if tap] == list(range(1, 21))


async def test_waiting_hears_only_what_is_new(bot: Bot, ana: Person) -> None:
    """What was said before the person's last act does not count."""
    await bot.send_message(7, "Welcome")
    await ana.wait_for("Welcome")
    ana.say("again")
    with pytest.raises(AssertionError, match="did not say 'Welcome'"):
        await ana.wait_for("Welcome", seconds=0.01)
