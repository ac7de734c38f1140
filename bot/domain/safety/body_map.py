"""Where it can hurt: the places of the body map, what is asked about each, and where they lie on the drawing."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from bot.domain.figures.mannequin import Point

Side: TypeAlias = Literal["left", "right", "both"]
SIDES: tuple[Side, ...] = ("left", "right", "both")
SPREADS = ("no", "one", "both")
"""Whether pain moves down the legs: down none, one, or both."""


@dataclass(frozen=True, slots=True)
class Spot:
    """An ellipse on the drawing of a body, 200 high: `at` from between the feet, x to the reader's right, and height.

    `label`: where its number stands.
    """

    view: Literal["front", "back"]
    at: Point
    size: Point
    label: Point


@dataclass(frozen=True, slots=True)
class BodyPlace:
    """A place of the map. Without a spot it is "somewhere else", or one that older records name.

    `sided`: there is a left and a right one. `down_leg`: asked whether the pain moves down a leg. `red_flags`: pain
    here always asks the red-flag questions first. `asked`: it has a button; older records may name others.
    """

    spot: Spot | None = None
    sided: bool = False
    down_leg: bool = False
    red_flags: bool = False
    asked: bool = True


def marked(place: BodyPlace, side: str | None) -> list[Point]:
    """Return where a place is shaded. The person's left is on the reader's right in front, on the left behind.

    A side that was not told is shaded on both.
    """
    if place.spot is None:
        return []
    x, height = place.spot.at
    if not place.sided:
        return [(x, height)]
    x = abs(x)
    left, right = ((x, height), (-x, height)) if place.spot.view == "front" else ((-x, height), (x, height))
    return {"left": [left], "right": [right]}.get(side or "both", [left, right])
