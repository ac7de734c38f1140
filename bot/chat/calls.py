"""Messages as data → calls of the Bot API as data, ready to be stored and made."""

from dataclasses import dataclass
from typing import Any, TypedDict

from bot.chat.callbacks import encode
from bot.messages import Edit, Message, Replies, Rows, Say, Toast
from bot.rendering import Renderer


class Call(TypedDict):
    """One call of the Bot API."""

    method: str
    params: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the replies go, and what they answer."""

    chat_id: int
    language: str
    callback_query_id: str | None = None
    message_id: int | None = None


def calls(renderer: Renderer, origin: Origin, replies: Replies) -> list[Call]:
    """Return the calls that say `replies`: a tap is answered first, and exactly once."""
    toasts = [reply for reply in replies if isinstance(reply, Toast)]
    made = [_message(renderer, origin, reply) for reply in replies if not isinstance(reply, Toast)]
    if origin.callback_query_id is not None:
        made.insert(0, _answer(renderer, origin, toasts[0] if toasts else None))
    return made


def _answer(renderer: Renderer, origin: Origin, toast: Toast | None) -> Call:
    params: dict[str, Any] = {"callback_query_id": origin.callback_query_id}
    if toast:
        params["text"] = renderer.text(origin.language, toast.template, toast.facts)
        params["show_alert"] = toast.alert
    return {"method": "answerCallbackQuery", "params": params}


def _message(renderer: Renderer, origin: Origin, message: Message) -> Call:
    assert not isinstance(message, Toast)
    params: dict[str, Any] = {
        "chat_id": origin.chat_id,
        "text": renderer.text(origin.language, message.template, message.facts),
        "parse_mode": "HTML",
        "link_preview_options": {"is_disabled": True},
    }
    if message.buttons:
        params["reply_markup"] = {"inline_keyboard": _keyboard(renderer, origin.language, message.buttons)}
    if isinstance(message, Edit) and origin.message_id is not None:
        return {"method": "editMessageText", "params": {**params, "message_id": origin.message_id}}
    if isinstance(message, Say):
        if message.keyboard == "location":
            label = renderer.label(origin.language, "chat/share_location", {})
            params["reply_markup"] = {
                "keyboard": [[{"text": label, "request_location": True}]],
                "resize_keyboard": True,
                "one_time_keyboard": True,
            }
        elif message.keyboard == "remove":
            params["reply_markup"] = {"remove_keyboard": True}
        if message.quiet:
            params["disable_notification"] = True
    return {"method": "sendMessage", "params": params}


def _keyboard(renderer: Renderer, language: str, rows: Rows) -> list[list[dict[str, str]]]:
    return [
        [
            {
                "text": renderer.label(language, button.label, button.facts),
                **({"url": button.url} if button.url else {"callback_data": encode(button.tap)}),
            }
            for button in row
        ]
        for row in rows
    ]
