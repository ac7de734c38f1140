"""The things that a move needs, seen from the side: where they stand and how much room they take."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

Box: TypeAlias = tuple[float, float, float, float]
"""Left, right, bottom, top; centimetres, heights above the floor."""


@dataclass(frozen=True, slots=True)
class Prop:
    """One thing. `at`: how far ahead its middle stands; `height`: of what is held, sat on or put down on."""

    kind: Literal["rail", "wall", "bench", "bags", "mat", "chair", "plumb_line"]
    at: float = 0.0
    height: float = 0.0

    @property
    def boxes(self) -> tuple[Box, ...]:
        """Return the parts that no limb can pass through; a rail and a wall stand behind the figure."""
        half, legs = {"chair": (21.0, 5.0), "bench": (25.0, 5.0)}.get(self.kind, (0.0, 0.0))
        if not half:
            return ()
        left, right = self.at - half, self.at + half
        seat = (left, right, self.height - 5, self.height)
        pillars = [(left, left + legs, 0.0, seat[2]), (right - legs, right, 0.0, seat[2])]
        back = [(left - 4, left + 1, 0.0, self.height + 44)] if self.kind == "chair" else []
        return (seat, *pillars, *back)
