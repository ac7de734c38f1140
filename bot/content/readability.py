"""How hard a text is to read: the length of its sentences, and its language's own measure of sentences and syllables.

The measures stand in `content/reading/<language>.yaml`, each with its source. A line is a sentence even where no full
stop ends it.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

SENTENCE_AVERAGE = 15
SENTENCE_MOST = 24
WORDS_NEEDED = 25
"""The measure of fewer words says more about one long word than about the text."""

_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Measure:
    """One language's formula: base + per_word × words a sentence + per_syllable × syllables a word.

    A text is too hard above `most`, or below `least`: some measures rise with the effort, some with the ease.
    """

    name: str
    source: str
    base: float
    per_word: float
    per_syllable: float
    syllable: str  # a pattern of one syllable, for lower-case words
    silent: str | None = None  # an end that takes one syllable away
    most: float | None = None
    least: float | None = None

    def of(self, text: str) -> float:
        """Return the measure of a text, which has words."""
        found = sentences(text)
        words = [word for sentence in found for word in sentence]
        syllables = sum(map(self.syllables, words)) / len(words)
        return self.base + self.per_word * len(words) / len(found) + self.per_syllable * syllables

    def syllables(self, word: str) -> int:
        """Return about how many syllables a word has, 1 or more; figures count as one."""
        letters = re.sub(r"[\W\d_]", "", word.casefold())
        found = len(re.findall(self.syllable, letters))
        silent = found > 1 and self.silent is not None and re.search(self.silent, letters) is not None
        return max(1, found - silent)


def sentences(text: str) -> list[list[str]]:
    """Return the words of each sentence. Commands and addresses are no words."""
    bare = re.sub(r"https?://\S+|(?<!\w)/\w+", " ", text)
    parts = re.split(r"[.!?:;]+(?:\s|$)|\n+", bare)
    return [words for words in (_WORD.findall(part) for part in parts) if words]


def faults_of_reading(place: str, text: str, measure: Measure) -> Iterable[str]:
    """Yield what makes a text hard to read, as sentences that begin with its place."""
    found = sentences(text)
    words = sum(map(len, found))
    longest = max(found, key=len, default=[])
    if len(longest) > SENTENCE_MOST:
        yield (
            f"{place} has a sentence of {len(longest)} words; at most {SENTENCE_MOST} are read with ease:"
            f' "{" ".join(longest[:6])} …".'
        )
    if words < WORDS_NEEDED:
        return
    if words / len(found) > SENTENCE_AVERAGE:
        average = words / len(found)
        yield f"{place} has {average:.0f} words a sentence on average; it must be {SENTENCE_AVERAGE} or fewer."
    value = measure.of(text)
    if measure.most is not None and value > measure.most:
        yield _too_hard(place, measure, value, f"{measure.most:g} or less")
    if measure.least is not None and value < measure.least:
        yield _too_hard(place, measure, value, f"{measure.least:g} or more")


def _too_hard(place: str, measure: Measure, value: float, wanted: str) -> str:
    return f"{place} reads at {value:.1f} ({measure.name}); it must be {wanted}: shorter words and sentences."
