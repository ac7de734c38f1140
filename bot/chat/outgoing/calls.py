"""Messages as data → calls of the Bot API as data, ready to be stored and made."""

from dataclasses import dataclass, replace
from typing import Any, Literal, NotRequired, TypeAlias, TypedDict

from bot.chat.callbacks import encode
from bot.keyboards import fitted
from bot.messages import Animation, Document, Edit, Message, Picture, Replies, Rows, Toast
from bot.rendering import Renderer

Medium: TypeAlias = Literal["photo", "animation", "document"]


class FileOrder(TypedDict):
    """A file that is made when its message is sent: what is known of it until then."""

    kind: str
    language: str
    facts: dict[str, Any]
    name: str
    medium: Medium


class Call(TypedDict):
    """One call of the Bot API. With a `file` it says its words alone until `bot.chat.outgoing.files` adds the file."""

    method: str
    params: dict[str, Any]
    file: NotRequired[FileOrder]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the replies go, and what they answer. `pictured`: the tapped message is a picture."""

    chat_id: int
    language: str
    callback_query_id: str | None = None
    message_id: int | None = None
    pictured: bool = False


def calls(renderer: Renderer, origin: Origin, replies: Replies) -> list[Call]:
    """Return the calls that say `replies`: a tap is answered first, and exactly once."""
    toasts = [reply for reply in replies if isinstance(reply, Toast)]
    made = [_message(renderer, _spoken(origin, reply), reply) for reply in replies if not isinstance(reply, Toast)]
    if origin.pictured and any(isinstance(reply, Edit) and reply.file is None for reply in replies):
        # Telegram has no way to make a picture a text again: words in its place come anew, and the picture goes.
        params = {"chat_id": origin.chat_id, "message_id": origin.message_id}
        made.append({"method": "deleteMessage", "params": params})
    if origin.callback_query_id is not None:
        toast = toasts[0] if toasts else None
        made.insert(0, _answer(renderer, _spoken(origin, toast), toast))
    return made


def _spoken(origin: Origin, message: Message | None) -> Origin:
    return replace(origin, language=message.language) if message and message.language else origin


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
    made: Call = {"method": "sendMessage", "params": params}
    if message.file is not None:
        made["file"] = _order(renderer, origin.language, message.file)
    if isinstance(message, Edit):
        if origin.message_id is not None and (message.file is not None or not origin.pictured):
            made["method"], params["message_id"] = "editMessageText", origin.message_id
    else:
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
    return made


def _order(renderer: Renderer, language: str, file: Picture | Animation | Document) -> FileOrder:
    medium: Medium = "document"
    if isinstance(file, Document):
        name = renderer.label(language, file.name, file.facts)
    else:
        medium, ending = ("photo", "png") if isinstance(file, Picture) else ("animation", "gif")
        name = f"{file.kind}.{ending}"
    return {"kind": file.kind, "language": language, "facts": dict(file.facts), "name": name, "medium": medium}


def _keyboard(renderer: Renderer, language: str, rows: Rows) -> list[list[dict[str, str]]]:
    shown = [
        [
            {
                "text": renderer.label(language, button.label, button.facts),
                **({"url": button.url} if button.url else {"callback_data": encode(button.tap)}),
            }
            for button in row
        ]
        for row in rows
    ]
    return fitted(shown, [[button["text"] for button in row] for row in shown])
