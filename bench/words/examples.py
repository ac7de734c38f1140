"""The messages that were written to train and to judge a model, with the variants that a line stands for."""

import hashlib
import itertools
import math
import random
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from bot.domain.words.text_model import words_of

CHOICE = re.compile(r"\[([^\[\]]*\|[^\[\]]*)\]")
MOST_VARIANTS = 12
"""Of one line. More are drawn from, always the same ones."""


@dataclass(frozen=True, slots=True)
class Example:
    """One message. `group`: the line it was made from, which is never split over training and judging."""

    label: str
    text: str
    group: str


def read(path: Path, most: int = MOST_VARIANTS) -> list[Example]:
    """Return all messages of a file, each line's variants after one another, at most so many."""
    raw = yaml.safe_load(path.read_text("utf-8"))
    return [Example(label, text, f"{label}:{line}") for label, line in _lines(raw, ()) for text in variants(line, most)]


def read_all(paths: Iterable[Path], most: int = MOST_VARIANTS) -> list[Example]:
    """Return all messages of several files."""
    return [example for path in paths for example in read(path, most)]


def unseen(tested: Path, trained: Iterable[Path]) -> list[Example]:
    """Return the messages to judge by that are not trained on, word by word."""
    known = {" ".join(words_of(example.text)) for example in read_all(trained)}
    return [example for example in read(tested) if " ".join(words_of(example.text)) not in known]


def digest(*paths: Path) -> str:
    """Return a hash of files' contents: which inputs a model was trained on."""
    sha = hashlib.sha256()
    for path in paths:
        sha.update(path.read_bytes())
    return sha.hexdigest()


def variants(line: str, most: int) -> list[str]:
    """Return what a line stands for: "my [knee|hip] hurts" → two messages.

    Of a line that stands for more than `most`, so many are drawn that each choice is there: at least twice where the
    longest list of choices allows it.
    """
    parts = CHOICE.split(line)
    choices = [part.split("|") if at % 2 else [part] for at, part in enumerate(parts)]
    if math.prod(map(len, choices)) <= most:
        return [" ".join("".join(one).split()) for one in itertools.product(*choices)]
    wanted = max(most, 2 * max(map(len, choices)))
    chance = lots(line)
    decks = [_dealt(choice, wanted, chance) for choice in choices]
    return list(dict.fromkeys(" ".join("".join(one).split()) for one in zip(*decks, strict=True)))


def _dealt(choice: Sequence[str], wanted: int, chance: random.Random) -> list[str]:
    """Return so many of some choices, each as often as the others, in an order drawn by lot."""
    dealt: list[str] = []
    while len(dealt) < wanted:
        dealt += chance.sample(choice, len(choice))
    return dealt[:wanted]


def lots(seed: str) -> random.Random:
    """Return a source of chance that is the same for the same seed, on every machine."""
    return random.Random(int.from_bytes(hashlib.sha256(seed.encode()).digest()[:8], "big"))


def misspelt(text: str, chance: random.Random) -> str:
    """Return a text with one slip of the thumb: a letter missing, doubled or swapped, or a space lost."""
    places = [at for at in range(1, len(text) - 1) if text[at].isalpha()]
    if not places:
        return text
    at = chance.choice(places)
    kind = chance.choice(("missing", "doubled", "swapped", "missing"))
    if kind == "missing":
        return text[:at] + text[at + 1 :]
    if kind == "doubled":
        return text[: at + 1] + text[at:]
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def _lines(raw: Any, above: Sequence[str]) -> Iterator[tuple[str, str]]:
    if isinstance(raw, Mapping):
        for key, below in raw.items():
            yield from _lines(below, (*above, str(key)))
    elif isinstance(raw, Iterable) and not isinstance(raw, str):
        for line in raw:
            yield ".".join(above), str(line)
