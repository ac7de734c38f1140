"""Whose danger a text tells of: plainly somebody else's, or, wherever that may be doubted, the writer's.

Plain is a text that names another person before a verb of their own ("my son wants …", "my husband took …"). Each part
of it that tells of a danger opens so, or with such a verb, and it says nothing of the writer but how they know, how
they feel about it, or that they ask for help.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from bot.domain.folding import either
from bot.domain.words.intents import normal

MOST_LETTERS = 300
MOST_PARTS = 8
"""Of a longer text, or one of more parts, it is not plain."""
MOST_KINDS = 4
"""Words between "my" and "son": "15 year old"."""
SENTENCES = re.compile(r"[.!?;:,\n]+")


@dataclass(frozen=True, slots=True)
class AnotherWords:
    """The words of one language, as `normal` leaves them."""

    owners: Sequence[str]  # "my", "our", "a"
    kinds: Sequence[str]  # between an owner and a person: "younger"
    people: Sequence[str]  # "son", "mate"
    pronouns: Sequence[str]  # people without an owner: "she"
    asides: Sequence[str]  # the writer as who knows of it, fears it, or asks: "i think", "told me", "what do i do"
    skips: Sequence[str]  # between a person and their verb: "just", "who"
    acts: Sequence[str]  # verbs that can be no other's: "wants", "took"
    own: Sequence[str]  # the writer, named or only by a verb: "i", "me"
    may_be_own: Sequence[str]  # verbs that may be the writer's, unless they stand behind the person: "took", "want"
    theirs: Sequence[str]  # before such a verb it is the other person's: "she", "doesnt", "to"
    joins: Sequence[str]  # between two parts of a sentence: "and", "but"
    me_too: Sequence[str]  # behind such a text: it is the writer's as well


def is_anothers(text: str, words: AnotherWords, is_danger: Callable[[str], bool]) -> bool:
    """Tell whether a text tells plainly of a danger of somebody else, and of none of the writer's.

    `is_danger`: whether a part of it tells of a danger on its own.
    """
    parts = list(islice(_parts(text, words), MOST_PARTS + 1)) if len(text) <= MOST_LETTERS else []
    parts = [told for part in parts if (told := _without_asides(part, words))] if len(parts) <= MOST_PARTS else []
    if any(_own(part, words) for part in parts) or not any(_opens(part, words, named=True) for part in parts):
        return False
    dangerous = [part for part in parts if is_danger(part)]
    return all(_opens(part, words) for part in dangerous) if dangerous else _opens(parts[0], words, named=True)


def _parts(text: str, words: AnotherWords) -> Iterable[str]:
    for sentence in SENTENCES.split(text):
        yield from re.split(rf"\b(?:{either(words.joins)})\b", normal(sentence))


def _without_asides(part: str, words: AnotherWords) -> str:
    """Return a part of a sentence without what is said of the writer as of who knows or asks."""
    return " ".join(re.sub(rf"\b(?:{either(words.asides)})\b", " ", part).split())


def _person(words: AnotherWords) -> str:
    kinds = rf"(?:(?:\d+|{either(words.kinds)}) ){{0,{MOST_KINDS}}}"
    behind = rf"(?: (?:{either(words.kinds)}|\d+)){{0,{MOST_KINDS}}}"
    return rf"(?:(?:{either(words.owners)}) {kinds}(?:{either(words.people)})s?|(?:{either(words.pronouns)})){behind}"


def _opens(part: str, words: AnotherWords, *, named: bool = False) -> bool:
    """Tell whether a part of a sentence opens with another person and their own verb, or with such a verb alone.

    `named`: only with the person.
    """
    skips = rf"(?:(?:{either(words.skips)}) )*"
    person = rf"(?:{_person(words)} ){'' if named else '?'}"
    return re.match(rf"{skips}{person}{skips}(?:{either(words.acts)})\b", part) is not None


def _own(part: str, words: AnotherWords) -> bool:
    """Tell whether a part of a sentence may speak of the writer."""
    if re.search(rf"\b(?:{either(words.own)})\b", part):
        return True
    skips = rf"(?:(?:{either(words.skips)}) )*"
    theirs = rf"(?:{_person(words)}|{either(words.theirs)}) {skips}$"
    found = re.finditer(rf"\b(?:{either(words.may_be_own)})\b", part)
    return any(re.search(theirs, part[: verb.start()]) is None for verb in found)
