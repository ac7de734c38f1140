"""The weekly review: literal weeks, and what may never happen."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.plan import Dose
from bot.domain.review import HOLD, PROGRESS, REGRESS, STOP, WeekFacts, review, weekly_minutes
from tests.support.story import LIBRARY

DOSING, RULES = LIBRARY.rules.dosing, LIBRARY.rules.reviewing
EVERY_DAY = (0, 1, 2, 3, 4, 5, 6)
GOOD = WeekFacts(1, False, 3, 3, 7, ("GREEN",) * 7, (2, 4, 4), "gentle", EVERY_DAY)
START = Dose(11, 1, 3)


def test_the_example_of_the_definitions() -> None:
    """53 minutes, then 59 and 65 by days, then 72 by minutes; the fourth week is held."""
    dose, weekly = START, [weekly_minutes(START, EVERY_DAY, DOSING)]
    for number in (1, 2, 3, 4):
        found = review(
            replace(GOOD, number=number, planned=dose.target_days, done=dose.target_days), dose, DOSING, RULES
        )
        dose = found.dose
        weekly.append(weekly_minutes(dose, EVERY_DAY, DOSING))
    assert weekly == [53, 59, 65, 72, 72]
    assert dose == Dose(12, 1, 5)
    assert (found.outcome, found.reason) == (HOLD, "fourth_week")


@pytest.mark.parametrize(
    ("change", "outcome", "reason"),
    [
        ({"stopped": True, "colours": ("RED",)}, STOP, "flag_open"),
        ({"colours": ("RED",), "checkins": 1}, REGRESS, "red"),
        ({"checkins": 2, "colours": ("AMBER", "AMBER")}, HOLD, "few_checkins"),
        ({"planned": 1, "done": 1, "checkins": 1, "colours": ("GREEN",)}, PROGRESS, "green"),
        ({"colours": ("AMBER",) * 3}, REGRESS, "amber"),
        ({"colours": ("AMBER",) * 2 + ("GREEN",) * 5}, HOLD, "amber"),
        ({"planned": 5, "done": 4}, PROGRESS, "green"),
        ({"planned": 4, "done": 3}, HOLD, "adherence"),
        ({"efforts": (4, 6)}, HOLD, "effort"),
        ({"efforts": (2, 6, 4)}, PROGRESS, "green"),
        ({"efforts": ()}, PROGRESS, "green"),
        ({"number": 4}, HOLD, "fourth_week"),
        ({"number": 8}, HOLD, "fourth_week"),
        ({"number": 0}, HOLD, "first_days"),
        ({"away": True, "checkins": 1}, HOLD, "gap"),
        ({"away": True, "colours": ("RED",)}, REGRESS, "red"),
        ({"eased": True}, HOLD, "eased"),
        ({"eased": True, "colours": ("AMBER",) * 3}, REGRESS, "amber"),
        ({"planned": 0, "done": 0, "checkins": 0, "colours": ()}, HOLD, "nothing_planned"),
    ],
)
def test_the_first_match_counts(change: dict[str, object], outcome: str, reason: str) -> None:
    """Each row of the table, in its order."""
    found = review(replace(GOOD, **change), START, DOSING, RULES)  # type: ignore[arg-type]
    assert (found.outcome, found.reason) == (outcome, reason)


def test_a_red_walk_takes_a_fifth() -> None:
    """11 → 9, whatever the count of check-ins."""
    assert review(replace(GOOD, colours=("RED",)), START, DOSING, RULES).dose == Dose(9, 1, 3)


def test_little_done_offers_a_smaller_target() -> None:
    """Below half of the planned walks."""
    assert review(replace(GOOD, planned=5, done=2), START, DOSING, RULES).offer_smaller
    assert not review(replace(GOOD, planned=5, done=3), START, DOSING, RULES).offer_smaller


def test_bouts_grow_and_become_one_walk() -> None:
    """2 x 4 → 2 x 5 → 1 x 8."""
    assert review(GOOD, Dose(4, 2, 3), DOSING, RULES).dose == Dose(5, 2, 3)
    assert review(GOOD, Dose(5, 2, 3), DOSING, RULES).dose == Dose(8, 1, 3)


def test_at_both_ceilings_pace_is_next() -> None:
    """30 minutes on five days: the dose stays."""
    found = review(replace(GOOD, planned=5, done=5), Dose(30, 1, 5), DOSING, RULES)
    assert (found.outcome, found.variable, found.dose) == (PROGRESS, "pace", Dose(30, 1, 5))


facts_of_weeks = st.builds(
    WeekFacts,
    number=st.integers(0, 60),
    stopped=st.booleans(),
    planned=st.integers(0, 5),
    done=st.integers(0, 5),
    checkins=st.integers(0, 10),
    colours=st.lists(st.sampled_from(["GREEN", "AMBER", "RED"]), max_size=10).map(tuple),
    efforts=st.lists(st.sampled_from([2, 4, 6]), max_size=7).map(tuple),
    style=st.sampled_from(["gentle", "standard"]),
    walk_days=st.sets(st.integers(0, 6), min_size=1).map(lambda days: tuple(sorted(days))),
)
doses = st.one_of(
    st.builds(Dose, st.integers(2, 30), st.just(1), st.integers(1, 5)),
    st.builds(Dose, st.integers(1, 5), st.just(2), st.integers(3, 3)),
)


@settings(derandomize=True, deadline=None, max_examples=100)
@given(facts_of_weeks, doses)
def test_nothing_unsafe_ever_comes_out(facts: WeekFacts, dose: Dose) -> None:
    """Never more after RED, under a hold or in a fourth week; never above the cap; one variable at a time."""
    found = review(facts, dose, DOSING, RULES)
    before = weekly_minutes(dose, facts.walk_days, DOSING)
    after = weekly_minutes(found.dose, facts.walk_days, DOSING)
    if facts.stopped or "RED" in facts.colours or facts.number % 4 == 0:
        assert after <= before
    if dose.bouts == 1:
        assert after <= before * (1 + RULES.weekly_cap)
    if found.outcome in (STOP, HOLD):
        assert found.dose == dose
    if found.outcome == REGRESS:
        assert found.dose.minutes <= dose.minutes
    changed = [found.dose.minutes != dose.minutes, found.dose.target_days != dose.target_days]
    assert dose.bouts > 1 or sum(changed) <= 1
    assert found.dose.minutes <= max(RULES.ceiling, dose.minutes)
    assert review(facts, dose, DOSING, RULES) == found
