"""The moves as short animations: the frames of `bot.domain.figures.motion`, drawn one by one and joined to a GIF."""

import asyncio
import io
from collections.abc import Mapping, Sequence
from typing import Any

from bot.content.shapes import Library
from bot.domain.figures.motion import played, travelled
from bot.pictures import moves
from bot.pictures.drawing import Drawer
from bot.pictures.makers import Maker, Reuse
from bot.pictures.vector import version

COLOURS = 40
"""Of the palette: flat surfaces, outlines, and the steps between them that keep edges smooth."""
PALETTE_FROM = 6
"""Frames that the palette is taken from, spread over the animation."""
SHORTEST_MS = 20
"""Many viewers slow down whatever is shorter."""
KEPT_ARROWS = ("back", "aside")
"""Others say what the movement itself shows, and would point the wrong way on its way back."""


def maker(library: Library, drawer: Drawer) -> Maker:
    """Return the maker of kind "motion"; facts: {"name": a key of content/drawings.yaml}."""

    async def make(_: str, facts: Mapping[str, Any]) -> bytes:
        pages, milliseconds = frames(library, str(facts["name"]))
        # One by one: whoever waits for a picture of their own comes between.
        drawn = [await drawer.png("motion", {"svg": page}) for page in pages]
        return await asyncio.to_thread(joined, drawn, milliseconds)

    return Maker(make, Reuse.EVERYBODY, version(__file__, str(moves.__file__)))


def frames(library: Library, name: str) -> tuple[list[str], list[int]]:
    """Return an animation's frames as SVG, and for how many milliseconds each stands. KeyError: there is none."""
    drawing = library.drawings[name]
    way = abs(travelled(drawing))
    # The ground looks the same at the end of a round as at its start: nothing jumps.
    spacing = way / max(1, round(way / moves.GROUND)) if way else moves.GROUND
    pages, milliseconds = [], []
    for shot in played(drawing):
        scene = moves.scene(shot.frame, drawing.figure, None, shot.shift, spacing)
        scene["arrow"] = scene["arrow"] if scene["arrow"] in KEPT_ARROWS else None
        pages.append(moves.page([scene]))
        milliseconds.append(max(SHORTEST_MS, round(shot.seconds * 100) * 10))
    return pages, milliseconds


def joined(drawn: Sequence[bytes], milliseconds: Sequence[int]) -> bytes:
    """Return PNGs of one size as a GIF that repeats for ever; the same frames make the same bytes."""
    from PIL import Image  # loaded with the first animation, as typst is with the first drawing

    def opened(number: int) -> Image.Image:
        return Image.open(io.BytesIO(drawn[number])).convert("RGB")

    width, height = opened(0).size
    all_colours = Image.new("RGB", (width, height * PALETTE_FROM))
    for number in range(PALETTE_FROM):
        all_colours.paste(opened(number * len(drawn) // PALETTE_FROM), (0, number * height))
    palette = all_colours.quantize(COLOURS)
    first, *others = (
        opened(number).quantize(palette=palette, dither=Image.Dither.NONE) for number in range(len(drawn))
    )
    made = io.BytesIO()
    first.save(
        made,
        "GIF",
        save_all=True,
        append_images=others,
        duration=list(milliseconds),
        loop=0,
        optimize=False,
        disposal=1,
    )
    return made.getvalue()
