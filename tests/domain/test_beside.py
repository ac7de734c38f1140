"""What is told beside a score, and several places in one message."""

import pytest

from bot.domain.words.beside import CAUSES, causes_told
from bot.domain.words.places_told import places_told
from tests.support.story import LIBRARY

CAUSES_TOLD = [
    ("en", "took ibuprofen, pain 3", ("painkiller",)),
    ("en", "pain 3 after two paracetamols", ("painkiller",)),
    ("en", "pain 5, slept badly and sat all day", ("sleep", "sitting")),
    ("en", "no painkillers today, pain 3", ()),
    ("en", "didn't take ibuprofen. pain 4", ()),
    ("en", "pain 3", ()),
    ("en", "slept poorly, pain 4", ("sleep",)),
    ("es", "tomé ibuprofeno, dolor 3", ("painkiller",)),
    ("es", "sin calmantes, dolor 3", ()),
    ("es", "dolor 5, dormí mal", ("sleep",)),
]
PLACES_TOLD = [
    ("en", "knee 4, back 6", [("knee", None, 4), ("lower_back", None, 6)]),
    ("en", "left knee 4 and right knee 2", [("knee", "left", 4), ("knee", "right", 2)]),
    ("en", "my knee is about a 4, upper back 5/10", [("knee", None, 4), ("upper_back", None, 5)]),
    ("en", "knee 4", []),
    ("en", "knee 4, back", []),
    ("en", "knee 4, back 12", []),
    ("en", "knee 4, walked 20", []),
    ("en", "knee 4, knee 6", []),
    ("es", "rodilla izquierda 4 y espalda 6", [("knee", "left", 4), ("lower_back", None, 6)]),
    ("es", "me duele la rodilla 4, el cuello 2", [("knee", None, 4), ("neck", None, 2)]),
]


@pytest.mark.parametrize(("language", "text", "causes"), CAUSES_TOLD)
def test_causes(language: str, text: str, causes: tuple[str, ...]) -> None:
    """What is named, and not what is denied."""
    assert causes_told(text, LIBRARY.heard[language].beside) == causes


@pytest.mark.parametrize(("language", "text", "places"), PLACES_TOLD)
def test_places(language: str, text: str, places: list[tuple[str, str | None, int]]) -> None:
    """All of them or none: a text that tells more is for others to read."""
    found = places_told(text, LIBRARY.heard[language].places_told)
    assert [(each.region, each.side, each.score) for each in found] == places


@pytest.mark.parametrize("language", LIBRARY.heard)
def test_every_id_is_known(language: str) -> None:
    """Every cause has phrases, every place is one of the body map that is asked about, each side is heard."""
    heard = LIBRARY.heard[language]
    assert set(heard.beside.causes) == set(CAUSES)
    asked = {name for name, place in LIBRARY.body_map.items() if place.asked}
    assert asked - heard.places_told.places.keys() == {"chest_belly", "other"}  # chest and belly are danger's to hear
    assert heard.places_told.places.keys() <= asked
    assert set(heard.places_told.sides) == {"left", "right", "both"}
