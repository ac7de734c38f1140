"""Judges the hearing of danger on the messages that nothing was trained on, and writes docs/words.md."""

import platform
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bench.words.examples import read, unseen
from bench.words.intervals import wilson
from bench.words.models import HERE, MODELS
from bot.content.library import load
from bot.content.shapes import Library
from bot.domain.words.danger_words import Told
from bot.domain.words.hearing import KINDS, MAYBE, Ear, danger

DANGER = next(recipe for recipe in MODELS if recipe.name == "danger")
NONE = "none"
ASKED = "asked"
"""Heard: only the quiet question whether it is despair."""
SEALED = "next_sealed"
PARTS = {
    "voices_third": "other hands, third set",
    "voices_next": "other hands, second set",
    "voices_sealed": "other hands, sealed half",
    "voices_dev": "other hands, opened half",
    SEALED: "earlier set of the same hand, opened since",
    "fresh_sealed": "earlier sealed half, opened since",
    "fresh_dev": "development half",
}
LONGEST = 4096  # characters of a message


@dataclass(frozen=True, slots=True)
class Judged:
    """What was heard of the messages of one language. `heard`: (kind meant, kind heard) → how many."""

    heard: Counter[tuple[str, str]]

    def share(self, *kinds: str) -> str:
        """Return how many messages of some kinds told of any danger, and of how many: "96/100 (96 %)"."""
        found = sum(count for (meant, heard), count in self.heard.items() if meant in kinds and heard != NONE)
        return share_of(found, self.count(*kinds))

    def silent(self) -> str:
        """Return how many ordinary messages raised no alarm."""
        return share_of(self.heard[NONE, NONE], self.count(NONE))

    def count(self, *kinds: str) -> int:
        """Return how many messages of some kinds there are."""
        return sum(count for (meant, _), count in self.heard.items() if meant in kinds)


Way = Callable[[Library, str, str], str]


def both(library: Library, language: str, text: str) -> str:
    """Return the kind that the bot hears."""
    return _heard(danger(text, library.ears(language), library.rules.hearing))


def rules_alone(library: Library, language: str, text: str) -> str:
    """Return the kind that the rules hear without the model."""
    return _heard(danger(text, [Ear(ear.triggers) for ear in library.ears(language)], library.rules.hearing))


def model_alone(library: Library, language: str, text: str) -> str:
    """Return the kind that the model hears without the rules: it sees their concepts, not what they make of them."""
    ears = [replace(ear, triggers=replace(ear.triggers, signs={})) for ear in library.ears(language)]
    return _heard(danger(text, ears, library.rules.hearing))


def _heard(told: Told | None) -> str:
    if told is None:
        return NONE
    return ASKED if told.sign == MAYBE else told.kind


WAYS: dict[str, Way] = {"rules alone": rules_alone, "model alone": model_alone, "both (the bot)": both}


def judge(language: str, way: Way, library: Library, part: str = "fresh_sealed") -> Judged:
    """Judge the messages of one part and language that nothing was trained on."""
    examples = unseen(DANGER.test_file(language, part), DANGER.train_files(language))
    return Judged(Counter((one.label.split(".")[0], way(library, language, one.text)) for one in examples))


def parts() -> Sequence[str]:
    """Return the parts to judge by that are there in every language, the latest first."""
    return [part for part in PARTS if all(DANGER.test_file(one, part).exists() for one in DANGER.languages)]


def page(library: Library) -> str:
    """Return docs/words.md."""
    languages = DANGER.languages
    tests = {one: DANGER.test_file(one) for one in languages}
    judged = {
        (part, way, one): judge(one, hear, library, part)
        for part in parts()
        for way, hear in WAYS.items()
        for one in languages
    }
    latest = parts()[0]
    whole = {one: judged[latest, "both (the bot)", one] for one in languages}
    return "\n".join(
        [
            HEAD,
            "| messages | by | language | emergency and urgent | despair | overdose | ordinary: no alarm"
            " | asked quietly |",
            "|---|---|---|---|---|---|---|---|",
            *(
                f"| {PARTS[part]} | {way} | {one} | {found.share('emergency', 'urgent')} | {found.share('despair')}"
                f" | {found.share('overdose')} | {found.silent()} | {found.heard[NONE, ASKED]} |"
                for (part, way, one), found in judged.items()
            ),
            "",
            f"## What was taken for what (both; {PARTS[latest]})",
            *(line for one in languages for line in _confusion(one, whole[one])),
            "",
            "## Time and size",
            "",
            *_speed(library, tests),
            "",
            TAIL,
        ]
    )


def _confusion(language: str, judged: Judged) -> Sequence[str]:
    heard, meant = (*KINDS, ASKED, NONE), (*KINDS, NONE)
    rows = [f"| {kind} | " + " | ".join(str(judged.heard[kind, one]) for one in heard) + " |" for kind in meant]
    return ["", f"| {language}: meant ↓ heard → | " + " | ".join(heard) + " |", "|---" * 7 + "|", *rows]


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


def share_of(part: int, whole: int) -> str:
    """Return a count with its share and the 95 % interval of that: "96/100 (96.0%; 90%–98%)"."""
    if not whole:
        return "–"
    low, high = wilson(part, whole)
    return f"{part}/{whole} ({part / whole:.1%}; {low:.0%}–{high:.0%})"


HEAD = """# What the bot hears in free words

Written by `make words`. Danger is heard in two layers: **rules** (concepts close to one another, not denied, past,
explained, in general, or an idiom: `content/triggers`) and a **model** over letter n-grams and concepts
(`content/models`, trained on the messages in `bench/words`). Where the rules are silent the model may hear a
danger, and only opens questions; where they only saw one denied or past it must be surer; where it is very sure of
none, a sign that they found is dropped, and despair is asked about; overdose stands. Where little speaks for
despair, a quiet question asks whether it is. Why so: [decision 33](decisions/0033-hearing-danger.md),
[53](decisions/0053-understood-better.md), [70](decisions/0070-danger-in-other-voices.md),
[78](decisions/0078-danger-by-many-hands.md).

The messages below were written in lay words before anything was looked at or mended, most ordinary ones to look like
danger: idioms, denials, what is past, what befell others, songs. A message that stands in the training part, too, word
by word, is left out here. Behind each share stands its 95 % interval (Wilson).

## Held-out voices

Some 1,700 messages a language in the ways of 50 made-up people (`train_voices`), of other writers than the rules and
the older messages: each third of the voices is judged by a model that has not seen it (`python -m bench.words.voices`).
"Before": the program before any of them was looked at. "Asked": ordinary messages that only got the quiet question;
they count as an alarm. Thresholds were chosen on these, so that the figures are a little flattered; the models in
content/ have seen all voices, which these figures do not show. "Now" is the program of decision 70: "en" with the quiet
question from 0.3, long texts from 0.75 and emergencies doubted from 0.9; "es" with a faster fit, one message a line of
choices (the run of the real one was not finished). Shares and models are later ones today (decision 78).

| | by | language | emergency and urgent | despair | overdose | ordinary: no alarm | asked |
|---|---|---|---|---|---|---|---|
| before | both (the bot) | en | 470/532 (88.3%) | 137/256 (53.5%) | 72/102 (70.6%) | 702/820 (85.6%) | 3 |
| before | both (the bot) | es | 463/540 (85.7%) | 137/252 (54.4%) | 65/101 (64.4%) | 634/730 (86.8%) | 0 |
| now | rules alone | en | 368/532 (69.2%) | 67/256 (26.2%) | 39/102 (38.2%) | 738/820 (90.0%) | 0 |
| now | model alone | en | 476/532 (89.5%) | 221/256 (86.3%) | 95/102 (93.1%) | 725/820 (88.4%) | 29 |
| now | both (the bot) | en | 494/532 (92.9%) | 226/256 (88.3%) | 95/102 (93.1%) | 691/820 (84.3%) | 25 |
| now | both (the bot) | es | 505/540 (93.5%) | 227/246 (92.3%) | 94/101 (93.1%) | 597/726 (82.2%) | 20 |

Despair is heard in nine of ten, from five; ordinary messages of these voices, most of them made to look like danger,
raise no fewer alarms than before: there the goal of 95 % is missed by far.

## Judged blind, by other hands

The first set (75 emergencies and urgent signs, 40 of despair, 15 of overdose, 150 ordinary messages a language) was
written without knowledge of the program, and was judged before anything was mended for it. One half by lot was then
opened; of the other no miss was ever looked at. The second set (60, 40, 15, 150) is by yet another writer, and was
judged once, whole, when all was done. Goals: 92 % of emergencies and urgent signs, 95 % of despair, no alarm on 95
% of ordinary messages. Any answer to danger counts as heard, the quiet question included; on ordinary messages each
counts as an alarm.

| | language | emergency and urgent | despair | overdose | ordinary: no alarm |
|---|---|---|---|---|---|
| first set, before | en | 68/75 (90.7%) | 26/40 (65.0%) | 12/15 | 140/150 (93.3%) |
| first set, before | es | 68/75 (90.7%) | 31/40 (77.5%) | 11/15 | 131/150 (87.3%) |
| first set, sealed half, after | en | 36/38 (94.7%) | 18/20 (90.0%) | 6/8 | 73/75 (97.3%) |
| first set, sealed half, after | es | 36/38 (94.7%) | 19/20 (95.0%) | 8/8 | 71/75 (94.7%) |
| second set, after | en | 59/60 (98.3%; 91%–100%) | 36/40 (90.0%; 77%–96%) | 13/15 | 145/150 (96.7%; 92%–99%) |
| second set, after | es | 56/60 (93.3%; 84%–97%) | 35/40 (87.5%; 74%–95%) | 15/15 | 141/150 (94.0%; 89%–97%) |

So the goal for emergencies and urgent signs is reached in both languages, that for ordinary messages in English and
missed by a point in Spanish, and despair is heard in nine of ten, where 95 of 100 is the goal. After the second set
had been counted three thresholds were moved for short answers like "not sure" (0.25 to 0.3, 0.55 to 0.6, and 0.8 for
one or two words), without a look at the set; the rows are those after it (before: 60, 36, 13, 143 and 56, 35, 15, 139).
Since decision 78 the quiet question is asked from 0.25 again.
The second set's Spanish follows its English one.

The third set (65, 50, 15, 170) is by two writers more, one a language, half of its despair in hints and a third of its
ordinary messages made to look like danger. It was judged before anything was done and after each step of
[decision 78](decisions/0078-danger-by-many-hands.md), in counts: no miss of it was looked at, and nothing was chosen by
it. The first two sets, opened or not, are given again beside it, as the bot hears them now: on them
the grams, the fit and the shares were chosen, and nothing was trained.

| | language | emergency and urgent | despair | overdose | ordinary: no alarm |
|---|---|---|---|---|---|
| third set, before | en | 63/65 (96.9%) | 44/50 (88.0%) | 15/15 | 155/170 (91.2%) |
| third set, before | es | 65/65 (100%) | 45/50 (90.0%) | 13/15 | 156/170 (91.8%) |
| third set, after | en | 63/65 (96.9%; 89%–99%) | 49/50 (98.0%; 90%–100%) | 15/15 | 161/170 (94.7%; 90%–97%) |
| third set, after | es | 65/65 (100%; 94%–100%) | 49/50 (98.0%; 90%–100%) | 14/15 | 159/170 (93.5%; 89%–96%) |

## What is heard today

The sets of one hand were opened after they had been judged: their misses were looked at and the kinds mended, so
that these figures are no longer blind. Those of other hands are as they say above.

"""

TAIL = """## How to add messages

A message that was not understood: write others of its kind into `bench/words/danger/train.<language>.yaml`, and the
words that were new into `content/triggers/<language>.yaml`; then `make words`. Never copy what a person wrote. A part
to judge by is only ever added to before anybody looks at what is missed. How messages stand in the files, and how to
add a model for something else: `bench/words/__init__.py`."""


def write() -> None:
    """Write docs/words.md."""
    path = HERE.parent.parent / "docs" / "words.md"
    path.write_text(page(load()) + "\n", "utf-8")
    print(f"docs/{path.name} written")
