"""Words in free text that open the red-flag questions: "chest pain", "cant pee"; not "no chest pain".

Better one round of questions too many than one too few: typing slips are forgiven, and a negation counts only where it
clearly belongs to the words behind it.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

CLAUSE = re.compile(r"[.,;:!?\n()]+|\bbut\b")
FORGIVEN_FROM = 5  # letters: in shorter words one slip makes another word


@dataclass(frozen=True, slots=True)
class Triggers:
    """The words of one language, lower case, without accents and apostrophes."""

    flags: Mapping[str, tuple[tuple[str, ...], ...]]
    negations: frozenset[str]
    passes: frozenset[str]
    within: int


def red_flag(text: str, triggers: Triggers) -> str | None:
    """Return the first flag that `text` names, or None. Never raises."""
    for clause in CLAUSE.split(_plain(text)):
        words = re.findall(r"[a-z0-9]+", clause)
        for flag, groups in triggers.flags.items():
            if any(not _negated(words, start, triggers) for start in _starts(words, groups, triggers.within)):
                return flag
    return None


def _starts(words: Sequence[str], groups: Sequence[Sequence[str]], within: int) -> Iterator[int]:
    """Yield the first place of every way in which one word of each group stands close together."""
    places = [[at for at, word in enumerate(words) if _is_one_of(word, group)] for group in groups]
    if all(places):
        for found in product(*places):
            if max(found) - min(found) <= within and len(set(found)) == len(found):
                yield min(found)


def _negated(words: Sequence[str], start: int, triggers: Triggers) -> bool:
    for word in reversed(words[:start]):
        if word in triggers.negations:
            return True
        known = any(_is_one_of(word, group) for groups in triggers.flags.values() for group in groups)
        if word not in triggers.passes and not known:
            return False
    return False


def _is_one_of(word: str, forms: Sequence[str]) -> bool:
    return word in forms or any(
        len(form) >= FORGIVEN_FROM and word[:1] == form[0] and _one_slip(word, form) for form in forms
    )


def _one_slip(word: str, form: str) -> bool:
    """Tell whether one letter was left out, added or changed, or two neighbours swapped."""
    if abs(len(word) - len(form)) > 1 or len(word) < FORGIVEN_FROM - 1:
        return False
    at = next((i for i, (a, b) in enumerate(zip(word, form, strict=False)) if a != b), min(len(word), len(form)))
    if len(word) == len(form):
        swapped = word[at + 1 : at + 2] + word[at : at + 1] + word[at + 2 :] == form[at:]
        return word[at + 1 :] == form[at + 1 :] or swapped
    return word[at + 1 :] == form[at:] if len(word) > len(form) else word[at:] == form[at + 1 :]


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text.casefold().replace("’", "'"))
    folded = "".join(character for character in folded if not unicodedata.combining(character))
    return folded.replace("'", "")
