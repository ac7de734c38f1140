"""The models that `make words` trains: their messages, their size, where they go."""

from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
OUT = HERE.parent.parent / "content" / "models"


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
    misspelt: int = 1  # copies of each message with a slip of the thumb

    def train_file(self, language: str) -> Path:
        """Return where the messages to train on stand."""
        return HERE / self.name / f"train.{language}.yaml"

    def test_file(self, language: str) -> Path:
        """Return where the messages to judge by stand."""
        return HERE / self.name / f"test.{language}.yaml"

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
    Recipe("danger", "danger_kinds", depth=1),
    Recipe("danger", "danger_signs", most_grams=6000),
)
