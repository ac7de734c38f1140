"""Breaks as people type them."""

from datetime import UTC, date, datetime

import pytest

from bot.domain.coaching.pause import UNTIL_TOLD, is_paused, parse_days, pause_ends_at
from tests.support.story import LIBRARY

ENGLISH = LIBRARY.heard["en"]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("10", 10),
        ("10 days", 10),
        ("for 3 days", 3),
        ("a week", 7),
        ("2 weeks", 14),
        ("two weeks", 14),
        ("1 month", 30),
        ("ten days.", 10),
        ("0", None),
        ("a", None),
        ("days", None),
        ("", None),
        ("until Friday", None),
        ("my back hurts", None),
        ("20 min pain 3", None),
        ("1000", None),
    ],
)
def test_parse_days(text: str, days: int | None) -> None:
    """A number, days, weeks or months; anything else is no answer."""
    assert parse_days(text, ENGLISH.answers.spans, ENGLISH.typed.numbers) == days


def test_a_pause_ends_with_its_last_day() -> None:
    """A week from Monday ends when the next Monday begins, at three."""
    ends_at = pause_ends_at(date(2026, 11, 23), 7, "Europe/Madrid")
    assert ends_at == datetime(2026, 11, 30, 2, 0, tzinfo=UTC)
    assert is_paused(ends_at, datetime(2026, 11, 30, 1, 59, tzinfo=UTC))
    assert not is_paused(ends_at, ends_at)
    assert not is_paused(None, ends_at)
    assert is_paused(UNTIL_TOLD, ends_at)
