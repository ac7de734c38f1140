"""A check-in typed in one go: "20 min pain 3", "walked 25, pain 2, hard", "half an hour yesterday".

The words are the language's, the grammar is small: every word must be known, or the text is no check-in.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.domain.folding import fold

TOKEN = re.compile(r"\d+(?:[.,]\d+)?|[^\W\d_]+|/|'|-(?=\d)")
HOUR = 60


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of one language, lower case, without accents and apostrophes."""

    minutes: Sequence[str]
    hours: Sequence[str]
    pain: Sequence[str]
    distance: Sequence[str]
    yesterday: Sequence[str]
    done: Sequence[str]
    no_pain: Sequence[str]
    efforts: Mapping[str, Sequence[str]]
    amounts: Mapping[str, int]
    numbers: Mapping[str, int]
    out_of: Sequence[str]  # "3 of 10"
    fillers: Sequence[str]


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed; None: not said. Ranges are for the reader of this to check."""

    minutes: int | None = None
    pain: int | None = None
    effort: str | None = None
    yesterday: bool = False
    distance: bool = False


def parse(text: str, words: Vocabulary) -> Typed | None:
    """Return what `text` says, or None where it is no check-in. Never raises."""
    plain = _plain(text)
    pain: int | None = None
    for phrase in words.no_pain:
        plain, found = re.subn(rf"\b{re.escape(phrase)}\b", " ", plain)
        pain = 0 if found else pain
    minutes: int | None = None
    for phrase, amount in words.amounts.items():
        plain, found = re.subn(rf"\b{re.escape(phrase)}\b", " ", plain)
        minutes = amount if found else minutes
    tokens = TOKEN.findall(plain)
    if re.sub(r"[\s,.;:!+&()]", "", TOKEN.sub("", plain)):
        return None
    return _read(tokens, words, minutes, pain)


def effort(text: str, words: Vocabulary) -> str | None:
    """Return the effort that one word names, or None."""
    said = fold(text).strip(" .!")
    return next((name for name, forms in words.efforts.items() if said in forms), None)


def _read(tokens: list[str], words: Vocabulary, minutes: int | None, pain: int | None) -> Typed | None:
    effort: str | None = None
    yesterday = distance = done = pain_comes = False
    bare: list[int] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        following = tokens[index + 1] if index + 1 < len(tokens) else ""
        number = _number(token, words)
        efforts = [name for name, forms in words.efforts.items() if token in forms]
        index += 1
        if number is not None:
            if following in words.distance:
                distance, index = True, index + 1
            elif following in words.minutes or following in words.hours:
                if minutes is not None:
                    return None
                minutes, index = round(number * (HOUR if following in words.hours else 1)), index + 1
            elif following == "/" or (following in words.out_of and tokens[index + 1 : index + 2] == ["10"]):
                pain, pain_comes, index = int(number), False, index + 2
            elif pain_comes and number == int(number):
                pain, pain_comes = int(number), False
            else:
                bare.append(int(number))
        elif efforts:
            effort = efforts[0]
        elif token in words.pain:
            pain_comes = pain is None
        elif token in words.yesterday:
            yesterday = True
        elif token in words.done:
            done = True
        elif token not in words.fillers:
            return None
    if pain_comes and len(bare) > 1:
        pain, pain_comes = bare.pop(), False  # "20 and 3 pain": the number before the word
    if minutes is None and len(bare) == 1:
        minutes = bare.pop()
    said_something = minutes is not None or distance or done
    if bare or pain_comes or not said_something:
        return None
    return Typed(minutes, pain, effort, yesterday, distance)


def _number(token: str, words: Vocabulary) -> float | None:
    if token[0].isdecimal():
        return float(token.replace(",", ".")) if len(token) < 9 else float(10**6)
    return words.numbers.get(token)


def _plain(text: str) -> str:
    """Lower case, without accents; an apostrophe inside a word is left out."""
    return re.sub(r"(?<=[a-z])'(?=[a-z])", "", fold(text))
