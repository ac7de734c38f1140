"""A jointed figure seen from its right side: where its feet, hips and hands are → the strokes of a drawing.

A pose says what touches what: where each foot stands, how high the hips are, what a hand holds. Knees and elbows follow
from the lengths of the bones, so a foot that bears weight stands on its ground and a hand rests on what it holds.

Lengths are about centimetres of somebody 1.75 m tall. In a pose x grows towards the front and height upwards, with the
floor at 0; strokes are for SVG, where y grows downwards. Angles are degrees: the trunk leans from upright, positive
ahead; an arm at 0 hangs, at 90 points ahead, at -30 a little back, at 180 up.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import acos, cos, degrees, dist, hypot, radians, sin, sqrt, tan
from typing import Literal, TypeAlias

Point: TypeAlias = tuple[float, float]
Part: TypeAlias = Literal["skin", "shirt", "trousers", "shoe"]
Hold: TypeAlias = Literal["rail", "wall", "floor", "thigh", "chest", "bag"]

TRUNK, NECK, CHIN_TO_MIDDLE = 50.0, 13.0, 8.5
UPPER_ARM, FOREARM, HAND = 29.0, 26.0, 5.0
THIGH, SHIN = 43.0, 41.0
HEEL, TOE, SOLE, SHOE = 6.0, 16.0, 6.0, 9.0
THIGH_WIDTH, SHIN_WIDTH, HAND_WIDTH = 19.0, 15.0, 10.0


class ReachError(ValueError):
    """A hand or a foot is placed farther from its joint than its limb is long."""


@dataclass(frozen=True, slots=True)
class Foot:
    """Where a foot is: the place below its ankle, when it is flat.

    `pitch`: degrees that the heel is up, turning on the toes; below 0 the toes are up, turning on the heel. `lift`: how
    far the sole is above the ground, 0 for a foot that bears weight.
    """

    at: float
    pitch: float = 0.0
    lift: float = 0.0

    @property
    def bears(self) -> bool:
        """Tell whether it stands on the ground."""
        return self.lift == 0


@dataclass(frozen=True, slots=True)
class Arm:
    """How an arm is: by the angles of its two bones, or by where its hand is and what that holds.

    `seen`: the share of the forearm's length that is seen from the side; less where it lies across the body.
    """

    upper: float = 0.0
    lower: float = 0.0
    hand: Point | None = None  # x and height
    holds: Hold | None = None
    seen: float = 1.0


@dataclass(frozen=True, slots=True)
class Pose:
    """The figure at one moment."""

    hips: Point  # x and height
    near_foot: Foot
    far_foot: Foot
    near_arm: Arm
    far_arm: Arm
    lean: float = 0.0
    nod: float = 0.0  # of the head, on top of the trunk's lean
    turned: float = 0.0  # of the head round the neck: 0 looks ahead, 1 back over the shoulder
    rises: float = 0.0  # of the ground towards the front: a hill


@dataclass(frozen=True, slots=True)
class Stroke:
    """A thick line with round ends through some points."""

    points: tuple[Point, ...]
    width: float
    part: Part


@dataclass(frozen=True, slots=True)
class Limb:
    """Strokes that have one outline."""

    strokes: tuple[Stroke, ...]
    far: bool = False


@dataclass(frozen=True, slots=True)
class Body:
    """A figure: limbs from the farthest to the nearest, and where its joints are."""

    limbs: tuple[Limb, ...]
    joints: Mapping[str, Point]  # hip, shoulder, head, and of both sides: near_knee, far_ankle, …_elbow, …_hand
    soles: Mapping[str, Stroke]  # near, far: from heel to toe


def body(pose: Pose) -> Body:
    """Return a pose as strokes. Raises ReachError."""
    hip = (pose.hips[0], -pose.hips[1])
    upright = 180 - pose.lean
    shoulder = _from(hip, upright, TRUNK)
    chin = _from(shoulder, upright - pose.nod, NECK)
    far_leg = _leg(hip, pose.far_foot, pose.rises)
    near_leg = _leg(hip, pose.near_foot, pose.rises)
    far_elbow, far_hand, far_arm = _arm(shoulder, pose.far_arm)
    near_elbow, near_hand, near_arm = _arm(shoulder, pose.near_arm)
    trunk = (
        Stroke((shoulder, chin), 11.0, "skin"),
        Stroke((hip, _between(hip, shoulder, 0.3)), 23.0, "trousers"),
        Stroke((_between(hip, shoulder, 0.22), _between(hip, shoulder, 0.9)), 26.0, "shirt"),
    )
    # A far hand on the chest lies on the near side of it.
    crossed = (Limb(far_arm[2:3]),) if pose.far_arm.holds == "chest" else ()
    limbs = (
        Limb(far_arm, far=True),
        Limb(far_leg[2], far=True),
        Limb(trunk[:1]),
        Limb(near_leg[2]),
        Limb(trunk[1:]),
        Limb(near_arm),
        *crossed,
    )
    joints = {
        "hip": hip,
        "shoulder": shoulder,
        "head": _from(chin, upright - pose.nod, CHIN_TO_MIDDLE),
        "near_knee": near_leg[0],
        "near_ankle": near_leg[1],
        "near_elbow": near_elbow,
        "near_hand": near_hand,
        "far_knee": far_leg[0],
        "far_ankle": far_leg[1],
        "far_elbow": far_elbow,
        "far_hand": far_hand,
    }
    return Body(limbs, joints, {"near": near_leg[2][0], "far": far_leg[2][0]})


def bend(first: Point, joint: Point, last: Point) -> float:
    """Return by how many degrees a joint is bent: 0 straight, 90 a right angle."""
    (ax, ay), (bx, by) = ((joint[0] - first[0], joint[1] - first[1]), (last[0] - joint[0], last[1] - joint[1]))
    cosine = (ax * bx + ay * by) / (hypot(ax, ay) * hypot(bx, by))
    return degrees(acos(max(-1.0, min(1.0, cosine))))


def depth(point: Point, radius: float, rises: float) -> float:
    """Return how far below a ground through the origin, which rises by so many degrees, a round end reaches."""
    return point[1] * cos(radians(rises)) + point[0] * sin(radians(rises)) + radius


def _from(start: Point, angle: float, length: float) -> Point:
    return (start[0] + length * sin(radians(angle)), start[1] + length * cos(radians(angle)))


def _between(start: Point, end: Point, share: float) -> Point:
    return (start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share)


def _middle(start: Point, end: Point, first: float, second: float, *, ahead: bool) -> Point:
    """Return the joint between two bones: a knee bends ahead of the line from start to end, an elbow behind it."""
    reach = dist(start, end)
    if reach > first + second + 0.05 or reach < abs(first - second):
        raise ReachError(f"{reach:.1f} cm between the ends of a limb of {first:.0f} and {second:.0f} cm")
    along = (first**2 - second**2 + reach**2) / (2 * reach)
    aside = sqrt(max(0.0, first**2 - along**2)) * (1 if ahead else -1)
    unit = ((end[0] - start[0]) / reach, (end[1] - start[1]) / reach)
    return (start[0] + unit[0] * along + unit[1] * aside, start[1] + unit[1] * along - unit[0] * aside)


def _leg(hip: Point, foot: Foot, rises: float) -> tuple[Point, Point, tuple[Stroke, ...]]:
    """Return knee, ankle and strokes of a leg, the shoe first."""
    pivot = TOE if foot.pitch > 0 else -HEEL
    tilt = radians(foot.pitch)

    def place(x: float, height: float) -> Point:
        """Turn a point of the flat foot by its pitch, then by the hill, and set it down."""
        ahead, up = x - pivot, height - SHOE / 2
        turned = (
            pivot + ahead * cos(tilt) + up * sin(tilt),
            SHOE / 2 + foot.lift - ahead * sin(tilt) + up * cos(tilt),
        )
        hill = radians(rises)
        level = foot.at * tan(hill)
        return (
            foot.at + turned[0] * cos(hill) - turned[1] * sin(hill),
            -(level + turned[0] * sin(hill) + turned[1] * cos(hill)),
        )

    ankle = place(0, SHOE / 2 + SOLE)
    knee = _middle(hip, ankle, THIGH, SHIN, ahead=True)
    shoe = Stroke((place(-HEEL, SHOE / 2), place(TOE, SHOE / 2)), SHOE, "shoe")
    return knee, ankle, (
        shoe,
        Stroke((ankle, place(-HEEL / 3, SHOE / 2)), SHOE + 1.5, "shoe"),
        Stroke((hip, knee), THIGH_WIDTH, "trousers"),
        Stroke((knee, _between(knee, ankle, 0.92)), SHIN_WIDTH, "trousers"),
    )  # fmt: skip


def _arm(shoulder: Point, arm: Arm) -> tuple[Point, Point, tuple[Stroke, ...]]:
    """Return elbow, hand and strokes of an arm."""
    fore = FOREARM * arm.seen
    if arm.hand is None:
        elbow = _from(shoulder, arm.upper, UPPER_ARM)
        hand = _from(elbow, arm.lower, fore + HAND)
    else:
        hand = (arm.hand[0], -arm.hand[1])
        elbow = _middle(shoulder, hand, UPPER_ARM, fore + HAND, ahead=False)
    wrist = _between(hand, elbow, HAND / (fore + HAND))
    return elbow, hand, (
        Stroke((shoulder, elbow), 10.5, "skin"),
        Stroke((elbow, wrist), 9.5, "skin"),
        Stroke((wrist, hand), HAND_WIDTH, "skin"),
        Stroke((shoulder, _between(shoulder, elbow, 0.7)), 14.0, "shirt"),
    )  # fmt: skip
