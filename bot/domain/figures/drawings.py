"""What a move looks like, as content says it: who shows it, frame by frame, and how the frames follow each other."""

from dataclasses import dataclass
from typing import Annotated, Literal, TypeAlias

from bot.domain.figures.front_figure import FrontPose
from bot.domain.figures.mannequin import Pose
from bot.domain.figures.props import Prop
from bot.domain.limits import Between

Figure: TypeAlias = Literal["woman", "man"]


@dataclass(frozen=True, slots=True)
class Frame:
    """One frame of a drawing, read from left to right like a comic: a pose from the side, or one from the front."""

    pose: Pose | None = None
    front: FrontPose | None = None
    props: tuple[Prop, ...] = ()
    arrow: Literal["ahead", "back", "up", "down", "aside"] | None = None
    pace: Annotated[int, Between(1, 3)] | None = None
    mark: Literal["right", "wrong"] | None = None
    faces: Literal["right", "left"] = "right"
    turns: bool = False  # an arrow goes round the figure
    cover: bool = False  # shows the move in the overview; without one the last frame does
    only_moving: bool = False  # a frame of the animation that the comic can do without


@dataclass(frozen=True, slots=True)
class Move:
    """A frame of the animation: which frame, by its number from 1, and how one comes to it.

    `seconds` from the frame before to this one; `hold`: seconds on it; `cut`: it follows with no movement between.
    `steps`: the foot that leaves the ground on the way. `mirrored`: near and far side exchanged, for the other half of
    a step.
    """

    frame: int
    seconds: Annotated[float, Between(0.1, 3)] = 0.5
    hold: Annotated[float, Between(0, 3)] = 0.0
    cut: bool = False
    steps: Literal["near", "far"] | None = None
    mirrored: bool = False


@dataclass(frozen=True, slots=True)
class Drawing:
    """Who shows a move, its frames, and their order when it moves: the last is followed by the first."""

    figure: Figure
    frames: tuple[Frame, ...]
    motion: tuple[Move, ...]

    @property
    def comic(self) -> tuple[Frame, ...]:
        """Return the frames of the still picture."""
        return tuple(frame for frame in self.frames if not frame.only_moving)

    @property
    def cover(self) -> Frame:
        """Return the frame that shows the move in one picture."""
        return next((frame for frame in self.comic if frame.cover), self.comic[-1])
