"""Onboarding's questions answered in typed words: an age, a place that hurts, how often, when."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from bot.domain.coaching.pause import SpanWords
from bot.domain.coaching.profile import NO_REGION, REGIONS, age_band
from bot.domain.folding import fold, says, without
from bot.domain.words.circumstances import CircumstanceWords
from bot.domain.words.note import NoteWords
from bot.domain.words.reminder import ReminderWords

Same: TypeAlias = Literal["same", "before", "before_walk"]


@dataclass(frozen=True, slots=True)
class AnswerWords:
    """The words of one language, lower case, without accents and apostrophes. "stiff*" is every word that begins so."""

    regions: Mapping[Literal["back", "knee", "hip", "arthritis", "stiffness"], Sequence[str]]
    nowhere: Sequence[str]
    often: Mapping[Literal["most", "rarely", "some"], Sequence[str]]  # the first that fits, in the file's order
    later: Sequence[str]
    now: Sequence[str]
    spans: SpanWords
    asks: Sequence[str]  # the first words of a question
    compared: Sequence[str]  # beside a score: "much worse", "still"
    settled: Sequence[str]  # whole answers, beside yes: the pain went overnight
    unsettled: Sequence[str]
    same: Mapping[Same, Sequence[str]]  # whole answers: no change; as before, perhaps as before the walk; that is said
    reminder: ReminderWords
    note: NoteWords
    circumstances: CircumstanceWords


def parse_age(text: str) -> int | None:
    """Return the age in years, or None where the text names no age a person can have; of a band, its lower end."""
    ages = [int(figure) for figure in re.findall(r"\d+", text)]
    if not 1 <= len(ages) <= 2 or not all(1 <= age <= 120 for age in ages) or re.search(r"\d[.,]\d", text):
        return None
    return ages[0] if len({age_band(age) for age in ages}) == 1 else None


def parse_regions(text: str, words: AnswerWords) -> tuple[str, ...] | None:
    """Return the regions a text names, ("none",) where it says that nothing hurts, or None."""
    said = _bare(fold(text))
    found = {name for name, phrases in words.regions.items() if says(said, phrases)}
    named = tuple(name for name in REGIONS if name in found)
    if named:
        return named
    return (NO_REGION,) if says(said, words.nowhere) else None


def parse_often(text: str, words: AnswerWords, numbers: Mapping[str, int]) -> str | None:
    """Return "most" for three days a week or more, "some" for fewer, "rarely" for none; None if not understood."""
    said = fold(text)
    for often, phrases in words.often.items():
        if says(said, phrases):
            return often
    figures = _figures(said, numbers)
    if len(figures) != 1 or figures[0] > 7:
        return None
    return "most" if figures[0] >= 3 else "some" if figures[0] else "rarely"


def parse_when(text: str, words: AnswerWords) -> str | None:
    """Return "now" or "later" for the first walk, or None."""
    said = fold(text)
    if says(said, words.later):
        return "later"
    return "now" if says(said, words.now) else None


def parse_settled(text: str, words: AnswerWords) -> bool | None:
    """Return whether a text says that a pain went overnight, or None; "the same" says no, as "worse" does."""
    said = _bare(fold(text))
    return True if said in words.settled else False if said in words.unsettled else None


def parse_same(text: str, words: AnswerWords) -> Same | None:
    """Return whether a text says that nothing changed, and since when, or None."""
    said = _bare(fold(text))
    return next((since for since, phrases in words.same.items() if said in phrases), None)


def without_comparison(text: str, words: AnswerWords) -> str:
    """Return a text without what compares its score: "much worse, 9" → "9"."""
    return without(_bare(fold(text)), sorted(words.compared, key=len, reverse=True)).strip()


def _figures(folded: str, numbers: Mapping[str, int]) -> list[int]:
    found = re.findall(r"\d+|[^\W\d_]+", folded)
    return [int(word) if word.isdecimal() else numbers[word] for word in found if word.isdecimal() or word in numbers]


def _bare(folded: str) -> str:
    """Return the words alone, without apostrophes: "don't know!" → "dont know"."""
    return " ".join(re.findall(r"\w+", folded.replace("'", "")))
