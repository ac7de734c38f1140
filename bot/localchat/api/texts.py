"""The text of a message or caption: parsed, trimmed, measured, with commands and addresses found in it."""

import re
from typing import Any

from bot.localchat.api.entities import parse_html
from bot.localchat.api.errors import Json, bad
from bot.localchat.api.parse import Params

LONGEST_TEXT = 4096  # code points, after parsing
LONGEST_CAPTION = 1024
FOUND = re.compile(
    r"(?P<bot_command>(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@\w{3,32})?(?![\w/]))"
    r"|(?P<url>(?:https?://|\b(?:www\.))[^\s<>\"]*[^\s<>\".,;:!?)])"
    r"|(?P<email>\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b)"
)
OPAQUE = ("code", "pre", "text_link")


def message_text(params: Params) -> Json:
    """Return the fields of a text message; raise Refused as Telegram does."""
    if not params.text("text"):
        raise bad("message text is empty")
    text, entities = _parsed(params, "text", "entities")
    if not text:
        raise bad("text must be non-empty")
    if len(text) > LONGEST_TEXT:
        raise bad("message is too long")
    return {"text": text, **({"entities": entities} if entities else {})}


def caption(params: Params) -> Json:
    """Return the fields of a caption, which may be absent; raise Refused as Telegram does."""
    text, entities = _parsed(params, "caption", "caption_entities")
    if len(text) > LONGEST_CAPTION:
        raise bad("message caption is too long")
    if not text:
        return {}
    return {"caption": text, **({"caption_entities": entities} if entities else {})}


def found_in(text: str) -> list[Json]:
    """Return the commands and addresses that Telegram would make clickable."""
    return [
        {
            "offset": units(text[: match.start()]),
            "length": units(match.group()),
            "type": match.lastgroup,
        }
        for match in FOUND.finditer(text)
    ]


def units(text: str) -> int:
    """Return the length in UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


def _parsed(params: Params, name: str, entities_name: str) -> tuple[str, list[Json]]:
    text, mode = params.text(name), params.text("parse_mode").lower()
    if mode in ("", "none"):
        given: Any = params.structure(entities_name)
        entities: list[Json] = [entity for entity in given if isinstance(entity, dict)] if given else []
    elif mode == "html":
        text, entities = parse_html(text)
    else:
        # Telegram knows two Markdowns; this bot writes HTML only, and anything else here is a slip.
        raise bad("unsupported parse_mode")
    text, entities = _trimmed(text.replace("\r", ""), entities)
    taken = [(e["offset"], e["offset"] + e["length"]) for e in entities if e["type"] in OPAQUE]
    extra = [
        found
        for found in found_in(text)
        if not any(found["offset"] < end and begin < found["offset"] + found["length"] for begin, end in taken)
    ]
    return text, sorted(entities + extra, key=lambda entity: (entity["offset"], -entity["length"]))


def _trimmed(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    """Cut white space off both ends, and entities that reach into it."""
    ahead = units(text) - units(text.lstrip())
    text = text.strip()
    end, kept = units(text), []
    for entity in entities:
        first = max(0, entity["offset"] - ahead)
        last = min(end, entity["offset"] + entity["length"] - ahead)
        if last > first:
            kept.append({**entity, "offset": first, "length": last - first})
    return text, kept
