"""Slips of the finger: one letter left out, added, changed, or two neighbours swapped."""

import re

FORGIVEN_FROM = 5
CHANGE_FORGIVEN_FROM = 6
"""Letters: in a shorter word one wrong letter makes another word."""
SWAPS_FORGIVEN_FROM = 4

_MINUTES = re.compile("m(?:[iu]?[nm][sm]?|[iu]?[nm]i[sn]|n[iu]s?)")
_CONSONANTS_OF_MINUTES = frozenset({"mnt", "mnst"})
_LETTERS_OF_MINUTES = re.compile("m[ieuontsm]{3,8}")


def means_minutes(word: str) -> bool:
    """Tell whether a word behind a figure is a slip of "min" or of the longer word, as "mims", "mnutes", "minustos"."""
    if _MINUTES.fullmatch(word):
        return True
    consonants = "".join(sorted(set(word) - set("ieuo")))
    return _LETTERS_OF_MINUTES.fullmatch(word) is not None and consonants in _CONSONANTS_OF_MINUTES


def one_slip(word: str, form: str) -> bool:
    """Tell whether `word` is `form` but for one slip that is not in its first letter."""
    if word[:1] != form[:1] or abs(len(word) - len(form)) > 1 or len(form) < SWAPS_FORGIVEN_FROM:
        return False
    at = next((i for i, (a, b) in enumerate(zip(word, form, strict=False)) if a != b), min(len(word), len(form)))
    if len(word) == len(form):
        swapped = word[at + 1 : at + 2] + word[at : at + 1] + word[at + 2 :] == form[at:]
        return swapped or (len(form) >= CHANGE_FORGIVEN_FROM and word[at + 1 :] == form[at + 1 :])
    if min(len(word), len(form)) < FORGIVEN_FROM:
        return False
    return word[at + 1 :] == form[at:] if len(word) > len(form) else word[at:] == form[at + 1 :]
