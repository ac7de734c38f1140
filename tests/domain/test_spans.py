"""Days that stretches of days cover."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.history.spans import covering

DAYS = st.dates(date(2026, 1, 1), date(2026, 2, 28))
SPANS = st.lists(st.tuples(DAYS, st.none() | st.integers(-2, 20)), max_size=8)


@settings(derandomize=True, deadline=None, max_examples=200)
@given(SPANS, DAYS)
def test_a_day_is_covered_where_any_span_has_it(drawn: list[tuple[date, int | None]], day: date) -> None:
    """The search says the same as trying each: overlaps, open ends, and spans that end before they begin."""
    spans = [(first, None if days is None else first + timedelta(days=days)) for first, days in drawn]
    assert covering(spans)(day) is any(first <= day and (last is None or day <= last) for first, last in spans)
