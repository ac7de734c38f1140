"""What a short typed message wants, where no question waits for it: words to an intent, nothing cleverer."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

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
        if said in map(_of_content, words.whole):
            return name
    found = [
        (len(_of_content(phrase)), name)
        for name, words in intents.items()
        for phrase in words.within
        if f" {_of_content(phrase)} " in f" {said} "
    ]
    return max(found, key=lambda pair: pair[0])[1] if found else None


@cache
def _of_content(phrase: str) -> str:
    """Return a phrase of the content as it is compared: each message asks for all of some thousands of them."""
    return normal(phrase)


def normal(text: str) -> str:
    """Return lower-case words with single spaces, without accents, punctuation and apostrophes."""
    return " ".join(re.findall(r"\w+", fold(text).replace("'", "")))
