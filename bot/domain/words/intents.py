"""What a short typed message wants, where no question waits for it: words to an intent, nothing cleverer."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.domain.folding import fold

WORDS_AT_MOST = 12
"""A longer message says more than one thing; guessing at one of them would be rude."""


@dataclass(frozen=True, slots=True)
class IntentWords:
    """`whole`: the message is just that. `within`: the phrase stands somewhere in a short message."""

    whole: Sequence[str] = ()
    within: Sequence[str] = ()


def intent(text: str, intents: Mapping[str, IntentWords]) -> str | None:
    """Return the id of the intent whose longest phrase fits, or None.

    A whole message that fits wins over any phrase within; of phrases the longest wins, so that "no pain" is not "pain".
    """
    said = normal(text)
    if not said or said.count(" ") >= WORDS_AT_MOST:
        return None
    for name, words in intents.items():
        if said in map(normal, words.whole):
            return name
    found = [
        (len(normal(phrase)), name)
        for name, words in intents.items()
        for phrase in words.within
        if f" {normal(phrase)} " in f" {said} "
    ]
    return max(found, key=lambda pair: pair[0])[1] if found else None


def normal(text: str) -> str:
    """Return lower-case words with single spaces, without accents, punctuation and apostrophes."""
    return " ".join(re.findall(r"\w+", fold(text).replace("'", "")))
