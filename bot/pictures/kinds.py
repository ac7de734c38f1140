"""Who makes which file, by its kind."""

from bot.pictures import moves, progress, report
from bot.pictures.drawing import Drawer
from bot.pictures.makers import Makers
from bot.rendering import Renderer


def kinds(renderer: Renderer) -> Makers:
    """Return the makers of all kinds of files."""
    drawer = Drawer()
    return {
        "drawing": moves.maker(renderer.library, drawer),
        "progress": progress.maker(renderer, drawer),
        "report": report.maker(renderer, drawer),
    }
