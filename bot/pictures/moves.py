"""Drawings that are the same for everybody: the moves, frame by frame, and the map of the body.

The poses are content (`content/drawings.yaml`), the looks are templates (`templates/_drawings/`). There is no word in
them, so that one file serves every language; what they show is said in the message that they come with.
"""

from collections.abc import Mapping
from math import radians, tan
from typing import Any

from bot.content.shapes import Library
from bot.domain.figures import front_figure
from bot.domain.figures.drawings import Frame
from bot.domain.figures.mannequin import body
from bot.pictures.bodies import numbered
from bot.pictures.drawing import Drawer
from bot.pictures.makers import Maker, Reuse
from bot.pictures.vector import template, version

OVERVIEW = "overview"
BODY_MAP = "body_map"
GROUND = 50
"""Centimetres from one mark on the ground to the next."""


def maker(library: Library, drawer: Drawer) -> Maker:
    """Return the maker of kind "drawing"; facts: {"name": a key of content/drawings.yaml, "overview" or "body_map"}."""

    async def make(_: str, facts: Mapping[str, Any]) -> bytes:
        return await drawer.png("vector", {"svg": svg(library, str(facts["name"]))})

    return Maker(make, Reuse.EVERYBODY, version(__file__))


def svg(library: Library, name: str) -> str:
    """Return a drawing. KeyError: there is none of that name."""
    if name == BODY_MAP:
        return numbered(library)
    if name == OVERVIEW:
        moves = [library.drawings[exercise] for exercise in library.exercises]
        shown = [scene(move.cover, move.figure, number) for number, move in enumerate(moves, 1)]
    else:
        drawing = library.drawings[name]
        shown = [
            # Two of which one is wrong are no first and second thing to do.
            scene(frame, drawing.figure, None if frame.mark else number)
            for number, frame in enumerate(drawing.comic, 1)
        ]
    return page(shown, overview=name == OVERVIEW)


def scene(frame: Frame, figure: str, number: int | None, shift: float = 0, spacing: float = GROUND) -> dict[str, Any]:
    """Return what a frame's template draws; `number` None: it has none.

    `shift`: how far the ground has moved; `spacing`: from one mark on it to the next, centimetres.
    """
    shown = {
        "figure": figure,
        "number": number,
        "props": frame.props,
        "arrow": frame.arrow,
        "pace": frame.pace,
        "mark": frame.mark,
        "turns": frame.turns,
        "left": frame.faces == "left",
        "shift": shift,
        "ground": [mark * spacing + shift % spacing for mark in range(-4, 4)],
    }
    if frame.front:
        limbs = front_figure.limbs(frame.front)
        soles = [(x, 9 - height) for x, height in frame.front.ankles]
        head = (frame.front.head[0], -frame.front.head[1])
        level = {"slope": 0, "rises": 0, "tilt": 0, "back": False, "joints": {}}
        return {**shown, **level, "front": True, "limbs": limbs, "head": head, "shadows": soles}
    assert frame.pose is not None
    pose, its = frame.pose, body(frame.pose)
    slope = tan(radians(pose.rises))
    standing = [
        its.soles[side].points for side, foot in (("far", pose.far_foot), ("near", pose.near_foot)) if foot.bears
    ]
    middles = [(heel[0] + toe[0]) / 2 for heel, toe in standing]
    return {
        **shown,
        "front": False,
        "limbs": its.limbs,
        "head": its.joints["head"],
        "joints": its.joints,
        "shadows": [(x, -x * slope) for x in middles],
        "slope": slope,
        "rises": pose.rises,
        "tilt": pose.lean + pose.nod,
        "back": pose.turned > 0.5,
    }


def page(scenes: list[dict[str, Any]], *, overview: bool = False) -> str:
    """Return scenes side by side, as SVG."""
    return template("frames.svg.j2").render(frames=scenes, overview=overview)
