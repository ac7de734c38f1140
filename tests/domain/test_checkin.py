"""What is still to be asked about a walk."""

from datetime import date

import pytest

from bot.domain.checkin import Walk, next_question


@pytest.mark.parametrize(
    ("known", "question"),
    [
        ({}, "minutes"),
        ({"minutes": 10}, "before_pain"),
        ({"minutes": 10, "gate_pain": 2}, "worst_pain"),
        ({"minutes": 10, "gate_pain": 0}, "worst_pain"),
        ({"minutes": 10, "before_pain": 0}, "worst_pain"),
        ({"minutes": 10, "before_pain": 0, "worst_pain": 0}, "effort"),
        ({"minutes": 10, "before_pain": 0, "worst_pain": 0, "effort": "easy"}, None),
        ({"worst_pain": 3, "effort": "easy", "gate_pain": 1}, "minutes"),
    ],
)
def test_the_first_gap_is_asked(known: dict[str, object], question: str | None) -> None:
    """Minutes, pain before where the gate did not ask, worst pain, effort; a 0 is an answer."""
    assert next_question(Walk(1, 1, date(2026, 11, 23), **known)) == question  # type: ignore[arg-type]
