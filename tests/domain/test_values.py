"""Scores, minutes, counts and single words as the whole answer to a question, in both languages."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.typed.misread import Misread
from bot.domain.typed.values import names_pain, read_count, read_effort, read_minutes, read_score, read_yes
from tests.support.story import LIBRARY

WORDS = {language: heard.typed for language, heard in LIBRARY.heard.items()}


def why(read: object) -> object:
    """Return a value, or the reason why there is none."""
    return read.why if isinstance(read, Misread) else read


@pytest.mark.parametrize(
    ("text", "score"),
    [
        (text, 8)
        for text in ("8", "eight", "8!", "it was an 8", "8/10", "8 out of 10", "about 8", "my knee is an 8", "7-8")
    ]
    + [("4,5", 5), ("4.5", 5), ("4-5", 5), ("3 or 4", 4), ("between 4 and 5", 5), ("about a 2", 2), ("none", 0)]
    + [("no pain", 0), ("zero", 0), ("10", 10), ("10/10", 10), ("pain 4", 4), ("8/10 pain", 8), ("pain level 3", 3)]
    + [("11", "above"), ("100", "above"), ("-1", "below"), ("8 min", "minutes"), ("2 km", "distance")]
    + [
        (text, "unclear") for text in ("", "a lot", "8?", "3/5", "pain 3 days", "it was 8, now it is 3", "I am 8 years")
    ],
)
def test_scores(text: str, score: object) -> None:
    """The whole of a text is a score from 0 to 10, or none is taken; of two the higher one counts."""
    assert why(read_score(text, WORDS["en"])) == score


@pytest.mark.parametrize(
    ("text", "score"),
    [(text, 8) for text in ("8", "ocho", "un 8", "fue un ocho", "como un 8", "8 de 10", "¡8!", "me duele 8")]
    + [("4,5", 5), ("sin dolor", 0), ("nada", 0), ("no me duele nada", 0), ("mucho", "unclear"), ("11", "above")]
    + [("dolor hace 3 días", "unclear"), ("8 minutos", "minutes")],
)
def test_scores_in_spanish(text: str, score: object) -> None:
    """The same in Spanish."""
    assert why(read_score(text, WORDS["es"])) == score


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        (text, 20)
        for text in ("20", "20 min", "20m", "about twenty minutes", "20-25 min", "10 + 10", "2 x 10 min", "20'")
    ]
    + [(text, 30) for text in ("half an hour", "half hour", "1/2 hour", "½ hour", "thirty")]
    + [(text, 90) for text in ("1h30", "1 h 30 min", "an hour and a half", "hour and a half", "1.5 hours", "1½ hours")]
    + [
        ("quarter of an hour", 15),
        ("three quarters of an hour", 45),
        ("twelve", 12),
        ("12.5 min", 12),
        ("2 hours", 120),
    ]
    + [("10 min 30 s", 10), ("10 or 15", 10), ("twenty five", 25), ("600", 600)]
    + [(text, "distance") for text in ("500 m", "500 meters", "400 steps", "2 km", "half a mile")]
    + [("30 seconds", "seconds"), ("30 s", "seconds"), ("0", "zero"), ("601", "above"), ("-5", "below")]
    + [(text, "unsure") for text in ("I don't know", "no idea", "not sure", "?", "dunno")]
    + [(text, "unclear") for text in ("", "a bit", "-", "1 2 3", "1:30", "less than 5", "5 min?", "20 min pain 3")],
)
def test_minutes(text: str, minutes: object) -> None:
    """Minutes, hours, spans and sums; a distance, steps and seconds are none."""
    assert why(read_minutes(text, WORDS["en"])) == minutes


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("media hora", 30),
        ("una hora", 60),
        ("hora y media", 90),
        ("tres cuartos de hora", 45),
        ("un cuarto de hora", 15),
        ("unos veinte", 20),
        ("10-15", 10),
        ("dos horas", 120),
        ("treinta y cinco", 35),
        ("1 h 30", 90),
        ("500 m", "distance"),
        ("dos cuadras", "distance"),
        ("no sé", "unsure"),
        ("¿?", "unsure"),
        ("ni idea", "unsure"),
        ("un poco", "unclear"),
    ],
)
def test_minutes_in_spanish(text: str, minutes: object) -> None:
    """The same in Spanish."""
    assert why(read_minutes(text, WORDS["es"])) == minutes


def test_an_m_may_be_metres() -> None:
    """Who can walk 20 m comfortably must not be given 20 minutes."""
    assert why(read_minutes("20 m", WORDS["en"], metres=True)) == "distance"
    assert read_minutes("20 min", WORDS["en"], metres=True) == 20


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("12", 12),
        ("twelve", 12),
        ("about 12", 12),
        ("none", 0),
        ("101", "above"),
        ("12.5", "fraction"),
        ("12 s", "minutes"),
        ("a few", "unclear"),
    ],
)
def test_counts(text: str, count: object) -> None:
    """How many times."""
    assert why(read_count(text, WORDS["en"])) == count


def test_single_words() -> None:
    """Efforts, yes and no: the whole text."""
    assert why(read_effort("It was hard!", WORDS["en"])) == "hard"
    assert why(read_effort("suave", WORDS["es"])) == "easy"
    assert why(read_effort("blue", WORDS["en"])) == "unclear"
    assert read_yes("Yes!", WORDS["en"]) is True
    assert read_yes("todavía no", WORDS["es"]) is False
    assert why(read_yes("no idea", WORDS["en"])) == "unclear"
    assert names_pain("my knee is a 6", WORDS["en"])
    assert not names_pain("8", WORDS["en"])


@given(st.text(max_size=60))
@settings(derandomize=True, deadline=None, max_examples=150)
def test_no_text_breaks_them(text: str) -> None:
    """Whatever is typed gives a value in range, or a reason."""
    for words in WORDS.values():
        assert why(read_score(text, words)) in {*range(11), "unclear", "above", "below", "minutes", "distance"}
        minutes = read_minutes(text, words)
        assert isinstance(minutes, Misread) or 1 <= minutes <= 600
