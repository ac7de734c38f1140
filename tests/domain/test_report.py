"""What somebody chooses to show, and in which words."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.history.report import SECTIONS, Choice, one_line, ticked
from bot.domain.paper import paper


@settings(derandomize=True, deadline=None, max_examples=200)
@given(st.lists(st.sampled_from(SECTIONS)))
def test_ticks_keep_their_order_and_undo_themselves(taps: list[str]) -> None:
    """A second tap takes the first one back; the sections stay in the order of the page."""
    choice = Choice(sections=())
    for section in taps:
        choice = ticked(choice, section)
    assert choice.sections == tuple(name for name in SECTIONS if taps.count(name) % 2)


@settings(derandomize=True, deadline=None, max_examples=200)
@given(st.text(max_size=80), st.integers(2, 40))
def test_a_text_becomes_one_line(text: str, most: int) -> None:
    """No control characters, no line breaks, never longer than it may be; what fits is not cut."""
    line = one_line(text, most)
    assert len(line) <= most
    assert line.isprintable()
    assert line == line.strip()
    assert one_line(line, most) == line


@pytest.mark.parametrize(
    ("text", "line"), [(" a\n\tb ", "a b"), ("x" * 12, "xxxxxxxxx…"), ("ليلى 🙂", "ليلى 🙂"), ("\x00\u202e", "")]
)
def test_lines(text: str, line: str) -> None:
    """Line breaks become spaces, the end of a long text becomes "…"; direction overrides are gone."""
    assert one_line(text, 10) == line


@pytest.mark.parametrize(("country", "sheet"), [("US", "us-letter"), ("MX", "us-letter"), ("ES", "a4"), (None, "a4")])
def test_paper(country: str | None, sheet: str) -> None:
    """Letter in the Americas that use it, else A4."""
    assert paper(country) == sheet
