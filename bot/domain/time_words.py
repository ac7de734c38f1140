"""A time of day as people type it: "8:30 pm", "19", "7.30", "noon", "half past eight"."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.domain.folding import fold, says, without

TWELVE_HOUR_COUNTRIES = frozenset(
    ("US CA AU NZ IN PK BD PH EG SA MY " + "BO CO CR CU DO EC GT HN MX NI PA PE PR PY SV VE").split()
)

_TIME = re.compile(
    r"(?<![\d:.,])(\d{1,2})(?:\s?[:.h,]\s?([0-5]\d))?\s*h?\s*(?:([ap])(?:\.?\s?m)?\b\.?)?(?![\d:.,]*\d)", re.I
)
_COMPACT = re.compile(r"(?<!\d)([01]\d|2[0-3])([0-5]\d)(?!\d)")
NOON, MIDNIGHT = 12, 24


@dataclass(frozen=True, slots=True)
class TimeWords:
    """The words of one language, lower case, without accents."""

    named: Mapping[str, int]  # the whole text → minutes after midnight
    past: Mapping[str, int]  # minutes past the hour: "half past" is 30, "quarter to" is -15
    afternoon: Sequence[str]
    night: Sequence[str]  # as the afternoon, but 12 is midnight
    around: Sequence[str]  # words that may stand beside a time that is spelt out


def parse_time(text: str, words: TimeWords, numbers: Mapping[str, int]) -> int | None:
    """Return minutes after midnight (0-1439), or None where `text` names no single time of day.

    A bare number is read on the 24-hour clock unless "am", "pm" or a part of the day says otherwise: "7" is 07:00.
    """
    said = fold(text).replace("o'clock", "").strip(" .!?¿¡")
    if said in words.named:
        return words.named[said]
    past = next((phrase for phrase in words.past if says(said, [phrase])), None)
    said = _in_figures(without(said, [past] if past else []), words, numbers)
    compact = _COMPACT.findall(said)
    if len(compact) == 1 and not past and not re.search(r"\d", _COMPACT.sub("", said)):
        return int(compact[0][0]) * 60 + int(compact[0][1])
    found = _TIME.findall(said)
    if len(found) != 1 or len(re.findall(r"\d+", said)) > 2 or (past and found[0][1]):
        return None
    hour = _on_24_hours(int(found[0][0]), found[0][2], said, words)
    if hour is None or hour > 23:
        return None
    return (hour * 60 + int(found[0][1] or 0) + (words.past[past] if past else 0)) % (24 * 60)


def _on_24_hours(hour: int, half: str, said: str, words: TimeWords) -> int | None:
    if half:
        return hour % NOON + (NOON if half == "p" else 0) if 1 <= hour <= NOON else None
    if says(said, words.night) and hour <= NOON:
        return (hour + NOON) % MIDNIGHT if hour else 0
    return hour + NOON if says(said, words.afternoon) and hour < NOON else hour


def _in_figures(said: str, words: TimeWords, numbers: Mapping[str, int]) -> str:
    """Put figures for number words where the text is nothing but a time: "Two Rivers" is none."""
    spelt = re.findall(r"[^\W\d_]+", said)
    parts = {word for phrase in (*words.afternoon, *words.night, *words.around) for word in phrase.split()}
    if not all(word in numbers or word in parts for word in spelt):
        return said
    return re.sub(r"[^\W\d_]+", lambda word: str(numbers.get(word[0], word[0])), said)


def twelve_hour(country: str | None) -> bool:
    """Tell whether people there read "8:30 pm" more easily than "20:30" (ISO 3166 code)."""
    return country in TWELVE_HOUR_COUNTRIES
