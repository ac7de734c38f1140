"""One honest look at somebody's own figures: the next day's pain after days with a walk, and after days without."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import mean, quantiles

from bot.domain.rules import Insights
from bot.domain.safety.scores import NowScore


@dataclass(frozen=True, slots=True)
class Spread:
    """Scores (NRS 0-10): how many, their mean, and between which two the middle half of them lies."""

    count: int
    mean: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class NextDay:
    """The first pain score of the next day, after days with a walk and after days without."""

    walked: Spread
    other: Spread


def next_day(
    scores: Iterable[NowScore], days: Iterable[date], walked: Collection[date], rules: Insights
) -> NextDay | None:
    """Compare `days` with a walk with those without; None unless each side has enough of them.

    `days` are those that were free to be either: not of a flare, a hold, a break or a rest in pain. On such days the
    pain decides about the walk, and to compare them would praise the walk for it. What remains still shows no cause.
    """
    first = first_of_days(scores)
    after: Mapping[bool, list[int]] = {True: [], False: []}
    for day in days:
        following = first.get(day + timedelta(days=1))
        if following is not None:
            after[day in walked].append(following)
    if any(len(found) < rules.least_days for found in after.values()):
        return None
    return NextDay(spread(after[True]), spread(after[False]))


def first_of_days(scores: Iterable[NowScore]) -> dict[date, int]:
    """Return the first now-score of each day."""
    return {score.on_day: score.score for score in sorted(scores, key=lambda score: score.said_at, reverse=True)}


def spread(scores: list[int]) -> Spread:
    """Return two scores or more as a spread: 2, 3, 3, 8 → mean 4, the middle half from 2.75 to 4.25."""
    low, _, high = quantiles(scores, n=4, method="inclusive")
    return Spread(len(scores), mean(scores), low, high)
