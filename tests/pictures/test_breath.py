"""The picture that breathes: as long as the rules say, and without a jump."""

import io
from itertools import pairwise

from PIL import Image

from bot.pictures.breath import FRAMES_PER_SECOND, LARGE, SMALL, frames, maker
from bot.pictures.drawing import Drawer
from tests.support.story import LIBRARY, RENDERER

RULES = LIBRARY.rules.hard_days


def test_a_breath_lasts_as_long_as_the_rules_say() -> None:
    """In, then out; the circle grows, then shrinks, little by little, and the seconds count down."""
    found = frames(RULES)
    assert len(found) == FRAMES_PER_SECOND * (RULES.breathe_in + RULES.breathe_out)
    assert [left for _, _, left in found][::FRAMES_PER_SECOND] == [4, 3, 2, 1, 6, 5, 4, 3, 2, 1]
    assert found[0][0] == SMALL
    assert found[FRAMES_PER_SECOND * RULES.breathe_in][0] == LARGE
    assert all(abs(one[0] - other[0]) < 0.05 for one, other in pairwise([*found, found[0]]))


async def test_it_moves_in_every_language() -> None:
    """One breath of ten seconds, as wide as a bubble of a small phone, light enough for a bad connection."""
    for language in RENDERER.languages:
        made = await maker(RENDERER, Drawer()).make(language, {})
        assert len(made) < 500_000
        moving = Image.open(io.BytesIO(made))
        assert moving.size == (360, 360)
        lasts = 0
        for number in range(FRAMES_PER_SECOND * (RULES.breathe_in + RULES.breathe_out)):
            moving.seek(number)
            lasts += moving.info["duration"]
        assert abs(lasts - 1000 * (RULES.breathe_in + RULES.breathe_out)) < 300
