"""What a pain report asks."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from bot.domain.safety.pain import ONSETS, PainReport, alarming, next_question
from tests.support.story import LIBRARY

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
