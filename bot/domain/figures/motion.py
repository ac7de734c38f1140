"""Frames of a drawing → the frames of its animation: what lies between two poses, and how far the ground moves."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from math import pi, sin
from typing import Any, TypeVar

from bot.domain.figures.drawings import Drawing, Frame, Move
from bot.domain.figures.mannequin import Arm, Pose, body

FRAMES_PER_SECOND = 12
STEP_LIFT = 6.0  # centimetres that a foot is lifted in the middle of a step

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Shot:
    """One frame of an animation. `shift`: how far the ground has moved since the start, in centimetres."""

    frame: Frame
    shift: float
    seconds: float


def played(drawing: Drawing) -> Iterator[Shot]:
    """Yield the frames of a drawing's animation, once round: after the last comes the first again."""
    shift = 0.0
    moves = drawing.motion
    for number, move in enumerate(moves):
        frame = shown(drawing, move)
        following = moves[(number + 1) % len(moves)]
        if move.hold:
            yield Shot(frame, shift, move.hold)
        if following.cut:
            if not move.hold:
                yield Shot(frame, shift, 1 / FRAMES_PER_SECOND)
            continue
        target = shown(drawing, following)
        count = max(2, round(following.seconds * FRAMES_PER_SECOND))
        moved = ground_moves(frame, target, following.steps)
        for step in range(1 if move.hold else 0, count):
            share = step / count
            between = tween(frame, target, share, following.steps)
            yield Shot(between, shift + moved * share, following.seconds / count)
        shift += moved


def travelled(drawing: Drawing) -> float:
    """Return how far the ground moves in one round, in centimetres; 0 where the round has a cut in it."""
    moves = drawing.motion
    if any(move.cut for move in moves):
        return 0.0
    pairs = zip(moves, [*moves[1:], moves[0]], strict=True)
    return sum(ground_moves(shown(drawing, one), shown(drawing, other), other.steps) for one, other in pairs)


def shown(drawing: Drawing, move: Move) -> Frame:
    """Return the frame of a move, mirrored where it is; a hand that holds something stays where it is."""
    frame = drawing.frames[move.frame - 1]
    if not move.mirrored or frame.pose is None:
        return frame
    pose = replace(frame.pose, near_foot=frame.pose.far_foot, far_foot=frame.pose.near_foot)
    if not (pose.near_arm.holds or pose.far_arm.holds):
        pose = replace(pose, near_arm=frame.pose.far_arm, far_arm=frame.pose.near_arm)
    return replace(frame, pose=pose)


def planted(first: Pose, second: Pose, steps: str | None) -> list[float]:
    """Return how far each foot that stays on the ground between two poses moves, seen from the figure."""
    feet = {"near": (first.near_foot, second.near_foot), "far": (first.far_foot, second.far_foot)}
    return [other.at - one.at for side, (one, other) in feet.items() if side != steps and one.bears and other.bears]


def ground_moves(first: Frame, second: Frame, steps: str | None) -> float:
    """Return how far the ground moves between two frames, as far as the feet that stand on it."""
    if first.pose is None or second.pose is None:
        return 0.0
    moved = planted(first.pose, second.pose, steps)
    ahead = 1 if first.faces == "right" else -1
    return ahead * sum(moved) / len(moved) if moved else 0.0


def tween(first: Frame, second: Frame, share: float, steps: str | None = None) -> Frame:
    """Return the frame that is so far on the way from one to another: 0 the first, 1 the second.

    On the way it is marked neither right nor wrong: it is not yet, or no longer, what the mark speaks of.
    """
    if first.front and second.front:
        return replace(second, front=_between(first.front, second.front, share))
    if first.pose is None or second.pose is None:
        return first
    pose = _between(_alike(first.pose, second.pose), _alike(second.pose, first.pose), share)
    lift = STEP_LIFT * sin(pi * share)
    if steps == "near":
        pose = replace(pose, near_foot=replace(pose.near_foot, lift=pose.near_foot.lift + lift))
    elif steps == "far":
        pose = replace(pose, far_foot=replace(pose.far_foot, lift=pose.far_foot.lift + lift))
    return replace(second, pose=pose, mark=None)


def _alike(pose: Pose, other: Pose) -> Pose:
    """Return a pose whose arms are said as the other's are: by angles, or by where their hands are."""
    joints = body(pose).joints

    def held(arm: Arm, as_other: Arm, hand: tuple[float, float]) -> Arm:
        return replace(arm, hand=(hand[0], -hand[1])) if as_other.hand and not arm.hand else arm

    return replace(
        pose,
        near_arm=held(pose.near_arm, other.near_arm, joints["near_hand"]),
        far_arm=held(pose.far_arm, other.far_arm, joints["far_hand"]),
    )


def _between(first: T, second: T, share: float) -> T:
    """Return what lies between two values of the same shape; what is no number changes half-way."""
    one: Any = first
    other: Any = second
    found: Any = first if share < 0.5 else second
    if is_dataclass(first) and not isinstance(first, type):
        names = [field.name for field in fields(first)]
        return replace(first, **{name: _between(getattr(first, name), getattr(second, name), share) for name in names})
    if isinstance(first, tuple) and isinstance(second, tuple):
        found = tuple(_between(*both, share) for both in zip(first, second, strict=True))
    elif isinstance(first, float | int) and isinstance(second, float | int):
        found = one + (other - one) * share
    return found  # type: ignore[no-any-return]
