"""Items as a string with one letter for each, so that a grammar is a regular expression."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from bot.domain.typed.words import Item

LETTERS = {
    "number": "n",
    "minutes": "m",
    "prime": "m",
    "hours": "h",
    "seconds": "s",
    "distance": "d",
    "unit": "u",
    "day_unit": "u",
    "half": "a",
    "quarter": "q",
    "article": "e",
    "and": "y",
    "or": "o",
    "or_maybe": "o",
    "to": "t",
    "between": "b",
    "of": "c",
    "from": "f",
    "plus": "+",
    "added": "+",
    "dash": "-",
    "slash": "/",
    "colon": ":",
    "times": "x",
    "none": "0",
    "no_pain": "k",
    "unsure": "!",
    "ago": "g",
    "ago_follows": "G",
    "day": "D",
    "weekday": "W",
    "days": "S",
    "score": "r",
    "pain": "p",
    "body": "B",
    "before": "<",
    "outset": "<",
    "after": ">",
    "at_point": "A",
    "was": "~",
    "walk": "w",
    "walked": "V",
    "done": "X",
    "went": "z",
    "stopped": "v",
    "place": "P",
    "person": "R",
    "other": "O",
    "not": "N",
    "lacking": "L",
    "asks": "Q",
    "not_yet": "F",
    "habit": "K",
    "present": "@",
    "happens": "Z",
    "instead": "I",
    "within": "i",
    "part_of_day": "T",
    "lasting": "l",
    "compared": "C",
    "where": "E",
    "repeats": "M",
    "ongoing": "J",
    "vague": "U",
    "further": "&",
    "compares": "Y",
    "leg": "j",
    "lap": "d",
    "at_hour": "P",
    "less": "C",
}
OTHER = "."


@dataclass(frozen=True, slots=True)
class Shape:
    """Items as letters; the number at a place is that of its item."""

    letters: str
    items: Sequence[Item]

    def number(self, at: int) -> float:
        """Return the number of the item there; 0 where it has none."""
        return self.items[at].number

    def numbers(self, start: int, end: int) -> list[float]:
        """Return the numbers that stand in a stretch, from left to right."""
        return [self.items[at].number for at in range(start, end) if self.letters[at] == "n"]

    def matches(self, pattern: str) -> bool:
        """Tell whether the whole of it is of this form."""
        return re.fullmatch(pattern, self.letters) is not None


def shape(items: Sequence[Item], without: Collection[str] = ()) -> Shape:
    """Return the shape of the items that are not of the kinds left out."""
    kept = [item for item in items if item.kind not in without]
    return Shape("".join(LETTERS.get(item.kind, OTHER) for item in kept), kept)
