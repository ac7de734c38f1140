"""The quick simulation: the rules alone on kinds of people, small and seeded."""

from statistics import mean

from bench.cohort.body import Traits
from bench.cohort.kinds import AT_2, AT_15, WORSENING, figures, found_in_time, mixed, variant
from bench.cohort.pain import QUIET, STEADY
from bench.cohort.quick import lives
from bench.cohort.quick_who import Who
from bot.domain.coaching.profile import GENTLE
from tests.support.story import LIBRARY

RULES = LIBRARY.rules


def test_without_noise_everybody_gets_there_in_time() -> None:
    """By week 13 at the standard pace, by week 16 at the gentle one."""
    assert all((each.goal_week or 99) <= 13 for each in lives(Who(QUIET), 1, RULES, "t"))
    assert all((each.goal_week or 99) <= 16 for each in lives(Who(QUIET, style=GENTLE), 1, RULES, "t"))


def test_a_steady_pain_is_no_hindrance_and_no_alarm() -> None:
    """Lower noise at 4: most reach 5 x 30, hardly a day is held."""
    lived = list(lives(Who(STEADY), 8, RULES, "t"))
    assert sum(each.goal_week is not None for each in lived) >= 7
    assert sum(each.alarms["WORSENING"] for each in lived) <= 1
    assert mean(each.held_days for each in lived) <= 0.12 * 182


def test_the_old_thresholds_would_be_seen_to_fail() -> None:
    """The measure can fail: with the colours of the first version the same people do not get there."""
    first = variant(
        RULES,
        "colours",
        red_worst=7,
        red_worst_risen=6,
        red_risen=1,
        red_rise=3,
        green_worst=2,
        green_worst_steady=5,
        green_rise=0,
    )
    first = variant(first, "reviewing", red_to_regress=1, amber_to_hold=1)
    lived = list(lives(Who(STEADY), 4, first, "t"))
    assert sum(each.goal_week is not None for each in lived) <= 1


def test_who_worsens_is_found_and_a_tolerance_is_kept_to() -> None:
    """Two points in six weeks; 15 minutes."""
    found = found_in_time(list(lives(Who(WORSENING), 8, RULES, "t")))
    assert found.share + found.seen >= 0.75
    assert found.day is not None
    doses = [dose for each in lives(Who(AT_15), 4, RULES, "t") for dose in each.doses[13:]]
    assert 11 <= mean(doses) <= 20


def test_calm_days_ask_less_and_only_from_the_third_week_on() -> None:
    """A steady 2: fewer questions than with a score at every gate; the first two weeks are the same."""
    every = variant(RULES, "gate", calm_walks=14)
    less = figures(list(lives(Who(AT_2), 2, RULES, "t"))).questions
    more = figures(list(lives(Who(AT_2), 2, every, "t"))).questions
    assert less[0] == more[0]
    assert less[2] < more[2]


def test_the_mixed_people_are_those_of_the_cohort() -> None:
    """Same seed, same number, same body."""
    traits = Traits.of("2026", 3, 182)
    who = mixed(3)[2]
    assert who.pain == traits.pain
    assert who.stops_on == traits.stops_on
    assert set(who.walk_days) == set(range(7)) - set(traits.days_off)
