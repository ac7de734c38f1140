"""The drawings: language-free, of the size that Telegram shows, one for each move."""

import re
import struct

import pytest

from bot.pictures.drawing import Drawer
from bot.pictures.moves import BODY_MAP, OVERVIEW, maker, svg
from tests.support.story import LIBRARY

NAMES = [*LIBRARY.drawings, OVERVIEW, BODY_MAP]


@pytest.mark.parametrize("name", NAMES)
def test_no_drawing_needs_a_font_or_a_language(name: str) -> None:
    """Words in a picture would have to be translated, and would look different on every machine."""
    drawing = svg(LIBRARY, name)
    assert "<text" not in drawing
    assert "font" not in drawing


@pytest.mark.parametrize("name", LIBRARY.exercises)
def test_every_move_is_a_sequence_of_its_own(name: str) -> None:
    """One frame per box, numbered; no two moves look alike."""
    drawing = svg(LIBRARY, name)
    assert len(re.findall(r"<clipPath", drawing)) == len(LIBRARY.drawings[name].comic) >= 2
    assert all(drawing != svg(LIBRARY, other) for other in LIBRARY.drawings if other != name)


async def test_a_drawing_is_a_picture_as_wide_as_a_chat() -> None:
    """PNG, 1080 pixels wide, small enough for a slow phone; the same facts make the same bytes."""
    drawing = maker(LIBRARY, Drawer())
    made = await drawing.make("en", {"name": BODY_MAP})
    width, height = struct.unpack(">II", made[16:24])
    assert made.startswith(b"\x89PNG")
    assert width == 1080
    assert 0.3 < height / width < 1.5
    assert len(made) < 200_000
    assert made == await drawing.make("es", {"name": BODY_MAP})


def test_an_unknown_drawing_is_an_error() -> None:
    """A slip in a name is found, not drawn as nothing."""
    with pytest.raises(KeyError):
        svg(LIBRARY, "moonwalk")
