"""The weekly review: literal weeks, and what may never happen."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.coaching.arc import grows_beyond
from bot.domain.coaching.plan import Dose
from bot.domain.coaching.review import HOLD, PROGRESS, REGRESS, STOP, WeekFacts, for_other_days, review, weekly_minutes
from tests.support.story import LIBRARY

DOSING, RULES = LIBRARY.rules.dosing, LIBRARY.rules.reviewing
EVERY_DAY = (0, 1, 2, 3, 4, 5, 6)
GOOD = WeekFacts(1, False, 3, 3, 7, ("GREEN",) * 7, (2, 4, 4), "gentle", EVERY_DAY, ("GREEN",) * 3)
START = Dose(11, 1, 3)


def grown(style: str, weeks: int) -> list[Dose]:
    """Return the doses of calm weeks in a row, from 10 minutes on every day."""
    doses = [Dose(10, 1, 3)]
    for number in range(1, weeks):
        dose = doses[-1]
        facts = replace(GOOD, number=number, planned=dose.target_days, done=dose.target_days, style=style)
        doses.append(review(facts, dose, DOSING, RULES).dose)
    return doses


def test_the_example_of_the_definitions() -> None:
    """Without noise 10 minutes become 5 x 30 by week 13 at the standard pace, by week 16 at the gentle one."""
    assert grown("standard", 4) == [Dose(10, 1, 3), Dose(10, 1, 4), Dose(10, 1, 5), Dose(12, 1, 5)]
    assert grown("standard", 13)[-1] == Dose(30, 1, 5)
    assert grown("gentle", 16)[-1] == Dose(30, 1, 5)
    assert grown("gentle", 5)[-1] == grown("gentle", 4)[-1]  # the calm fourth week rests
    assert grown("standard", 5)[-1] != grown("standard", 4)[-1]


@pytest.mark.parametrize(
    ("change", "outcome", "reason"),
    [
        ({"stopped": True, "colours": ("RED",) * 2}, STOP, "flag_open"),
        ({"colours": ("RED",) * 2, "checkins": 1}, REGRESS, "red"),
        ({"colours": ("RED",)}, HOLD, "red"),
        ({"new": True}, REGRESS, "new"),
        ({"checkins": 2}, HOLD, "few_checkins"),
        ({"planned": 1, "done": 1, "checkins": 1}, PROGRESS, "green"),
        ({"colours": ("AMBER",) * 7}, PROGRESS, "green"),  # easy walks
        ({"target_colours": ("AMBER",)}, PROGRESS, "green"),
        ({"target_colours": ("AMBER",) * 2}, HOLD, "amber"),
        ({"target_colours": ("AMBER",) * 3}, REGRESS, "amber"),
        ({"target_colours": ("AMBER", "AMBER", "RED"), "colours": ("RED",)}, REGRESS, "amber"),
        ({"planned": 5, "done": 5, "target_colours": ("AMBER",) * 3 + ("GREEN",) * 2}, REGRESS, "amber"),
        ({"planned": 6, "done": 6, "target_colours": ("AMBER",) * 3 + ("GREEN",) * 3}, HOLD, "amber"),
        ({"target_colours": ("OPEN",) * 3}, HOLD, "unscored"),
        ({"target_colours": ("OPEN", "AMBER")}, HOLD, "unscored"),
        ({"target_colours": ("OPEN", "GREEN")}, PROGRESS, "green"),
        ({"more_days": True}, HOLD, "more_days"),
        ({"worsening": True}, HOLD, "worsening"),
        ({"held_days": 3}, PROGRESS, "green"),
        ({"held_days": 4}, HOLD, "eased"),
        ({"held_now": True}, HOLD, "eased"),
        ({"held_days": 7, "planned": 0, "done": 0}, HOLD, "eased"),
        ({"held_days": 7, "colours": ("RED",) * 2}, REGRESS, "red"),
        ({"planned": 3, "done": 2}, PROGRESS, "green"),
        ({"planned": 5, "done": 3}, HOLD, "adherence"),
        ({"efforts": (4, 6)}, HOLD, "effort"),
        ({"efforts": (6,)}, PROGRESS, "green"),
        ({"efforts": (2, 6, 4)}, PROGRESS, "green"),
        ({"efforts": ()}, PROGRESS, "green"),
        ({"number": 4}, HOLD, "fourth_week"),
        ({"number": 8}, HOLD, "fourth_week"),
        ({"number": 4, "style": "standard"}, PROGRESS, "green"),
        ({"number": 0}, HOLD, "first_days"),
        ({"away": True, "checkins": 1}, HOLD, "gap"),
        ({"away": True, "colours": ("RED",) * 2}, REGRESS, "red"),
        ({"planned": 0, "done": 0, "checkins": 0, "colours": (), "target_colours": ()}, HOLD, "nothing_planned"),
    ],
)
def test_the_first_match_counts(change: dict[str, object], outcome: str, reason: str) -> None:
    """Each row of the table, in its order."""
    found = review(replace(GOOD, **change), START, DOSING, RULES)  # type: ignore[arg-type]
    assert (found.outcome, found.reason) == (outcome, reason)


def test_two_red_walks_take_a_fifth_and_one_holds() -> None:
    """11 → 9, whatever the count of check-ins."""
    assert review(replace(GOOD, colours=("RED",) * 2), START, DOSING, RULES).dose == Dose(9, 1, 3)
    assert review(replace(GOOD, colours=("RED",)), START, DOSING, RULES).dose == START


def test_a_walk_taken_back_below_five_minutes_becomes_two_bouts() -> None:
    """And never asks for more than before."""
    red = replace(GOOD, colours=("RED",) * 2)
    assert review(red, Dose(5, 1, 3), DOSING, RULES).dose == Dose(2, 2, 3)
    assert review(red, Dose(6, 1, 3), DOSING, RULES).dose == Dose(5, 1, 3)
    assert review(red, Dose(2, 2, 3), DOSING, RULES).dose == Dose(2, 2, 3)


def test_short_walks_grow_by_a_minute_whatever_the_cap() -> None:
    """5 minutes on three days: one more is 30.4 % with the easy walks, and still too little to hurt."""
    three = replace(GOOD, walk_days=(0, 2, 4))
    assert review(three, Dose(2, 1, 3), DOSING, RULES).dose == Dose(3, 1, 3)
    assert review(three, Dose(5, 1, 3), DOSING, RULES).dose == Dose(6, 1, 3)


def test_with_three_chosen_days_another_one_is_offered_once() -> None:
    """The days are the person's own."""
    three = replace(GOOD, walk_days=(0, 2, 4))
    found = review(three, Dose(30, 1, 3), DOSING, RULES)
    assert (found.variable, found.dose) == ("another_day", Dose(30, 1, 3))
    assert review(replace(three, day_offered=True), Dose(30, 1, 3), DOSING, RULES).variable == "pace"


def test_little_done_offers_a_smaller_target() -> None:
    """Below half of the planned walks."""
    assert review(replace(GOOD, planned=5, done=2), START, DOSING, RULES).offer_smaller
    assert not review(replace(GOOD, planned=5, done=3), START, DOSING, RULES).offer_smaller  # 60 %: held


def test_bouts_grow_and_become_one_walk() -> None:
    """2 x 4 → 2 x 5 → 1 x 8."""
    assert review(GOOD, Dose(4, 2, 3), DOSING, RULES).dose == Dose(5, 2, 3)
    assert review(GOOD, Dose(5, 2, 3), DOSING, RULES).dose == Dose(8, 1, 3)


def test_at_both_ceilings_pace_is_next() -> None:
    """30 minutes on five days: the dose stays."""
    found = review(replace(GOOD, planned=5, done=5), Dose(30, 1, 5), DOSING, RULES)
    assert (found.outcome, found.variable, found.dose) == (PROGRESS, "pace", Dose(30, 1, 5))


doses = st.one_of(
    st.builds(Dose, st.integers(2, 30), st.just(1), st.integers(1, 5)),
    st.builds(Dose, st.integers(1, 5), st.just(2), st.integers(3, 3)),
)
facts_of_weeks = st.builds(
    WeekFacts,
    number=st.integers(0, 60),
    stopped=st.booleans(),
    planned=st.integers(0, 5),
    done=st.integers(0, 5),
    checkins=st.integers(0, 10),
    colours=st.lists(st.sampled_from(["GREEN", "AMBER", "RED", "OPEN"]), max_size=10).map(tuple),
    efforts=st.lists(st.sampled_from([2, 4, 6]), max_size=7).map(tuple),
    style=st.sampled_from(["gentle", "standard"]),
    target_colours=st.lists(st.sampled_from(["GREEN", "AMBER", "RED", "OPEN"]), max_size=5).map(tuple),
    new=st.booleans(),
    held_days=st.integers(0, 7),
    held_now=st.booleans(),
    worsening=st.booleans(),
    walk_days=st.sets(st.integers(0, 6), min_size=1).map(lambda days: tuple(sorted(days))),
    kept=st.one_of(st.none(), doses),
    longer=st.booleans(),
    weekly_most=st.sampled_from([None, None, 70]),
    knee_unknown=st.booleans(),
)


@settings(derandomize=True, deadline=None, max_examples=100)
@given(facts_of_weeks, doses)
def test_nothing_unsafe_ever_comes_out(facts: WeekFacts, dose: Dose) -> None:
    """Never more after RED, under a hold or in a gentle fourth week; never above the cap; one variable at a time."""
    found = review(facts, dose, DOSING, RULES)
    before = weekly_minutes(dose, facts.walk_days, DOSING)
    after = weekly_minutes(found.dose, facts.walk_days, DOSING)
    held = facts.stopped or facts.held_now or facts.worsening or facts.held_days > RULES.held_days_to_hold
    if held or facts.new or "RED" in facts.colours or (facts.style == "gentle" and facts.number % 4 == 0):
        assert after <= before
    if dose.bouts == 1 and dose.minutes > RULES.longest_bout:
        assert after <= before * (1 + RULES.weekly_cap)
    if found.outcome in (STOP, HOLD) and found.reason != "knee":
        assert found.dose == dose
    if facts.weekly_most is not None and found.outcome != STOP:
        assert after <= facts.weekly_most or found.dose.minutes == 1
    if facts.knee_unknown and after > before:
        assert after <= RULES.knee_weekly
    if facts.kept is not None and found.dose != dose and after > before:
        assert not grows_beyond(found.dose, facts.kept)
    if found.outcome == REGRESS:
        assert found.dose.minutes <= dose.minutes
    if found.dose.bouts > dose.bouts:
        assert after <= before
    changed = [found.dose.minutes != dose.minutes, found.dose.target_days != dose.target_days]
    assert dose.bouts > 1 or sum(changed) <= 1
    assert found.dose.minutes <= max(RULES.ceiling_chosen if facts.longer else RULES.ceiling, dose.minutes)
    assert review(facts, dose, DOSING, RULES) == found


def test_after_the_six_weeks_nothing_grows_beyond_what_was_kept() -> None:
    """A calm week is a kept week; after a step back it grows again, up to there and no further."""
    dose = Dose(12, 1, 5)
    kept = replace(GOOD, planned=5, done=5, kept=dose)
    assert (review(kept, dose, DOSING, RULES).outcome, review(kept, dose, DOSING, RULES).reason) == (HOLD, "kept")
    back = review(replace(kept, colours=("RED",) * 2), dose, DOSING, RULES)
    assert back.outcome == REGRESS
    seen = [back.dose]
    for _ in range(5):
        seen.append(review(kept, seen[-1], DOSING, RULES).dose)
    assert seen[-1] == seen[-2] == dose
    at_ceiling = replace(kept, kept=Dose(30, 1, 5))
    assert review(at_ceiling, Dose(30, 1, 5), DOSING, RULES).reason == "kept"


def test_at_the_ceiling_pace_comes_first_then_variety() -> None:
    """Nobody is told to hurry for ever."""
    top = Dose(RULES.ceiling, 1, 5)
    calm = replace(GOOD, planned=5, done=5)
    assert review(calm, top, DOSING, RULES).variable == "pace"
    assert review(replace(calm, paced=RULES.pace_weeks), top, DOSING, RULES).variable == "variety"
    assert review(replace(calm, paced=RULES.pace_weeks), top, DOSING, RULES).dose == top


def test_longer_walks_grow_to_the_chosen_ceiling_and_stop_there() -> None:
    """Only for those who want them; 60 minutes are the end."""
    dose = Dose(RULES.ceiling, 1, 5)
    wanted = replace(GOOD, planned=5, done=5, longer=True)
    for _ in range(60):
        dose = review(wanted, dose, DOSING, RULES).dose
    assert dose == Dose(RULES.ceiling_chosen, 1, 5)
    assert review(wanted, dose, DOSING, RULES).variable == "pace"


def test_a_severe_knee_is_capped_and_an_unknown_one_is_asked_about_first() -> None:
    """70 minutes a week: the walks shrink to fit, and nothing grows past it, whatever else a week was like."""
    most = RULES.knee_weekly
    capped = replace(GOOD, planned=5, done=5, weekly_most=most)
    found = review(capped, Dose(20, 1, 5), DOSING, RULES)
    assert (found.outcome, found.reason) == (HOLD, "knee")
    assert weekly_minutes(found.dose, EVERY_DAY, DOSING) <= most
    red = review(replace(capped, colours=("RED",) * 2), Dose(30, 1, 5), DOSING, RULES)
    assert red.outcome == REGRESS
    assert weekly_minutes(red.dose, EVERY_DAY, DOSING) <= most
    dose = START
    for _ in range(12):
        dose = review(capped, dose, DOSING, RULES).dose
        assert weekly_minutes(dose, EVERY_DAY, DOSING) <= most
    unknown = replace(GOOD, planned=5, done=5, knee_unknown=True)
    asked = review(unknown, Dose(12, 1, 5), DOSING, RULES)
    assert (asked.outcome, asked.reason, asked.dose) == (HOLD, "knee_unknown", Dose(12, 1, 5))
    assert review(unknown, START, DOSING, RULES).outcome == PROGRESS


@given(
    dose=st.builds(Dose, st.integers(1, 60), st.just(1), st.integers(1, 7)),
    days=st.sets(st.integers(0, 6), min_size=1).map(sorted),
    most=st.integers(1, 400),
    knee=st.none() | st.integers(30, 400),
)
def test_walks_of_other_days_shrink_as_far_as_they_must(
    dose: Dose, days: list[int], most: int, knee: int | None
) -> None:
    """Never longer than before, no shorter than needed; one minute always stays."""
    found = for_other_days(dose, days, most, True, DOSING, knee)
    allowed = most if knee is None else min(most, knee)
    assert found == replace(dose, minutes=found.minutes)
    assert 1 <= found.minutes <= dose.minutes
    assert found.minutes == 1 or weekly_minutes(found, days, DOSING) <= allowed
    longer = replace(found, minutes=found.minutes + 1)
    assert found == dose or weekly_minutes(longer, days, DOSING) > allowed


def test_other_days_in_figures() -> None:
    """11 minutes on 3 days are 33; every day with 42 at most is 8 a walk. Bouts may grow where all is calm."""
    assert for_other_days(START, EVERY_DAY, 42, True, DOSING) == Dose(8, 1, 3)
    assert for_other_days(START, EVERY_DAY, 33, False, DOSING) == Dose(7, 1, 3)
    assert for_other_days(START, (0, 2, 4), 33, True, DOSING) == START
    bouts = Dose(3, 2, 3)
    assert for_other_days(bouts, EVERY_DAY, 18, True, DOSING) == bouts
    assert for_other_days(bouts, EVERY_DAY, 18, False, DOSING) == Dose(1, 2, 3)


@pytest.mark.parametrize("minutes", [1, 2, 3, 4])
@pytest.mark.parametrize("style", ["gentle", "standard"])
@pytest.mark.parametrize("days", [(0, 2, 4), (0, 1, 2, 3, 4), EVERY_DAY])
def test_single_walks_of_a_few_minutes_grow(minutes: int, style: str, days: tuple[int, ...]) -> None:
    """A calm week adds a day or a minute: a tenth of a minute rounded away would leave them there for ever."""
    dose = Dose(minutes, 1, 3)
    for week in range(12):
        facts = replace(GOOD, number=week + 1, style=style, walk_days=days)
        found = review(facts, dose, DOSING, RULES)
        if found.outcome == HOLD:  # at gentle pace every fourth calm week rests
            assert (style, facts.number % 4) == ("gentle", 0)
            continue
        more = (found.dose.minutes - dose.minutes, found.dose.target_days - dose.target_days)
        assert more in ((1, 0), (0, 1)) or dose.minutes > RULES.longest_bout, (dose, found)
        dose = found.dose
    assert dose.minutes >= minutes + 5
