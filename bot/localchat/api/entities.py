"""Telegram's HTML: the same tags, the same refusals with the same byte offsets, entities in UTF-16 units.

It walks the bytes of the text the way Telegram does: what looks wrong but is legal there (a bare `&`, an
unknown `&nbsp;`, unquoted attributes) is legal here, and the reverse.
"""

import re
from dataclasses import dataclass
from typing import Any

from bot.localchat.api.errors import Json, bad

STYLES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "u": "underline",
    "ins": "underline",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
}
TAGS = {*STYLES, "a", "pre", "code", "blockquote", "tg-emoji", "tg-time"}
SPACES = b" \t\r\n\0\v"
NAMED = {b"lt": "<", b"gt": ">", b"amp": "&", b"quot": '"'}


@dataclass
class _Open:
    tag: str
    argument: str
    offset: int
    at: int


def parse_html(text: str) -> tuple[str, list[Json]]:
    """Return what is seen and its entities; raise Refused with Telegram's own sentence."""
    return _Parser(text).parse()


class _Parser:
    def __init__(self, text: str) -> None:
        self.text = text.replace("\0", "").encode() + b"\0"
        self.at = 0
        self.seen = bytearray()
        self.offset = 0  # in UTF-16 units
        self.open: list[_Open] = []
        self.entities: list[Json] = []

    def parse(self) -> tuple[str, list[Json]]:
        while self.at < len(self.text) - 1:
            byte = self.text[self.at]
            if byte == ord("<"):
                if self.text[self.at + 1] == ord("/"):
                    self._end_tag()
                else:
                    self._start_tag()
            elif not (byte == ord("&") and self._reference(self.seen, count=True)):
                if byte & 0xC0 != 0x80:
                    self.offset += 2 if byte >= 0xF0 else 1
                self.seen.append(byte)
                self.at += 1
        if self.open:
            raise _cannot(f'Can\'t find end tag corresponding to start tag "{self.open[-1].tag}"')
        self.entities.reverse()  # the outer of two at one place closes last and stands first
        self.entities.sort(key=lambda entity: (entity["offset"], -entity["length"]))
        return self.seen.decode(), _merged(self.entities)

    def _reference(self, into: bytearray, count: bool) -> bool:
        """Read one `&lt;` or `&#60;` here, if there is one; the semicolon may be missing, as at Telegram."""
        text, end, code = self.text, self.at + 1, 0
        if text[end] == ord("#"):
            end += 1
            digits, base = (b"0123456789", 10)
            if text[end] in b"xX" and text[end : end + 1] == b"x":
                end, digits, base = end + 1, b"0123456789abcdefABCDEF", 16
            while text[end] in digits:
                code = code * base + int(chr(text[end]), 16)
                end += 1
            if not 0 < code < 0x10FFFF or end - self.at >= 10 or 0xD800 <= code <= 0xDFFF:
                return False
        else:
            while chr(text[end]).isascii() and chr(text[end]).isalpha():
                end += 1
            name = text[self.at + 1 : end]
            if name not in NAMED:
                return False
            code = ord(NAMED[name])
        into += chr(code).encode()
        if count:
            self.offset += 2 if code > 0xFFFF else 1
        self.at = end + 1 if text[end] == ord(";") else end
        return True

    def _start_tag(self) -> None:
        text, begin = self.text, self.at
        self.at += 1
        while text[self.at] not in SPACES and text[self.at] != ord(">"):
            self.at += 1
        if text[self.at] == 0:
            raise _cannot(f"Unclosed start tag at byte offset {begin}")
        tag = text[begin + 1 : self.at].decode("utf-8", "replace").lower()
        if tag not in TAGS:
            raise _cannot(f'Unsupported start tag "{tag}" at byte offset {begin}')
        argument = ""
        while text[self.at] != ord(">"):
            self._skip_spaces()
            if text[self.at] == ord(">"):
                break
            name, value = self._attribute(tag, begin)
            argument = _argument(tag, name, value) or argument
        if tag == "span" and argument != "spoiler":
            raise _cannot(f'Tag "span" must have class "tg-spoiler" at byte offset {begin}')
        self.at += 1
        self.open.append(_Open(tag, argument, self.offset, len(self.seen)))

    def _attribute(self, tag: str, begin: int) -> tuple[str, str | None]:
        text, start = self.text, self.at
        while text[self.at] not in SPACES and text[self.at] not in b"=>/\"'":
            self.at += 1
        name = text[start : self.at].decode("utf-8", "replace")
        unclosed = _cannot(f'Unclosed start tag "{tag}" at byte offset {begin}')
        if not name:
            raise _cannot(f'Empty attribute name in the tag "{tag}" at byte offset {begin}')
        self._skip_spaces()
        if text[self.at] != ord("="):
            if text[self.at] == 0:
                raise unclosed
            return name, None
        self.at += 1
        self._skip_spaces()
        if text[self.at] == 0:
            raise unclosed
        value = self._quoted() if text[self.at] in b"'\"" else self._token()
        if text[self.at] == 0:
            raise _cannot(f"Unclosed start tag at byte offset {begin}")
        return name, value

    def _quoted(self) -> str:
        quote, value = self.text[self.at], bytearray()
        self.at += 1
        while self.text[self.at] not in (quote, 0):
            if not (self.text[self.at] == ord("&") and self._reference(value, count=False)):
                value.append(self.text[self.at])
                self.at += 1
        if self.text[self.at] == quote:
            self.at += 1
        return value.decode("utf-8", "replace")

    def _token(self) -> str:
        start = self.at
        while chr(self.text[self.at]).isascii() and (chr(self.text[self.at]).isalnum() or self.text[self.at] in b".-"):
            self.at += 1
        if self.text[self.at] not in SPACES and self.text[self.at] != ord(">"):
            raise _cannot(f"Unexpected end of name token at byte offset {start}")
        return self.text[start : self.at].decode().lower()

    def _end_tag(self) -> None:
        text, begin = self.text, self.at
        if not self.open:
            raise _cannot(f"Unexpected end tag at byte offset {begin}")
        self.at += 2
        while text[self.at] not in SPACES and text[self.at] != ord(">"):
            self.at += 1
        name = text[begin + 2 : self.at].decode("utf-8", "replace").lower()
        self._skip_spaces()
        if text[self.at] != ord(">"):
            raise _cannot(f"Unclosed end tag at byte offset {begin}")
        top = self.open[-1]
        if name and name != top.tag:
            raise _cannot(f'Unmatched end tag at byte offset {begin}, expected "</{top.tag}>", found "</{name}>"')
        self.at += 1
        self.open.pop()
        if self.offset > top.offset:
            entity = _entity(top, self.seen[top.at :].decode())
            if entity:
                self.entities.append({"offset": top.offset, "length": self.offset - top.offset, **entity})

    def _skip_spaces(self) -> None:
        while self.text[self.at] and self.text[self.at] in SPACES:
            self.at += 1


def _argument(tag: str, name: str, value: str | None) -> str:
    if tag == "blockquote" and name == "expandable":
        return "1"
    if value is None:
        return ""
    wanted: dict[tuple[str, str], str] = {("a", "href"): "", ("tg-emoji", "emoji-id"): "", ("tg-time", "unix"): ""}
    wanted |= {("code", "class"): "language-", ("span", "class"): "tg-"}
    prefix = wanted.get((tag, name))
    return value.removeprefix(prefix) if prefix is not None and value.startswith(prefix) else ""


def _entity(top: _Open, inside: str) -> dict[str, Any] | None:
    if top.tag in STYLES:
        return {"type": STYLES[top.tag]}
    if top.tag == "blockquote":
        return {"type": "expandable_blockquote" if top.argument else "blockquote"}
    if top.tag == "a":
        url = top.argument or inside
        return {"type": "text_link", "url": url} if _is_address(url) else None
    if top.tag == "tg-emoji":
        return {"type": "custom_emoji", "custom_emoji_id": top.argument} if top.argument.isdigit() else None
    if top.tag == "tg-time":
        return {"type": "date_time", "unix_time": int(top.argument)} if top.argument.isdigit() else None
    return {"type": top.tag, **({"language": top.argument} if top.tag == "code" and top.argument else {})}


def _is_address(url: str) -> bool:
    scheme, colon, rest = url.partition("://")
    if colon:
        host = re.split(r"[/?#]", rest)[0]
        return scheme.lower() in ("tg", "ton", "tonsite") or (scheme.lower() in ("http", "https") and "." in host)
    return "." in url.partition("/")[0].strip(".") and " " not in url


def _merged(entities: list[Json]) -> list[Json]:
    """`<pre><code class="language-x">` is one entity; a code's language counts nowhere else."""
    kept: list[Json] = []
    for entity in entities:
        language = entity.pop("language", None)
        outer = kept[-1] if kept else {}
        same_place = all(outer.get(key) == entity[key] for key in ("offset", "length"))
        if entity["type"] == "code" and outer.get("type") == "pre" and same_place:
            if language:
                outer["language"] = language
            continue
        kept.append(entity)
    return kept


def _cannot(reason: str) -> Exception:
    return bad(f"can't parse entities: {reason}")
