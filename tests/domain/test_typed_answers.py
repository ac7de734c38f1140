"""Onboarding's questions answered in typed words."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.words.typed_answers import parse_age, parse_often, parse_regions, parse_when
from tests.support.story import LIBRARY

ENGLISH = LIBRARY.heard["en"]


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("57", 57),
        ("I am 57", 57),
        ("57 years old", 57),
        ("17", 17),
        ("0", None),
        ("130", None),
        ("18-64", 18),
        ("60-70", None),
        ("old", None),
        ("5.5", None),
    ],
)
def test_age(text: str, age: int | None) -> None:
    """One number that a person's age can be."""
    assert parse_age(text) == age


@pytest.mark.parametrize(
    ("text", "regions"),
    [
        ("my lower back", ("back",)),
        ("left KNEE and hip", ("knee", "hip")),
        ("osteoarthritis", ("arthritis",)),
        ("I feel stiff", ("stiffness",)),
        ("nothing hurts", ("none",)),
        ("none", ("none",)),
        ("ship", None),
        ("", None),
        ("purple", None),
    ],
)
def test_regions(text: str, regions: tuple[str, ...] | None) -> None:
    """Words that name a place, whole words only."""
    assert parse_regions(text, ENGLISH.answers) == regions


@pytest.mark.parametrize(
    ("text", "often"),
    [
        ("every day", "most"),
        ("3", "most"),
        ("twice a week", "some"),
        ("2 days", "some"),
        ("0", "rarely"),
        ("hardly", "rarely"),
        ("9", None),
        ("blue", None),
    ],
)
def test_often(text: str, often: str | None) -> None:
    """Three days a week are most days."""
    assert parse_often(text, ENGLISH.answers, ENGLISH.typed.numbers) == often


@pytest.mark.parametrize(
    ("text", "when"),
    [("now", "now"), ("today!", "now"), ("tomorrow", "later"), ("not now", "later"), ("snow", None), ("", None)],
)
def test_when(text: str, when: str | None) -> None:
    """ "Not now" is no "now"."""
    assert parse_when(text, ENGLISH.answers) == when


@given(st.text(max_size=30))
@settings(derandomize=True, deadline=None, max_examples=100)
def test_no_text_breaks_a_parser(text: str) -> None:
    """Anything typed gives an answer in range or None."""
    assert parse_age(text) in {None, *range(1, 121)}
    assert parse_often(text, ENGLISH.answers, ENGLISH.typed.numbers) in {None, "rarely", "some", "most"}
    parse_regions(text, ENGLISH.answers)
