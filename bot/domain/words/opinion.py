"""A learnt reading of a check-in: what each number is, how hard the walk was, whether one is told at all.

Three small models (`bot.domain.words.text_model`) that `make walks` trains on check-ins by many hands. What they say is
a second opinion beside the rules; `walk_told.py` puts the two together.
"""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, combinations
from typing import TypeAlias

from bot.domain.checkin import EFFORTS
from bot.domain.typed.clock import HOUR
from bot.domain.typed.durations import MOST_BOUTS
from bot.domain.typed.mentions import Mention, effort_named, mentions, surroundings, whole_message
from bot.domain.typed.times import HALF_A_DAY, MOST_BY_CLOCK
from bot.domain.typed.together import read_numbers
from bot.domain.typed.words import MOST_OF_A_SCALE, Item
from bot.domain.words.text_model import TextModel, grams, words_of

TIMED = ("minutes", "leg", "times", "each", "left", "back")
"""What a figure of minutes may be: all, a part of a sum, how many walks, the minutes of each, the hours of a walk."""
MINUTES = ("span", "bare", "time")
"""Sorts of mentions that may be one of these."""
ROLES = ("other", *TIMED, "worst", "before", "walk_day")
MOST_LEGS = 4
_LEAST = 0.05
"""A share below it is no reading to be tried."""

Hypothesis: TypeAlias = tuple[Mapping[int, str], float]
"""Mentions and their roles, and the minutes that they make."""


@dataclass(frozen=True, slots=True)
class WalkModels:
    """The three models."""

    parts: TextModel
    told: TextModel
    effort: TextModel


@dataclass(frozen=True, slots=True)
class Part:
    """A value, None where none was told, and the share that the model gives to its being so.

    Unless something is `named` that may be it, nothing speaks for there being none.
    """

    value: int | None
    share: float
    named: bool = True


@dataclass(frozen=True, slots=True)
class Opinion:
    """What the models make of a text. `efforts`: shares; the rest is of none. `weekday`: None if days ago are told."""

    minutes: Part
    worst: Part
    before: Part
    days_ago: Part
    weekday: int | None
    efforts: Mapping[str, float]
    told: float  # share of a walk that is told with all that is needed
    none: float  # of a text that tells no walk
    exact: bool  # no range and no fraction was taken for a value, and no pain is not told beside a pain

    @property
    def effort(self) -> tuple[str, float]:
        """The likeliest effort and its share."""
        return max(self.efforts.items(), key=lambda one: one[1])


def opinion(text: str, known: Sequence[Item], models: WalkModels) -> Opinion:
    """Return what the models make of a text and its items. Never raises."""
    items = read_numbers(known)
    found = mentions(items)
    words = words_of(text)
    shares = [models.parts.shares((), surroundings(items, found, at)) for at in range(len(found))]
    told = models.told.shares((), seen_of_telling(words, items, found))
    effort = models.effort.shares((), seen_of_effort(words, known))
    minutes, share, used = _minutes(found, shares)
    scores = [at for at, one in enumerate(found) if one.sort in ("bare", "score", "zero") and at not in used]
    worst, worst_at = _only(scores, shares, "worst")
    before, before_at = _only(scores, shares, "before")
    days, weekday = _day(found, shares)
    taken = {*used, *worst_at, *before_at}
    denied = any(one.sort == "zero" and at not in before_at for at, one in enumerate(found))
    contradicted = denied and bool(worst_at) and found[worst_at[0]].value > 1
    return Opinion(
        Part(None if minutes is None else math.floor(minutes), share, any(one.sort in MINUTES for one in found)),
        _score(math.ceil(found[worst_at[0]].value) if worst_at else None, worst, named=bool(scores)),
        _score(math.floor(found[before_at[0]].value) if before_at else None, before, named=bool(scores)),
        days,
        weekday,
        {name: effort[name] for name in EFFORTS},
        told["told"],
        told["none"],
        not contradicted and all(found[at].exact for at in taken),
    )


def seen_of_telling(words: Sequence[str], items: Sequence[Item], found: Sequence[Mention]) -> Iterator[str]:
    """Return what the model looks at to tell whether a walk is told. `items`: with numbers read."""
    return chain(grams(words), whole_message(items, found))


def seen_of_effort(words: Sequence[str], known: Sequence[Item]) -> Iterator[str]:
    """Return what the model of effort looks at: words without numbers, and words for effort that the rules know."""
    return chain(grams([word for word in words if word != "0"]), effort_named(known))


def _minutes(
    found: Sequence[Mention], shares: Sequence[Mapping[str, float]]
) -> tuple[float | None, float, tuple[int, ...]]:
    """Return the likeliest minutes, their share, and the mentions that they are made of."""
    able = [at for at, one in enumerate(found) if one.sort in MINUTES]
    rest = {at: max(1e-6, 1 - sum(shares[at][role] for role in TIMED)) for at in able}
    nothing = math.prod(rest.values())
    best: tuple[float | None, float, tuple[int, ...]] = (None, nothing, ())
    for roles, minutes in ways(found, lambda role: [at for at in able if shares[at][role] > _LEAST]):
        share = nothing
        for at, role in roles.items():
            share *= shares[at][role] / rest[at]
        if share > best[1]:
            best = (minutes, share, tuple(roles))
    return best


def ways(found: Sequence[Mention], may_be: Callable[[str], Sequence[int]]) -> Iterator[Hypothesis]:
    """Yield how mentions may make minutes: as they are, as sums, by how many walks, by the clock.

    `may_be`: a role of `TIMED` → the mentions that may have it.
    """
    for at in may_be("minutes"):
        if found[at].sort != "time":
            yield {at: "minutes"}, found[at].value
    legs = [at for at in may_be("leg") if found[at].sort != "time"]
    for size in range(2, min(len(legs), MOST_LEGS) + 1):
        for chosen in combinations(legs, size):
            yield dict.fromkeys(chosen, "leg"), sum(found[at].value for at in chosen)
    for each in may_be("each"):
        if found[each].sort == "time":
            continue
        yield {each: "each"}, 2 * found[each].value  # "12 min each way"
        for times in may_be("times"):
            if times != each and found[times].sort == "bare" and found[times].value in range(2, MOST_BOUTS + 1):
                yield {times: "times", each: "each"}, found[times].value * found[each].value
    for left in may_be("left"):
        for back in may_be("back"):
            minutes = between(found[left], found[back]) if left != back else None
            if minutes is not None:
                yield {left: "left", back: "back"}, minutes


def between(left: Mention, back: Mention) -> float | None:
    """Return the minutes between two times, or hours, of the clock; None where they are no walk."""
    if "span" in (left.sort, back.sort):
        return None
    first, last = (one.value if one.sort == "time" else one.value * HOUR for one in (left, back))
    minutes = (last - first) % HALF_A_DAY
    return minutes if 0 < minutes <= MOST_BY_CLOCK else None


def _only(among: Sequence[int], shares: Sequence[Mapping[str, float]], role: str) -> tuple[float, tuple[int, ...]]:
    """Return the share of a role's being that of one mention alone, or of none, and which one."""
    nothing = math.prod(1 - shares[at][role] for at in among)
    best: tuple[float, tuple[int, ...]] = (nothing, ())
    for at in among:
        share = shares[at][role] * math.prod(1 - shares[other][role] for other in among if other != at)
        if share > best[0]:
            best = (share, (at,))
    return best


def _score(value: int | None, share: float, *, named: bool) -> Part:
    """Return a score; what is beyond the scale is none, and that is not sure: "pain 15" is asked about."""
    return Part(None, 0.0, named) if value is not None and value > MOST_OF_A_SCALE else Part(value, share, named)


def _day(found: Sequence[Mention], shares: Sequence[Mapping[str, float]]) -> tuple[Part, int | None]:
    """Return the day of the walk as days ago, or as a weekday; today where none is told."""
    days = [at for at, one in enumerate(found) if one.sort in ("day", "weekday")]
    share, chosen = _only(days, shares, "walk_day")
    if not chosen:
        return Part(0, share, bool(days)), None
    one = found[chosen[0]]
    return (Part(int(one.value), share), None) if one.sort == "day" else (Part(None, share), int(one.value))
