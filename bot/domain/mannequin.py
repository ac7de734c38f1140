"""A jointed figure seen from its right side: the angles of its joints → the strokes of a drawing.

Angles are degrees from straight down towards the front: an arm at 0 hangs, at 90 points ahead, at -30 a little back, at
180 up; a flat foot is at 90. The trunk leans from upright, positive ahead. Lengths are about centimetres of somebody
1.75 m tall. x grows towards the front, y downwards, as in SVG; the floor is y = 0 below the hip.
"""

from dataclasses import dataclass
from math import cos, radians, sin
from typing import Literal, TypeAlias

Point: TypeAlias = tuple[float, float]
Part: TypeAlias = Literal["skin", "shirt", "trousers", "shoe"]

TRUNK, NECK, CHIN_TO_MIDDLE = 50.0, 13.0, 8.5
UPPER_ARM, FOREARM, HAND = 29.0, 26.0, 5.0
THIGH, SHIN = 43.0, 41.0
HEEL, TOE, SOLE = 6.0, 18.0, 6.0


@dataclass(frozen=True, slots=True)
class Pose:
    """The joints at one moment. Arms: (upper, lower); legs: (thigh, shin, foot)."""

    lean: float
    near_arm: tuple[float, float]
    far_arm: tuple[float, float]
    near_leg: tuple[float, float, float]
    far_leg: tuple[float, float, float]
    nod: float = 0.0  # of the head, on top of the trunk's lean
    rises: float = 0.0  # of the floor towards the front: a hill


@dataclass(frozen=True, slots=True)
class Stroke:
    """A thick line with round ends through some points."""

    points: tuple[Point, ...]
    width: float
    part: Part
    far: bool = False


@dataclass(frozen=True, slots=True)
class Body:
    """A figure that stands on its floor: strokes from the farthest to the nearest, and where things are held on to."""

    strokes: tuple[Stroke, ...]
    head: Point
    near_hand: Point
    far_hand: Point
    near_ankle: Point


def body(pose: Pose) -> Body:
    """Return a pose as strokes, set down so that its lowest point touches the floor."""
    hip: Point = (0.0, 0.0)
    upright = 180 - pose.lean
    shoulder = _from(hip, upright, TRUNK)
    chin = _from(shoulder, upright - pose.nod, NECK)
    head = _from(chin, upright - pose.nod, CHIN_TO_MIDDLE)
    far_arm, far_hand = _arm(shoulder, pose.far_arm, far=True)
    far_leg, _ = _leg(hip, pose.far_leg, far=True)
    near_leg, near_ankle = _leg(hip, pose.near_leg, far=False)
    near_arm, near_hand = _arm(shoulder, pose.near_arm, far=False)
    trunk = [
        Stroke((shoulder, chin), 11.0, "skin"),
        Stroke((hip, _between(hip, shoulder, 0.3)), 24.0, "trousers"),
    ]
    shirt = Stroke((_between(hip, shoulder, 0.2), _between(hip, shoulder, 0.92)), 26.0, "shirt")
    strokes = [*far_arm, *far_leg, *trunk, *near_leg, shirt, *near_arm]
    down = -max(depth(point, stroke.width / 2, pose.rises) for stroke in strokes for point in stroke.points)
    down /= cos(radians(pose.rises))

    def set_down(point: Point) -> Point:
        return (round(point[0], 1), round(point[1] + down, 1))

    return Body(
        tuple(Stroke(tuple(map(set_down, each.points)), each.width, each.part, each.far) for each in strokes),
        set_down(head),
        set_down(near_hand),
        set_down(far_hand),
        set_down(near_ankle),
    )


def depth(point: Point, radius: float, rises: float) -> float:
    """Return how far below a floor through the origin, which rises by so many degrees, a round end reaches."""
    return point[1] * cos(radians(rises)) + point[0] * sin(radians(rises)) + radius


def _from(start: Point, angle: float, length: float) -> Point:
    return (start[0] + length * sin(radians(angle)), start[1] + length * cos(radians(angle)))


def _between(start: Point, end: Point, share: float) -> Point:
    return (start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share)


def _leg(hip: Point, angles: tuple[float, float, float], *, far: bool) -> tuple[list[Stroke], Point]:
    thigh, shin, foot = angles
    knee = _from(hip, thigh, THIGH)
    ankle = _from(knee, shin, SHIN)
    below = _from(ankle, foot - 90, SOLE)
    shoe = Stroke((ankle, _from(below, foot + 180, HEEL), _from(below, foot, TOE)), 9.0, "shoe", far)
    return [
        shoe,
        Stroke((hip, knee), 19.0, "trousers", far),
        Stroke((knee, ankle), 15.0, "trousers", far),
    ], ankle


def _arm(shoulder: Point, angles: tuple[float, float], *, far: bool) -> tuple[list[Stroke], Point]:
    upper, lower = angles
    elbow = _from(shoulder, upper, UPPER_ARM)
    wrist = _from(elbow, lower, FOREARM)
    hand = _from(wrist, lower, HAND)
    return [
        Stroke((shoulder, elbow), 10.5, "skin", far),
        Stroke((elbow, wrist), 9.5, "skin", far),
        Stroke((wrist, hand), 11.0, "skin", far),
        Stroke((shoulder, _between(shoulder, elbow, 0.7)), 14.0, "shirt", far),
    ], hand
