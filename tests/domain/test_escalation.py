"""The ladder of rules over stored facts."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.checkin import Walk
from bot.domain.safety.escalation import (
    Finding,
    Hold,
    exacerbated,
    is_severe,
    opens_hold,
    persistent,
    says_again,
    settled,
    severe,
)
from bot.domain.safety.scores import NowScore, before
from tests.support.story import LIBRARY

RULES = LIBRARY.rules.escalation
COLOURS = LIBRARY.rules.colours
MONDAY = date(2026, 11, 23)
WEEK = timedelta(days=7)


def walk(day: int, before: int | None, worst: int | None, **fields: Any) -> Walk:
    """Return a logged walk, its day counted from a Monday."""
    at = datetime(2026, 11, 23, 10, tzinfo=UTC) + timedelta(days=day)
    return Walk(
        day,
        1,
        MONDAY + timedelta(days=day),
        gate_pain=before,
        worst_pain=worst,
        minutes=10,
        logged_at=at,
        **fields,
    )


def weeks(*pains: float | None, days: int = 3, until: date = MONDAY) -> list[NowScore]:
    """Return the scores of the weeks before a Monday, oldest first; None is a week without scores."""
    scores = []
    for ahead, pain in enumerate(pains):
        first = until - (len(pains) - ahead) * WEEK
        for number in range(days if pain is not None else 0):
            day = first + timedelta(days=number)
            at = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
            whole = int(pain or 0) + (1 if number < round(((pain or 0) % 1) * days) else 0)
            scores.append(NowScore(day, at, whole))
    return scores


LONG_AGO = MONDAY - 4 * WEEK  # too few programme weeks for the third criterion


@pytest.mark.parametrize(
    ("score", "latest", "sudden", "found"),
    [
        (7, [7], False, ("SEVERE", "routine")),
        (7, [3, 2, 7], False, ("SEVERE", "routine")),
        (7, [7, 2, 7], False, ("SEVERE", "soon")),
        (8, [8, 8], False, ("SEVERE", "soon")),
        (8, [7, 2, 2, 8], False, ("SEVERE", "routine")),
        (7, [7], True, ("URGENT", "urgent")),
        (9, [9], False, ("URGENT", "urgent")),
        (10, [10], False, ("URGENT", "urgent")),
    ],
)
def test_severe(score: int, latest: list[int], sudden: bool, found: tuple[str, str]) -> None:
    """Twice in three is soon, nine or sudden is urgent; only what is soon halves."""
    finding = severe(score, latest, sudden, RULES)
    assert (finding.rule, finding.level) == found
    assert opens_hold(finding.rule, finding.level) == (found != ("SEVERE", "routine"))


def test_what_is_severe() -> None:
    """Pain now from 7 on, the worst of a walk from 8 on."""
    assert [is_severe(score, RULES) for score in (6, 7)] == [False, True]
    assert [is_severe(score, RULES, worst=True) for score in (7, 8)] == [False, True]


def test_something_new_is_over_with_two_calm_walks_in_a_row() -> None:
    """Walks before the hold do not count."""
    at = datetime(2026, 11, 24, tzinfo=UTC)
    hold = Hold(1, 1, "NEW_AFTER_WALK", at, at.date())
    calm, red = (2, 2), (3, 7)

    def over(*pains: tuple[int, int]) -> bool:
        made = [walk(day, *each) for day, each in enumerate(pains)]
        return settled(hold, made, [], MONDAY + WEEK, COLOURS, RULES)

    assert over(red, calm, calm)
    assert not over(calm, calm)
    assert not over(red, calm, red, calm)


def test_when_lasting_pain_is_said_again() -> None:
    """At first, after 12 weeks, then every 26; the soft nudge once."""
    first = MONDAY - 12 * WEEK
    assert says_again([], MONDAY, False, RULES)
    assert says_again([first], MONDAY, False, RULES)
    assert not says_again([first + WEEK], MONDAY, False, RULES)
    assert not says_again([first - 26 * WEEK, first], MONDAY, False, RULES)
    assert says_again([MONDAY - 40 * WEEK, MONDAY - 26 * WEEK], MONDAY, False, RULES)
    assert not says_again([MONDAY - 90 * WEEK], MONDAY, True, RULES)


RED, GREEN, RISEN = (3, 7), (3, 2), (2, 4)


@pytest.mark.parametrize(
    ("walks", "fires"),
    [
        ([], False),
        ([RED], False),
        ([RED, RED], False),
        ([RED, RED, RED], False),
        ([RED, RED, RED, RED], True),
        ([RED, GREEN, RED, RED, GREEN, GREEN, RED], True),
        ([RED, GREEN, RED, RED, GREEN, GREEN, GREEN, RED], False),
        ([RISEN, RISEN, RISEN], False),
        ([RISEN, RISEN, RISEN, RISEN], True),
        ([RISEN, GREEN, RISEN, RISEN, GREEN, GREEN, RISEN], True),
        ([RISEN, GREEN, RISEN, RISEN, GREEN, GREEN, GREEN, RISEN], False),
        ([(None, 7), (None, 7), (None, 7), (None, 7)], True),
        ([(None, 6)] * 7, False),
        ([(3, None)] * 5, False),
    ],
)
def test_exacerbated_by_walking(walks: list[tuple[int | None, int | None]], fires: bool) -> None:
    """Four RED, or five with a clear rise, in the last seven."""
    made = [walk(day, *pains) for day, pains in enumerate(walks)]
    finding = exacerbated(made, [], COLOURS, RULES)
    assert (finding is not None) is fires
    if finding:
        assert finding.rule == "EXACERBATED_BY_WALKING"
        assert finding.evidence["walks"] == min(len(walks), 7)


def test_walks_that_have_had_their_say_do_not_fire_again() -> None:
    """After a hold has ended only new walks count."""
    made = [walk(day, *RED) for day in (0, 1, 2, 4, 5, 6)]
    assert exacerbated(made, [], COLOURS, RULES, made[2].logged_at) is None
    assert exacerbated([*made, walk(7, *RED)], [], COLOURS, RULES, made[2].logged_at) is not None


def test_a_walk_that_brought_something_new_is_red() -> None:
    """Whatever its scores."""
    made = [walk(day, 2, 2, something_new=True) for day in range(4)]
    assert exacerbated(made, [], COLOURS, RULES) is not None


def test_a_bad_day_is_no_walk_that_hurt() -> None:
    """Where the pain before is only known from earlier days, the walk counts neither way; told that day, it counts."""
    earlier = [NowScore(MONDAY - timedelta(days=ago), datetime(2026, 11, 20, 9, tzinfo=UTC), 2) for ago in (1, 2, 3)]
    lent = [walk(day, None, 6) for day in range(5)]
    assert all(before(each, earlier) == 2 for each in lent[:3])
    assert exacerbated(lent, earlier, COLOURS, RULES) is None
    told = [walk(day, 2, 6) for day in range(5)]
    assert exacerbated(told, earlier, COLOURS, RULES) is not None
    same_day = [NowScore(each.on_day, each.logged_at - timedelta(hours=1), 2) for each in lent if each.logged_at]
    assert exacerbated(lent, [*earlier, *same_day], COLOURS, RULES) is not None
    mixed = [told[0], walk(0, None, 6), *told[1:4], walk(3, None, 6), told[4]]
    assert exacerbated(mixed, earlier, COLOURS, RULES) is not None


@pytest.mark.parametrize(
    ("pains", "rule"),
    [
        ((), None),
        ((4, 4, 4, 4, 4, 4), "PERSISTENT"),
        ((5, 4, 6, 4, 4, 7), "PERSISTENT"),
        ((4, 4, 4, 4, 4), "PERSISTENT_SOON"),
        ((4, 4, 4), "PERSISTENT_SOON"),
        ((4, 4), None),
        ((4, 4, 4, 3, 4, 4), None),
        ((3, 4, 4, 4, 4, 4), "PERSISTENT_SOON"),
        ((4, 4, 4, 4, 4, 4, 3), None),
        ((4, 4, None, 4, 4, 4, 4), "PERSISTENT"),
        ((4, None, 4, 4, None, 4, 4, 4), "PERSISTENT"),
        ((4, 4, 4, 4, 4, 4, None, None), "PERSISTENT"),
        ((4, None, 4, None, 4, None, 4, 4, 4), "PERSISTENT_SOON"),
        ((4, 4, 4, 4, 4, 4, None, None, None), None),
        ((3.67, 4, 4, 4, 4, 4), "PERSISTENT_SOON"),
        ((4.34, 4, 4, 4, 4, 4), "PERSISTENT"),
    ],
)
def test_six_weeks_at_four_or_more(pains: tuple[float | None, ...], rule: str | None) -> None:
    """Up to two weeks without a mean are passed over; a calmer week begins the count anew."""
    finding = persistent(weeks(*pains), LONG_AGO, MONDAY, RULES)
    assert (finding and finding.rule) == rule


def test_a_week_with_two_scored_days_has_no_mean() -> None:
    """Three days make a mean."""
    assert persistent(weeks(*[8] * 8, days=2), LONG_AGO, MONDAY, RULES) is None


def test_the_week_under_way_does_not_count() -> None:
    """Only weeks that are over are judged."""
    scores = weeks(4, 4, 4, 4, 4, 4, until=MONDAY + WEEK)
    assert persistent(scores, LONG_AGO, MONDAY, RULES).rule == "PERSISTENT_SOON"  # type: ignore[union-attr]
    assert persistent(scores, LONG_AGO, MONDAY + WEEK, RULES).rule == "PERSISTENT"  # type: ignore[union-attr]


def test_an_assessment_begins_the_count_anew() -> None:
    """Six weeks "unassessed" are counted from the last look of a professional."""
    scores = weeks(*[5] * 6)
    looked = MONDAY - 4 * WEEK + timedelta(days=2)
    finding = persistent(scores, LONG_AGO, MONDAY, RULES, looked)
    assert finding == Finding("PERSISTENT_SOON", "ease", {"weeks": 3, "mean": 5.0})


@pytest.mark.parametrize(
    ("pains", "fires"),
    [
        ([3] * 12, True),
        ([3] * 7 + [0] * 5, True),
        ([3] * 6 + [0] * 6, False),
        ([3] * 7 + [None] * 2 + [0] * 3, True),
        ([3] * 7 + [None] * 3 + [0] * 2, False),
        ([2] * 12, False),
    ],
)
def test_pain_on_most_days_of_twelve_weeks(pains: list[int | None], fires: bool) -> None:
    """More than half of the scored days, with at least ten scored weeks."""
    finding = persistent(weeks(*pains), MONDAY - WEEK, MONDAY, RULES)
    assert (finding is not None and finding.rule == "PERSISTENT" and "days" in finding.evidence) is fires


@pytest.mark.parametrize(
    ("pains", "fires"),
    [
        ((5, 3, 3, 3, 3, 5), True),
        ((6, 3, 3, 3, 3, 5), True),
        ((6, 3, 3, 3, 3, 4), False),  # gained 2 points
        ((5.67, 3, 3, 3, 3, 4), True),  # 1.67 of 5.67: 29 %
        ((5.67, 3, 3, 3, 3, 3.67), False),
        ((6.34, 3, 3, 3, 3, 4.34), False),  # 19/3 to 13/3: exactly 2
        ((8, 3, 3, 3, 3, 6), False),
        ((8, 3, 3, 3, 3, 7), True),
        ((5, 3, 3, 3, 5), False),  # five programme weeks
        ((5, 3, 5, None, None, None), False),  # nothing known lately
        ((5, 3, 3, 5, None, None), True),
    ],
)
def test_no_gain_after_six_weeks_of_the_plan(pains: tuple[float | None, ...], fires: bool) -> None:
    """Still four or more, with less than two points and 30 % gained since the first week."""
    start = MONDAY - len(pains) * WEEK
    finding = persistent(weeks(*pains), start, MONDAY, RULES)
    assert (finding is not None and "plan_weeks" in finding.evidence) is fires


def test_the_first_programme_week_is_the_first_full_one() -> None:
    """Whoever begins on a Wednesday has their first week from the Monday after."""
    scores = weeks(5, 3, 3, 3, 3, 5)
    start = MONDAY - 6 * WEEK + timedelta(days=2)
    assert persistent(scores, start, MONDAY, RULES) is None


HOLD = Hold(1, 1, "SEVERE", datetime(2026, 11, 23, 9, tzinfo=UTC), MONDAY)


@pytest.mark.parametrize(
    ("walks", "day", "over"),
    [
        ([walk(13, 2, 3)], 14, True),
        ([walk(13, 2, 3)], 13, False),
        ([walk(13, 2, 4), walk(12, 2, 2), walk(11, 2, 3)], 14, True),
        ([walk(13, 2, 4)], 14, False),
        ([walk(3, *RED), walk(13, 2, 2)], 14, False),
        ([walk(0, *RED), walk(13, 2, 2)], 14, True),
        ([], 14, False),
        ([walk(13, 3, None)], 14, False),
    ],
)
def test_a_halving_hold_ends_by_itself(walks: list[Walk], day: int, over: bool) -> None:
    """After 14 days without RED and with a median rise of at most 1; who does not walk has shown nothing."""
    assert settled(HOLD, walks, [], MONDAY + timedelta(days=day), COLOURS, RULES) is over


@pytest.mark.parametrize("rule", ["EMERGENCY", "URGENT", "CLEARANCE"])
def test_a_stopping_hold_never_ends_by_itself(rule: str) -> None:
    """Only "I've been checked" ends it."""
    calm = [walk(day, 1, 1) for day in range(60)]
    assert not settled(replace(HOLD, rule=rule), calm, [], MONDAY + timedelta(days=60), COLOURS, RULES)


scores_of = st.lists(st.integers(0, 10), min_size=3, max_size=90).map(
    lambda pains: [
        NowScore(day, datetime(day.year, day.month, day.day, 9, tzinfo=UTC), pain)
        for ahead, pain in enumerate(pains)
        for day in [MONDAY - timedelta(days=len(pains) - ahead)]
    ]
)


@given(scores_of, st.integers(1, 100))
@settings(derandomize=True, deadline=None, max_examples=60)
def test_evidence_is_never_at_odds_with_its_rule(scores: list[NowScore], since: int) -> None:
    """Whatever fires shows figures that meet the rule."""
    finding = persistent(scores, MONDAY - timedelta(days=since), MONDAY, RULES)
    if finding and "weeks" in finding.evidence:
        least = RULES.persistent_weeks if finding.rule == "PERSISTENT" else RULES.persistent_soft_weeks
        assert finding.evidence["weeks"] >= least  # type: ignore[operator]
        assert finding.evidence["mean"] >= RULES.persistent_mean  # type: ignore[operator]


@given(st.lists(st.tuples(st.integers(0, 10), st.integers(0, 10)), max_size=8))
@settings(derandomize=True, deadline=None, max_examples=100)
def test_a_calmer_walk_never_fires(pains: list[tuple[int, int]]) -> None:
    """Walks that end at or below where they began, and below severe, are no reason."""
    calm = [walk(day, before, min(before, worst, 6)) for day, (before, worst) in enumerate(pains)]
    assert exacerbated(calm, [], COLOURS, RULES) is None
