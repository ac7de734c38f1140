"""What the model may doubt of what the rules found, and what it must be surer of."""

import math

import pytest

from bot.domain.words.danger_words import Told
from bot.domain.words.hearing import KINDS, MAYBE, MOST_WORDS_DOUBTED, NONE, WINDOW, Ear, danger
from bot.domain.words.text_model import TextModel
from tests.support.story import LIBRARY

RULES = LIBRARY.rules.hearing
ONE_SIGN = "my fingers are numb"
STORY = "we sat at the lake and talked of old days "


def thinks(**shares: float) -> TextModel:
    """Return a model that gives every text the same shares; what is not named shares the rest."""
    labels = (*KINDS, NONE)
    rest = (1 - sum(shares.values())) / (len(labels) - len(shares))
    return TextModel(labels, tuple(math.log(shares.get(label, rest)) for label in labels), 0.01, {})


def heard(text: str, **shares: float) -> Told | None:
    """Return what is heard of an English text where the model thinks so."""
    return danger(text, [Ear(LIBRARY.heard["en"].triggers, thinks(**shares))], RULES)


SURE = float(RULES.sure_of_none) + 0.01
UNSURE = float(RULES.sure_of_none) - 0.01


def test_a_sign_is_dropped_where_the_model_is_sure() -> None:
    """And only there."""
    assert heard(ONE_SIGN, none=SURE) is None
    unsure = heard(ONE_SIGN, none=UNSURE)
    assert unsure is not None
    assert unsure.sign == "numb"


def test_an_emergency_needs_a_surer_model() -> None:
    """Than an urgent sign."""
    between = (SURE + float(RULES.surest_of_none)) / 2
    assert heard(ONE_SIGN, none=between) is None
    found = heard("my chest hurts", none=between)
    assert found is not None
    assert found.sign == "chest"
    assert heard("my chest hurts", none=float(RULES.surest_of_none) + 0.01) is None


def test_overdose_stands() -> None:
    """Whatever the model thinks."""
    found = heard("i took 30 pills", none=0.99)
    assert found is not None
    assert (found.kind, found.sign == MAYBE) == ("overdose", False)


@pytest.mark.parametrize(("none", "asked"), [(SURE, True), (UNSURE, False)])
def test_despair_that_is_doubted_is_asked_about(none: float, asked: bool) -> None:
    """It is never dropped: "i lost the will to live" may be said of a match, or meant."""
    found = heard("i want to die", none=none)
    assert found is not None
    assert (found.kind, found.sign == MAYBE) == ("despair", asked)


def test_a_danger_beside_despair_is_not_doubted() -> None:
    """The whole text stands."""
    assert heard("my fingers are numb and i want to die", none=0.99) is not None


def test_a_text_that_the_model_cannot_read_whole_is_not_doubted() -> None:
    """A danger in the middle of a long text stands between the windows."""
    long = STORY * (MOST_WORDS_DOUBTED // len(STORY.split()) + 1)
    assert heard(long + ONE_SIGN, none=0.99) is not None
    assert heard(STORY + ONE_SIGN, none=0.99) is None


def test_where_a_danger_is_only_named_the_model_must_be_surer() -> None:
    """ "No chest pain" beside what the model takes for another danger."""
    between = (float(RULES.least_danger) + float(RULES.least_named)) / 2
    assert heard("no chest pain", none=1 - between) is None
    assert heard("my car is in the garage", none=1 - between) is not None
    assert heard("no chest pain", none=1 - float(RULES.least_named) - 0.01) is not None


def test_in_a_long_text_the_model_must_be_surer() -> None:
    """Of several windows one looks like danger more easily than of one."""
    between = (float(RULES.least_danger) + float(RULES.least_unusual)) / 2
    assert heard(STORY, none=1 - between) is not None
    assert heard(STORY * (WINDOW // len(STORY.split()) + 2), none=1 - between) is None
    assert heard(STORY * (WINDOW // len(STORY.split()) + 2), none=1 - float(RULES.least_unusual) - 0.01) is not None
