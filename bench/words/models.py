"""The models that `make words` trains: their messages, their size, where they go."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bot.content.library import load
from bot.domain.words.danger_words import Triggers, split
from bot.domain.words.hearing import seen
from bot.domain.words.text_model import grams, words_of
from bot.domain.words.topics import pairs

HERE = Path(__file__).parent
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


@dataclass(frozen=True, slots=True)
class Recipe:
    """How to train one model. `depth`: how many parts of a label are kept ("urgent.calf" → "urgent"); 0: all.

    `softness`: how strongly weights are kept small (the C of a logistic regression, higher is looser).
    """

    name: str  # the folder of its messages
    file: str  # content/models/<file>.<language>.json
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

    def train_files(self, language: str) -> tuple[Path, ...]:
        """Return where the messages to train on stand."""
        return tuple(sorted((HERE / self.name).glob(f"train*.{language}.yaml")))

    def inputs(self, language: str) -> tuple[Path, ...]:
        """Return the files that a model is made of: the messages, and what is looked at in them."""
        concepts = (OUT.parent / "triggers" / f"{language}.yaml",) if self.looked_at is with_concepts else ()
        return (*self.train_files(language), *concepts)

    def test_file(self, language: str, part: str = "fresh_sealed") -> Path:
        """Return where the messages of a part to judge by stand: "fresh_dev" or "fresh_sealed"."""
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
    Recipe("danger", "danger", depth=1, softness=5.0, none_weight=3.0, contrast=1.0, looked_at=with_concepts),
    Recipe(
        *("questions", "questions"),
        most_grams=20_000,
        softness=40.0,
        none_weight=16.0,
        contrast=1.5,
        looked_at=with_pairs,
    ),
)
