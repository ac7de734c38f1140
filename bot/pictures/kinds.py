"""Who makes which file, by its kind."""

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from bot.pictures import animation, bodies, breath, moves, progress, report
from bot.pictures.drawing import Drawer
from bot.pictures.makers import Makers
from bot.rendering import Renderer

Data: TypeAlias = Callable[[Renderer, str, Mapping[str, Any]], dict[str, Any]]

WORDED: Mapping[str, Data] = {"progress": progress.data, "report": report.data}
"""What is drawn with words: kind → what makes its layout's data, in a language, from facts."""


def kinds(renderer: Renderer, username: Callable[[], str | None] = lambda: None) -> Makers:
    """Return the makers of all kinds of files. `username`: the bot's, None where no link on Telegram leads to it."""
    drawer = Drawer()
    return {
        "bodies": bodies.maker(renderer.library, drawer),
        "breath": breath.maker(renderer, drawer),
        "drawing": moves.maker(renderer.library, drawer),
        "motion": animation.maker(renderer.library, drawer),
        "progress": progress.maker(renderer, drawer),
        "report": report.maker(renderer, drawer, username),
    }
