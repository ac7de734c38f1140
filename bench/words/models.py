"""The models that `make words` trains: their messages, their size, where they go."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from bench.words.checkins import FIRST, HANDS, path_of
from bench.words.examples import MOST_VARIANTS, Example, read, read_all
from bot.content.library import load
from bot.domain.words.danger_words import Triggers, split
from bot.domain.words.hearing import Ear, danger, seen
from bot.domain.words.text_model import grams, words_of
from bot.domain.words.topics import pairs

HERE = Path(__file__).parent
HARMLESS = (
    *("ice_heat", "supplements", "clicks", "stick", "treadmill", "other_sports", "pool", "brace", "shoes", "pace"),
    *("distance", "posture", "warm_up", "split", "how_long", "rest_days", "hills", "running", "stretching", "strength"),
    *("exercises", "morning", "weight", "food", "rain_cold", "dog", "company", "time_of_day", "after_eating", "water"),
    *("pain_scale", "why_ask", "walk_kinds", "goal", "progress", "missed_days", "do_more", "do_less", "indoors"),
    *("sitting", "massage", "chiropractor", "what_pt_does", "carrying", "going_away", "ai", "privacy", "cost"),
    *("change_time", "change_language", "stop_bot", "log_walk", "report", "none"),
)
"""Topics of questions that no danger lies near."""
CHECKINS = (*FIRST, *HANDS)
"""Sets of check-ins, and of what is none, that the model of danger learns as ordinary messages."""
FEW = 2
"""Variants of such a line: there are many lines, and none is there for its own sake."""
OUT = HERE.parent.parent / "content" / "models"


def plain(text: str, _language: str) -> list[str]:
    """Return the grams of the words, and nothing else."""
    return list(grams(words_of(text)))


def with_concepts(text: str, language: str) -> list[str]:
    """Return the grams of the words, and the concepts that the rules of danger find in them."""
    words, concepts = seen(split(text), triggers(language))
    return [*grams(words), *concepts]


def with_pairs(text: str, _language: str) -> list[str]:
    """Return the grams of the words, and the pairs of words near one another."""
    words = words_of(text)
    return [*grams(words), *pairs(words)]


@cache
def triggers(language: str) -> Triggers:
    """Return the words of danger of a language."""
    return load().heard[language].triggers


def questions(language: str) -> tuple[Path, ...]:
    """Return where the questions to train on stand."""
    return tuple(sorted((HERE / "questions").glob(f"train*.{language}.yaml")))


def checkins(language: str) -> tuple[Path, ...]:
    """Return where the check-ins stand that any model may learn from."""
    return tuple(path_of(name, language) for name in CHECKINS)


def everyday(language: str) -> list[Example]:
    """Return what people type who mean no danger: check-ins, what looks like one, questions of `HARMLESS` topics.

    What the rules hear a danger in is left out: a check-in may tell of one.
    """
    told = [yaml.safe_load(path.read_text("utf-8")) for path in checkins(language)]
    texts = [text for one in told for text in (*(case["say"] for case in one["checkins"]), *one["near_misses"])]
    asked = [one.text for path in questions(language) for one in read(path, FEW) if one.label in HARMLESS]
    ears, rules = [Ear(triggers(language))], load().rules.hearing
    quiet = (text for text in dict.fromkeys((*texts, *asked)) if danger(text, ears, rules) is None)
    return [Example("none", text, f"none:{text}") for text in quiet]


@dataclass(frozen=True, slots=True)
class Recipe:
    """How to train one model. `depth`: how many parts of a label are kept ("urgent.calf" → "urgent"); 0: all.

    `softness`: how strongly weights are kept small (the C of a logistic regression, higher is looser).
    """

    name: str  # the folder of its messages
    file: str  # content/models/<file>.<language>.json; of walks, one for all languages, <file>.json
    depth: int = 0
    most_grams: int = 9000
    softness: float = 30.0
    none_weight: float = 1.0  # of the messages of "none" together, beside those of each other label
    seen_in: int = 2  # lines that a gram must stand in; what only one line has is learnt by heart
    least_steps: int = 2  # of 127: a smaller weight is left out of the file
    contrast: float = (
        0.0  # how much more a gram counts that few labels have: log(1 + labels / its labels) to this power
    )
    tolerance: float = 1e-3  # when a fit is good enough; at 0.01 it stopped before it had learnt much (decision 53)
    misspelt: int = 0  # copies of each message with a slip of the thumb
    looked_at: Callable[[str, str], list[str]] = plain  # text, language → its grams
    everyday: bool = False  # learns questions and check-ins as messages of "none", too
    variants: int = MOST_VARIANTS  # of a line with choices

    def train_files(self, language: str) -> tuple[Path, ...]:
        """Return where the messages to train on stand."""
        return tuple(sorted((HERE / self.name).glob(f"train*.{language}.yaml")))

    def examples(self, language: str) -> list[Example]:
        """Return the messages to train on."""
        return [*read_all(self.train_files(language), self.variants), *(everyday(language) if self.everyday else ())]

    def inputs(self, language: str) -> tuple[Path, ...]:
        """Return the files that a model is made of: the messages, and what is looked at in them."""
        concepts = (OUT.parent / "triggers" / f"{language}.yaml",) if self.looked_at is with_concepts else ()
        others = (*questions(language), *checkins(language)) if self.everyday else ()
        return (*self.train_files(language), *others, *concepts)

    def test_file(self, language: str, part: str = "fresh_sealed") -> Path:
        """Return where the messages of a part stand: "fresh_dev", "voices_third", or what follows "train"."""
        return HERE / self.name / f"{part}.{language}.yaml"

    def out_file(self, language: str) -> Path:
        """Return where the trained model goes."""
        return OUT / f"{self.file}.{language}.json"

    def label(self, whole: str) -> str:
        """Return the label of the model for the label of a message."""
        return ".".join(whole.split(".")[: self.depth]) if self.depth else whole

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that have messages."""
        return tuple(sorted(path.name.split(".")[1] for path in (HERE / self.name).glob("train.*.yaml")))


MODELS = (
    Recipe(
        *("danger", "danger"),
        depth=1,
        most_grams=20_000,
        softness=20.0,
        tolerance=5e-5,
        none_weight=8.0,
        contrast=1.0,
        looked_at=with_concepts,
        everyday=True,
        variants=4,
    ),
    Recipe(
        *("questions", "questions"),
        most_grams=20_000,
        softness=40.0,
        tolerance=1e-4,
        least_steps=6,
        none_weight=16.0,
        contrast=1.5,
        looked_at=with_pairs,
        variants=4,
    ),
)
