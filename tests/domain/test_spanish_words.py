"""Answers, times, breaks and wishes as people type them in Spanish."""

import pytest

from bot.domain.coaching.pause import parse_days
from bot.domain.typed.clock import read_time
from bot.domain.typed.misread import Misread
from bot.domain.words.intents import intent, normal
from bot.domain.words.typed_answers import parse_often, parse_regions, parse_when
from tests.support.story import LIBRARY

SPANISH = LIBRARY.heard["es"]
ANSWERS, NUMBERS = SPANISH.answers, SPANISH.typed.numbers


@pytest.mark.parametrize(
    ("text", "minute"),
    [
        ("8:30 pm", 1230),
        ("8 p. m.", 1200),
        ("8 de la noche", 1200),
        ("a las ocho y media de la tarde", 1230),
        ("8 y media", 510),
        ("once y cuarto", 675),
        ("9 menos cuarto", 525),
        ("las 7 de la mañana", 420),
        ("3 de la madrugada", 180),
        ("a la una de la tarde", 780),
        ("12 de la noche", 0),
        ("12 del mediodía", 720),
        ("mediodía", 720),
        ("19 h", 1140),
        ("20 hs", 1200),
        ("las 5 en punto", 300),
    ]
    + [(text, None) for text in ("Madrid", "Dos Hermanas", "Tres Arroyos", "por la tarde", "entre 8 y 9")],
)
def test_times_of_day(text: str, minute: int | None) -> None:
    """Spelt out or in figures; a city with a number in its name is no time."""
    read = read_time(text, SPANISH.typed.clock, NUMBERS)
    assert (None if isinstance(read, Misread) else read) == minute


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("10", 10),
        ("10 días", 10),
        ("una semana", 7),
        ("dos semanas", 14),
        ("quince días", 15),
        ("un mes", 30),
        ("por 3 días", 3),
        ("los próximos 5 días", 5),
        ("hasta el viernes", None),
        ("me duele la espalda", None),
    ],
)
def test_breaks(text: str, days: int | None) -> None:
    """Days, weeks and months."""
    assert parse_days(text, ANSWERS.spans, NUMBERS) == days


@pytest.mark.parametrize(
    ("text", "regions"),
    [
        ("la espalda baja", ("back",)),
        ("dolor lumbar", ("back",)),
        ("ciática", ("back",)),
        ("rodilla izquierda y CADERA", ("knee", "hip")),
        ("artrosis", ("arthritis",)),
        ("las articulaciones", ("arthritis",)),
        ("mucha rigidez", ("stiffness",)),
        ("nada", ("none",)),
        ("en ningún lado", ("none",)),
        ("barco", None),
    ],
)
def test_regions(text: str, regions: tuple[str, ...] | None) -> None:
    """Words that name a place."""
    assert parse_regions(text, ANSWERS) == regions


@pytest.mark.parametrize(
    ("text", "often"),
    [
        ("todos los días", "most"),
        ("casi siempre", "most"),
        ("3 días", "most"),
        ("dos veces por semana", "some"),
        ("de vez en cuando", "some"),
        ("nunca", "rarely"),
        ("casi nunca", "rarely"),
        ("azul", None),
    ],
)
def test_often(text: str, often: str | None) -> None:
    """Three days a week are most days."""
    assert parse_often(text, ANSWERS, NUMBERS) == often


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("ahora", "now"),
        ("¡vamos!", "now"),
        ("mañana", "later"),
        ("hoy no", "later"),
        ("más tarde", "later"),
        ("azul", None),
    ],
)
def test_when(text: str, when: str | None) -> None:
    """ "Hoy no" is no "hoy"."""
    assert parse_when(text, ANSWERS) == when


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("BASTA", "stop"),
        ("deja de escribirme por favor", "stop"),
        ("¡Hola!", "hello"),
        ("buenos días", "hello"),
        ("me duele la rodilla", "pain"),
        ("hoy no me duele", "fine"),
        ("ya no me duele nada", "fine"),
        ("estoy muy cansada", "tired"),
        ("hoy no puedo", "tired"),
        ("¿Qué puedes hacer?", "help"),
        ("borra mis datos", "delete"),
        ("cambiar la hora", "settings"),
        ("ya caminé", "log"),
        ("¿debería ver a un fisio?", "pt"),
        ("¿por qué caminar?", "why"),
        ("quiero hablar en inglés", "language"),
        ("gracias", "thanks"),
        ("zzz", None),
    ],
)
def test_intents(text: str, wanted: str | None) -> None:
    """Short messages find what people mean, with and without accents."""
    assert intent(text, SPANISH.intents) == wanted


def test_every_phrase_finds_its_own_intent() -> None:
    """No phrase is shadowed by another intent's."""
    for name, words in SPANISH.intents.items():
        for phrase in (*words.whole, *words.within):
            assert normal(phrase)
            assert intent(phrase, SPANISH.intents) == name, phrase
