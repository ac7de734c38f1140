"""What a check-in tells beside the walk: another day, a figure compared with, a pause, an age; and contradictions."""

import pytest

from tests.domain.test_told import by_rules as read


@pytest.mark.parametrize(
    ("language", "text", "minutes", "worst"),
    [
        ("en", "yesterday I couldn't but today I did 25 minutes, pain 2", 25, 2),
        ("es", "ayer fatal, hoy 20 min dolor 3", 20, 3),
        ("en", "walked 20 min, pain 3, down from yesterday's 6", 20, 3),
        ("es", "7 min dolor 5, mejor que el 8 de ayer", 7, 5),
        ("en", "three laps of 6 minutes, pain 3", 18, 3),
        ("es", "di tres vueltas de 6 minutos, dolor 3", 18, 3),
        ("es", "treinta y un minutos, dolor 2", 31, 2),
        ("en", "started 2, ended 4, 20 min", 20, 4),
        ("es", "salí con un 3 y volví con un 5, fueron 20 min", 20, 5),
        ("en", "it wasn't 20, I only got to 11 minutes, pain 6", 11, 6),
        ("en", "I am 81 and I walked 9 minutes, pain 3", 9, 3),
        ("en", "my smartwatch says 24 minutes, pain 2", 24, 2),
        ("en", "walked 10, rested for 5, walked another 10, pain 3", 20, 3),
        ("en", "set off at ten past nine and was back by half past, pain 2", 20, 2),
        ("en", "22 m / before 3 / after 2", 22, 2),
    ],
)
def test_the_walk_of_today_is_read_without_what_is_told_beside_it(
    language: str, text: str, minutes: int, worst: int
) -> None:
    """The values, today's day, and no question."""
    found = read(text, language)
    assert found is not None
    assert (found.minutes, found.worst, found.days_ago, found.certain) == (minutes, worst, 0, True)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "no pain at all today, 20 minutes, pain 6"),
        ("es", "facilísimo pero me costó horrores, 30 min, dolor 3"),
        ("en", "walked 12.5 minutes, pain 1"),
        ("en", "yesterday was awful. 20 min, pain 3"),
        ("es", "20 min, dolor 4, ayer fue 8"),
        ("en", "yesterday, not today, 20 min, pain 3"),
        ("es", "salí con 3 y regresé con 5 bolsas, 20 min"),
    ],
)
def test_what_contradicts_itself_is_asked_about(language: str, text: str) -> None:
    """A question instead of a value that may be wrong."""
    found = read(text, language)
    assert found is None or not found.certain
