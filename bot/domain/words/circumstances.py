"""What a person tells of themselves that stops or changes walks: what a professional said, an age, a pain that left."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from bot.domain.folding import either, says
from bot.domain.words.intents import normal
from bot.domain.words.told_until import EndWords
from bot.domain.words.whose import AnotherWords

ADULT_FROM = 18  # years
SURELY_AN_AGE_FROM = 11  # years: "I'm 8" may as well be a score of pain


@dataclass(frozen=True, slots=True)
class CircumstanceWords:
    """The words of one language, lower case, without accents, apostrophes and punctuation."""

    therapist: Sequence[str]
    doctor: Sequence[str]
    said: Sequence[str]  # that they spoke: "told me", "says"
    no_walks: Sequence[str]
    no_walks_then: Sequence[str]  # with what goes on behind it, if anything does: "this week", not "on ice"
    no_walks_not: Sequence[str]  # it is another thing, nonetheless: "for more than"
    may_walk: Sequence[str]
    at_most: Sequence[str]  # before minutes
    others: Sequence[str]  # whom a text is about, if not the writer
    self: Sequence[str]
    themselves: Sequence[str]  # what others do to themselves: "kill herself"
    another: AnotherWords
    unlike: Sequence[str]  # they did not say so, or long ago
    age_opens: Sequence[str]
    age_opens_alone: Sequence[str]  # those that need no "years old" behind the number
    age_closes: Sequence[str]
    chest: Sequence[str]
    ends: EndWords
    denied: Sequence[str]  # none of it is there: "no chest pain"


class Professional(NamedTuple):
    """What a professional said, by who told it. `minutes`: at most so many a day, where `what` is "at_most"."""

    by: Literal["therapist", "doctor"]
    what: Literal["no_walks", "at_most", "may_walk"]
    minutes: int | None = None


def read_professional(text: str, words: CircumstanceWords) -> Professional | None:
    """Return what a text says that a professional told about walking, or None where it tells nothing plain.

    "My physio says no walking this week" is plain; "not to walk barefoot" is another thing.
    """
    said = normal(text)
    by: Literal["therapist", "doctor"] = "therapist" if says(said, words.therapist) else "doctor"
    if by == "doctor" and not says(said, words.doctor):
        return None
    if not says(said, words.said) or says(said, words.unlike):
        return None
    most = re.search(rf"\b(?:{either(words.at_most)}) (\d+) ?(?:m|min|mins|minutes?|minutos?)\b", said)
    if most:
        return Professional(by, "at_most", int(most[1]))
    for phrase in sorted(words.no_walks, key=len, reverse=True):
        _, found, rest = f" {said} ".partition(f" {phrase} ")
        if found:
            goes_on = rest.strip()
            plain = not goes_on or any(f"{goes_on} ".startswith(f"{one} ") for one in words.no_walks_then)
            return Professional(by, "no_walks") if plain and not says(goes_on, words.no_walks_not) else None
    return Professional(by, "may_walk") if says(said, words.may_walk) else None


def read_age_under(text: str, words: CircumstanceWords) -> int | None:
    """Return the age that a text tells at its end, where that is under 18; else None: "I lied, I'm 16"."""
    said = normal(text)
    closes = rf"(?: (?:{either(words.age_closes)}))"
    alone = re.search(rf"\b(?:{either(words.age_opens_alone)}) (\d{{1,2}})$", said)
    told = re.search(rf"\b(?:{either((*words.age_opens, *words.age_opens_alone))}) (\d{{1,2}}){closes}$", said)
    age = int(told[1]) if told else int(alone[1]) if alone and int(alone[1]) >= SURELY_AN_AGE_FROM else None
    return age if age is not None and 0 < age < ADULT_FROM else None


def of_another(text: str, words: CircumstanceWords) -> bool:
    """Tell whether a text is about somebody else, and not of the writer as well: "my mum had surgery today"."""
    said = normal(text)
    return says(said, words.others) and not says(said, words.self)


def harms_themselves(text: str, words: CircumstanceWords) -> bool:
    """Tell whether a text says that somebody else harms themselves."""
    return says(normal(text), words.themselves)


def names_chest(text: str, words: CircumstanceWords) -> bool:
    """Tell whether a text names the chest."""
    return says(normal(text), words.chest)


def denies(text: str, words: CircumstanceWords) -> bool:
    """Tell whether a text says that there is none of what it names."""
    return says(normal(text), words.denied)
