"""Judges the answers to ordinary questions on questions that nothing was trained on, and writes docs/answers.md."""

import platform
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.words.examples import Example, read
from bench.words.judging import NONE, share_of
from bench.words.models import HERE, MODELS
from bot.content.library import load
from bot.content.shapes import Library
from bot.domain.words.topics import topics_of

QUESTIONS = next(recipe for recipe in MODELS if recipe.name == "questions")
PAGE = HERE.parent.parent / "docs" / "answers.md"
TO_SIGN = ("M", "D")
PARTS = {
    "voices_third": "other hands: third set, misses never looked at",
    "voices_sealed": "other hands: sealed half, misses never looked at",
    "voices_dev": "other hands: opened half",
    "fresh_sealed": "first hand: sealed half, opened since",
    "fresh_dev": "first hand: development half",
}


@dataclass(frozen=True, slots=True)
class Found:
    """A question, and the topics that it was taken for: one, the two that the bot asks about, or none."""

    example: Example
    topics: tuple[str, ...]

    @property
    def kind(self) -> str:
        """Tell whether it is "right", "wrong", "offered" (one of two), "neither" of the two, or "unknown"."""
        if len(self.topics) == 1:
            return "right" if self.topics[0] == self.example.label else "wrong"
        if self.topics:
            return "offered" if self.example.label in self.topics else "neither"
        return "unknown"


def judge(path: Path, language: str, library: Library) -> list[Found]:
    """Return what each question of a file is taken for in a chat of its language, as the bot does it."""
    return [Found(one, topics_of(one.text, language, library.models, library.rules.answering)) for one in read(path)]


def figures(found: Sequence[Found]) -> Counter[str]:
    """Return how many questions there are of each kind; and messages of no topic, "answered" and "asked" of them."""
    counted = Counter(one.kind for one in found if one.example.label != NONE)
    others = [one for one in found if one.example.label == NONE]
    return counted + Counter(
        questions=sum(counted.values()),
        others=len(others),
        answered=sum(len(one.topics) == 1 for one in others),
        asked=sum(len(one.topics) > 1 for one in others),
    )


def write() -> None:
    """Write docs/answers.md."""
    PAGE.write_text(page(load()), encoding="utf-8")


def page(library: Library) -> str:
    """Return docs/answers.md: how well questions are understood, and every answer with its tag and sources."""
    lines = [
        HEAD,
        "| questions | language | how many | right | wrong | “which of these?”, right among them | wrong two"
        " | “I do not know” | other messages | answered | “which?” |",
        "|---|---|---|---|---|---|---|---|---|---|---|",
    ]
    for part, name in PARTS.items():
        for language in QUESTIONS.languages:
            counted = figures(judge(QUESTIONS.test_file(language, part), language, library))
            whole = counted["questions"]
            shares = (share_of(counted[kind], whole) for kind in ("right", "wrong", "offered", "neither", "unknown"))
            lines.append(
                f"| {name} | {language} | {whole} | {' | '.join(shares)}"
                f" | {counted['others']} | {counted['answered']} | {counted['asked']} |"
            )
    return "\n".join([*lines, "", *_speed(library), "", *answers(library)]) + "\n"


def answers(library: Library) -> list[str]:
    """Return the list that a licensed physical therapist signs off: every topic, its answers, tag and sources."""
    to_sign = sum(topic.tag in TO_SIGN for topic in library.topics.values())
    lines = [SIGN, "", f"{to_sign} of {len(library.topics)} answers are to be signed off."]
    for name, topic in library.topics.items():
        sign = " ✍" if topic.tag in TO_SIGN else ""
        sources = ", ".join(f"`{source}`" for source in topic.sources)
        lines += ["", f"### {name}{sign}", "", f"Tag {topic.tag}; sources: {sources}.", ""]
        for language, words in library.words.items():
            lines.append(f"- {language}: **{words.topics[name].ask}** {words.topics[name].answer}")
    return lines


def _speed(library: Library) -> list[str]:
    messages = [(one, example.text) for one in QUESTIONS.languages for example in read(QUESTIONS.test_file(one))]
    begun = time.process_time()
    for language, text in messages:
        topics_of(text, language, library.models, library.rules.answering)
    each = (time.process_time() - begun) / len(messages) * 1e3
    sizes = ", ".join(
        f"{path.name} {path.stat().st_size // 1000} kB" for path in map(QUESTIONS.out_file, QUESTIONS.languages)
    )
    return [
        f"Python {platform.python_version()} on {platform.machine()}: {each:.2f} ms of processor time a message."
        f" Files: {sizes}."
    ]


HEAD = """# Answers to ordinary questions

Written by `make words`. What a question is about is told by a model over letter n-grams and pairs of words near one
another (`content/models`), trained on questions written for it by five hands (`bench/words/questions`); the answer
is a fixed text of `content/words`. Below the least share of `content/rules/answering.yaml` the bot says that it
does not know, and where to ask. Why so: [decision 46](decisions/0046-answers-from-content.md),
[73](decisions/0073-questions-by-other-hands.md).

Between an answer and "I do not know" lies a third: of the two likeliest topics the bot asks which is meant. The
goals are 85 % right and at most 3 % wrong. What one hand writes flatters what the same hand trained: the first
hand's questions are answered right in 95 of 100. The questions of other hands, one a topic, were written without
knowledge of the program and halved by lot. Before any of them was looked at, and before a third hand's questions
were given to training, 59 of 79 (en) and 57 of 79 (es) were answered right, 6 and 4 wrong, 3 and 2 of 15 other
messages answered. Of the half that was opened some were then told to the third hand as examples; the sealed half
was judged once more, after. A third set, two a topic and 40 of none a language, by yet other writers, was answered
right in 128 and 125 of 158 and wrong in 6 and 6 before two hands more, 18 questions a topic, were given to training.
"""

SIGN = """## Every answer, to be signed off

Tags: **V** read at the source, **V2** seen in a secondary page, **M** general knowledge, not verified, **D** a default
of this project. ✍ marks what a licensed physical therapist has to sign off. Sources: `content/sources.yaml`."""
