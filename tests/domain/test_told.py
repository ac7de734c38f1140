"""Check-ins told in one's own words: what the rules read alone, and what the bot reads by rules and models together.

What models may log although the rules would ask about it is tested by the rules alone; the rest by both. How the bot
reads whole sets: test_told_sets.py.
"""

from time import process_time

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.words.checkins import DAYS, LANGUAGES, VOICES, Reader, as_the_bot, measured, path_of
from bot.domain.typed.length import LONGEST_READ
from tests.support.steps import steps
from tests.support.story import LIBRARY

by_rules = as_the_bot(LIBRARY, models=False)
by_either = pytest.mark.parametrize("read", [by_rules, as_the_bot(LIBRARY)], ids=["rules", "bot"])


def tuned(language: str, part: str) -> list[object]:
    """Return a part of the set of a language."""
    read: list[object] = yaml.safe_load(path_of("tuned", language).read_text(encoding="utf-8"))[part]
    return read


@by_either
@pytest.mark.parametrize(
    ("language", "case"), [(language, case) for language in LANGUAGES for case in tuned(language, "checkins")]
)
def test_a_walk_is_told(read: Reader, language: str, case: dict[str, object]) -> None:
    """The right values, and no question where none is needed."""
    found = read(str(case["say"]), language)
    assert found is not None
    if case.get("ask"):
        assert not found.certain
        return
    day = found.days_ago if found.weekday is None else DAYS[found.weekday]
    told = {"minutes": found.minutes, "worst": found.worst, "before": found.before, "effort": found.effort}
    assert found.certain
    assert told == {field: case.get(field) for field in told}
    assert day == case.get("day", 0)


@pytest.mark.parametrize(
    ("language", "text"), [(language, text) for language in LANGUAGES for text in tuned(language, "near_misses")]
)
def test_no_walk_is_told(language: str, text: str) -> None:
    """Plans, questions, habits, other people and other activities log nothing by the rules."""
    found = by_rules(text, language)
    assert found is None or not found.certain


@pytest.mark.parametrize("name", ["first", "second", "third", "fresh_dev", "next_dev", *VOICES])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_rules_are_certain_of_nothing_that_is_not_told(name: str, language: str) -> None:
    """In the sets they were made with: what they are certain of stands, whatever the models say."""
    row = measured(name, language, by_rules)
    assert (row.near["logged"], row.told["wrong"]) == (0, 0)
    assert (row.told["right"] + row.told["guessed"]) / row.told.total() >= 0.9


PIECES = ["20", "min", "pain", "3", "hard", "walked", ",", "/", "yesterday", "no", "half", "an", "hour", "-5", "+", "y"]


@settings(derandomize=True, deadline=None, max_examples=200)
@given(st.text(max_size=40) | st.lists(st.sampled_from(PIECES)).map(" ".join))
def test_it_never_raises(text: str) -> None:
    """Whatever is typed, and scores stay on their scale."""
    found = by_rules(text, "en")
    assert found is None or found.worst is None or 0 <= found.worst <= 10


@pytest.mark.parametrize("piece", ["a", "1 ", "pain ", "20 min ", "y ", "- ", "1-", "half an hour and "])
def test_a_long_text_is_not_read(piece: str) -> None:
    """The longest message that Telegram lets through takes no time; what is read takes little."""
    long = (piece * 4096)[:4096]
    assert by_rules(long, "en") is None
    started_at = process_time()
    by_rules((piece * 300)[:300], "en")
    assert process_time() - started_at < 0.2


PIECES_OF_FIGURES = [
    *("20 min ", "and ", "3 ", "sorry 28 ", "no wait ", "in total ", "total 20 ", "than yesterday ", "not 40 "),
    *(
        "half n hour ",
        "zzz hour ",
        "effort fine ",
        "not hard ",
        "3 then ",
        "an hour I think ",
        "he is 6 ",
        "5 odd ",
        "hip gave 3 ",
    ),
]


@pytest.mark.parametrize("piece", PIECES_OF_FIGURES)
def test_twice_the_text_takes_twice_the_steps(piece: str) -> None:
    """Counted, not timed; of the longest text that is read."""
    half, whole = ((piece * 300)[:length] for length in (LONGEST_READ // 2, LONGEST_READ))
    by_rules(half, "en")
    assert steps(lambda: by_rules(whole, "en")) < 2.5 * steps(lambda: by_rules(half, "en"))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("5 or 6 minutes, pain 3", "en"),
        ("20 min and a bit, pain 2", "en"),
        ("200 min pain 2", "en"),
        ("5 o 6 minutos, dolor 3", "es"),
        ("10 min y pico dolor 2", "es"),
    ],
)
def test_minutes_that_are_not_sure_are_asked_about(text: str, language: str) -> None:
    """A wrong value is worse than a question."""
    found = by_rules(text, language)
    assert found is not None
    assert not found.certain


@pytest.mark.parametrize(
    ("language", "text", "minutes", "worst"),
    [
        ("en", "walked 7 min 3 times, pain 2", 21, 2),
        ("en", "three ten minute walks, pain 3", 30, 3),
        ("en", "12 minutes, twice, pain 1", 24, 1),
        ("en", "walked 10, rest, 10 more, pain 3", 20, 3),
        ("en", "15 there and 12 back, hip 3", 27, 3),
        ("en", "8 minutes this morning n 9 after tea, pain 4", 17, 4),
        ("en", "hour long walk, pain maybe 3", 60, 3),
        ("en", "not 20 but 15 min, pain 3", 15, 3),
        ("en", "walked at 7 in the morning 20 min", 20, None),
        ("en", "walked 10 mins and then another 10 after tea so 20 all in, pain 3", 20, 3),
        ("en", "9 down to the harbour and 13 back up, minutes that is, pain 5", 22, 5),
        ("en", "walked 15 min with my grandson, he is 6, pain 3", 15, 3),
        ("en", "managed 18 mins which is 6 better than Tuesday, knee 2", 18, 2),
        ("en", "half n hour stroll, pain 1", 30, 1),
        ("en", "got home at 5, walked 20 min", 20, None),
        ("es", "no 20 sino 15 min, dolor 3", 15, 3),
        ("es", "20 min, 3 más que ayer", 20, None),
        ("es", "caminé 14 minutos, no 40, con dolor 2", 14, 2),
        ("es", "caminé 28 minutos, no me dolió nada de nada", 28, 0),
        ("es", "36 min, dolor 2, esfuerzo 5 de 10", 36, 2),
        ("en", "36 min, pain 2, effort was 5/10", 36, 2),
        ("en", "pain 2, effort 20 min", 20, 2),
        ("en", "0:25 walk pain 1", 25, 1),
        ("en", "1h05, pain 2", 65, 2),
        ("en", "walked from 3 to 3:20, pain 2", 20, 2),
        ("es", "caminé 7 min 3 veces, dolor 2", 21, 2),
        ("es", "10 min, descanso, otros 10, dolor 3", 20, 3),
        ("es", "15 de ida y 12 de vuelta, cadera 3", 27, 3),
        ("es", "8 minutos por la mañana y 9 por la tarde, dolor 4", 17, 4),
        ("es", "una hora y diez, dolor quizás 3", 70, 3),
        ("es", "caminé de 7:50 a 8:15, dolor 2", 25, 2),
    ],
)
def test_minutes_are_reckoned_as_they_are_told(language: str, text: str, minutes: int, worst: int) -> None:
    """Several walks, sums in words, times of the clock, and scores that are not exact."""
    found = by_rules(text, language)
    assert found is not None
    assert found.certain
    assert (found.minutes, found.worst) == (minutes, worst)


@pytest.mark.parametrize(
    ("language", "text", "minutes", "worst"),
    [
        ("en", "22, pain 2", 22, 2),
        ("en", "20/3", 20, 3),
        ("en", "20 min no wait 25 min, pain 2", 25, 2),
        ("en", "14 min, knee 3 maybe 4", 14, 4),
        ("en", "18 min, pain between 3 and 5", 18, 5),
        ("en", "twenty odd minutes, pain 3", 20, 3),
        ("en", "walked 20 odd, pain 3", 20, 3),
        ("en", "20 min, sorry 25, pain 3", 25, 3),
        ("en", "hlff an hour, pain 3", 60, 3),
        ("en", "an hour and a hlff, pain 3", 60, 3),
        ("en", "an hour I think, pain 3", 60, 3),
        ("en", "cooked dinner, 40 mins, pain 5", 40, 5),
        ("en", "walked 26 minutes so far, pain 2", 26, 2),
        ("en", "20 min this morning, 3 tonight", 20, 3),
        ("en", "walked 10 min 3 times this week", 30, None),
        ("en", "walked 5 minutes more than yesterday", 5, None),
        ("en", "20 min pain 2 and a half", 20, 3),
        ("en", "20-25 min, pain 3", 20, 3),
        ("es", "20 min, dolor 3,5", 20, 4),
        ("en", "a few minutes, pain 3", None, 3),
        ("es", "20 min digo 25 min, dolor 2", 25, 2),
        ("es", "veintipico de minutos, dolor 2", 20, 2),
        ("es", "casi una hora creo, dolor 4", 60, 4),
        ("es", "caminé 18 minutos, perdón 28, dolor 2", 28, 2),
        ("es", "hice 3 series de 10 min", 10, None),
    ],
)
def test_what_may_mean_two_things_is_asked_with_a_guess(
    language: str, text: str, minutes: int | None, worst: int | None
) -> None:
    """Nothing is logged; one tap logs the guess."""
    found = by_rules(text, language)
    assert found is not None
    assert not found.certain
    assert (found.minutes, found.worst) == (minutes, worst)


@by_either
@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "maybe 20 min"),
        ("en", "back is good maybe 20 min today"),
        ("en", "pain 3 so maybe 10 min"),
        ("en", "8 minutes so far"),
        ("en", "back in a few minutes"),
        ("en", "10 min rest"),
        ("es", "quizás camine 20 min"),
        ("es", "llevo 10 minutos"),
    ],
)
def test_a_guess_about_what_is_to_come_is_no_walk(read: Reader, language: str, text: str) -> None:
    """The same words that stand beside a score that is not exact."""
    assert read(text, language) is None


@by_either
@pytest.mark.parametrize(
    ("text", "before", "worst"),
    [
        ("started on a 4 ended on a 2, 18 min", 4, 4),
        ("20 min, it was a 4 before I went and a 2 when I got back", 4, 2),
        ("18 min. it went from 1 to 3", 1, 3),
        ("pain was 5 going out but only 3 the whole time I was walking, 18 min", 5, 3),
    ],
)
def test_the_worst_is_of_the_walk_and_not_of_the_time_before(
    read: Reader, text: str, before: int | None, worst: int
) -> None:
    """What hurt at its start is of the walk as well, whatever the order in which scores stand."""
    found = read(text, "en")
    assert found is not None
    assert found.certain
    assert (found.before, found.worst) == (before, worst)


@by_either
@pytest.mark.parametrize(
    ("language", "text", "minutes", "worst"),
    [
        ("en", "12 min each way, pain 2", 24, 2),
        ("en", "2 walks today, 12 and 15 min, pain 3", 27, 3),
        ("en", "16 there and 19 back, pain 6", 35, 6),
        ("en", "walked to school 18 mins pain 2 and back 20 mins pain 4", 38, 4),
        ("en", "left the house at nine got back at nine twenty pain level three", 20, 3),
        ("en", "stroll, twenty past two till ten to three, knee a 3", 30, 3),
        ("en", "1h15 bushwalk, knee went to 5 on the downhill", 75, 5),
        ("es", "8 minutos de ida y 9 de vuelta, dolor un 4", 17, 4),
        ("es", "ida 10 minutos vuelta 12 dolor 3", 22, 3),
        ("es", "12 minutos por trayecto, dolor 2", 24, 2),
        ("es", "dos vueltas de 10 minutos, dolor 4", 20, 4),
        ("es", "salí a las seis y cuarto y llegué a las siete menos veinte dolor tres", 25, 3),
        ("es", "una hora menos cuarto andando, dolor 2", 45, 2),
    ],
)
def test_ways_and_hours_are_added_up(read: Reader, language: str, text: str, minutes: int, worst: int) -> None:
    """Two ways, counted walks, and the hours of leaving and coming back."""
    found = read(text, language)
    assert found is not None
    assert (found.certain, found.minutes, found.worst) == (True, minutes, worst)


@by_either
@pytest.mark.parametrize(
    ("language", "text", "worst"),
    [
        ("en", "20 min, didn't feel any pain", 0),
        ("en", "20 min, didn't hurt much, maybe 2", 2),
        ("en", "20 min, never went over 3", 3),
        ("en", "20 min, on a scale of 1 to 10 a 4", 4),
        ("en", "20 min, L5 was a 3", 3),
        ("en", "20 min, a little sore, maybe 2", 2),
        ("es", "20 min, ni me dolió", 0),
        ("es", "20 min, el dolor no pasó de 2", 2),
        ("es", "del 1 al 10 un 3, veinte minutos andando", 3),
    ],
)
def test_a_score_is_heard_however_it_is_said(read: Reader, language: str, text: str, worst: int) -> None:
    """Denied, at most, on a scale, by a vertebra, behind a comma."""
    found = read(text, language)
    assert found is not None
    assert (found.certain, found.minutes, found.worst) == (True, 20, worst)


@by_either
@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "only did 20 min its chucking it down, pain 3"),
        ("en", "walked till my hip said no, 20 min, pain 3"),
        ("en", "my carer walked with me, 20 min, pain 3"),
        ("en", "sore from yesterday, 20 min, pain 3"),
        ("en", "20 min on the 606 trail, pain 3"),
        ("en", "20 mims with the wife, bakc 3"),
        ("es", "solo 20 minutos que hace mucho calor, dolor 3"),
        ("es", "trabajé todo el día pero igual caminé 20 minutos, dolor 3"),
        ("es", "chamo caminé 20 min, dolor 3"),
    ],
)
def test_what_else_is_told_does_no_harm(read: Reader, language: str, text: str) -> None:
    """Weather, company, the day of another thing, names and slips of the finger."""
    found = read(text, language)
    assert found is not None
    assert (found.certain, found.minutes, found.worst, found.days_ago) == (True, 20, 3, 0)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "tai chi 20 min, pain 3"),
        ("en", "20 min of kabaddi, pain 3"),
        ("en", "20 min in casualty, pain 7"),
        ("es", "estuve 20 min en urgencias, dolor 7"),
        ("en", "walked 20 min, is that much, pain 3?"),
        ("en", "hip 3 on the way up, 2 coming down, 25 minutes"),
        ("en", "if I walked 20 min the pain was 3"),
        ("es", "15 min con dolor 3 está bien o es mucho"),
        ("es", "20 minutos de kabaddi, dolor 3"),
        ("es", "quieren que camine 20 min, dolor 3"),
    ],
)
def test_what_speaks_against_a_walk_is_never_logged(language: str, text: str) -> None:
    """Another activity by a name that no list has, a question, a condition, scores of two ways."""
    found = by_rules(text, language)
    assert found is None or not found.certain or (found.minutes, found.worst) == (25, 3)


@by_either
@pytest.mark.parametrize(
    ("language", "text", "effort"),
    [
        ("en", "20 min, pain 2. Effort: fine.", "steady"),
        ("en", "comfortable pace, 20 min, effort easy", "easy"),
        ("en", "20 min, not too hard not too easy", "steady"),
        ("en", "20 min, felt fine", None),
        ("es", "25 min. Esfuerzo: alto.", "hard"),
        ("es", "20 min, ni fácil ni difícil", "steady"),
    ],
)
def test_effort_is_told_by_its_name_or_by_what_it_was_not(
    read: Reader, language: str, text: str, effort: str | None
) -> None:
    """ "Fine" beside "effort" is steady; alone it may be anything."""
    found = read(text, language)
    assert found is not None
    assert found.effort == effort


@by_either
@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "salgo ahorita, a ver si aguanto los 20"),
        ("es", "ponme 15 minutos para la próxima semana"),
        ("en", "put me down for 20 minutes next week"),
        ("en", "took the kids swimming, 45 min, back is a 4"),
        ("es", "15 minutos en la tina, dolor 2 ahora"),
    ],
)
def test_wishes_orders_and_other_places_are_never_logged(read: Reader, language: str, text: str) -> None:
    """Whatever figures they name."""
    found = read(text, language)
    assert found is None or not found.certain


@by_either
def test_a_day_that_is_compared_with_is_not_the_day_of_the_walk(read: Reader) -> None:
    """ "Better than yesterday" is today's walk; "that yesterday I walked" is not."""
    told = {text: read(text, "es") for text in ("caminé 17 min, mejor q ayer", "olvidé decir que ayer caminé 15 min")}
    assert [found and found.days_ago for found in told.values()] == [0, 1]
