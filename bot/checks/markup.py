"""Telegram's HTML, as far as the templates use it: a few tags, closed in order."""

import html
import re
from html.parser import HTMLParser

TAGS = ("b", "i", "u", "s", "a", "code", "blockquote")
"""What the templates may use of Telegram's HTML."""


def markup_faults(page: str) -> list[str]:
    """Return what Telegram would refuse in a message's HTML."""
    parser = _Markup()
    parser.feed(page)
    parser.close()
    return parser.faults + [f"opens <{tag}> and does not close it." for tag in parser.open]


class _Markup(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.open: list[str] = []
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in TAGS:
            self.faults.append(f"uses <{tag}>; Telegram's HTML here is {', '.join(TAGS)}.")
            return
        allowed = {"a": {"href"}, "blockquote": {"expandable"}}.get(tag, set())
        for name in sorted({name for name, _ in attrs} - allowed):
            self.faults.append(f"gives <{tag}> the attribute {name}, which it may not have.")
        if tag == "a" and not dict(attrs).get("href"):
            self.faults.append("has a link without an address.")
        if tag in self.open:
            self.faults.append(f"has <{tag}> within <{tag}>.")
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open[-1] != tag:
            expected = f"</{self.open[-1]}>" if self.open else "no end tag"
            self.faults.append(f"has </{tag}> where {expected} is due.")
            return
        self.open.pop()

    def handle_entityref(self, name: str) -> None:
        if name not in ("lt", "gt", "amp", "quot"):
            self.faults.append(f"uses &{name};, which Telegram does not know.")


def plain(page: str) -> str:
    """Return what a reader sees of a page: no tags, no entities."""
    return html.unescape(re.sub(r"<[^>]*>", "", page))
