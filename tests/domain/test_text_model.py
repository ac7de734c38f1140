"""A model read from its file: what it takes for a word, how it scores, what it refuses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.words.text_model import grams, model, windows, words_of

RAW = {
    "labels": ["hot", "none"],
    "bias": [-1.0, 1.0],
    "step": 0.1,
    "grams": {"<warm": [0, 100, 1, -100], "cold_": [1, 50], "very_warm": [0, 127]},
}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Can't PEE, help!!", ["cant", "pee", "help"]),
        ("¿Cuánto?  ¡Mañana!", ["cuanto", "manana"]),
        ("soooo 120 min 💔", ["soo", "0", "min", "💔"]),
        ("15min", ["0", "min"]),
        ("", []),
    ],
)
def test_words_of_a_text(text: str, words: list[str]) -> None:
    assert words_of(text) == words


def test_grams_are_parts_of_words_whole_words_and_pairs() -> None:
    assert list(grams(["an", "elephants"])) == [
        *("<an", "an>", "<an>"),
        *("<el", "ele", "lep", "eph", "pha", "han", "ant", "nts", "ts>"),
        *("<ele", "elep", "leph", "epha", "phan", "hant", "ants", "nts>"),
        *("<elep", "eleph", "lepha", "ephan", "phant", "hants", "ants>"),
        *("<elephants>", "an_eleph"),
    ]


def test_a_message_scores_by_its_known_grams() -> None:
    made = model(RAW)
    label, share = made.best("Warm!")
    assert label == "hot"
    assert share == pytest.approx(1 / (1 + 2.718281828 ** -(10 - 1 + 10 - 1)))
    assert made.best("something else")[0] == "none"


def test_a_common_word_that_weighs_nothing_is_known_and_counts_for_nothing() -> None:
    made = model(RAW | {"grams": {**RAW["grams"], "<when>": []}})  # type: ignore[dict-item]
    assert made.known("When?") == 1
    assert made.shares(["warm", "when"]) == model(RAW).shares(["warm", "when"])


@pytest.mark.parametrize(
    "change",
    [{"bias": [1.0]}, {"labels": "hot"}, {"grams": {"a": [0]}}, {"grams": {"a": [7, 1]}}, {"grams": {"a": [0, 300]}}],
)
def test_what_is_no_model_is_refused(change: dict[str, object]) -> None:
    with pytest.raises((TypeError, ValueError)):
        model(RAW | change)


@given(st.lists(st.text(max_size=8), max_size=300), st.integers(2, 30), st.integers(1, 20))
def test_windows_are_few_and_reach_both_ends(words: list[str], size: int, most: int) -> None:
    found = list(windows(words, size, most))
    assert 1 <= len(found) <= most
    assert all(len(window) <= size for window in found)
    if most > 1:
        assert list(found[0]) == words[:size]
        assert not words or found[-1][-1] is words[-1]


@given(st.text())
def test_shares_make_one(text: str) -> None:
    assert sum(model(RAW).shares(words_of(text)).values()) == pytest.approx(1)
