"""An action plan: "after breakfast I walk round the block; if it rains, I walk indoors".

Deciding beforehand when, where and what if helps people to do what they mean to (Bélanger-Gravel 2013).
Ids only; their words are in `content/words/<language>/habit.yaml`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

Cue: TypeAlias = Literal["breakfast", "errands", "lunch", "work", "dinner", "news"]
Place: TypeAlias = Literal["block", "street", "park", "shops", "indoors"]
Barrier: TypeAlias = Literal["busy", "weather", "tired", "forgot", "alone", "bored", "fear"]
Answer: TypeAlias = Literal[
    "few", "later", "indoors", "coat", "slowly", "minute", "near", "at_once", "shoes", "call", "ask", "music", "route"
]

CUES: tuple[Cue, ...] = get_args(Cue)
PLACES: tuple[Place, ...] = get_args(Place)
BARRIERS: tuple[Barrier, ...] = get_args(Barrier)
"""What is likely to come in between; what helps against it stands in the rules. Pain is no barrier: it has its own."""


@dataclass(frozen=True, slots=True)
class ActionPlan:
    """What somebody chose so far. `answer` belongs to `barrier`."""

    user_id: int
    cue: Cue | None = None
    place: Place | None = None
    barrier: Barrier | None = None
    answer: Answer | None = None

    @property
    def next_question(self) -> str | None:
        """The field to ask for next; None: the plan is whole."""
        fields = {"cue": self.cue, "place": self.place, "barrier": self.barrier, "answer": self.answer}
        return next((name for name, value in fields.items() if value is None), None)


def choices(plan: ActionPlan, field: str, answers: Mapping[Barrier, tuple[Answer, ...]]) -> tuple[str, ...]:
    """Return what may be answered to a question; () where it is not asked yet. `answers`: those to each barrier."""
    if field == "answer":
        return answers[plan.barrier] if plan.barrier else ()
    return {"cue": CUES, "place": PLACES, "barrier": BARRIERS}.get(field, ())
