"""Reply markup: what Telegram takes under a message or below the input field, and what it refuses."""

import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from bot.localchat.api.errors import Json, Refused, bad
from bot.localchat.api.parse import Params

MOST_BUTTONS = 100
LONGEST_KEYBOARD = 10_000  # bytes of JSON
LONGEST_DATA = 64  # bytes
ACTIONS = ("url", "callback_data", "web_app", "login_url", "switch_inline_query", "switch_inline_query_current_chat")


@dataclass(frozen=True, slots=True)
class Markup:
    """What a call says about buttons: an inline keyboard, and whether the keyboard below the field changes."""

    inline: Json | None = None
    keyboard: Json | None = None
    changes_keyboard: bool = False


def markup(params: Params) -> Markup:
    """Read and check `reply_markup`."""
    given: Any = params.structure("reply_markup")
    if not given:
        return Markup()
    if not isinstance(given, dict):
        raise bad("object expected as reply markup")
    if "inline_keyboard" in given:
        rows = _rows(given["inline_keyboard"], "inline keyboard")
        kept = [[_inline(button) for button in row] for row in rows if row]
        _fits(kept)
        return Markup(inline={"inline_keyboard": kept} if kept else None)
    if "keyboard" in given:
        rows = _rows(given["keyboard"], "keyboard")
        buttons = [[_plain(button) for button in row] for row in rows if row]
        _fits(buttons)
        return Markup(keyboard={**given, "keyboard": buttons}, changes_keyboard=True)
    if given.get("remove_keyboard"):
        return Markup(changes_keyboard=True)
    return Markup()


def _rows(given: Any, what: str) -> list[list[Any]]:
    if not isinstance(given, list) or not all(isinstance(row, list) for row in given):
        raise bad(f"can't parse {what}: expected an Array of Arrays of buttons")
    return given


def _fits(rows: list[list[Json]]) -> None:
    too_many = sum(len(row) for row in rows) > MOST_BUTTONS
    if too_many or len(json.dumps(rows, ensure_ascii=False).encode()) > LONGEST_KEYBOARD:
        raise bad("reply markup is too long")


def _inline(button: Any) -> Json:
    if not isinstance(button, dict):
        raise bad("can't parse inline keyboard button: expected an Object")
    text = str(button.get("text", ""))
    if not text.strip():
        raise bad("inline keyboard button text must be non-empty")
    if not any(action in button for action in ACTIONS):
        raise bad("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if "callback_data" in button and not 1 <= len(str(button["callback_data"]).encode()) <= LONGEST_DATA:
        raise bad("BUTTON_DATA_INVALID")
    if "url" in button:
        _check_address(str(button["url"]))
    return {key: value for key, value in button.items() if value is not None}


def _plain(button: Any) -> Json:
    if isinstance(button, str):
        button = {"text": button}
    if not isinstance(button, dict):
        raise bad("can't parse keyboard button: expected an Object")
    if not str(button.get("text", "")).strip():
        raise bad("keyboard button text must be non-empty")
    return button


def _check_address(url: str) -> None:
    def refused(reason: str) -> Refused:
        return bad(f"inline keyboard button URL '{url}' is invalid: {reason}")

    parts = urlsplit(url if "://" in url else f"http://{url}")
    if parts.scheme not in ("http", "https", "tg"):
        raise refused("unsupported URL protocol")
    if not parts.netloc:
        raise refused("URL host is empty")
    if parts.scheme != "tg" and "." not in parts.netloc:
        raise refused("wrong HTTP URL")
