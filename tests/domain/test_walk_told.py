"""A check-in read by the rules and the models together: who is believed when, and what is never logged."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.words.checkins import as_the_bot
from bot.domain.typed.checkin import CheckIn
from bot.domain.typed.length import LONGEST_READ
from bot.domain.words.opinion import Opinion, Part
from bot.domain.words.walk_told import weighed
from tests.support.steps import steps
from tests.support.story import LIBRARY

TELLING = LIBRARY.rules.telling
read = as_the_bot(LIBRARY)
by_rules = as_the_bot(LIBRARY, models=False)

RULED = CheckIn(minutes=20, worst=3)
SURE = Opinion(
    minutes=Part(20, 0.99),
    worst=Part(3, 0.99),
    before=Part(None, 0.99),
    days_ago=Part(0, 1.0),
    weekday=None,
    efforts={"easy": 0.01, "steady": 0.01, "hard": 0.01},
    told=0.99,
    none=0.005,
    exact=True,
)


def test_what_both_hear_is_logged() -> None:
    assert weighed(RULED, SURE, TELLING) == RULED


def test_what_the_rules_would_ask_is_logged_if_the_models_are_sure() -> None:
    assert weighed(replace(RULED, certain=False), SURE, TELLING) == RULED


def test_a_range_is_asked_about_however_sure_the_models_are() -> None:
    """ "20 to 25 minutes" is no value."""
    found = weighed(replace(RULED, certain=False), replace(SURE, exact=False), TELLING)
    assert found == replace(RULED, certain=False)


def test_what_the_rules_are_certain_of_stands_or_is_asked_about() -> None:
    assert weighed(RULED, replace(SURE, told=0.01, none=0.98), TELLING) == RULED
    assert weighed(RULED, replace(SURE, minutes=Part(45, 0.9)), TELLING) == RULED
    assert weighed(RULED, replace(SURE, minutes=Part(45, 0.99)), TELLING) == replace(RULED, certain=False)


def test_a_value_that_the_rules_lack_is_added_where_the_models_are_sure_of_it() -> None:
    assert weighed(RULED, replace(SURE, before=Part(2, 0.97)), TELLING) == replace(RULED, before=2)
    assert weighed(RULED, replace(SURE, before=Part(2, 0.8)), TELLING) == RULED


def test_a_value_that_the_models_are_sure_of_replaces_one_that_the_rules_would_ask_about() -> None:
    found = weighed(replace(RULED, certain=False), replace(SURE, minutes=Part(45, 0.97)), TELLING)
    assert found == replace(RULED, minutes=45)


def test_no_range_is_added_to_what_the_rules_are_certain_of() -> None:
    """A pain of "3 or 4" is not logged as one of them: the walk is, and the pain is asked for after it."""
    ruled = CheckIn(minutes=20, certain=True)
    heard = replace(SURE, worst=Part(4, 0.99), before=Part(2, 0.99))
    assert weighed(ruled, heard, TELLING) == replace(ruled, worst=4, before=2)
    assert weighed(ruled, replace(heard, exact=False), TELLING) == ruled


def test_where_they_differ_and_neither_is_sure_the_likelier_one_is_the_guess() -> None:
    found = weighed(replace(RULED, certain=False), replace(SURE, minutes=Part(45, 0.7)), TELLING)
    assert found == replace(RULED, minutes=45, certain=False)


def test_a_walk_that_only_the_models_hear_is_logged_if_they_are_very_sure() -> None:
    assert weighed(None, SURE, TELLING) == RULED
    assert weighed(None, replace(SURE, told=0.7, none=0.2), TELLING) == replace(RULED, certain=False)
    assert weighed(None, replace(SURE, told=0.2, none=0.7), TELLING) is None


def test_more_than_ninety_minutes_that_only_models_hear_are_asked_about() -> None:
    """No word says that they were walked. Those that the rules are certain of are logged up to three hours."""
    known, long = replace(SURE, minutes=Part(90, 0.99)), replace(SURE, minutes=Part(91, 0.99))
    for ruled in (None, CheckIn(certain=False)):
        assert weighed(ruled, known, TELLING) == replace(RULED, minutes=90)
        assert weighed(ruled, long, TELLING) == replace(RULED, minutes=91, certain=False)
    certain = replace(RULED, minutes=91)
    assert weighed(certain, long, TELLING) == certain


@pytest.mark.parametrize("minutes", [0, 181, 600])
def test_minutes_that_no_walk_has_are_never_logged(minutes: int) -> None:
    found = weighed(None, replace(SURE, minutes=Part(minutes, 0.99)), TELLING)
    assert found is not None
    assert not found.certain


def test_an_effort_of_the_rules_stands_and_one_of_the_models_needs_a_high_share() -> None:
    hard = {"easy": 0.01, "steady": 0.01, "hard": 0.4}
    ruled = replace(RULED, effort="hard")
    assert weighed(ruled, SURE, TELLING) == ruled
    assert weighed(RULED, replace(SURE, efforts=hard), TELLING) == RULED
    assert weighed(RULED, replace(SURE, efforts={**hard, "hard": 0.9}), TELLING) == ruled


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        ("en", "25 min, pain 2, every step was a battle", CheckIn(25, worst=2, effort="hard")),
        ("en", "25 min, pain 2, hardly noticed I was out", CheckIn(25, worst=2, effort="easy")),
        ("es", "20 min, dolor 2, ni me enteré", CheckIn(20, worst=2, effort="easy")),
        ("en", "left 8:05 home 8:30, knee 3", CheckIn(25, worst=3)),
        ("es", "salimos 9:10, en casa 9:40, rodilla 2", CheckIn(30, worst=2)),
        ("en", "clocked 25 on the towpath, back 2", CheckIn(25, worst=2)),
    ],
)
def test_what_the_rules_alone_do_not_read_is_read(language: str, text: str, told: CheckIn) -> None:
    found, ruled = read(text, language), by_rules(text, language)
    assert found is not None
    assert replace(found, over=told.over) == told
    assert ruled is None or replace(ruled, over=told.over) != told


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "my husband walked 30 minutes, pain 2"),
        ("en", "I will walk 20 minutes tonight"),
        ("en", "the film took 40 minutes, back 5"),
        ("en", "remind me at 9:10"),
        ("es", "mi marido caminó 30 minutos, dolor 2"),
        ("es", "la reunión duró 40 minutos, espalda 5"),
        ("es", "iba a caminar 20 minutos pero llovió"),
    ],
)
def test_what_is_no_walk_is_not_logged(language: str, text: str) -> None:
    found = read(text, language)
    assert found is None or not found.certain


@pytest.mark.parametrize("text", ["20M20", "20 min, pain 20", "20 min, knee went 2 to 14"])
def test_no_figure_beyond_the_scale_is_a_pain(text: str) -> None:
    found = read(text, "en")
    assert found is not None
    assert all(score is None or score <= 10 for score in (found.before, found.worst))


@settings(derandomize=True, deadline=None, max_examples=200)
@given(
    st.text(max_size=60)
    | st.lists(st.sampled_from(["20", "min", "pain", "3", "to", ":", "half", "8", ","])).map(" ".join)
)
def test_it_never_raises(text: str) -> None:
    """Whatever is typed, scores stay on their scale, and minutes that are logged are those of a walk."""
    found = read(text, "en")
    if found is not None:
        assert all(score is None or 0 <= score <= 10 for score in (found.before, found.worst))
        assert not found.certain or (found.minutes is not None and 1 <= found.minutes <= 180)


@pytest.mark.parametrize(
    "piece", ["20 min ", "and ", "3 ", "8:10 ", "pain 3, ", "a doddle so it was ", "half an hour "]
)
def test_twice_the_text_takes_twice_the_steps(piece: str) -> None:
    """Counted, not timed; of the longest text that is read."""
    half, whole = ((piece * 300)[:length] for length in (LONGEST_READ // 2, LONGEST_READ))
    read(half, "en")
    assert steps(lambda: read(whole, "en")) < 2.5 * steps(lambda: read(half, "en"))
