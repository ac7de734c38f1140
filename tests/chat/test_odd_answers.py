"""What Telegram answers, or sends, that nobody would expect: nothing of it silences the bot or loses an answer."""

import asyncio
import json
from datetime import timedelta

import pytest
from telegram.error import InvalidToken

from bot.chat.decoding import decode
from bot.chat.outgoing.failures import Remedy, judge
from bot.chat.outgoing.http import AiohttpRequest
from bot.localchat.api.parse import Params
from bot.localchat.person import Person
from bot.localchat.server import LocalServer
from bot.store.delivery import outbox
from tests.support.running import Running

DAY_SECONDS = 24 * 3600


@pytest.mark.parametrize(
    ("given", "seconds"),
    [
        ("17", 17),
        (2.5, 3),
        (10**30, DAY_SECONDS),
        (-5, 1),
        (0, 1),
        ("soon", 1),
        (None, 1),
        ("nan", 1),
        ("inf", DAY_SECONDS),
    ],
)
def test_a_waiting_time_of_any_form_is_understood(given: object, seconds: int) -> None:
    """A string, a fraction, a number that is huge, negative or none: some whole seconds, up to a day."""
    answer = {"ok": False, "error_code": 429, "description": "Too Many", "parameters": {"retry_after": given}}
    parsed = AiohttpRequest.parse_json_payload(json.dumps(answer).encode())
    assert parsed["parameters"]["retry_after"] == seconds


async def test_an_answer_outlives_a_token_that_is_being_changed(run: Running, server: LocalServer, ana: Person) -> None:
    """401 on a send: the answer is kept, and said once the token is right again."""
    server.faults.refuse("sendMessage", 401, "Unauthorized")
    ana.say("/start")
    await run.quiet()
    assert len(await run.rows("outbox")) == 1
    await run.later(seconds=5)
    assert "May I store" in ana.last["text"]


async def test_a_message_too_old_to_be_deleted_loses_its_buttons(run: Running, ana: Person) -> None:
    """Telegram deletes nothing older than 48 hours; what is left has no buttons that are still alive."""
    ana.say("/start")
    await run.quiet()
    old = ana.last
    assert old["reply_markup"]
    run.clock.instant += timedelta(hours=49)
    call = {"method": "deleteMessage", "params": {"chat_id": ana.user_id, "message_id": old["message_id"]}}
    async with run.app.database.transaction() as tx:
        outbox.leave(tx, ana.user_id, outbox.REPLIES, [call, call], run.clock.instant)
    await run.quiet()
    assert "reply_markup" not in ana.chat.messages[old["message_id"]]
    assert await run.rows("outbox") == []


def test_only_a_refused_token_is_tried_again() -> None:
    """404 is a method that this server does not know: it never will."""
    assert judge(InvalidToken("Unauthorized")).verdict is Remedy.LATER
    assert judge(InvalidToken("Not Found")).verdict is Remedy.DROP


@pytest.mark.parametrize("depth", [900, 3_000, 9_000])
async def test_an_update_nested_deep_is_answered_like_any_other(run: Running, ana: Person, depth: int) -> None:
    """What is so deep nobody reads; what was said is said, and whoever writes after it is heard, too."""
    update = {
        "update_id": 5_000_000,
        "message": {
            "message_id": 77,
            "date": 1,
            "chat": {"id": 7, "type": "private"},
            "from": {"id": 7, "is_bot": False, "first_name": "Ana"},
            "text": "/start",
        },
    }
    text = json.dumps(update)[:-2] + ', "deep": ' + "[" * depth + "]" * depth + "}}"
    read = decode(text.encode())
    assert read["message"]["text"] == "/start"
    await run.app.inbox.receive([read])
    await run.quiet()
    ana.say("/start")
    await run.quiet()
    assert "May I store" in ana.last["text"]
    assert len(ana.said) >= (2 if depth > 1_000 else 1)


def test_what_is_no_json_or_deeper_than_that_is_refused() -> None:
    """With the same error."""
    for payload in (b"", b"{", b"no", b"[" * 20_000 + b"]" * 20_000, b"[" * 3_000):
        with pytest.raises(ValueError, match=r".*"):
            decode(payload)


async def test_half_a_character_is_answered(run: Running, ana: Person) -> None:
    """A lone surrogate: the words around it are read."""
    ana.say("/start")
    await run.quiet()
    payload = (
        b'{"update_id": 5000000, "message": {"message_id": 77, "date": 1, "chat": {"id": 7, "type": "private"},'
        b' "from": {"id": 7, "is_bot": false, "first_name": "A\\ud83d"}, "text": "/privacy \\ud83d"}}'
    )
    before = len(ana.said)
    await run.app.inbox.receive([decode(payload)])
    await run.quiet()
    assert len(ana.said) > before


@pytest.mark.parametrize(("chat_id", "is_bot"), [(0, False), (-7, False), (7, True)])
async def test_bots_and_chats_that_cannot_be_are_not_answered(run: Running, chat_id: int, is_bot: bool) -> None:
    """They are applied, and nothing is said or stored of them."""
    who = {"id": chat_id, "is_bot": is_bot, "first_name": "X"}
    message = {"message_id": 1, "date": 1, "chat": {"id": chat_id, "type": "private"}, "from": who, "text": "/start"}
    await run.app.inbox.receive([{"update_id": 5_000_000, "message": message}])
    await run.quiet()
    assert await run.rows("outbox") == []
    assert await run.rows("users") == []
    assert not [method for method, _ in run.server.calls if method == "sendMessage"]


async def test_what_has_no_id_keeps_nobody_from_being_heard(
    run: Running, server: LocalServer, ana: Person, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """In a batch it is left out, and the rest confirmed; where nothing else comes it is not asked for without end."""
    odd: list[object] = [
        [{"update_id": "12"}, {"update_id": 41}, {"update_id": None}, {"update_id": 2**70}],
        {"a": 1},
    ]
    offsets: list[object] = []
    answer = server.answer

    async def oddly(method: str, params: Params) -> object:
        if method == "getUpdates":
            offsets.append(params.values.get("offset"))
            if odd and len(offsets) > 1:
                return odd.pop(0)
        return await answer(method, params)

    monkeypatch.setattr(server, "answer", oddly)
    for _ in range(2):  # the first ends the poll that waits
        ana.say("/start")
        while not ana.said:  # noqa: ASYNC110 - a condition
            await asyncio.sleep(0.001)
        ana.chat.messages.clear()
    assert 42 in offsets
    assert offsets.count(42) < 4
    assert caplog.text.count("cannot be read") == 1
