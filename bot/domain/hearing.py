"""What danger a message tells of: rules for certainty, and a model over letter n-grams that only opens questions.

The rules (`bot.domain.danger_words`) read the whole text, however long. Where they are silent, the model
(`bot.domain.text_model`) looks at a bounded number of windows; it sees the words and the concepts that the rules know.
How well both do is measured in docs/words.md.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.domain.danger_words import KINDS, Told, Triggers, Word, concepts_of, split, told_in
from bot.domain.text_model import TextModel, windows

NONE = "none"
WINDOW = 24  # words
MOST_WINDOWS = 6  # from the beginning and the end of a long text
PAIRED_WITHIN = 5  # words


@dataclass(frozen=True, slots=True)
class Ear:
    """What danger is heard with in one language. `model`: None, where there is none, leaves it to the rules."""

    triggers: Triggers
    model: TextModel | None = None


def danger(text: str, ears: Sequence[Ear], least: float) -> Told | None:
    """Return the most pressing danger that a text tells of in any language, or None. Never raises.

    `least`: the share from which on the model is heard. It names no sign; what it hears as overdose or despair is
    answered as such, for that answer alarms nobody and leaves a door open.
    """
    words = split(text)
    found = list(told_in(words, [ear.triggers for ear in ears])) or list(_guessed(words, ears, least))
    return min(found, key=lambda one: KINDS.index(one.kind), default=None)


def seen(words: Sequence[Word], triggers: Triggers) -> tuple[list[str], list[str]]:
    """Return what the model looks at in some words: the words, and their concepts with those near them."""
    return _plain(words), _paired(concepts_of(words, triggers.compiled))


def _guessed(words: Sequence[Word], ears: Sequence[Ear], least: float) -> Iterable[Told]:
    for ear in ears[:1]:
        if ear.model is None or not words:
            continue
        for window in windows(words, WINDOW, MOST_WINDOWS):
            plain, concepts = seen(window, ear.triggers)
            shares = ear.model.shares(plain, concepts)
            if 1 - shares.get(NONE, 0) >= least:
                yield Told(max((kind for kind in shares if kind != NONE), key=lambda kind: shares[kind]), "")


def _plain(words: Iterable[Word]) -> list[str]:
    return ["0" if word.text.isdigit() else word.text for word in words]


def _paired(meant: Sequence[frozenset[str]]) -> list[str]:
    found = []
    for at, concepts in enumerate(meant):
        for one in sorted(concepts):
            found.append(f"={one}")
            for near in meant[at + 1 : at + 1 + PAIRED_WITHIN]:
                found += ["=" + "+".join(sorted((one, other))) for other in sorted(near) if other != one]
    return found

