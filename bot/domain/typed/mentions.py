"""What a message names that may be a part of a check-in: spans, numbers, times, "no pain", days; with what is near.

Nothing is decided here. What a mention is, a model tells (`opinion.py`).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, TypeAlias

from bot.domain.typed.durations import span_at
from bot.domain.typed.shape import LETTERS, Shape
from bot.domain.typed.times import clock_at
from bot.domain.typed.words import MOST_OF_A_SCALE, Item

Sort: TypeAlias = Literal["span", "bare", "time", "score", "zero", "day", "weekday"]

MOST = 12
"""Mentions of one message that are looked at; who names more tells no single walk."""
NEAR, FAR = 4, 12
"""Items to each side that are looked at one by one, and those of which only the kind and how far it stands count."""
STEM = 5
MOST_HOURS = 4
"""Of a walk: "8h30" is a time of the clock."""
_SIZES = (0, 1, 2, 4, 7, 10, 14, 20, 30, 60, 120, 180)
_DROPPED = frozenset({"filler", "about", "hedge"})
_AGO = re.compile(r"G[ne]u|[ne]ug")
_RANGE = re.compile(r"b?[nr]y[nr]|.?[nr]o[nr]")
_BEGINS = frozenset("nreaqbfchmGDWk0")
"""Letters that a mention may begin with."""
_BEFORE_CLOCK = frozenset({"at_hour", "from", "to", "leaves", "returns", "starts", "ends", "setting_out"})
_NUMBERS = ("bare", "score", "zero")
_NAMES = frozenset(
    {
        *("pain", "body", "back_or_body", "before", "outset", "after", "at_point", "was", "then", "to", "from"),
        *("walk", "walked", "done", "went", "other", "person", "not", "not_yet", "habit", "distance", "unit", "place"),
        *("leg", "further", "total", "compares", "than", "times", "repeats", "day", "weekday", "starts", "ends"),
        *("leaves", "returns", "setting_out", "at_hour", "ago", "lacking", "corrects", "sorry", "each", "each_way"),
        *("no_pain", "minutes"),
    }
)
"""Kinds of which it is told, too, how far they stand from a mention."""


@dataclass(frozen=True, slots=True)
class Mention:
    """`value`: minutes, a number, the minute of a day, a score of 0 of no pain, days ago, or a weekday (0: Monday).

    `exact`: it is no range, and whole.
    """

    sort: Sort
    value: float
    start: int  # of its items
    end: int
    exact: bool = True


def mentions(items: Sequence[Item]) -> list[Mention]:
    """Return what the items of a message name, from left to right, at most `MOST`."""
    kept = [at for at, item in enumerate(items) if item.kind not in _DROPPED]
    shape = Shape("".join(LETTERS.get(items[at].kind, ".") for at in kept), [items[at] for at in kept])
    found: list[Mention] = []
    at = 0
    while at < len(kept) and len(found) < MOST:
        one = _mention_at(shape, at)
        end = at + 1
        if one:
            end = one.end
            found.append(Mention(one.sort, one.value, kept[at], kept[end - 1] + 1, one.exact))
        at = end
    return found


def _mention_at(shape: Shape, at: int) -> Mention | None:
    if shape.letters[at] not in _BEGINS:
        return None
    item = shape.items[at]
    time = clock_at(shape.items, at)
    if time and not _lasts(shape.items, at):
        return Mention("time", time[1], at, at + time[0])
    ago = _AGO.match(shape.letters, at)
    if ago:
        number = max(shape.numbers(*ago.span()), default=1.0)
        days = any(shape.items[one].kind == "day_unit" for one in range(*ago.span()))
        return Mention("day" if days else "bare", number, at, ago.end())
    span = span_at(shape, at, bare=False)
    if span and not span.seconds:
        return Mention("span", span.minutes, at, span.end, exact=not span.doubtful and span.minutes % 1 == 0)
    match item.kind:
        case "number" | "score":
            exact = item.number % 1 == 0 and not _RANGE.fullmatch(shape.letters[max(0, at - 1) : at + 3])
            return Mention("bare" if item.kind == "number" else "score", item.number, at, at + 1, exact)
        case "no_pain" | "none":
            return Mention("zero", 0.0, at, at + 1)
        case "day" | "weekday":
            return Mention("day" if item.kind == "day" else "weekday", item.number, at, at + 1)
    return None


def _lasts(items: Sequence[Item], at: int) -> bool:
    """Tell whether "1h30" is how long, and no time of the clock: few hours, and no word before it for when."""
    hours = at + 1 < len(items) and items[at + 1].kind == "hours" and items[at].number <= MOST_HOURS
    return hours and (at == 0 or items[at - 1].kind not in _BEFORE_CLOCK)


def surroundings(items: Sequence[Item], found: Sequence[Mention], which: int) -> list[str]:
    """Return what the model looks at to tell what a mention is."""
    one = found[which]
    sort = one.sort
    left = items[one.start - 1].kind if one.start else "edge"
    right = items[one.end].kind if one.end < len(items) else "edge"
    seen = [f"is:{sort}", f"size:{sort}:{_size(one.value)}", f"between:{sort}:{left}:{right}"]
    alike = {
        "spans": [other for other in found if other.sort == "span"],
        "numbers": [other for other in found if other.sort in _NUMBERS],
        "times": [other for other in found if other.sort == "time"],
    }
    for name, others in alike.items():
        seen.append(f"{name}:{sort}:{min(len(others), 4)}")
        if one in others:
            values = [other.value for other in others]
            rank = "top" if one.value >= max(values) else "low" if one.value <= min(values) else "mid"
            seen.append(f"place:{sort}:{min(others.index(one), 3)}of{min(len(others), 4)}")
            seen.append(f"order:{sort}:{rank}:{min(len(others), 4)}")
            if values.count(one.value) > 1:
                seen.append("again")
    seen.append(f"first:{sort}:{which == 0}:{bool(alike['spans'])}")
    if not one.exact:
        seen.append("uneven")
    if which:
        seen.append(f"follows:{found[which - 1].sort}")
    if which + 1 < len(found):
        seen.append(f"leads:{found[which + 1].sort}")
    return [*seen, *_side(items, one.start - 1, -1), *_side(items, one.end, 1)]


def _side(items: Sequence[Item], start: int, step: int) -> Iterator[str]:
    side = "<" if step < 0 else ">"
    named: set[str] = set()
    breaks = 0
    before = ""
    end = min(len(items), start + FAR) if step > 0 else max(-1, start - FAR)
    for walked, at in enumerate(range(start, end, step)):
        item = items[at]
        kind = shown(item)
        breaks += kind == "break"
        if walked < NEAR:
            yield f"{side}{walked}:{kind}"
            yield f"{side}{min(walked, 1)}:={item.text}"
            yield f"{side}:={item.text}"
            if kind in ("unknown", "filler"):
                yield f"{side}:~{item.text[:STEM]}"
            if walked == 1:
                yield f"{side}01:{before}:{kind}"
        if kind in _NAMES and kind not in named:
            named.add(kind)
            yield f"{side}near:{kind}:{0 if walked < 2 else 1 if walked < 5 else 2}:{min(breaks, 2)}"
            if not breaks:
                yield f"{side}clause:{kind}"
        before = kind
    reached = abs(end - start)
    if reached < NEAR:
        yield f"{side}edge:{reached}"


def shown(item: Item) -> str:
    """Return the kind of an item; of a number that may be a score "score"."""
    return "score" if item.kind == "number" and item.number <= MOST_OF_A_SCALE else item.kind


def _size(value: float) -> str:
    return next((str(most) for most in _SIZES if value <= most), "more")


def whole_message(items: Sequence[Item], found: Sequence[Mention]) -> list[str]:
    """Return what a model looks at, besides words, to tell whether a walk is told."""
    kinds = ["^", *(shown(item) for item in items if item.kind != "filler"), "$"]
    seen = [f"k:{kind}" for kind in dict.fromkeys(kinds)]
    seen += [f"k:{one}:{two}" for one, two in pairwise(kinds)]
    seen += [f"k:{one}:{two}:{three}" for one, two, three in zip(kinds, kinds[1:], kinds[2:], strict=False)]
    sorts = [one.sort for one in found]
    row = " ".join(sorts)
    seen += [f"row:{row}", f"row:{row}"]
    seen += [f"has:{sort}:{min(sorts.count(sort), 3)}" for sort in dict.fromkeys(sorts)]
    seen += [f"size:{one.sort}:{_size(one.value)}" for one in found if one.sort in ("span", "bare")]
    seen += [f"uneven:{one.sort}" for one in found if not one.exact]
    unknown = sum(item.kind == "unknown" for item in items)
    return [*seen, f"unknown:{min(unknown, 6)}", f"length:{min(len(items) // 4, 6)}"]


_EFFORTS = {"easy", "steady", "hard", "fair", "effort_low", "effort_high"}
_DENIES = {"not", "lacking"}
_BODY = {"body", "pain", "back_or_body"}


def effort_named(items: Sequence[Item]) -> Iterator[str]:
    """Yield which words for effort the rules know in a text, with what stands before them; more weight than a word."""
    for at, item in enumerate(items):
        before = {one.kind for one in items[max(0, at - 4) : at]}
        if item.kind in _EFFORTS:
            marks = ("not " if before & _DENIES else "", "body " if before & _BODY else "")
            label = "effort " if "labels_effort" in before else ""
            yield from (f"named:{''.join(marks)}{label}{item.kind}",) * 2
            yield from (f"named:{item.kind}",) * 2
        elif "labels_effort" in before and item.kind in ("number", "score") and item.number <= MOST_OF_A_SCALE:
            yield from (f"rated:{'low' if item.number <= 3 else 'mid' if item.number <= 6 else 'high'}",) * 4
