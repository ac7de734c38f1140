"""Judges the hearing of danger on the messages that nothing was trained on, and writes docs/words.md."""

import platform
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bench.words.examples import read, unseen
from bench.words.models import HERE, MODELS
from bot.content.library import load
from bot.content.shapes import Library
from bot.domain.words.hearing import KINDS, Ear, danger

DANGER = next(recipe for recipe in MODELS if recipe.name == "danger")
NONE = "none"
LONGEST = 4096  # characters of a message


@dataclass(frozen=True, slots=True)
class Judged:
    """What was heard of the messages of one language. `heard`: (kind meant, kind heard) → how many."""

    heard: Counter[tuple[str, str]]

    def share(self, *kinds: str) -> str:
        """Return how many messages of some kinds told of any danger, and of how many: "96/100 (96 %)"."""
        found = sum(count for (meant, heard), count in self.heard.items() if meant in kinds and heard != NONE)
        return _of(found, self.count(*kinds))

    def silent(self) -> str:
        """Return how many ordinary messages raised no alarm."""
        return _of(self.heard[NONE, NONE], self.count(NONE))

    def count(self, *kinds: str) -> int:
        """Return how many messages of some kinds there are."""
        return sum(count for (meant, _), count in self.heard.items() if meant in kinds)


Way = Callable[[Library, str, str], str]


def both(library: Library, language: str, text: str) -> str:
    """Return the kind that the bot hears."""
    told = danger(text, library.ears(language), library.rules.hearing)
    return told.kind if told else NONE


def rules_alone(library: Library, language: str, text: str) -> str:
    """Return the kind that the rules hear without the model."""
    told = danger(text, [Ear(ear.triggers) for ear in library.ears(language)], library.rules.hearing)
    return told.kind if told else NONE


def model_alone(library: Library, language: str, text: str) -> str:
    """Return the kind that the model hears without the rules: it sees their concepts, not what they make of them."""
    ears = [replace(ear, triggers=replace(ear.triggers, signs={})) for ear in library.ears(language)]
    told = danger(text, ears, library.rules.hearing)
    return told.kind if told else NONE


WAYS: dict[str, Way] = {"rules alone": rules_alone, "model alone": model_alone, "both (the bot)": both}


def judge(language: str, way: Way, library: Library) -> Judged:
    """Judge the messages of one language that nothing was trained on."""
    examples = unseen(DANGER.test_file(language), DANGER.train_files(language))
    return Judged(Counter((one.label.split(".")[0], way(library, language, one.text)) for one in examples))


def page(library: Library) -> str:
    """Return docs/words.md."""
    languages = DANGER.languages
    tests = {one: HERE / DANGER.name / f"test.{one}.yaml" for one in languages}
    judged = {(way, one): judge(one, hear, library) for way, hear in WAYS.items() for one in languages}
    return "\n".join(
        [
            HEAD,
            "| | language | emergency and urgent | despair | overdose | ordinary: no alarm |",
            "|---|---|---|---|---|---|",
            *(
                f"| {way} | {one} | {found.share('emergency', 'urgent')} | {found.share('despair')}"
                f" | {found.share('overdose')} | {found.silent()} |"
                for (way, one), found in judged.items()
            ),
            "",
            "## What was taken for what (both)",
            *(line for one in languages for line in _confusion(one, judged["both (the bot)", one])),
            "",
            "## Ordinary messages by kind (both)",
            "",
            "| language | kind | no alarm |",
            "|---|---|---|",
            *(line for one in languages for line in _neighbours(one, library)),
            "",
            "## Time and size",
            "",
            *_speed(library, tests),
            "",
            TAIL,
        ]
    )


def _confusion(language: str, judged: Judged) -> Sequence[str]:
    heard = (*KINDS, NONE)
    rows = [f"| {meant} | " + " | ".join(str(judged.heard[meant, kind]) for kind in heard) + " |" for meant in heard]
    return ["", f"| {language}: meant ↓ heard → | " + " | ".join(heard) + " |", "|---" * 6 + "|", *rows]


def _neighbours(language: str, library: Library) -> Sequence[str]:
    silent: Counter[str] = Counter()
    messages: Counter[str] = Counter()
    for one in unseen(DANGER.test_file(language), DANGER.train_files(language)):
        kind, _, sort = one.label.partition(".")
        if kind == NONE:
            messages[sort] += 1
            silent[sort] += both(library, language, one.text) == NONE
    return [f"| {language} | {sort} | {_of(silent[sort], messages[sort])} |" for sort in messages]


def _speed(library: Library, tests: dict[str, Path]) -> Sequence[str]:
    messages = [(one, example.text) for one, path in tests.items() for example in read(path)]
    longest = [(one, (" ".join(text for said, text in messages if said == one) * 3)[:LONGEST]) for one in tests]
    ordinary = [(one, "walked the dog and met a friend at the lake, sat down a while, " * 70) for one in tests]
    rows = [
        ("a message of the test", _microseconds(library, messages)),
        ("4,096 characters of dangers", _microseconds(library, longest)),
        ("4,096 characters without any", _microseconds(library, [(one, text[:LONGEST]) for one, text in ordinary])),
    ]
    sizes = ", ".join(f"{path.name} {path.stat().st_size // 1000} kB" for path in map(DANGER.out_file, tests))
    return [
        f"Python {platform.python_version()} on {platform.machine()}, processor time, both layers:",
        "",
        *(f"- {what}: {micro / 1000:.2f} ms" for what, micro in rows),
        f"- files: {sizes}",
    ]


def _microseconds(library: Library, messages: Sequence[tuple[str, str]]) -> float:
    for language, text in messages:
        both(library, language, text)
    begun = time.process_time()
    for language, text in messages:
        both(library, language, text)
    return (time.process_time() - begun) / len(messages) * 1e6


def _of(part: int, whole: int) -> str:
    return f"{part}/{whole} ({part / whole:.1%})" if whole else "–"


HEAD = """# What the bot hears in free words

Written by `make words`. Danger is heard in two layers: **rules** (concepts close to one another, not denied, past, in
general, or an idiom: `content/triggers`) and a **model** over letter n-grams and concepts (`content/models`, trained on
the messages in `bench/words`), which is asked only where the rules are silent and only opens questions. Why so:
[decision 33](decisions/0033-hearing-danger.md).

The messages below are the test part: written before the training part, in other voices, never trained on, and never
looked at when something was mended; what was mended was found in the training part. A message that a line of the
training part stands for, word by word, is left out here. The same hand wrote both parts and saw
these totals while it mended, which flatters the figures: messages by another hand are still to be tried.
More than a third of the ordinary messages were made to look like danger: idioms, denials, what is past, what befell
others.

## How much is heard
"""

TAIL = """## How to add messages

A message that was not understood: write others of its kind into `bench/words/danger/train.<language>.yaml`, and the
words that were new into `content/triggers/<language>.yaml`; then `make words`. Never copy what a person wrote. The test
part is only ever added to before anybody looks at what is missed. How messages stand in the files, and how to add a
model for something else: `bench/words/__init__.py`."""


def write() -> None:
    """Write docs/words.md."""
    path = HERE.parent.parent / "docs" / "words.md"
    path.write_text(page(load()) + "\n", "utf-8")
    print(f"docs/{path.name} written")
