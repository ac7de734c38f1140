"""Telegram's HTML. The expected answers are those of Telegram's own library, TDLib."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.localchat.api.entities import parse_html
from bot.localchat.api.errors import Refused
from bot.localchat.api.texts import units

REFUSED = [
    ("<h1>a</h1>", 'Unsupported start tag "h1" at byte offset 0'),
    ("é<br>", 'Unsupported start tag "br" at byte offset 2'),
    ("<b/>x", 'Unsupported start tag "b/" at byte offset 0'),
    ("a < b", 'Unsupported start tag "" at byte offset 2'),
    ("a <", "Unclosed start tag at byte offset 2"),
    ("<b", "Unclosed start tag at byte offset 0"),
    ("<b x", 'Unclosed start tag "b" at byte offset 0'),
    ('<b a="1>x</b>', "Unclosed start tag at byte offset 0"),
    ("<b =1>x</b>", 'Empty attribute name in the tag "b" at byte offset 0'),
    ("<a href=x/y>z</a>", "Unexpected end of name token at byte offset 8"),
    ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
    ("</b>", "Unexpected end tag at byte offset 0"),
    ("<b>x</b", "Unclosed end tag at byte offset 4"),
    ("<b>a <i>b</b></i>", 'Unmatched end tag at byte offset 9, expected "</i>", found "</b>"'),
]

TAKEN: list[tuple[str, str, list[tuple[int, int, str]]]] = [
    ("a & b", "a & b", []),
    ("&lt;b&gt; &nbsp; &#60; &#x3c; &amp &#0;", "<b> &nbsp; < < & &#0;", []),
    ("😀<b>é😀</b>x", "😀é😀x", [(2, 3, "bold")]),
    ("<B>x</B><b >y</>", "xy", [(0, 1, "bold"), (1, 1, "bold")]),
    ("<b>a<i>b</i></b>", "ab", [(0, 2, "bold"), (1, 1, "italic")]),
    ("<i><b>x</b></i>", "x", [(0, 1, "italic"), (0, 1, "bold")]),
    (
        "<ins>u</ins><del>s</del><tg-spoiler>p</tg-spoiler>",
        "usp",
        [(0, 1, "underline"), (1, 1, "strikethrough"), (2, 1, "spoiler")],
    ),
    ('<a href="https://e.org/?a=1&amp;b=2">x</a>', "x", [(0, 1, "text_link")]),
    ('<a href="nowhere">x</a><a>y</a>', "xy", []),
    ("<blockquote expandable>x</blockquote>", "x", [(0, 1, "expandable_blockquote")]),
    ('<pre><code class="language-py">x</code></pre>', "x", [(0, 1, "pre")]),
    ("<b></b>x", "x", []),
]


@pytest.mark.parametrize(("source", "reason"), REFUSED)
def test_refuses_with_telegrams_words(source: str, reason: str) -> None:
    """What Telegram cannot parse is refused in its own sentence, with the byte where it stumbled."""
    with pytest.raises(Refused) as refused:
        parse_html(source)
    assert refused.value.description == f"Bad Request: can't parse entities: {reason}"


@pytest.mark.parametrize(("source", "seen", "entities"), TAKEN)
def test_reads_what_telegram_reads(source: str, seen: str, entities: list[tuple[int, int, str]]) -> None:
    """The visible text and the entities are Telegram's."""
    text, found = parse_html(source)
    assert (text, [(e["offset"], e["length"], e["type"]) for e in found]) == (seen, entities)


@settings(derandomize=True, deadline=None, max_examples=100)
@given(
    st.lists(st.sampled_from(["<b>", "</b>", "<i>", "</i>", "&amp;", "&", "<", ">", "é", "😀", '"', "=", "</", " "]))
)
def test_never_breaks(parts: list[str]) -> None:
    """Any text is either refused or read, and no entity reaches beyond it."""
    try:
        text, found = parse_html("".join(parts))
    except Refused:
        return
    assert all(e["offset"] >= 0 and e["length"] > 0 and e["offset"] + e["length"] <= units(text) for e in found)
