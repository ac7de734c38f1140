"""The animations: what Telegram takes as one, small, the same every time, and the first frame a picture of its own."""

import io
import re

import pytest
from PIL import Image

from bot.domain.figures.motion import played, travelled
from bot.localchat.api.files import picture_size
from bot.pictures.animation import frames, maker
from bot.pictures.drawing import Drawer
from tests.support.story import LIBRARY

LARGEST = 250_000
DRAWER = Drawer()


@pytest.mark.parametrize("name", LIBRARY.drawings)
async def test_an_animation_is_a_small_gif_that_repeats(name: str) -> None:
    """Every frame is there, for its time; at most 250 kB for a slow phone; wide enough for a bubble."""
    made = await maker(LIBRARY, DRAWER).make("en", {"name": name})
    assert picture_size(made) == (360, 442)
    assert len(made) < LARGEST
    gif = Image.open(io.BytesIO(made))
    assert gif.info["loop"] == 0
    milliseconds = 0
    for number in range(gif.n_frames):  # type: ignore[attr-defined]
        gif.seek(number)
        milliseconds += gif.info["duration"]
    assert milliseconds == sum(frames(LIBRARY, name)[1])


async def test_the_same_move_makes_the_same_bytes() -> None:
    """Whatever the language: it is uploaded once for everybody."""
    moving = maker(LIBRARY, DRAWER)
    assert await moving.make("en", {"name": "posture"}) == await moving.make("es", {"name": "posture"})


@pytest.mark.parametrize("name", ["standard", "incline"])
def test_a_round_ends_where_it_begins(name: str) -> None:
    """After the last frame the marks on the ground stand as they did at the start: nothing jumps."""
    drawing = LIBRARY.drawings[name]
    *_, before, last = [shot.shift for shot in played(drawing)]
    assert last + (last - before) == pytest.approx(travelled(drawing))
    marks = [re.findall(r'<path d="M(-?[\d.]+) [-\d.]+ l14', page) for page in frames(LIBRARY, name)[0]]
    assert marks[0] != marks[1]
    spacing = float(marks[0][1]) - float(marks[0][0])
    assert travelled(drawing) / spacing == pytest.approx(round(travelled(drawing) / spacing), abs=0.01)


def test_an_unknown_animation_is_an_error() -> None:
    """A slip in a name is found."""
    with pytest.raises(KeyError):
        frames(LIBRARY, "moonwalk")
