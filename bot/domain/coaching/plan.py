"""The dose: where to start, and what a day asks for.

Fractions are exact and rounded once, halves down.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import ceil

from bot.domain.coaching.profile import UNKNOWN_MINUTES
from bot.domain.rules import Dosing

INACTIVE = "rarely"
SEASONED = "most"
OLDEST = "70+"


@dataclass(frozen=True, slots=True)
class Dose:
    """The stored target: `bouts` walks of `minutes` on a target day, `target_days` such days a week."""

    minutes: int
    bouts: int
    target_days: int


@dataclass(frozen=True, slots=True)
class Factor:
    """One thing that makes a day smaller than the target: gate, hold, flare, gap, ramp, or a RED walk before it.

    `of_easy`: it takes its share of an easy walk, whatever the day, and leaves `least` minutes.
    """

    reason: str
    factor: Fraction
    of_easy: bool = False
    least: int = 1


@dataclass(frozen=True, slots=True)
class Offer:
    """What one day asks for: `bouts` walks of `minutes`. `reason` says why it is smaller, None where it is not."""

    minutes: int
    bouts: int
    target: bool
    reason: str | None
    allowed: bool

    @property
    def total(self) -> int:
        """Minutes of the whole day: one check-in sums the bouts."""
        return self.minutes * self.bouts


def rounded(value: Fraction) -> int:
    """Round halves down: 5.5 → 5, 8.8 → 9."""
    return ceil(value - Fraction(1, 2))


def start_dose(minutes: int | None, often: str | None, age_band: str | None, pain: int | None, rules: Dosing) -> Dose:
    """Return the first dose from the comfortable minutes T (None or -1: unknown).

    T = 14 → 11; 20 at 72 years → 16; 5 → 2 x 4; 1 → 2 x 1; unknown → 10, or 5 where care is due.
    """
    if minutes is None or minutes == UNKNOWN_MINUTES:
        careful = age_band == OLDEST or often == INACTIVE or (pain or 0) >= rules.careful_pain
        return Dose(rules.unknown_careful_start if careful else rules.unknown_start, 1, rules.start_target_days)
    share = rounded(minutes * rules.tolerance_factor)
    if minutes < rules.bouts_below:
        return Dose(max(1, share), rules.bouts_a_day, rules.start_target_days)
    if minutes >= rules.seasoned_from and often == SEASONED and (pain or 0) <= rules.careful_pain:
        return Dose(rules.seasoned_start, 1, rules.start_target_days)
    return Dose(min(max(share, rules.least_start), rules.most_start), 1, rules.start_target_days)


def easy_minutes(dose: Dose, rules: Dosing) -> int:
    """Return the minutes of an easy walk: at least one."""
    return max(1, rounded(dose.minutes * rules.easy_factor))


def target_days(walk_days: Sequence[int], wanted: int, rules: Dosing) -> frozenset[int]:
    """Spread the target walks evenly over the chosen days (Monday = 0); with few chosen days all are targets.

    Three of seven days → Monday, Wednesday, Friday.
    """
    chosen = sorted(walk_days)
    if len(chosen) <= max(wanted, rules.all_targets_up_to):
        return frozenset(chosen)
    return frozenset(chosen[index * len(chosen) // wanted] for index in range(wanted))


def offer(day: date, dose: Dose, walk_days: Sequence[int], factors: Iterable[Factor], rules: Dosing) -> Offer:
    """Return what `day` asks for. Of several factors the one that leaves least counts; they never multiply.

    14 minutes at the gate with pain 5, under a hold: 7. In a flare: half of the easy 7, 3.
    """
    factors = tuple(factors)
    easy = easy_minutes(dose, rules)
    target = day.weekday() in target_days(walk_days, dose.target_days, rules)
    base = dose.minutes if target else easy
    smaller = [
        (min(base, max(factor.least, rounded((easy if factor.of_easy else base) * factor.factor))), factor.reason)
        for factor in factors
    ]
    minutes, reason = min(smaller, key=lambda found: found[0], default=(base, None))
    target = target and not any(factor.of_easy for factor in factors)
    return Offer(minutes, dose.bouts, target, reason, allowed=True)


def longest_gap(done_on: Sequence[date], after: date, day: date) -> int:
    """Return the longest stretch of days from one walk done to the next that ended after `after`.

    `done_on`: the days before `day` with a walk done, in order. The stretch up to `day` itself counts, too. 0: no walk
    yet.
    """
    ends = [*done_on[1:], day] if done_on else []
    return max(((end - start).days for start, end in zip(done_on, ends, strict=True) if end > after), default=0)


def gap_factor(days: int, rules: Dosing) -> Factor | None:
    """Return what a gap of so many days makes of a day; None: nothing. After more than 28 the dose itself is new."""
    if not rules.gap_short_from <= days < rules.gap_restart_from:
        return None
    long = days >= rules.gap_long_from
    return Factor("gap", rules.gap_long_factor if long else rules.gap_short_factor)


def dose_after(gap: int, stored: Dose, start: Dose, rules: Dosing) -> Dose:
    """Return the dose in force after a gap: beyond 28 days the start dose, where that is the smaller one."""
    if gap < rules.gap_restart_from:
        return stored
    return min(stored, start, key=lambda dose: dose.minutes * dose.bouts)


def is_done(minutes: int | None, offered: int | None, rules: Dosing) -> bool:
    """Tell whether a day's minutes count as walked: 5, or 80 % of what was offered where that is less."""
    if minutes is None or minutes <= 0:
        return False
    return minutes >= rules.done_minutes or (offered is not None and minutes >= offered * rules.done_share)
