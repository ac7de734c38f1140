"""Who makes which file, by its kind."""

from bot.content import Library
from bot.pictures import moves
from bot.pictures.drawing import Drawer
from bot.pictures.makers import Makers


def kinds(library: Library) -> Makers:
    """Return the makers of all kinds of files."""
    return {"drawing": moves.maker(library, Drawer())}
