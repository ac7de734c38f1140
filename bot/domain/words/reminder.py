"""A reminder at a typed time: "remind me at 17:30", "tomorrow at 10 only"."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.domain.folding import fold, says, without
from bot.domain.typed.clock import ClockWords, read_time
from bot.domain.typed.misread import Misread


@dataclass(frozen=True, slots=True)
class ReminderWords:
    """The words of one language, lower case, without accents. One of `tomorrow` or `asks` makes a time a wish."""

    tomorrow: Sequence[str]
    asks: Sequence[str]
    around: Sequence[str]


@dataclass(frozen=True, slots=True)
class Wish:
    """When somebody wants to be written to, once: tomorrow or today, at a minute of the day."""

    tomorrow: bool
    minute: int


def read_wish(text: str, words: ReminderWords, clock: ClockWords, numbers: Mapping[str, int]) -> Wish | None:
    """Return what a text wishes, or None where it is no wish, or says more than that and a time."""
    said = fold(text)
    tomorrow = says(said, words.tomorrow)
    if not tomorrow and not says(said, words.asks):
        return None
    phrases = sorted((*words.tomorrow, *words.asks, *words.around), key=len, reverse=True)
    minute = read_time(without(said, phrases), clock, numbers)
    return None if isinstance(minute, Misread) else Wish(tomorrow, minute)
