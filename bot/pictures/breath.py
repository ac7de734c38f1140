"""Slow breathing as one picture that moves: a circle that grows with the breath in and shrinks with the breath out."""

import asyncio
from collections.abc import Mapping
from math import cos, pi
from pathlib import Path
from typing import Any

from bot.content.library import data_folder
from bot.domain.rules import HardDays
from bot.pictures.animation import joined
from bot.pictures.drawing import Drawer, fingerprint
from bot.pictures.makers import Maker, Reuse
from bot.rendering import Renderer

FRAMES_PER_SECOND = 6
SMALL, LARGE = 0.5, 1.0  # the circle's radius after the breath out, and after the breath in, as shares


def maker(renderer: Renderer, drawer: Drawer) -> Maker:
    """Return the maker of kind "breath": the same for everybody who reads a language."""
    rules = renderer.library.rules.hard_days

    async def make(language: str, _: Mapping[str, Any]) -> bytes:
        words = renderer.drawn(language, "calm", {})
        # One by one: whoever waits for a picture of their own comes between.
        drawn = [
            await drawer.png("breath", {"size": size, "word": words[phase], "left": str(left)})
            for size, phase, left in frames(rules)
        ]
        return await asyncio.to_thread(joined, drawn, [round(1000 / FRAMES_PER_SECOND / 10) * 10] * len(drawn))

    folder = data_folder("templates")
    files = [Path(__file__), folder / "_drawings" / "breath.typ", *folder.glob("*/calm/drawn.yaml")]
    return Maker(make, Reuse.EVERYBODY, f"{fingerprint(files)}-{rules.breathe_in}-{rules.breathe_out}")


def frames(rules: HardDays) -> list[tuple[float, str, int]]:
    """Return size (SMALL to LARGE), "in" or "out", and the seconds left of it, of one breath, frame by frame."""
    found = []
    for phase, seconds in (("in", rules.breathe_in), ("out", rules.breathe_out)):
        count = seconds * FRAMES_PER_SECOND
        for number in range(count):
            grown = (1 - cos(pi * number / count)) / 2
            share = grown if phase == "in" else 1 - grown
            found.append((round(SMALL + (LARGE - SMALL) * share, 3), phase, seconds - number // FRAMES_PER_SECOND))
    return found
