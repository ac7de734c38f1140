"""What the messages that were edited last look like, so that an edit that changes nothing is not made.

It is true as long as nobody else edits: only the one that sends keeps it, and forgets it once another may send.
"""

import hashlib
from collections import OrderedDict
from typing import Any

import msgspec

MOST = 5_000  # messages; one that is pushed out is edited once too often, and Telegram says so
EDITS = ("editMessageText", "editMessageMedia")
OTHERS = ("deleteMessage", "editMessageReplyMarkup")


class Shown:
    """Remembers the newest edits of messages, each as a digest."""

    def __init__(self) -> None:
        self._seen: OrderedDict[tuple[int, int], bytes] = OrderedDict()

    def same(self, call: dict[str, Any]) -> bool:
        """Tell whether a call would make a message what it is already."""
        key = _key(call)
        return key is not None and call["method"] in EDITS and self._seen.get(key) == _digest(call)

    def begun(self, call: dict[str, Any]) -> None:
        """Forget a message that is about to be changed: whether it was is known once the call is answered."""
        key = _key(call)
        if key is not None and call["method"] in (*EDITS, *OTHERS):
            self._seen.pop(key, None)

    def done(self, call: dict[str, Any]) -> None:
        """Remember what an edit made of its message."""
        key = _key(call)
        if key is None or call["method"] not in EDITS:
            return
        self._seen[key] = _digest(call)
        if len(self._seen) > MOST:
            self._seen.popitem(last=False)

    def forget(self) -> None:
        """Forget all: another may have edited since."""
        self._seen.clear()


def _key(call: dict[str, Any]) -> tuple[int, int] | None:
    params = call["params"]
    found = params.get("chat_id"), params.get("message_id")
    return found if None not in found else None


def _digest(call: dict[str, Any]) -> bytes:
    return hashlib.sha256(msgspec.json.encode([call["params"], call.get("file")])).digest()
