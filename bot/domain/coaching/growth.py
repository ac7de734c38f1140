"""The way to the goal: where the dose stands on it, and when it may get there if the weeks go on like this.

The weeks to come are judged by the review itself, with facts of calm weeks: a change of its rules changes the
forecast. A range, no promise: the sooner end is a calm week every time, the later one holds some of them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from bot.domain.checkin import CR10
from bot.domain.coaching.plan import Dose, target_days
from bot.domain.coaching.review import PROGRESS, REGRESS, WeekFacts, review
from bot.domain.rules import Dosing, Growth, Reviewing
from bot.domain.safety.colours import GREEN

NOT_THE_PACE = frozenset(("fourth_week", "first_days", "kept", "gap", "nothing_planned"))
"""Reasons of weeks that tell nothing of how fast somebody grows."""


@dataclass(frozen=True, slots=True)
class Goal:
    """So many minutes a walk, on so many days a week."""

    minutes: int
    days: int


@dataclass(frozen=True, slots=True)
class Forecast:
    """Weeks from now until the goal: at the soonest, and in the slower case; None: not within the horizon."""

    soonest: int | None
    slower: int | None


def goal(walk_days: Sequence[int], rules: Reviewing) -> Goal:
    """Return the goal: 30 minutes on five days, or on every chosen day where these are fewer."""
    return Goal(rules.ceiling, min(rules.most_target_days, len(walk_days)))


def days_of(dose: Dose, walk_days: Sequence[int], rules: Dosing) -> int:
    """Return on how many days of a week a dose has a target walk: with few chosen days on all of them."""
    return len(target_days(walk_days, dose.target_days, rules))


def is_reached(dose: Dose, walk_days: Sequence[int], dosing: Dosing, rules: Reviewing) -> bool:
    """Tell whether a dose is at the goal."""
    wanted = goal(walk_days, rules)
    return dose.minutes >= wanted.minutes and days_of(dose, walk_days, dosing) >= wanted.days


def share(dose: Dose, walk_days: Sequence[int], dosing: Dosing, rules: Reviewing) -> Fraction:
    """Return how much of the goal's weekly minutes the target walks of a dose come to, at most 1.

    18 minutes on 4 days are 72 of 150: 12/25.
    """
    wanted = goal(walk_days, rules)
    minutes = dose.bouts * dose.minutes * days_of(dose, walk_days, dosing)
    return min(Fraction(1), Fraction(minutes, wanted.minutes * wanted.days))


def own_share(reviewed: Sequence[tuple[str, str]], rules: Growth) -> Fraction | None:
    """Return which share of the newest reviewed weeks grew, a week taken back counted against one; None: too few.

    `reviewed`: outcome and reason of each week, the oldest first. Four raised, one taken back, three held: 3/8.
    """
    told = [outcome for outcome, reason in reviewed if reason not in NOT_THE_PACE][-rules.own_weeks :]
    if len(told) < rules.own_least:
        return None
    return Fraction(told.count(PROGRESS) - told.count(REGRESS), len(told))


def forecast(
    dose: Dose,
    week: int,
    style: str,
    walk_days: Sequence[int],
    own: Fraction | None,
    dosing: Dosing,
    reviewing: Reviewing,
    rules: Growth,
) -> Forecast:
    """Return the range of weeks until the goal; `week`: number of the programme week that goes on.

    `own`: the own pace so far, see `own_share`; a slower one than the slower case makes the later end later.
    """
    slower = max(rules.least_share, min(rules.slower_share, rules.slower_share if own is None else own))

    def weeks(growing: Fraction) -> int | None:
        return _weeks(dose, week, style, walk_days, growing, dosing, reviewing, rules.horizon_weeks)

    return Forecast(weeks(Fraction(1)), weeks(slower))


def _weeks(
    dose: Dose,
    week: int,
    style: str,
    walk_days: Sequence[int],
    growing: Fraction,
    dosing: Dosing,
    reviewing: Reviewing,
    most: int,
) -> int | None:
    """Return after how many reviews the goal is the dose, when that share of the weeks that may grow does."""
    due = Fraction(0)
    for number in range(most + 1):
        if is_reached(dose, walk_days, dosing, reviewing):
            return number
        found = review(_calm(dose, week + number, style, walk_days, dosing), dose, dosing, reviewing)
        due += growing if found.outcome == PROGRESS else 0
        if due >= 1:
            due -= 1
            dose = found.dose
    return None


def _calm(dose: Dose, week: int, style: str, walk_days: Sequence[int], dosing: Dosing) -> WeekFacts:
    """Return the facts of a week in which all was done and nothing hurt."""
    targets = days_of(dose, walk_days, dosing)
    return WeekFacts(
        number=max(1, week),
        stopped=False,
        planned=targets,
        done=targets,
        checkins=len(walk_days),
        colours=(GREEN,) * len(walk_days),
        efforts=(CR10["easy"],) * targets,
        style=style,
        walk_days=tuple(walk_days),
        target_colours=(GREEN,) * targets,
        day_offered=True,
    )
