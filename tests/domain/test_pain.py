"""What a pain report asks."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from bot.domain.pain import PainReport, next_question

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
    ],
)
def test_one_question_after_the_other(fields: dict[str, object], asked: str | None) -> None:
    """The next question is the first without an answer; no pain asks no more."""
    assert next_question(report(**fields)) == asked
