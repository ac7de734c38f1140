"""The self-test: what it asks, and what it dares to call a change."""

from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.coaching.self_test import (
    FULL,
    PAIN,
    SKIPPED,
    WELL,
    SelfTest,
    compared,
    figures,
    next_question,
    pain_mean,
)
from tests.support.story import LIBRARY

RULES = LIBRARY.rules.arc
DAY = date(2026, 11, 25)
FIRST = SelfTest(1, 1, FULL, DAY, pain=5, enjoyment=4, activity=4, minutes=10, stands=9)


def test_the_questions_come_in_order_and_pain_alone_stops_after_three() -> None:
    """Five, two for those without pain, three a month; a skipped one counts as asked."""
    for kind, asked in ((FULL, 5), (WELL, 2), (PAIN, 3)):
        test, seen = SelfTest(1, 1, kind, DAY), []
        while (field := next_question(test)) is not None:
            seen.append(field)
            test = replace(test, **{field: SKIPPED})  # type: ignore[arg-type]
        assert len(seen) == len(set(seen)) == asked
        assert figures(test) == {}
    over = SelfTest(1, 1, FULL, DAY, finished_at=datetime(2026, 11, 25, tzinfo=UTC))
    assert next_question(over) is None


def test_the_mean_needs_all_three() -> None:
    """5, 4 and 4 are 13/3; one left out leaves no figure."""
    assert pain_mean(FIRST) == Fraction(13, 3)
    assert pain_mean(replace(FIRST, activity=SKIPPED)) is None
    assert pain_mean(replace(FIRST, enjoyment=None)) is None


@pytest.mark.parametrize(
    ("field", "now", "verdict"),
    [
        ("pain", 3, "same"),  # 13/3 → 11/3: less than a point
        ("pain", 2, "better"),
        ("pain", 8, "worse"),
        ("minutes", 11, "same"),
        ("minutes", 12, "better"),
        ("minutes", 8, "worse"),
        ("stands", 11, "same"),
        ("stands", 12, "better"),
        ("stands", 6, "worse"),
    ],
)
def test_only_more_than_the_noise_is_a_change(field: str, now: int, verdict: str) -> None:
    """Less pain is better, more minutes and stands are; within the error of a figure it is the same."""
    changes = compared(FIRST, replace(FIRST, **{field: now}), RULES)  # type: ignore[arg-type]
    assert {change.figure: change.verdict for change in changes} == {
        "pain": "same",
        "minutes": "same",
        "stands": "same",
        field: verdict,
    }


answers = st.one_of(st.none(), st.just(SKIPPED), st.integers(0, 10))
tests = st.builds(
    SelfTest,
    st.just(1),
    st.just(1),
    st.just(FULL),
    st.just(DAY),
    pain=answers,
    enjoyment=answers,
    activity=answers,
    minutes=st.one_of(st.none(), st.just(SKIPPED), st.integers(1, 300)),
    stands=answers,
)


@given(tests, tests)
def test_a_comparison_is_fair_both_ways(one: SelfTest, other: SelfTest) -> None:
    """Only what both tests gave is compared, and what is better one way is never better the other way, too."""
    there, back = compared(one, other, RULES), compared(other, one, RULES)
    assert [c.figure for c in there] == [c.figure for c in back]
    assert {c.figure for c in there} == figures(one).keys() & figures(other).keys()
    for change, reverse in zip(there, back, strict=True):
        assert (change.verdict, reverse.verdict) not in (("better", "better"), ("worse", "worse"))
        assert change.was != change.now or change.verdict == "same"
