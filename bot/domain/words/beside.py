"""What people tell beside a score of pain: what they took, and what else may have to do with it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

from bot.domain.folding import fold, says

Cause: TypeAlias = Literal["painkiller", "sleep", "stress", "sitting", "lifting", "chores", "weather", "ill"]
CAUSES: tuple[Cause, ...] = get_args(Cause)


@dataclass(frozen=True, slots=True)
class BesideWords:
    """The words of one language, lower case, without accents and apostrophes; "ibuprofen*" is every word so begun.

    `denied`: words that deny a cause: "no", "without".
    """

    causes: Mapping[Cause, Sequence[str]]
    denied: Sequence[str]
    around: Sequence[str]  # what leads to a cause: "took", "after"


def causes_told(text: str, words: BesideWords) -> tuple[Cause, ...]:
    """Return the causes that a text names, in the order of `CAUSES`; what its part of the text denies is not told.

    "took ibuprofen, pain 3" → painkiller; "no painkillers, pain 3" → none.
    """
    parts = re.split(r"[.,;:!?\n]", fold(text).replace("'", ""))
    told = [part for part in parts if not says(part, words.denied)]
    return tuple(cause for cause in CAUSES if any(says(part, words.causes[cause]) for part in told))


def without_causes(text: str, words: BesideWords) -> str:
    """Return what a text says beside its causes, folded: "took ibuprofen, pain 3" → "pain 3"."""
    phrases = [phrase for phrases in words.causes.values() for phrase in phrases]
    kept = []
    for part in re.split(r"[.,;:!?\n]", fold(text).replace("'", "")):
        if says(part, phrases):
            for phrase in sorted(phrases, key=len, reverse=True):
                pattern = re.escape(phrase).replace(r"\*", r"\w*")
                part = re.sub(rf"\b(?:(?:{'|'.join(map(re.escape, words.around))})\s+)*{pattern}\b", " ", part)
        kept.append(part.strip())
    return ", ".join(part for part in kept if part)
