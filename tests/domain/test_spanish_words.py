"""Answers, check-ins, times, breaks and wishes as people type them in Spanish."""

import pytest

from bot.domain.intents import intent, normal
from bot.domain.pain import typed_score
from bot.domain.pause import parse_days
from bot.domain.quick_reply import Typed, effort, parse
from bot.domain.time_words import parse_time
from bot.domain.typed_answers import parse_minutes, parse_often, parse_regions, parse_score, parse_when
from tests.support.story import LIBRARY

SPANISH = LIBRARY.heard["es"]
VOCABULARY, ANSWERS = SPANISH.quick_reply, SPANISH.answers


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("20 min dolor 3", Typed(20, 3)),
        ("caminé 25, dolor 2, cansado", Typed(25, 2, "hard")),
        ("20", Typed(20)),
        ("20 minutos", Typed(20)),
        ("1 hora", Typed(60)),
        ("1,5 horas dolor 0", Typed(90, 0)),
        ("media hora ayer", Typed(30, yesterday=True)),
        ("hora y media, dolor 2", Typed(90, 2)),
        ("veinte minutos sin dolor", Typed(20, 0)),
        ("25 minutos, nada de dolor, fácil", Typed(25, 0, "easy")),
        ("20 min, no me dolió", Typed(20, 0)),
        ("20 min, dolor 3/10", Typed(20, 3)),
        ("20 min dolor 3 de 10", Typed(20, 3)),
        ("camine 20 minutos con dolor de 3", Typed(20, 3)),
        ("anduve 15 minutos y me dolió 4", Typed(15, 4)),
        ("salí a caminar 30 minutos, dolor 1", Typed(30, 1)),
        ("caminé media hora, me dolió la rodilla 3", Typed(30, 3)),
        ("diez minutos dolor dos", Typed(10, 2)),
        ("12 min suave", Typed(12, effort="easy")),
        ("45 min dolor 2 normal", Typed(45, 2, "steady")),
        ("ayer caminé un cuarto de hora con dolor 5", Typed(15, 5, yesterday=True)),
        ("hecho", Typed()),
        ("3 km ayer", Typed(yesterday=True, distance=True)),
    ],
)
def test_check_ins(text: str, typed: Typed) -> None:
    """In one go, with and without accents."""
    assert parse(text, VOCABULARY) == typed


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hola",
        "dolor 3",
        "no caminé",
        "mañana camino 20 min",
        "quiero caminar 20",
        "caminar",
        "20 min dolor en el pecho",
        "me duele la rodilla",
        "20 30 40",
        "dos caminatas de 10 min",
    ],
)
def test_what_is_no_check_in(text: str) -> None:
    """One unknown word is enough: nothing is taken that was not understood."""
    assert parse(text, VOCABULARY) is None


@pytest.mark.parametrize(
    ("text", "found"), [("Suave", "easy"), ("medio", "steady"), ("difícil", "hard"), ("azul", None)]
)
def test_effort(text: str, found: str | None) -> None:
    """One word answers the last question."""
    assert effort(text, VOCABULARY) == found


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
    assert parse_time(text, ANSWERS.clock, VOCABULARY.numbers) == minute


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
    assert parse_days(text, ANSWERS.spans, VOCABULARY.numbers) == days


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("10 minutos", 10),
        ("media hora", 30),
        ("una hora", 60),
        ("unos veinte", 20),
        ("10-15", 10),
        ("dos horas", 120),
        ("no sé", -1),
        ("no lo sé", -1),
        ("ni idea", -1),
        ("¿?", -1),
        ("un poco", None),
    ],
)
def test_minutes(text: str, minutes: int | None) -> None:
    """Minutes, hours, a span, or an honest "no sé"."""
    assert parse_minutes(text, VOCABULARY, ANSWERS) == minutes


@pytest.mark.parametrize(
    ("text", "score"),
    [
        ("4", 4),
        ("cuatro", 4),
        ("4 de 10", 4),
        ("4/10", 4),
        ("como un 5", 5),
        ("como 5", 5),
        ("un 4", 4),
        ("sin dolor", 0),
        ("nada", 0),
        ("no me duele nada", 0),
        ("mucho", None),
        ("11", None),
    ],
)
def test_scores(text: str, score: int | None) -> None:
    """A whole number from 0 to 10, in figures or words."""
    assert parse_score(text, VOCABULARY, ANSWERS) == score


@pytest.mark.parametrize(
    ("text", "score"),
    [("dolor 8", 8), ("me duele 7", 7), ("dolor de rodilla 6", 6), ("8/10 de dolor", 8), ("dolor hace 3 días", None)],
)
def test_pain_in_free_words(text: str, score: int | None) -> None:
    """A score that is said without being asked for."""
    assert typed_score(text, VOCABULARY) == score


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
    assert parse_often(text, VOCABULARY, ANSWERS) == often


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
