"""Check-ins typed in one go."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.quick_reply import Typed, parse
from tests.support.story import LIBRARY

WORDS = LIBRARY.heard["en"].quick_reply


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("20 min pain 3", Typed(20, 3)),
        ("walked 25, pain 2, hard", Typed(25, 2, "hard")),
        ("20", Typed(20)),
        ("20 minutes", Typed(20)),
        ("20min", Typed(20)),
        ("1 hour", Typed(60)),
        ("1.5 hours pain 0", Typed(90, 0)),
        ("half an hour yesterday", Typed(30, yesterday=True)),
        ("twenty minutes, no pain", Typed(20, 0)),
        ("20 min, pain 3/10", Typed(20, 3)),
        ("20 min 3/10", Typed(20, 3)),
        ("done", Typed()),
        ("12 min easy", Typed(12, effort="easy")),
        ("20 MIN PAIN 3!", Typed(20, 3)),
        ("600 min", Typed(600)),
        ("0 min", Typed(0)),
        ("20 min pain 11", Typed(20, 11)),
        ("walked 2 miles", Typed(distance=True)),
        ("3 km yesterday", Typed(yesterday=True, distance=True)),
    ],
)
def test_what_people_type(text: str, typed: Typed) -> None:
    """Ranges are for the reader of the result to check."""
    assert parse(text, WORDS) == typed


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hello",
        "pain",
        "pain 3",
        "my knee hurts",
        "I will walk 20 min tomorrow",
        "did not walk",
        "20 30 40",
        "20 min 30 min",
        "20 min and I fainted",
        "chest pain after 20 min",
        "🙂",
        "20 € pain 3",
    ],
)
def test_what_is_no_check_in(text: str) -> None:
    """One unknown word is enough: nothing is taken that was not understood."""
    assert parse(text, WORDS) is None


PIECES = ["20", "min", "pain", "3", "hard", "walked", ",", "/", "yesterday", "no", "half", "an", "hour", "-5"]


@settings(derandomize=True, deadline=None, max_examples=150)
@given(st.text(max_size=40) | st.lists(st.sampled_from(PIECES)).map(" ".join))
def test_it_never_raises(text: str) -> None:
    """Whatever is typed."""
    parse(text, WORDS)
