"""Before a walk: when pain halves it, and when "as usual" is answer enough."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest

from bot.domain.safety.colours import AMBER, GREEN, RED
from bot.domain.safety.gate import Setting, asks_score, halves
from tests.support.story import LIBRARY

RULES = LIBRARY.rules
FRIDAY = date(2026, 12, 11)
DAYS = {FRIDAY - timedelta(days=ago): pain for ago, pain in enumerate((2, 3, 2, 2, 3, 2, 2, 3, 2, 2), start=1)}
CALM = Setting(
    day=FRIDAY,
    plain=True,
    programme_week=3,
    scored_days=4,
    days=dict(sorted(DAYS.items())),
    own_level=Fraction(2),
    walks=[(FRIDAY - timedelta(days=ago), GREEN) for ago in (3, 2, 1)],
)
"""Friday of the third week: four scores, usually 2, and three GREEN walks."""


def asks(**changes: Any) -> bool:
    """Tell whether a score is asked where something is otherwise than in `CALM`."""
    return asks_score(replace(CALM, **changes), RULES.gate, RULES.checkins, RULES.flare)


def with_newest(pain: float, days_ago: int = 1) -> dict[date, float]:
    """Return the scored days, all up to `days_ago`, the newest with this pain."""
    newest = FRIDAY - timedelta(days=days_ago)
    return {**{day: value for day, value in CALM.days.items() if day < newest}, newest: pain}


def test_on_a_calm_day_as_usual_is_enough() -> None:
    """Nothing open, enough scores, GREEN walks, pain near the usual."""
    assert not asks()
    assert not asks(days=with_newest(3))


@pytest.mark.parametrize(
    "changes",
    [
        {"plain": False},
        {"programme_week": 2},
        {"programme_week": 0},
        {"scored_days": 3},
        {"walks": []},
        {"walks": [(FRIDAY - timedelta(days=1), GREEN)]},
        {"walks": [(FRIDAY - timedelta(days=2), GREEN), (FRIDAY - timedelta(days=1), AMBER)]},
        {"walks": [(FRIDAY - timedelta(days=2), RED), (FRIDAY - timedelta(days=1), GREEN)]},
        {"walks": [(FRIDAY - timedelta(days=2), None), (FRIDAY - timedelta(days=1), GREEN)]},
        {"walks": [(FRIDAY - timedelta(days=9), GREEN), (FRIDAY - timedelta(days=8), GREEN)]},
        {"own_level": None},
        {"own_level": Fraction(1)},
        {"days": {}},
        {"days": {FRIDAY - timedelta(days=1): 2}},
        {"days": with_newest(4)},
        {"days": {**CALM.days, FRIDAY: 2}},
        {"days": dict.fromkeys(CALM.days, 5)},
        {"days": {day - timedelta(days=8): pain for day, pain in CALM.days.items()}},
    ],
)
def test_whatever_may_matter_asks_for_the_score(changes: dict[str, Any]) -> None:
    """One of them is enough; what is not known asks, too."""
    assert asks(**changes)


@pytest.mark.parametrize("newest", range(11))
def test_as_usual_is_never_offered_after_a_score_that_would_have_halved_or_stopped(newest: int) -> None:
    """The newest score, put to the gate, would have changed nothing."""
    days = with_newest(newest)
    if not asks(days=days):
        assert not halves(newest, CALM.days, FRIDAY, RULES.gate, RULES.flare)
        assert newest < RULES.escalation.severe_from


@pytest.mark.parametrize(("pain", "half"), [(4, False), (5, True), (6, True)])
def test_five_and_two_above_the_usual_halve(pain: int, half: bool) -> None:
    """Usual 2."""
    assert halves(pain, CALM.days, FRIDAY, RULES.gate, RULES.flare) is half
