"""Typed text as its words are compared: no case, no accents; and phrases found in it."""

import re
import unicodedata
from collections.abc import Iterable


def fold(text: str) -> str:
    """Return lower-case text without accents and with plain apostrophes: "Mañana, ¿SÍ?" → "manana, ¿si?".

    Marks go before the rest is taken apart: putting a long run of them in order takes time by the square of its length.
    """
    plain = re.sub("[’‘`´ʼ]", "'", text.casefold())
    return plain if plain.isascii() else _bare(unicodedata.normalize("NFKD", _bare(plain)))


def _bare(text: str) -> str:
    return "".join(character for character in text if not unicodedata.combining(character))


def says(folded: str, phrases: Iterable[str]) -> bool:
    """Tell whether one of the phrases stands in folded text as whole words; "stiff*" is every word that begins so."""
    return any(re.search(_pattern(phrase), folded) for phrase in phrases)


def _pattern(phrase: str) -> str:
    return r"\b" + re.escape(phrase).replace(r"\*", r"\w*") + r"\b"


def without(folded: str, phrases: Iterable[str]) -> str:
    """Return folded text with each of the phrases taken out."""
    for phrase in phrases:
        folded = re.sub(rf"\b{re.escape(phrase)}\b", " ", folded)
    return folded
