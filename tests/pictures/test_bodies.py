"""The body map: every place numbered once, and shaded on the side that it was told of."""

import re

import pytest

from bot.domain.safety.body_map import marked
from bot.pictures.bodies import SHADES, maker, numbered, numbers, shaded
from bot.pictures.drawing import Drawer
from tests.support.story import LIBRARY

FIGURE = {"front": 100, "back": 236}
PLACES = LIBRARY.body_map
SIDED = [name for name, place in PLACES.items() if place.spot and place.sided]


def spots(drawing: str) -> list[tuple[float, float]]:
    """Return the middles of the shaded ellipses, beside their figure."""
    return [(float(x), -float(y)) for x, y in re.findall(r'<ellipse cx="(-?[\d.]+)" cy="(-?[\d.]+)" rx', drawing)]


def test_every_place_that_is_asked_has_its_number_in_order() -> None:
    """All that people point at: chest or belly, neck, both halves of the back, hip, above and below the knee."""
    asked = [name for name, place in PLACES.items() if place.asked and name != "other"]
    assert list(numbers(LIBRARY)) == asked
    assert list(numbers(LIBRARY).values()) == list(range(1, len(asked) + 1))
    needed = {
        "chest_belly",
        "neck",
        "shoulder",
        "upper_back",
        "lower_back",
        "buttock",
        "hip",
        "thigh",
        "knee",
        "lower_leg",
    }
    assert needed <= set(asked)
    assert len(spots(numbered(LIBRARY))) == sum(1 + PLACES[name].sided for name in asked)


def test_spots_do_not_cover_each_other() -> None:
    """Each is seen for itself: middles are farther apart than half of the larger one."""
    for view in FIGURE:
        its = [place for place in PLACES.values() if place.asked and place.spot and place.spot.view == view]
        middles = [(at, place.spot.size) for place in its if place.spot for at in marked(place, None)]
        for number, ((x, y), (wide, tall)) in enumerate(middles):
            for (other_x, other_y), (other_wide, other_tall) in middles[number + 1 :]:
                apart = ((x - other_x) / (wide + other_wide)) ** 2 + ((y - other_y) / (tall + other_tall)) ** 2
                assert apart > 0.8


@pytest.mark.parametrize("name", SIDED)
@pytest.mark.parametrize("side", ["left", "right"])
def test_a_side_is_the_persons_own(name: str, side: str) -> None:
    """Seen from the front the left is on the reader's right, seen from behind on the reader's left."""
    place = PLACES[name]
    assert place.spot
    [(x, _)] = spots(shaded(LIBRARY, [{"place": name, "side": side, "score": 5}]))
    assert (x > 0) == ((side == "left") == (place.spot.view == "front"))
    assert len(spots(shaded(LIBRARY, [{"place": name, "side": None, "score": 5}]))) == 2


def test_a_place_is_shaded_by_its_worst_score() -> None:
    """Once, however often it was told; what is unknown or nowhere on the body is left out."""
    marks = [{"place": "knee", "side": "left", "score": score} for score in (2, 8, 5)]
    drawing = shaded(
        LIBRARY, [*marks, {"place": "other", "side": None, "score": 9}, {"place": "elbow", "side": None, "score": 9}]
    )
    assert len(spots(drawing)) == 1
    assert SHADES[0][1] in drawing
    assert spots(shaded(LIBRARY, [])) == []


@pytest.mark.parametrize("old", ["back", "knee", "hip", "hand", "foot", "other"])
def test_what_older_records_name_keeps_word_and_place(old: str) -> None:
    """In every language; and all but "somewhere else" are shaded."""
    assert all(words.body_map[old] for words in LIBRARY.words.values())
    assert bool(spots(shaded(LIBRARY, [{"place": old, "side": None, "score": 3}]))) == (old != "other")


async def test_the_shaded_body_is_a_picture() -> None:
    """As wide as a chat; the same marks make the same bytes."""
    drawn = maker(LIBRARY, Drawer())
    facts = {"marks": [{"place": "lower_back", "side": None, "score": 10}]}
    made = await drawn.make("en", facts)
    assert made.startswith(b"\x89PNG")
    assert made == await drawn.make("es", facts)
