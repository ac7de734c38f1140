"""The body from the front and from behind: numbered, to be asked where it hurts, or shaded where it did."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.content.shapes import Library
from bot.domain.figures.mannequin import Point
from bot.domain.safety.body_map import BodyPlace, marked
from bot.pictures.drawing import Drawer
from bot.pictures.makers import Maker, Reuse
from bot.pictures.vector import template, version

PLAIN = "#FFC53D"
SHADES = ((7, "#D9480F"), (4, "#FF922B"), (0, "#FFE08A"))
"""From which score on a place is shaded how: severe, moderate and mild, in the steps of the report's words."""


def maker(library: Library, drawer: Drawer) -> Maker:
    """Return the maker of kind "bodies"; facts: {"marks": [{"place", "side", "score"}]}, see `shaded`."""

    async def make(_: str, facts: Mapping[str, Any]) -> bytes:
        return await drawer.png("vector", {"svg": shaded(library, facts["marks"])})

    return Maker(make, Reuse.USER, version(__file__))


def numbered(library: Library) -> str:
    """Return the map of all places that are asked, numbered like their buttons, as SVG."""
    places = numbers(library)
    spots = [_spot(library.body_map[name], None, PLAIN, number) for name, number in places.items()]
    return template("body_map.svg.j2").render(spots=spots)


def numbers(library: Library) -> dict[str, int]:
    """Return the places of the map with their numbers, in order; "somewhere else" has none."""
    shown = [name for name, place in library.body_map.items() if place.asked and place.spot]
    return {name: number for number, name in enumerate(shown, 1)}


def shaded(library: Library, marks: Sequence[Mapping[str, Any]]) -> str:
    """Return the body with places shaded by their score 0-10, which is written beside each, as SVG.

    A mark: `place`, an id of content/body_map.yaml, older ones too; `side` left, right, both or None; `score`. Each
    place is drawn once a side with its highest score; one without a spot, or unknown, is left out.
    """
    worst: dict[tuple[str, str | None], int] = {}
    for mark in marks:
        key = (str(mark["place"]), mark["side"])
        worst[key] = max(worst.get(key, 0), int(mark["score"]))
    spots = [
        _spot(library.body_map[name], side, next(fill for least, fill in SHADES if score >= least), score)
        for (name, side), score in sorted(worst.items(), key=lambda item: item[1])
        if name in library.body_map and library.body_map[name].spot
    ]
    return template("body_map.svg.j2").render(spots=spots)


def _spot(place: BodyPlace, side: str | None, fill: str, number: int) -> dict[str, Any]:
    assert place.spot is not None
    at = marked(place, side)
    label = place.spot.label
    # The number stands on the side of the body that it speaks of.
    nearest = min(at, key=lambda point: abs(point[0] - label[0]))
    if side in ("left", "right") and place.sided and (nearest[0] < 0) != (label[0] < 0):
        label = (-label[0], label[1])
    return {
        "view": place.spot.view,
        "at": at,
        "size": place.spot.size,
        "fill": fill,
        "number": number,
        "label": label,
        "to": _edge(nearest, place.spot.size, label),
    }


def _edge(middle: Point, size: Point, label: Point) -> Point:
    """Return the point of a spot's edge that looks at its number."""
    x, y = label[0] - middle[0], label[1] - middle[1]
    reach = ((x / size[0]) ** 2 + (y / size[1]) ** 2) ** 0.5
    return (round(middle[0] + x / reach, 1), round(middle[1] + y / reach, 1))
