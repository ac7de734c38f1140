"""A time of day as people type it: "8:30 pm", "20h", "half past eight", "ten past 8", "las ocho menos cuarto"."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.domain.folding import fold
from bot.domain.typed.length import LONGEST_READ
from bot.domain.typed.misread import Misread

NOON, MIDNIGHT, HOUR, DAY = 12, 24, 60, 24 * 60
_HALF, _QUARTER, _PAST, _TO, _AND, _LESS = "½¼≥≤∧∨"  # signs that nobody types, for the words of a language
_CLOCK = r"(?P<hour>\d{1,2})(?:(?: ?[:.,h] ?| )(?P<minute>[0-5]\d))? ?(?:h|hs|hrs)?(?: ?(?P<half>[ap])(?: ?m)?)?"
_COMPACT = re.compile(r"(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d)(?P<half>)")
_PART = rf"(?P<part>{_HALF}|{_QUARTER}|[0-5]?\d)"
_FORMS = (
    (re.compile(_CLOCK), 0),
    (_COMPACT, 0),
    (re.compile(rf"{_PART} {_PAST} {_CLOCK}"), 1),
    (re.compile(rf"{_PART} {_TO} {_CLOCK}"), -1),
    (re.compile(rf"{_CLOCK} {_AND} {_PART}"), 1),
    (re.compile(rf"{_CLOCK} {_LESS} {_PART}"), -1),
)
_HALF_SEVEN = re.compile(rf"{_HALF} {_CLOCK}")
_PARTS = {_HALF: 30, _QUARTER: 15}


@dataclass(frozen=True, slots=True)
class ClockWords:
    """The words of one language, lower case, without accents."""

    named: Mapping[str, int]  # the whole text → minutes after midnight
    one: Sequence[str]  # an article that is an hour: "la una"
    half: Sequence[str]
    quarter: Sequence[str]
    past: Sequence[str]  # "ten past 8"
    to: Sequence[str]  # "ten to 8"
    plus: Sequence[str]  # "8 y diez", "7 and a half"
    less: Sequence[str]  # "8 menos diez"
    morning: Sequence[str]
    afternoon: Sequence[str]
    night: Sequence[str]  # as the afternoon, but 12 is midnight
    around: Sequence[str]  # words that say nothing


def read_time(text: str, words: ClockWords, numbers: Mapping[str, int]) -> int | Misread:
    """Return minutes after midnight (0-1439), or why the text names no single time of day.

    A bare number is read on the 24-hour clock unless "am", "pm" or a part of the day says otherwise: "7" is 07:00.
    "Half 7" is half past six to some and half past seven to others: `why` is "which", with both.
    """
    if len(text) > LONGEST_READ:
        return Misread("unclear")
    said = re.sub(r"[^\w\s:.,/+-]", " ", fold(text).replace("o'clock", " ").replace("oclock", " ")).strip(" .,")
    if said in words.named:
        return words.named[said]
    said, part_of_day = _part_of_day_taken(said, words)
    plain = _in_signs(said, words, numbers)
    for form, sign in _FORMS:
        found = form.fullmatch(plain)
        if found:
            return _minute(found, sign, part_of_day)
    either = _HALF_SEVEN.fullmatch(plain)
    if either and not either["minute"]:
        hour = _hour(int(either["hour"]), either["half"], part_of_day)
        return Misread("unclear") if hour is None else Misread("which", (hour * HOUR + 30, (hour * HOUR - 30) % DAY))
    return Misread("unclear")


def _minute(found: re.Match[str], sign: int, part_of_day: str) -> int | Misread:
    hour = _hour(int(found["hour"]), found["half"], part_of_day)
    if hour is None or hour >= MIDNIGHT:
        return Misread("above") if not found["half"] and int(found["hour"]) >= MIDNIGHT else Misread("unclear")
    if sign and found["minute"]:
        return Misread("unclear")
    part = found["part"] if sign else "0"
    return (
        hour * HOUR + int(found["minute"] or 0) + sign * _PARTS.get(part, int(part) if part.isdecimal() else 0)
    ) % DAY


def _hour(hour: int, half: str | None, part_of_day: str) -> int | None:
    if half:
        return hour % NOON + (NOON if half == "p" else 0) if 1 <= hour <= NOON else None
    if part_of_day == "night" and hour <= NOON:
        # "2 at night" is two hours after midnight, "9 at night" three before it
        return 0 if hour in (0, NOON) else hour + NOON if hour >= 5 else hour
    if part_of_day == "morning":
        return hour if hour <= NOON else None
    return hour + NOON if part_of_day == "afternoon" and hour < NOON else hour


def _part_of_day_taken(said: str, words: ClockWords) -> tuple[str, str]:
    told = ""
    for name, phrases in (("morning", words.morning), ("afternoon", words.afternoon), ("night", words.night)):
        for phrase in phrases:
            left = re.sub(rf"\b{re.escape(phrase)}\b", " ", said)
            if left != said:
                said, told = left, name
    return said, told


def _in_signs(said: str, words: ClockWords, numbers: Mapping[str, int]) -> str:
    """Put signs and figures for the words of a time; a word that is none of them stays, and fits no form."""
    for sign, phrases in (
        (_HALF, words.half),
        (_QUARTER, words.quarter),
        (_PAST, words.past),
        (_TO, words.to),
        (_AND, words.plus),
        (_LESS, words.less),
    ):
        for phrase in phrases:
            said = re.sub(rf"\b{re.escape(phrase)}\b", f" {sign} ", said)
    for word in words.around:
        said = re.sub(rf"\b{re.escape(word)}\b", " ", said)
    said = re.sub(r"(?<=\b[ap])\s?\.\s?(?=m\b)|(?<=\bm)\.", "", said)  # "p.m."
    numbers = {**numbers, **dict.fromkeys(words.one, 1)}
    said = re.sub(r"[^\W\d_]{2,}", lambda word: str(numbers.get(word[0], word[0])), said)
    return " ".join(said.strip(" .,").split())
