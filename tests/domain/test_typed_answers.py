"""Onboarding's questions answered in typed words."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.typed_answers import parse_age, parse_minutes, parse_often, parse_regions, parse_score, parse_when
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
    ("text", "score"),
    [
        ("4", 4),
        ("pain 4", 4),
        ("4/10", 4),
        ("4 out of 10", 4),
        ("10/10", 10),
        ("10", 10),
        ("four", 4),
        ("no pain", 0),
        ("zero", 0),
    ]
    + [(text, None) for text in ("11", "-1", "4.5", "4-5", "3 or 4", "", "a lot", "100")],
)
def test_score(text: str, score: int | None) -> None:
    """A whole number from 0 to 10, in figures or words."""
    assert parse_score(text, ENGLISH.quick_reply, ENGLISH.answers) == score


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("20", 20),
        ("20 min", 20),
        ("about twenty minutes", 20),
        ("10-15", 10),
        ("1 hour", 60),
        ("2 hours", 120),
        ("half an hour", 30),
    ]
    + [("an hour", 60), ("I don't know", -1), ("no idea", -1), ("not sure", -1), ("?", -1)]
    + [(text, None) for text in ("", "a bit", "0", "-", "9999", "7.5", "1 2 3")],
)
def test_minutes(text: str, minutes: int | None) -> None:
    """Minutes, hours, a span, or an honest "I don't know"."""
    assert parse_minutes(text, ENGLISH.quick_reply, ENGLISH.answers) == minutes


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
    assert parse_often(text, ENGLISH.quick_reply, ENGLISH.answers) == often


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
    assert parse_score(text, ENGLISH.quick_reply, ENGLISH.answers) in {None, *range(11)}
    assert parse_minutes(text, ENGLISH.quick_reply, ENGLISH.answers) in {None, -1, *range(1, 601)}
    assert parse_often(text, ENGLISH.quick_reply, ENGLISH.answers) in {None, "rarely", "some", "most"}
    parse_regions(text, ENGLISH.answers)
