"""How hard a text is to read: Flesch–Kincaid grade and the length of sentences.

Kincaid and others, 1975: 0.39 × words per sentence + 11.8 × syllables per word − 15.59. Made for English, so other
languages are judged by their sentences only. A line is a sentence even where no full stop ends it.
"""

import re
from collections.abc import Iterable

GRADE_MOST = 8
SENTENCE_AVERAGE = 15
SENTENCE_MOST = 24
WORDS_NEEDED = 25
"""The grade of fewer words says more about one long word than about the text."""

_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
_VOWELS = re.compile(r"[aeiouy]+")


def sentences(text: str) -> list[list[str]]:
    """Return the words of each sentence. Commands and addresses are no words."""
    bare = re.sub(r"https?://\S+|(?<!\w)/\w+", " ", text)
    parts = re.split(r"[.!?:;]+(?:\s|$)|\n+", bare)
    return [words for words in (_WORD.findall(part) for part in parts) if words]


def grade(text: str) -> float:
    """Return the Flesch–Kincaid grade of an English text, 0 or more: 6 is read by most people aged 11 or 12."""
    found = sentences(text)
    words = [word for sentence in found for word in sentence]
    if not words:
        return 0.0
    syllables_each = sum(map(syllables, words)) / len(words)
    return max(0.0, 0.39 * len(words) / len(found) + 11.8 * syllables_each - 15.59)


def syllables(word: str) -> int:
    """Return about how many syllables an English word has: groups of vowels, without a silent end."""
    if not word.isalpha() and word.isdecimal():
        return 1
    bare = re.sub(r"[^a-z]", "", word.casefold())
    groups = len(_VOWELS.findall(bare))
    silent_e = bare.endswith("e") and not bare.endswith(("le", "ee", "ye")) and groups > 1
    silent_ed = bare.endswith("ed") and not bare.endswith(("ted", "ded")) and groups > 1
    silent_es = bare.endswith("es") and not re.search(r"([cgszx]|ch|sh)es$", bare) and groups > 1
    return max(1, groups - (silent_e or silent_ed or silent_es))


def faults_of_reading(place: str, text: str, language: str) -> Iterable[str]:
    """Yield what makes a text hard to read, as sentences that begin with its place."""
    found = sentences(text)
    words = sum(map(len, found))
    longest = max(found, key=len, default=[])
    if len(longest) > SENTENCE_MOST:
        yield (
            f"{place} has a sentence of {len(longest)} words; at most {SENTENCE_MOST} are read with ease:"
            f' "{" ".join(longest[:6])} …".'
        )
    if words >= WORDS_NEEDED and words / len(found) > SENTENCE_AVERAGE:
        average = words / len(found)
        yield f"{place} has {average:.0f} words a sentence on average; it must be {SENTENCE_AVERAGE} or fewer."
    if language == "en" and words >= WORDS_NEEDED and grade(text) > GRADE_MOST:
        yield f"{place} reads at grade {grade(text):.1f}; it must be {GRADE_MOST} or less: shorter words and sentences."
