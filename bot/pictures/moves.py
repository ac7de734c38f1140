"""Drawings that are the same for everybody: the moves, frame by frame, and the map of the body.

The poses are content (`content/drawings.yaml`), the looks are templates (`templates/_drawings/`). There is no word in
them, so that one file serves every language; what they show is said in the message that they come with.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from math import radians, tan
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.content.library import data_folder
from bot.content.shapes import Frame, Library
from bot.domain.mannequin import body
from bot.pictures.drawing import Drawer, fingerprint
from bot.pictures.makers import Maker, Reuse

OVERVIEW = "overview"
BODY_MAP = "body_map"


def maker(library: Library, drawer: Drawer) -> Maker:
    """Return the maker of kind "drawing"; facts: {"name": a key of content/drawings.yaml, "overview" or "body_map"}."""

    async def make(_: str, facts: Mapping[str, Any]) -> bytes:
        return await drawer.png("vector", {"svg": svg(library, str(facts["name"]))})

    return Maker(make, Reuse.EVERYBODY, _version())


def svg(library: Library, name: str) -> str:
    """Return a drawing. KeyError: there is none of that name."""
    if name == BODY_MAP:
        return _templates().get_template("body_map.svg.j2").render()
    if name == OVERVIEW:
        frames: Sequence[Frame] = [_cover(library.drawings[exercise]) for exercise in library.exercises]
    else:
        frames = library.drawings[name]
    page = _templates().get_template("frames.svg.j2")
    return page.render(frames=[_shown(frame) for frame in frames], overview=name == OVERVIEW)


def _cover(frames: Sequence[Frame]) -> Frame:
    return next((frame for frame in frames if frame.cover), frames[-1])


def _shown(frame: Frame) -> dict[str, Any]:
    pose = frame.pose
    return {
        "above": frame.above,
        "body": body(pose) if pose else None,
        "slope": tan(radians(pose.rises)) if pose else 0,
        "tilt": pose.lean + pose.nod if pose else 0,
        "at": frame.at,
        "props": frame.props,
        "arrow": frame.arrow,
        "pace": frame.pace,
        "mark": frame.mark,
    }


@cache
def _version() -> str:
    looks = (data_folder("templates") / "_drawings").glob("*.svg.j2")
    return fingerprint([data_folder("content") / "drawings.yaml", *looks])


@cache
def _templates() -> Environment:
    return Environment(
        loader=FileSystemLoader(data_folder("templates") / "_drawings"),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
