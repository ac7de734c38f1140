"""Until when a professional's words count: spans, weekdays, dates, weeks, as people say them."""

from datetime import date

import pytest
from babel.dates import get_month_names

from bot.domain.words.told_until import read_until
from tests.support.story import LIBRARY

WEDNESDAY = date(2026, 11, 25)
THURSDAY, SATURDAY, MONDAY = date(2026, 11, 26), date(2026, 11, 28), date(2026, 11, 30)

ENDS = {
    "en": {
        "my physio says no walking this week": MONDAY,
        "this week no walking, says my physio": MONDAY,
        "no walks for the rest of the week": MONDAY,
        "my physio says no walking until Friday": SATURDAY,
        "doctor told me not to walk till friday, that's two days": SATURDAY,
        "no walking through Sunday": MONDAY,
        "no walking until wednesday": date(2026, 12, 3),
        "no walking until next friday": date(2026, 12, 5),
        "my doctor told me not to walk for two weeks": date(2026, 12, 9),
        "no walking for at least 10 days": date(2026, 12, 5),
        "bed rest 3 days": SATURDAY,
        "no walking for a week": date(2026, 12, 2),
        "rest for 2-3 weeks": date(2026, 12, 16),
        "rest two to three weeks": date(2026, 12, 16),
        "not to walk for a couple of weeks": date(2026, 12, 9),
        "no walking for 48 hours": date(2026, 11, 27),
        "no walking for a month": date(2026, 12, 25),
        "no walks until next week": MONDAY,
        "no walking next week either": date(2026, 12, 7),
        "no walking over the weekend": MONDAY,
        "no walking today": THURSDAY,
        "not to walk until tomorrow": date(2026, 11, 27),
        "no walking until 12 December": date(2026, 12, 13),
        "no walking until Dec 12": date(2026, 12, 13),
        "no walking until the 5th": date(2026, 12, 6),
        "no walking till the end of the month": date(2026, 12, 1),
        "at most 10 minutes a day for two weeks": date(2026, 12, 9),
        "up to 10 minutes for two weeks": date(2026, 12, 9),
        "only 10 minutes says my PT until friday": SATURDAY,
    },
    "es": {
        "me dijo el fisio que no camine esta semana": MONDAY,
        "nada de caminar lo que queda de semana": MONDAY,
        "el fisio dice que no camine hasta el viernes": SATURDAY,
        "hasta el viernes que viene nada de caminar": SATURDAY,
        "que no camine hasta el miércoles": date(2026, 12, 3),
        "reposo dos semanas": date(2026, 12, 9),
        "reposo durante 10 días": date(2026, 12, 5),
        "no caminar por una semana": date(2026, 12, 2),
        "reposo de dos a tres semanas": date(2026, 12, 16),
        "reposo unas 2 o 3 semanas": date(2026, 12, 16),
        "que no camine un par de semanas": date(2026, 12, 9),
        "nada de caminar quince días": date(2026, 12, 10),
        "reposo 48 horas": date(2026, 11, 27),
        "reposo un mes": date(2026, 12, 25),
        "que no camine hasta la semana que viene": MONDAY,
        "la próxima semana tampoco": date(2026, 12, 7),
        "que no camine este finde": MONDAY,
        "que no camine hoy": THURSDAY,
        "que no camine hasta mañana": date(2026, 11, 27),
        "que no camine hasta el 12 de diciembre": date(2026, 12, 13),
        "que no camine hasta el 5": date(2026, 12, 6),
        "reposo hasta tres semanas": date(2026, 12, 16),
        "reposo hasta fin de mes": date(2026, 12, 1),
        "como mucho 10 minutos al día durante dos semanas": date(2026, 12, 9),
    },
}
TELL_NONE = {
    "en": (
        "my physio says no walking",
        "my physio told me today not to walk",
        "my physio says at most 10 minutes a day",
        "only 10 min, 5 days a week, says my PT",
        "I saw my doctor two weeks ago and she said no walking",
        "no walking for a few days",
        "no walking for now",
        "no walking until I see her again in two weeks",
        "no walking until my appointment",
        "no walking for 2 years",
        "walk only once a week",
    ),
    "es": (
        "mi fisio dice que no camine",
        "hoy me dijo el fisio que no camine",
        "el médico dice que solo 10 minutos al día",
        "hace dos semanas el médico me dijo que no camine",
        "que no camine unos días",
        "que no camine de momento",
        "nada de caminar hasta la revisión",
        "camine solo una vez por semana",
    ),
}
CASES = [(language, text, day) for language, cases in ENDS.items() for text, day in cases.items()]


def until(language: str, text: str, today: date = WEDNESDAY) -> date | None:
    heard = LIBRARY.heard[language]
    months = get_month_names("wide", locale=language)
    names = [months[number] for number in range(1, 13)]
    return read_until(text, today, heard.answers.circumstances.ends, heard.typed, names)


@pytest.mark.parametrize(("language", "text", "day"), CASES)
def test_the_first_day_on_which_it_counts_no_more(language: str, text: str, day: date) -> None:
    """A day that is named still counts: one day of rest more harms nobody."""
    assert until(language, text) == day


@pytest.mark.parametrize(("language", "text"), [(one, text) for one, texts in TELL_NONE.items() for text in texts])
def test_no_end_is_read_where_none_is_plain(language: str, text: str) -> None:
    """It is asked for then."""
    assert until(language, text) is None


def test_this_week_said_on_a_sunday_is_the_one_that_comes() -> None:
    """A week of an hour is nobody's."""
    assert until("en", "no walking this week", date(2026, 11, 29)) == date(2026, 12, 7)
