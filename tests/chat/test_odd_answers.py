"""What Telegram answers, or sends, that nobody would expect: nothing of it silences the bot or loses an answer."""

import json
from datetime import timedelta

import pytest
from telegram.error import InvalidToken

from bot.chat.failures import Verdict, judge
from bot.chat.http import AiohttpRequest
from bot.localchat.person import Person
from bot.localchat.server import LocalServer
from bot.store import outbox
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
    assert judge(InvalidToken("Unauthorized")).verdict is Verdict.LATER
    assert judge(InvalidToken("Not Found")).verdict is Verdict.DROP
