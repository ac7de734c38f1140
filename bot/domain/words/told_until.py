"""Until when a professional's words count: "this week", "until Friday", "for two weeks", "until 12 December".

What is read is the first day on which they count no more. A day that is named still counts, and of two spans the longer
one: one day of rest more harms nobody. It is said back. Where nothing plain is told there is no day, and it is asked.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from bot.domain.day import ONE_DAY, week_start
from bot.domain.folding import either
from bot.domain.typed.dates import read_date
from bot.domain.typed.words import TypedWords
from bot.domain.words.intents import normal

WEEK = timedelta(weeks=1)
DATE_WORDS = 4
"""Words behind "until" in which a date is looked for: "the 12 of December"."""
SUNDAY = 6

Named = Literal["this_week", "next_week", "weekend", "this_month", "today", "tomorrow"]


@dataclass(frozen=True, slots=True)
class EndWords:
    """The words of one language, as `normal` leaves them."""

    until: Sequence[str]
    unsaid: Sequence[str]  # whole answers: they told no day
    following: Sequence[str]  # before a weekday: the one of next week
    named: Mapping[Named, Sequence[str]]
    at_once: Sequence[str]  # before "today", else it is the day on which they spoke: "no walking today"
    units: Mapping[str, int]  # "week" → days
    hours: Mapping[str, int]  # shorter units → how many make a day
    one: Sequence[str]  # "a week"
    pair: Sequence[str]  # "a couple of weeks"
    range: Sequence[str]  # between two numbers
    lasting: Sequence[str]  # before a span that may also be a rate: "for a day"
    not_before: Sequence[str]  # then a span is none: "in two weeks", "the last two weeks"
    not_behind: Sequence[str]  # "two weeks ago", "five days a week"
    day_of_month: Sequence[str]  # before the number of a day: "until the 5th"


def read_until(text: str, today: date, words: EndWords, typed: TypedWords, months: Sequence[str] = ()) -> date | None:
    """Return the first day on which what was said counts no more, or None where nothing plain is told of it.

    `months`: the names of the twelve months in the language.
    """
    said = normal(text)
    behind = _behind(said, words.until)
    if behind is not None:
        day = _named(behind, today, words, until=True) or _day(behind, today, words, typed, months)
        return day or _span(said, today, words, typed.numbers)
    return _named(said, today, words) or _span(said, today, words, typed.numbers)


def _behind(said: str, phrases: Sequence[str]) -> str | None:
    """Return what stands behind the last of the phrases, or None where there is none."""
    found = re.search(rf".*\b(?:{either(phrases)}) (.+)", said)
    return found[1] if found else None


def _named(said: str, today: date, words: EndWords, *, until: bool = False) -> date | None:
    """Return the day after a week, a weekend, a month, today or tomorrow that is named."""
    found = [
        (len(phrase), name)
        for name, phrases in words.named.items()
        for phrase in phrases
        if (re.match(rf"{re.escape(phrase)}\b", said) if until else _stands(phrase, name, said, words))
    ]
    name = max(found)[1] if found else None
    monday = week_start(today) + WEEK
    if today.weekday() == SUNDAY and name == "this_week":
        monday += WEEK  # a week of a few hours is not meant
    match name:
        case "this_week" | "weekend":
            return monday
        case "next_week":
            return monday if until else monday + WEEK
        case "this_month":
            return (today.replace(day=1) + timedelta(days=31)).replace(day=1)
        case "today":
            return today + ONE_DAY
        case "tomorrow":
            return today + 2 * ONE_DAY
    return None


def _stands(phrase: str, name: Named, said: str, words: EndWords) -> bool:
    """Tell whether a phrase stands in a text; "today" only where it says when not to walk."""
    before = rf"(?:{either(words.at_once)}) " if name in ("today", "tomorrow") else ""
    return re.search(rf"\b{before}{re.escape(phrase)}\b", said) is not None


def _day(said: str, today: date, words: EndWords, typed: TypedWords, months: Sequence[str]) -> date | None:
    """Return the day after a weekday, a date or a day of the month that a text begins with."""
    following = re.match(rf"(?:{either(words.following)}) (.+)", said)
    rest = following[1] if following else re.sub(rf"^(?:{either(words.day_of_month)}) ", "", said)
    weekday = {**typed.weekdays, **typed.short_weekdays}.get(rest.partition(" ")[0])
    if weekday is not None:
        ahead = (weekday - today.weekday()) % 7 or 7
        in_this_week = ahead <= SUNDAY - today.weekday()
        return today + timedelta(days=ahead + 1) + (WEEK if following and in_this_week else timedelta(0))
    for length in range(DATE_WORDS, 1, -1):
        named = read_date(" ".join(said.split()[:length]), today, months) if months else None
        if named is not None:
            return named + ONE_DAY
    number = re.match(rf"(?:{either(words.day_of_month)}) (\d{{1,2}})(?:st|nd|rd|th)?(?: |$)", said)
    return None if number is None else _of_month(int(number[1]), today)


def _of_month(number: int, today: date) -> date | None:
    """Return the day after the next day of a month that has a number."""
    ahead = (today + timedelta(days=day) for day in range(1, 62))
    return next((day + ONE_DAY for day in ahead if day.day == number), None)


def _span(said: str, today: date, words: EndWords, numbers: Mapping[str, int]) -> date | None:
    """Return the day after the longest span that a text tells, today its first day."""
    every = {**numbers, **dict.fromkeys(words.pair, 2), **dict.fromkeys(words.one, 1)}
    number = rf"\d+|{either(every)}"
    units = {**words.units, **words.hours}
    spans = re.finditer(
        rf"(?:(?P<less>{number}) (?:(?:{either(words.range)}) )?)?\b(?P<number>{number}) (?P<unit>{either(units)})\b",
        said,
    )
    found = [days for span in spans if (days := _days(span, said, words, every))]
    return today + timedelta(days=max(found)) if found else None


def _days(span: re.Match[str], said: str, words: EndWords, every: Mapping[str, int]) -> int | None:
    """Return the days of a span, or None where it is none that is to come: "two weeks ago", "once a week"."""
    before, behind = said[: span.start()].strip(), said[span.end() :].strip()
    lasting = re.search(rf"\b(?:{either(words.lasting)})$", before) is not None
    if re.search(rf"\b(?:{either(words.not_before)})$", before) or re.match(
        rf"(?:{either(words.not_behind)})\b", behind
    ):
        return None
    if span["number"] in words.one and not lasting:
        return None
    count = int(span["number"]) if span["number"].isdecimal() else every[span["number"]]
    if span["unit"] in words.hours:
        return -(-count // words.hours[span["unit"]])
    return count * words.units[span["unit"]]
