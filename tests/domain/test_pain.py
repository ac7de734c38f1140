"""What a pain report asks, and scores as they are typed."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.pain import ONSETS, PainReport, alarming, next_question, typed_score
from tests.support.story import LIBRARY

WORDS = LIBRARY.heard["en"].quick_reply
NEW = PainReport(1, 1, date(2026, 11, 23), datetime(2026, 11, 23, 9, tzinfo=UTC), "command")


def report(**fields: Any) -> PainReport:
    """Return a report with some answers."""
    values = {name: getattr(NEW, name) for name in PainReport.__slots__}
    return PainReport(**{**values, **fields})


@pytest.mark.parametrize(
    ("fields", "asked"),
    [
        ({}, "region"),
        ({"region": "back"}, "score"),
        ({"region": "back", "score": 4}, "onset"),
        ({"score": 4}, "onset"),
        ({"score": 4, "onset": "known"}, "worse_walking"),
        ({"score": 4, "onset": "known", "worse_walking": False}, "at_night"),
        ({"score": 4, "onset": "known", "worse_walking": False, "at_night": True}, None),
        ({"region": "back", "score": 0}, None),
        ({"region": "knee"}, "side"),
        ({"region": "knee", "side": "left"}, "score"),
        ({"region": "knee", "score": 4}, "onset"),
        ({"region": "knee", "side": "left", "score": 4, "onset": "known"}, "worse_walking"),
        ({"region": "lower_back"}, "score"),
        ({"region": "lower_back", "score": 4, "onset": "new"}, "down_leg"),
        ({"region": "lower_back", "score": 4, "onset": "new", "down_leg": "one"}, "worse_walking"),
        ({"region": "lower_back", "score": 0}, None),
        ({"region": "hip", "side": "both", "score": 4, "onset": "new"}, "down_leg"),
        ({"region": "foot"}, "side"),
        ({"region": "of another version", "score": 4}, "onset"),
    ],
)
def test_one_question_after_the_other(fields: dict[str, object], asked: str | None) -> None:
    """The next question is the first without an answer; no pain asks no more."""
    its = report(**fields)
    assert next_question(its, LIBRARY.body_map.get(its.region or "")) == asked


def test_some_answers_open_the_red_flag_questions() -> None:
    """Chest or belly, new and sudden, down both legs: wherever it is, whatever the score; nothing else does."""
    places = LIBRARY.body_map
    assert [name for name, place in places.items() if alarming("region", name, place)] == ["chest_belly"]
    for place in (*places.values(), None):
        assert [onset for onset in ONSETS if alarming("onset", onset, place)] == ["sudden"]
        assert [told for told in ("no", "one", "both") if alarming("down_leg", told, place)] == ["both"]
        assert not alarming("score", "6", place)
        assert not alarming("side", "both", place)
        assert not alarming("region", "gone", None)


@pytest.mark.parametrize(
    ("text", "score"),
    [
        ("pain 8", 8),
        ("Pain: 8", 8),
        ("pain is 8 now", 8),
        ("my pain is 8/10", 8),
        ("my knee pain is 6 today", 6),
        ("pain 6 out of 10", 6),
        ("8/10 pain", 8),
        ("pain level 3", 3),
        ("pain eight", 8),
        ("it hurts 7", 7),
        ("pain 8 in my knee", 8),
        ("pain 11", 11),
        ("pain -1", -1),
        ("pain 0", 0),
        ("pain", None),
        ("8", None),
        ("pain for 3 days", None),
        ("pain 3 days now", None),
        ("20 min pain 3", None),
        ("my back hurts since 2019", None),
        ("pain 3-4", None),
        ("walked 8", None),
        ("", None),
    ],
)
def test_a_score_in_free_words(text: str, score: int | None) -> None:
    """The number that belongs to the pain is the score; days and minutes are none."""
    assert typed_score(text, WORDS) == score


@pytest.mark.parametrize(
    ("text", "score"),
    [("6", 6), ("6/10", 6), ("6 out of 10", 6), ("six", 6), ("about 6", 6), ("11", 11), ("-1", -1), ("6 days", None)],
)
def test_a_bare_number_where_it_was_asked_for(text: str, score: int | None) -> None:
    """Behind /pain, or below the question, the number alone will do."""
    assert typed_score(text, WORDS, bare=True) == score


@given(st.text(max_size=100), st.booleans())
@settings(derandomize=True, deadline=None, max_examples=100)
def test_any_text_is_read(text: str, bare: bool) -> None:
    """No text makes it fail."""
    typed_score(text, WORDS, bare=bare)
