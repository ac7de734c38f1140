"""Spans of minutes: "20-25 min", "10 + 10", "1h30", "an hour and a half", "three quarters of an hour", "2 x 10 min"."""

import re
from dataclasses import dataclass, replace
from typing import Literal

from bot.domain.typed.clock import HOUR
from bot.domain.typed.shape import Shape

SECONDS = 60
MOST_BOUTS = 6
"""Walks that are counted in "2 x 10 min"; a greater number before a span is something else."""


@dataclass(frozen=True, slots=True)
class Span:
    """Minutes as they were said, from the first item of the span up to `end`; of "20-25" the lower ones."""

    minutes: float
    unit: Literal["minutes", "hours", "bare"]
    end: int
    seconds: bool = False  # told in seconds alone
    doubtful: bool = False  # "5 or 6 minutes"


_FORMS = (
    ("hour_less", re.compile(r"[ne]hCe?(?:q|nm?)")),
    ("hour_and_part", re.compile(r"[ne]?hye?[aq](?:ch)?")),
    ("clock", re.compile(r"[ne]hy?nm|[ne]hy?n(?![hsdu/:xMwO.-])")),
    ("number_and_part", re.compile(r"nye?[aq]h|nn/nh")),
    ("quarters", re.compile(r"n?e?qc?e?h")),
    ("fraction", re.compile(r"n/nc?e?h")),
    ("half", re.compile(r"e?a-?c?e?h")),
    ("named", re.compile(r"m:n(?![mhsd])")),
    ("with_seconds", re.compile(r"nmy?ns")),
    ("hours", re.compile(r"[ne]h|h(?=w)")),
    ("minutes", re.compile(r"[ne]m")),
    ("seconds", re.compile(r"ns")),
    ("bare", re.compile(r"n(?![uds])")),
)


_REPEATED = re.compile(r"n[Mx](?!n)")
"""Behind a span, how often it was walked: "5 min 3 times"."""


def span_at(found: Shape, start: int, *, bare: bool = True) -> Span | None:
    """Return the span of minutes that begins at an item, or None. `bare`: "20" alone and "10 and 10" count as well."""
    first = _between(found, start) or _amount(found, start)
    if first is None:
        return None
    if first.unit == "bare":
        first = _bouts(found, first) or first
    first = _joined(found, first, bare=bare)
    return first if bare or first.unit != "bare" else None


def _between(found: Shape, start: int) -> Span | None:
    """Read "between 20 and 25", "from 20 to 25", "20-25", "20 or 25"."""
    letters = found.letters
    opened = letters[start : start + 1] in ("b", "f", "c")
    low = _amount(found, start + 1 if opened else start)
    if low is None or low.end >= len(letters):
        return None
    joins = "y" if letters[start] == "b" else "t-o"
    high = _amount(found, low.end + 1) if letters[low.end] in joins else None
    if (
        high is None
        or (low.unit != "bare" and high.unit == "bare")
        or (opened and letters[start] == "c" and letters[low.end] != "t")
    ):
        return None
    minutes = low.minutes * (HOUR if low.unit == "bare" and high.unit == "hours" else 1)
    return Span(minutes, high.unit, high.end, doubtful=True) if minutes <= high.minutes else None


def _joined(found: Shape, first: Span, *, bare: bool) -> Span:
    """Add what is joined by "+", or by "and" where both are spans: "10 + 10", "10 and 15 min"."""
    while first.end < len(found.letters):
        sign = found.letters[first.end]
        if sign not in "+yxn":
            break
        if sign == "n":
            times = _REPEATED.match(found.letters, first.end)
            bouts = found.number(first.end)
            if not times or first.unit == "bare" or bouts not in range(2, MOST_BOUTS + 1):
                break
            first = replace(
                first,
                minutes=first.minutes * bouts,
                end=first.end + 2,
                doubtful=first.doubtful or re.search("[uZKWf.]", found.letters[first.end + 2 :]) is not None,
            )
            continue
        following = _amount(found, first.end + 1)
        if following is None:
            break
        if sign == "x":
            if following.unit != "bare" or following.minutes not in range(2, MOST_BOUTS + 1) or first.unit == "bare":
                break
            first = replace(first, minutes=first.minutes * following.minutes, end=following.end)
            continue
        if sign == "y" and not bare and "bare" in (first.unit, following.unit):
            break
        unit = following.unit if first.unit == "bare" else first.unit
        if sign == "+" and unit == "bare":
            unit = "minutes"
        first = Span(first.minutes + following.minutes, unit, following.end, doubtful=first.doubtful)
    return first


def _bouts(found: Shape, times: Span) -> Span | None:
    """Read "2 x 10 min"."""
    if found.letters[times.end : times.end + 1] != "x" or times.minutes not in range(2, MOST_BOUTS + 1):
        return None
    each = _amount(found, times.end + 1)
    return replace(each, minutes=times.minutes * each.minutes) if each else None


def _amount(found: Shape, start: int) -> Span | None:
    for form, pattern in _FORMS:
        match = pattern.match(found.letters, start)
        if match:
            numbers = found.numbers(start, match.end())
            padded = found.items[match.end() - 1].text[:1] == "0"  # "1h05"
            span = _of(form, numbers, match[0], match.end(), padded=padded)
            if span:
                return span
    return None


def _of(form: str, numbers: list[float], letters: str, end: int, *, padded: bool) -> Span | None:
    one = numbers[0] if numbers else 1.0
    part = 0.5 if "a" in letters else 0.25
    if form == "hour_less":
        less = numbers[-1] if letters.rstrip("m")[-1] == "n" else HOUR / 4
        hours = numbers[0] if letters[0] == "n" else 1
        return Span(hours * HOUR - less, "minutes", end) if less < HOUR else None
    if form == "hour_and_part":
        return Span((one + part) * HOUR, "hours", end)
    if form == "clock":
        hours, minutes = (numbers[0], numbers[1]) if len(numbers) == 2 else (1.0, numbers[0])
        plain = 0 <= minutes < HOUR and (letters.endswith("m") or minutes >= 10 or padded)
        return Span(hours * HOUR + minutes, "minutes", end) if plain else None
    if form == "number_and_part":
        part = numbers[1] / numbers[2] if len(numbers) == 3 and numbers[2] else part
        return Span((one + part) * HOUR, "hours", end) if part < 1 else None
    if form == "quarters":
        return Span(one * HOUR / 4, "minutes", end) if one <= 3 else None
    if form == "fraction":
        return Span(one / numbers[1] * HOUR, "minutes", end) if (one, numbers[1]) in ((1, 2), (1, 4), (3, 4)) else None
    if form == "half":
        return Span(HOUR / 2, "minutes", end)
    if form == "with_seconds":
        return Span(one + numbers[1] / SECONDS, "minutes", end)
    if form == "seconds":
        return Span(one / SECONDS, "minutes", end, seconds=True)
    return Span(one * (HOUR if form == "hours" else 1), {"hours": "hours", "bare": "bare"}.get(form, "minutes"), end)  # type: ignore[arg-type]
