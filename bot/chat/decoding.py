"""JSON as Telegram may send it: also what is no proper Unicode, and what is nested deeper than anybody reads."""

import json
import re
from typing import Any

import msgspec

KEPT_DEPTH = 64  # the deepest update of the Bot API is nested some 20 deep
DEEPEST = 10_000
TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{}]|[^"\[\]{}]+|"', re.DOTALL)


def decode(payload: bytes) -> Any:
    """Return what a payload says. Half a character is read as "?", what is nested too deep as null.

    Raises ValueError where it is no JSON.
    """
    try:
        return msgspec.json.decode(payload)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        pass
    parsed = json.loads(_shallow(payload.decode("utf-8", "replace")))
    whole = json.dumps(parsed, ensure_ascii=False).encode("utf-8", "replace")
    return msgspec.json.decode(whole)


def _shallow(text: str) -> str:
    """Return JSON with null in the place of what is nested too deep."""
    kept, depth = [], 0
    for match in TOKEN.finditer(text):
        token = match[0]
        if token in ("[", "{"):
            depth += 1
            if depth > DEEPEST:
                raise ValueError("nested too deep")
            if depth == KEPT_DEPTH + 1:
                kept.append("null")
        if depth <= KEPT_DEPTH:
            kept.append(token)
        if token in ("]", "}"):
            depth -= 1
    return "".join(kept)
