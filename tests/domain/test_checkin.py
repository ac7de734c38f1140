"""What is still to be asked about a walk."""

from datetime import date

import pytest

from bot.domain.checkin import Asking, Walk, due, next_question
from tests.support.story import LIBRARY

RULES = LIBRARY.rules.checkins


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


@pytest.mark.parametrize(
    ("asking", "asked"),
    [
        (Asking(1, 5, 9, last_target=False, new_move=False, since_two_hours=0), True),
        (Asking(3, 5, 0, last_target=False, new_move=False, since_two_hours=0), True),
        (Asking(3, 5, 1, last_target=False, new_move=False, since_two_hours=0), False),
        (Asking(3, 5, 9, last_target=True, new_move=False, since_two_hours=0), True),
        (Asking(1, 5, 0, last_target=True, new_move=False, since_two_hours=0, eased=True), False),
    ],
)
def test_effort_is_asked_where_it_says_something_about_the_dose(asking: Asking, asked: bool) -> None:
    """First weeks, the first walk of a new dose, the last target walk of a week; never a walk that was made smaller."""
    walk = Walk(1, 1, date(2026, 11, 23), offered_minutes=11)
    assert ("effort" in due(walk, asking, RULES)) == asked
