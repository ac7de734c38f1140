"""Which of some labels a typed message means: a linear model over letter n-grams, read from a small file.

Trained by `make words` and `make walks` (bench/words), scored here without any library. What is looked at are the words
without case, accents and apostrophes: their letter n-grams of `SHORTEST` to `LONGEST` letters, each whole word, each
pair of neighbours, and what callers have of their own (`more`). A message scores, for each label, bias + (sum of the
weights of its known grams) / √(number of them); softmax makes that a share. Linear in the length of the message;
callers bound it (`windows`).

To add a model, see bench/words/__init__.py.
"""

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import TypeVar

from bot.domain.folding import fold

W = TypeVar("W")
SHORTEST, LONGEST = 3, 5  # letters of an n-gram; a word's two ends count as letters
STEM = 5  # letters of each word in a pair of neighbours: "numb_betwe"
WORD = re.compile(r"[^\W\d_]+|\d+|[^\w\s.,;:!?¡¿'\"()*~/\\-]")  # an emoji is a word, too
ZERO = 128
"""A weight is a byte: `ZERO` is 0, each step above or below it is `step`."""
FEW = 12
"""Labels: with no more of them a gram has a weight for each, which are summed faster than pairs."""


@dataclass(frozen=True, slots=True)
class TextModel:
    """`grams`: gram → pairs of bytes, the number of a label and its weight; labels that are not named weigh nothing.

    With `FEW` labels: gram → the weight of each label. A common word that weighs nothing has no bytes: it is known.
    """

    labels: tuple[str, ...]
    bias: tuple[float, ...]
    step: float
    grams: Mapping[str, bytes]

    def shares(self, words: Sequence[str], more: Iterable[str] = ()) -> Mapping[str, float]:
        """Return label → share, above 0 and 1 in sum. Words that are all unknown get the shares of the biases.

        `more`: grams of the caller's own, if the model was trained with such.
        """
        get = self.grams.get
        found = [weights for gram in chain(grams(words), more) if (weights := get(gram))]
        known = len(found)
        if len(self.labels) <= FEW:
            sums = [sum(column) - ZERO * known for column in zip(*found, strict=True)] or [0] * len(self.labels)
        else:
            sums = [0] * len(self.labels)
            for weights in found:
                pairs = iter(weights)
                for label, weight in zip(pairs, pairs, strict=True):
                    sums[label] += weight - ZERO
        unit = self.step / math.sqrt(known or 1)
        scores = [bias + unit * total for bias, total in zip(self.bias, sums, strict=True)]
        highest = max(scores)
        powers = [math.exp(score - highest) for score in scores]
        total = sum(powers)
        return {label: power / total for label, power in zip(self.labels, powers, strict=True)}

    def known(self, text: str, most_words: int = 60) -> int:
        """Return how many of the first words of a text the model has seen: in which language it may be."""
        return sum(f"<{word}>" in self.grams for word in words_of(text)[:most_words])

    def best(self, text: str, most_words: int = 60) -> tuple[str, float]:
        """Return the label of the highest share among the first words of a text, and the share."""
        shares = self.shares(words_of(text)[:most_words])
        label = max(shares, key=lambda one: shares[one])
        return label, shares[label]


def words_of(text: str) -> list[str]:
    """Return the words of a text as they are compared; a number of any size is "0", "soooo" is "soo"."""
    plain = re.sub(r"(.)\1{2,}", r"\1\1", fold(text).replace("'", ""))
    return ["0" if word.isdecimal() else word for word in WORD.findall(plain)]


def windows(words: Sequence[W], size: int, most: int) -> Iterator[Sequence[W]]:
    """Yield overlapping runs of `size` words, at most `most` of them: half from the beginning and half from the end."""
    starts = list(range(0, max(1, len(words) - size // 2), size // 2))
    if len(starts) > most:
        starts = starts[: most - most // 2] + starts[len(starts) - most // 2 :]
    for start in starts:
        yield words[start : start + size]


def grams(words: Sequence[str]) -> Iterator[str]:
    """Yield what the model looks at, as often as it is there."""
    return chain(letters(words), neighbours(words))


def letters(words: Sequence[str]) -> Iterator[str]:
    """Yield the letter n-grams of words, and the words."""
    for word in words:
        ended = f"<{word}>"
        for size in range(SHORTEST, LONGEST + 1):
            for at in range(len(ended) - size + 1):
                yield ended[at : at + size]
        if len(ended) > LONGEST:
            yield ended


def neighbours(words: Sequence[str]) -> Iterator[str]:
    """Yield the pairs of words next to one another."""
    stems = [word[:STEM] for word in words]
    return (f"{one}_{two}" for one, two in pairwise(stems))


def model(raw: Mapping[str, object]) -> TextModel:
    """Return a model as `bench.words.training` wrote it. Raises KeyError, TypeError, ValueError if it is none."""
    labels, bias, step, table = raw["labels"], raw["bias"], raw["step"], raw["grams"]
    if not (isinstance(labels, list) and isinstance(bias, list) and isinstance(table, dict)):
        raise TypeError("labels and bias must be lists, grams a table")
    if len(labels) != len(bias) or not labels:
        raise ValueError("there must be a bias for every label")
    made = {}
    same: dict[bytes, bytes] = {}  # most weights are those of many grams
    for gram, pairs in table.items():
        of, weights = pairs[::2], pairs[1::2]
        if len(of) != len(weights) or max(of, default=0) >= len(labels):
            raise ValueError(f"the weights of {gram} must be pairs of a label's number and a weight")
        if pairs and len(labels) <= FEW:
            flat = bytearray([ZERO] * len(labels))
            for label, weight in zip(of, weights, strict=True):
                flat[label] = weight + ZERO
        else:
            flat = bytearray(len(pairs))
            flat[::2], flat[1::2] = bytes(of), bytes([weight + ZERO for weight in weights])
        made[gram] = same.setdefault(bytes(flat), bytes(flat))
    return TextModel(tuple(labels), tuple(map(float, bias)), float(str(step)), made)
