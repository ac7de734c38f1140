"""Kinds of people under the rules, and the figures that their half-years come to."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import mean, median, stdev
from typing import TypeAlias

from bench.cohort.body import Traits
from bench.cohort.pain import DAYS, QUIET, STEADY, responses
from bench.cohort.quick_who import Lived, Who
from bot.domain.coaching.profile import GENTLE
from bot.domain.rules import Rules

HIGHER = replace(STEADY, kind="steady at 4, higher noise", noise=1.2, responses=responses(1))
MIDDLE = replace(STEADY, kind="steady at 4, middle noise", noise=1.0, responses=responses(0.5))
SEVERE_NOISE = replace(STEADY, kind="steady at 4, severe noise", noise=1.8, responses=responses(1))
AT_2 = replace(STEADY, kind="steady at 2", level=2.0)
AT_5 = replace(STEADY, kind="steady at 5", level=5.0)
IMPROVING = replace(MIDDLE, kind="improving by 2", level=5.0, course=-2.0)
RISES_ON, FOUND_WITHIN = 56, 84
WORSENING = replace(
    MIDDLE, kind="worsening by 2 in 6 weeks", level=3.0, course=2.0, turns_on=RISES_ON, risen_in=42, relief=0.0
)
"""No treatment helps them: whom one did help grows worse by less than 2 points."""
AT_15, AT_20 = (
    replace(STEADY, kind=f"fixed tolerance of {minutes} min", level=3.0, tolerance=float(minutes))
    for minutes in (15, 20)
)
KINDS = (
    Who(QUIET),
    Who(QUIET, style=GENTLE),
    Who(AT_2),
    Who(STEADY),
    Who(STEADY, style=GENTLE),
    Who(MIDDLE),
    Who(HIGHER),
    Who(SEVERE_NOISE),
    Who(AT_5),
    Who(IMPROVING),
    Who(WORSENING),
    Who(AT_15),
    Who(AT_20),
)
WORSE, MORE, SEVERE, ASKED = "WORSENING", "EXACERBATED_BY_WALKING", "SEVERE", "FLARE_ASKED"


def mixed(people: int, seed: str = "2026") -> list[Who]:
    """Return the people of the whole cohort (`make cohort`) as far as the rules alone know them, in its order."""
    return [Who.of(Traits.of(seed, number, DAYS)) for number in range(1, people + 1)]


Bands: TypeAlias = tuple[float, float, float]
"""Weeks 1-2, 3-8, 9-26."""


@dataclass(frozen=True)
class Figures:
    """What some half-years came to. Alarms are those of a person-year."""

    people: int
    goal: float  # share
    goal_week: float | None
    months: tuple[float, float]  # minutes a week at 3 and 6 months
    alarms: dict[str, float]
    held: float  # share of days
    dose: tuple[float, float]  # middle half of the target walks from week 14 on
    red: float  # a week
    questions: Bands  # of each person the mean of their walk days, of these the median
    on_days: Bands  # the median of all walk days
    severe_starts: float  # walks a year that began with severe pain, untold
    error: dict[str, float]  # standard error of the alarms


def figures(lived: Sequence[Lived]) -> Figures:
    """Return the figures of some half-years."""
    days = sum(each.days for each in lived)
    weeks = [each.goal_week for each in lived if each.goal_week is not None]
    doses = sorted(dose for each in lived for dose in each.doses[13:])
    asked = [[each.questions[band] for each in lived if each.questions[band]] for band in range(3)]
    years = days / len(lived) / 365
    return Figures(
        people=len(lived),
        goal=len(weeks) / len(lived),
        goal_week=median(weeks) if weeks else None,
        months=tuple(mean(mean(each.minutes[last - 4 : last]) for each in lived) for last in (13, 26)),  # type: ignore[arg-type]
        alarms={name: sum(each.alarms[name] for each in lived) / days * 365 for name in (WORSE, MORE, SEVERE, ASKED)},
        held=sum(each.held_days for each in lived) / days,
        dose=(doses[len(doses) // 4], doses[len(doses) * 3 // 4]) if doses else (0, 0),
        red=sum(sum(each.reds) for each in lived) / days * 7,
        questions=tuple(median(map(mean, band)) if band else 0.0 for band in asked),  # type: ignore[arg-type]
        on_days=tuple(median(count for one in band for count in one) if band else 0 for band in asked),  # type: ignore[arg-type]
        severe_starts=sum(each.severe_starts for each in lived) / days * 365,
        error={name: _error([each.alarms[name] / years for each in lived]) for name in (WORSE, MORE)},
    )


def _error(values: Sequence[float]) -> float:
    """Return the standard error of a mean."""
    return stdev(values) / len(values) ** 0.5 if len(values) > 1 else 0.0


@dataclass(frozen=True)
class Found:
    """Those who truly worsen: found by WORSENING in twelve weeks, or seen by a professional before it could fire."""

    share: float
    seen: float  # share, not found; URGENT advice about a severe score sent them
    day: float | None  # median, from when the rise began


def found_in_time(lived: Sequence[Lived]) -> Found:
    """Return how many of those who truly worsen are found in time."""
    span = range(RISES_ON, RISES_ON + FOUND_WITHIN + 1)
    days = [each.first_alarm[WORSE] - RISES_ON for each in lived if each.first_alarm.get(WORSE, -1) in span]
    others = [each for each in lived if each.first_alarm.get(WORSE, -1) not in span]
    seen = sum(any(day in span for day in each.treated) for each in others)
    return Found(len(days) / len(lived), seen / len(lived), median(days) if days else None)


def variant(rules: Rules, section: str, **numbers: object) -> Rules:
    """Return rules with other numbers in one section."""
    return replace(rules, **{section: replace(getattr(rules, section), **numbers)})
