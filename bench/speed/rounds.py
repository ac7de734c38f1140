"""Several rounds, one contestant after the other; medians, and ratios within a round.

The machine may be busy with other things. What slows a whole round leaves its ratios as they are.
"""

import sys
from collections.abc import Callable, Sequence
from statistics import median

from bench.speed.processes import Figures


class Rounds:
    """The figures of every contestant, a round a row."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = list(names)
        self._rounds: list[dict[str, Figures]] = []

    @classmethod
    def of(cls, names: Sequence[str], rounds: int, measure: Callable[[str], Figures]) -> "Rounds":
        """Measure everyone once a round, each time in another order."""
        found = cls(names)
        for number in range(rounds):
            start = number % len(names)
            found._rounds.append({name: measure(name) for name in (*names[start:], *names[:start])})
            sys.stderr.write(".")
            sys.stderr.flush()
        return found

    def median(self, name: str, figure: str) -> float:
        """Return the median of a figure over the rounds."""
        return median(float(round_[name][figure]) for round_ in self._rounds)

    def ratio(self, name: str, other: str, figure: str) -> float:
        """Return the median over the rounds of how much larger a figure of one is than the other's of that round."""
        return median(float(round_[name][figure]) / float(round_[other][figure]) for round_ in self._rounds)
