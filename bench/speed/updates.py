"""Updates as Telegram tells them."""

from typing import Any

DATE = 1_797_408_000  # some time in December 2026
BOT = {
    "id": 123456,
    "is_bot": True,
    "first_name": "Bench",
    "username": "bench_bot",
    "can_join_groups": True,
    "can_read_all_group_messages": False,
    "supports_inline_queries": False,
}


def tap(user: int, number: int, data: str) -> dict[str, Any]:
    """Return a tap on a message with eleven buttons. The query's id is the user's, so that its answer can be told."""
    keyboard = [[{"text": str(score), "callback_data": f"1:ci:set:{user}:worst_pain:{score}"} for score in range(11)]]
    message = {
        "message_id": 10,
        "from": BOT,
        "chat": _chat(user),
        "date": DATE,
        "text": "How strong was the pain at its worst?\n0 is none. 10 is the worst you can imagine.",
        "reply_markup": {"inline_keyboard": keyboard},
    }
    query = {"id": str(user), "from": _person(user), "message": message, "chat_instance": "1", "data": data}
    return {"update_id": DATE + number, "callback_query": query}


def command(user: int, number: int, text: str) -> dict[str, Any]:
    """Return a command that somebody sent."""
    message = {
        "message_id": 10,
        "from": _person(user),
        "chat": _chat(user),
        "date": DATE,
        "text": text,
        "entities": [{"type": "bot_command", "offset": 0, "length": len(text)}],
    }
    return {"update_id": DATE + number, "message": message}


def _person(user: int) -> dict[str, Any]:
    return {"id": user, "is_bot": False, "first_name": "Ana", "language_code": "en"}


def _chat(user: int) -> dict[str, Any]:
    return {"id": user, "first_name": "Ana", "type": "private"}
