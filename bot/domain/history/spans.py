"""Days that stretches of days cover: holds, breaks, flares."""

from bisect import bisect
from collections.abc import Callable, Iterable
from datetime import date
from itertools import accumulate


def covering(spans: Iterable[tuple[date, date | None]]) -> Callable[[date], bool]:
    """Return what tells whether a day lies in any of the spans, by search rather than by trying each.

    A span is its first and its last day; None: it is not over.
    """
    ordered = sorted((first, last or date.max) for first, last in spans)
    starts = [first for first, _ in ordered]
    furthest = list(accumulate((last for _, last in ordered), max))

    def covered(day: date) -> bool:
        begun = bisect(starts, day)
        return begun > 0 and day <= furthest[begun - 1]

    return covered
