"""WORSENING: this week against the two weeks before it."""

from datetime import date, timedelta

import pytest

from bot.domain.escalation import worsening
from tests.support.story import LIBRARY

RULES = LIBRARY.rules.escalation
TODAY = date(2026, 12, 13)


def scored(prior: tuple[float, ...], recent: tuple[float, ...]) -> dict[date, float]:
    """Return P by day: the newest days of the prior fourteen, and of the last seven."""
    days = {TODAY - timedelta(days=7 + back): pain for back, pain in enumerate(reversed(prior))}
    return days | {TODAY - timedelta(days=back): pain for back, pain in enumerate(reversed(recent))}


@pytest.mark.parametrize(
    ("prior", "recent", "fires"),
    [
        ((2,) * 14, (4,) * 7, True),
        ((2,) * 4, (4,) * 4, True),
        ((2,) * 3, (4,) * 7, False),
        ((2,) * 14, (4,) * 3, False),
        ((3,) * 14, (4,) * 7, True),
        ((4,) * 14, (5,) * 7, False),
        ((4,) * 14, (6,) * 7, True),
        ((1,) * 14, (1.5,) * 7, False),
        ((0,) * 14, (1,) * 7, True),
        ((5,) * 14, (3,) * 7, False),
    ],
)
def test_two_points_or_thirty_percent_and_a_point(
    prior: tuple[float, ...], recent: tuple[float, ...], fires: bool
) -> None:
    """Four scored days in each window, or nothing is said."""
    found = worsening(scored(prior, recent), TODAY, RULES)
    assert (found is not None) == fires
    if found:
        assert found.evidence == {"was": float(prior[0]), "now": float(recent[0])}


def test_days_before_somebody_looked_have_had_their_say() -> None:
    """It fires again only from a week that began after the hold ended."""
    days = scored((2,) * 14, (5,) * 7)
    assert worsening(days, TODAY, RULES, TODAY - timedelta(days=6)) is None
    assert worsening(days, TODAY, RULES, TODAY - timedelta(days=7)) is not None
