"""Onboarding's questions answered in typed words: an age, a score, minutes, a place that hurts."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from bot.domain.folding import fold, says
from bot.domain.pause import SpanWords
from bot.domain.profile import NO_REGION, REGIONS, UNKNOWN_MINUTES, age_band
from bot.domain.quick_reply import HOUR, Vocabulary
from bot.domain.time_words import TimeWords

LONGEST_WALK = 600


@dataclass(frozen=True, slots=True)
class AnswerWords:
    """The words of one language, lower case, without accents and apostrophes. "stiff*" is every word that begins so."""

    regions: Mapping[Literal["back", "knee", "hip", "arthritis", "stiffness"], Sequence[str]]
    nowhere: Sequence[str]
    no_pain: Sequence[str]  # the whole answer to "how much does it hurt?"
    unknown: Sequence[str]
    often: Mapping[Literal["most", "rarely", "some"], Sequence[str]]  # the first that fits, in the file's order
    later: Sequence[str]
    now: Sequence[str]
    clock: TimeWords
    spans: SpanWords


def parse_age(text: str) -> int | None:
    """Return the age in years, or None where the text names no age a person can have; of a band, its lower end."""
    ages = [int(figure) for figure in re.findall(r"\d+", text)]
    if not 1 <= len(ages) <= 2 or not all(1 <= age <= 120 for age in ages) or re.search(r"\d[.,]\d", text):
        return None
    return ages[0] if len({age_band(age) for age in ages}) == 1 else None


def parse_score(text: str, vocabulary: Vocabulary, words: AnswerWords) -> int | None:
    """Return a pain score from 0 to 10 ("4", "4/10", "four", "about 4"), or None."""
    said = fold(text)
    of_ten = "|".join(map(re.escape, ("/", *vocabulary.out_of)))
    figures = _figures(re.sub(rf"(?<=\d)\s*(?:{of_ten})\s*10\b", "", said), vocabulary)
    if not figures and _bare(said) in words.no_pain:
        return 0
    if "-" in text or re.search(r"\d[.,]\d", text):
        return None
    return figures[0] if len(figures) == 1 and figures[0] <= 10 else None


def parse_minutes(text: str, vocabulary: Vocabulary, words: AnswerWords) -> int | None:
    """Return minutes from 1 to 600, -1 for "I don't know", or None where the text says neither.

    Of a span ("10-15") the lower end counts; hours are understood.
    """
    said = fold(text)
    for phrase, amount in vocabulary.amounts.items():
        if says(said, [phrase]):
            return amount
    figures = _figures(said, vocabulary)
    if not figures:
        return UNKNOWN_MINUTES if "?" in said or says(_bare(said), words.unknown) else None
    if len(figures) > 2 or re.search(r"\d[.,]\d", said):
        return None
    in_hours = says(re.sub(r"(?<=\d)(?=[a-z])", " ", said), vocabulary.hours)
    minutes = min(figures) * (HOUR if in_hours else 1)
    return minutes if 1 <= minutes <= LONGEST_WALK else None


def parse_regions(text: str, words: AnswerWords) -> tuple[str, ...] | None:
    """Return the regions a text names, ("none",) where it says that nothing hurts, or None."""
    said = _bare(fold(text))
    found = {name for name, phrases in words.regions.items() if says(said, phrases)}
    named = tuple(name for name in REGIONS if name in found)
    if named:
        return named
    return (NO_REGION,) if says(said, words.nowhere) else None


def parse_often(text: str, vocabulary: Vocabulary, words: AnswerWords) -> str | None:
    """Return "most" for three days a week or more, "some" for fewer, "rarely" for none; None if not understood."""
    said = fold(text)
    for often, phrases in words.often.items():
        if says(said, phrases):
            return often
    figures = _figures(said, vocabulary)
    if len(figures) != 1 or figures[0] > 7:
        return None
    return "most" if figures[0] >= 3 else "some" if figures[0] else "rarely"


def parse_when(text: str, words: AnswerWords) -> str | None:
    """Return "now" or "later" for the first walk, or None."""
    said = fold(text)
    if says(said, words.later):
        return "later"
    return "now" if says(said, words.now) else None


def _figures(folded: str, vocabulary: Vocabulary) -> list[int]:
    found = re.findall(r"\d+|[^\W\d_]+", folded)
    return [
        int(word) if word.isdecimal() else vocabulary.numbers[word]
        for word in found
        if word.isdecimal() or word in vocabulary.numbers
    ]


def _bare(folded: str) -> str:
    """Return the words alone, without apostrophes: "don't know!" → "dont know"."""
    return " ".join(re.findall(r"\w+", folded.replace("'", "")))
