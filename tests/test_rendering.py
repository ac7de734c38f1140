"""What templates pass their facts through, as each language says it."""

import datetime as dt
import re
from pathlib import Path

import pytest

from bot.content.shapes import ORIGIN
from bot.rendering import FILTERS, plural_forms
from tests.support.story import LIBRARY, RENDERER

ROOT = Path(__file__).parent.parent
DAY = dt.date(2026, 11, 30)


@pytest.mark.parametrize(
    ("language", "name", "value", "arguments", "said"),
    [
        ("en", "unit", 1, ("minute",), "1 minute"),
        ("es", "unit", 1, ("minute",), "1 minuto"),
        ("es", "unit", 20, ("minute",), "20 minutos"),
        ("pl", "unit", 22, ("minute",), "22 minuty"),
        ("en", "day_month", DAY, (), "November 30"),
        ("es", "day_month", DAY, (), "30 de noviembre"),
        ("en", "full_date", DAY, (), "November 30, 2026"),
        ("es", "full_date", DAY, (), "30 de noviembre de 2026"),
        ("es", "weekday", DAY, (), "lunes"),
        ("es", "weekday_short", 2, (), "mié"),
        ("en", "listed", ["Mon", "Tue", "Wed"], (), "Mon, Tue, and Wed"),
        ("es", "listed", ["lun", "mar", "mié"], (), "lun, mar y mié"),
        ("es", "figure", 5.5, (), "5,5"),
        ("es", "clock", 1230, (), "20:30"),
        ("es", "clock", 1230, (True,), "8:30 p. m."),
        ("es", "city", "London", (), "Londres"),
        ("es", "city", "New York", (), "Nueva York"),
        ("es", "city", "Springfield", (), "Springfield"),
        ("es", "country", "US", (), "Estados Unidos"),
        ("en", "own_name", "es", (), "Español"),
        ("es", "own_name", "en", (), "English"),
        ("es", "upfirst", "mañana", (), "Mañana"),
    ],
)
def test_each_language_says_it_its_own_way(
    language: str, name: str, value: object, arguments: tuple[object, ...], said: str
) -> None:
    """Dates, numbers, spans, lists and names."""
    assert re.sub(r"\s", " ", FILTERS[name](language, value, *arguments)) == said


def test_plurals() -> None:
    """Each number gets the form of its language; a form that is not given is said as the others."""
    plural = FILTERS["plural"]
    assert [plural("es", n, one="caminata", other="caminatas") for n in (0, 1, 2)] == [
        "caminatas",
        "caminata",
        "caminatas",
    ]
    polish = {"one": "spacer", "few": "spacery", "many": "spacerów", "other": "spaceru"}
    assert [plural("pl", n, **polish) for n in (1, 2, 5, 22)] == ["spacer", "spacery", "spacerów", "spacery"]
    assert plural("pl", 2, other="spacery") == "spacery"
    assert plural_forms("es") == plural_forms("en") == {"one", "other"}
    assert plural_forms("pl") == {"one", "few", "many"}


@pytest.mark.parametrize(("minute", "twelve_hour", "said"), [(60, False, "a la 01:00"), (800, True, "a la 1:20 p. m.")])
def test_one_o_clock_is_singular_in_spanish(minute: int, twelve_hour: bool, said: str) -> None:
    """ "A la una", and "a las" for every other hour."""
    facts = {"minute": minute, "twelve_hour": twelve_hour}
    assert said in re.sub(r"\s", " ", RENDERER.text("es", "daily/hour_moved", facts))
    assert "a las 13:20" in RENDERER.text("es", "daily/hour_moved", {"minute": 800, "twelve_hour": False})


@pytest.mark.parametrize(
    ("minute", "twelve_hour", "said"), [(420, True, "7 a. m."), (1290, True, "9:30 p. m."), (420, False, "07:00")]
)
def test_hours_fit_on_their_spanish_buttons(minute: int, twelve_hour: bool, said: str) -> None:
    """Four stand in a row, so a full hour goes without its minutes."""
    label = RENDERER.label("es", "schedule/hour", {"minute": minute, "twelve_hour": twelve_hour})
    assert re.sub(r"\s", " ", label) == said


def test_no_code_names_a_language() -> None:
    """A language is files alone: the one that texts are written in first is named once. The local chat plays people."""
    languages = "|".join(LIBRARY.words)
    named = [
        f"{path.relative_to(ROOT)}: {line.strip()}"
        for path in sorted((ROOT / "bot").rglob("*.py"))
        if "localchat" not in path.parts
        for line in path.read_text(encoding="utf-8").splitlines()
        if re.search(rf"""["'](?:{languages})["']""", line)
    ]
    assert named == [f'bot/content/shapes.py: ORIGIN = "{ORIGIN}"']
