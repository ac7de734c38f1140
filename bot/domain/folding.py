"""Typed text as its words are compared: no case, no accents; and phrases found in it."""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

FIRST_MARK = "\u0300"
"""No character before it is a mark that combines."""


def fold(text: str, most: int | None = None) -> str:
    """Return lower-case text without accents and with plain apostrophes: "Mañana, ¿SÍ?" → "manana, ¿si?".

    With `most`, of a text that unfolds into more characters only the beginning and the end, a line break between them.

    Marks go before the rest is taken apart: putting a long run of them in order takes time by the square of its length.
    """
    plain = re.sub("[’‘`´ʼ]", "'", text.casefold())
    if not plain.isascii():
        plain = _bare(_cut(unicodedata.normalize("NFKD", _bare(plain)), most and 2 * most))
    return _cut(plain, most)


def _cut(text: str, most: int | None) -> str:
    return text if most is None or len(text) <= most else f"{text[: most // 2]}\n{text[-most // 2 :]}"


def _bare(text: str) -> str:
    return "".join([one for one in text if one < FIRST_MARK or not unicodedata.combining(one)])


def says(folded: str, phrases: Iterable[str]) -> bool:
    """Tell whether one of the phrases stands in folded text as whole words; "stiff*" is every word that begins so."""
    return _any_of(tuple(phrases)).search(folded) is not None


@cache
def _any_of(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """Return what finds one of the phrases; they are those of the content, and few."""
    if not phrases:
        return re.compile(r"(?!)")
    either = "|".join(re.escape(phrase).replace(r"\*", r"\w*") for phrase in phrases)
    return re.compile(rf"\b(?:{either})\b")


def either(phrases: Iterable[str]) -> str:
    """Return the part of a pattern that is any of some phrases, the longest first; of none it fits nowhere."""
    return _longest_first(tuple(phrases))


@cache
def _longest_first(phrases: tuple[str, ...]) -> str:
    return "|".join(re.escape(phrase) for phrase in sorted(phrases, key=len, reverse=True)) or "(?!)"


def without(folded: str, phrases: Iterable[str]) -> str:
    """Return folded text with each of the phrases taken out."""
    for phrase in phrases:
        folded = re.sub(rf"\b{re.escape(phrase)}\b", " ", folded)
    return folded
