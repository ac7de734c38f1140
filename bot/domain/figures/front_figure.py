"""The figure seen from the front: for moves that go sideways, which nothing shows from its side."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from bot.domain.figures.mannequin import Limb, Point, Stroke

Pair: TypeAlias = tuple[Point, Point]
"""The same joint of both sides: the reader's left and right."""


@dataclass(frozen=True, slots=True)
class FrontPose:
    """The figure seen from the front, by the places of its joints: x to the reader's right, and height."""

    head: Point
    shoulders: Pair
    elbows: Pair
    hands: Pair
    hips: Pair
    knees: Pair
    ankles: Pair
    arms: Literal["behind", "before"] = "before"  # the trunk


def limbs(pose: FrontPose) -> tuple[Limb, ...]:
    """Return a pose as limbs, from the farthest to the nearest."""
    shoulders = [_set(point) for point in pose.shoulders]
    hips = [_set(point) for point in pose.hips]
    neck, head, waist = _middle(shoulders[0], shoulders[1]), _set(pose.head), _middle(hips[0], hips[1])
    trunk = [
        Limb((Stroke((neck, head), 12.0, "skin"),)),
        Limb(
            (
                Stroke((*hips, waist), 22.0, "trousers"),
                *(
                    Stroke((one, _middle(hip, one, 0.25)), 20.0, "shirt")
                    for one, hip in zip(shoulders, hips, strict=True)
                ),
                Stroke((neck, _middle(waist, neck, 0.25)), 30.0, "shirt"),
            )
        ),
    ]
    arms = [_arm(shoulders[side], _set(pose.elbows[side]), _set(pose.hands[side])) for side in (0, 1)]
    legs = [_leg(hips[side], _set(pose.knees[side]), _set(pose.ankles[side])) for side in (0, 1)]
    return (*arms, *trunk, *legs) if pose.arms == "behind" else (*legs, *trunk, *arms)


def _set(point: Point) -> Point:
    return (point[0], -point[1])


def _middle(first: Point, second: Point, share: float = 0.5) -> Point:
    return (first[0] + (second[0] - first[0]) * share, first[1] + (second[1] - first[1]) * share)


def _arm(shoulder: Point, elbow: Point, hand: Point) -> Limb:
    return Limb(
        (
            Stroke((shoulder, elbow, hand), 10.5, "skin"),
            Stroke((hand, _middle(hand, elbow, 0.15)), 12.0, "skin"),
            Stroke((shoulder, _middle(shoulder, elbow, 0.7)), 14.0, "shirt"),
        )
    )


def _leg(hip: Point, knee: Point, ankle: Point) -> Limb:
    return Limb(
        (
            Stroke((ankle, (ankle[0], ankle[1] + 3)), 15.0, "shoe"),
            Stroke((hip, knee), 19.0, "trousers"),
            Stroke((knee, _middle(knee, ankle, 0.85)), 15.0, "trousers"),
        )
    )
