"""The second opinion on check-ins is the one that the messages in bench/words make."""

import json

import pytest

from bench.words.checkins import LANGUAGES
from bench.words.examples import digest
from bench.words.models import OUT, Recipe
from bench.words.walks import RECIPES, inputs, messages, roles
from bot.domain.typed.known import known_items
from bot.domain.typed.mentions import mentions
from bot.domain.typed.together import read_numbers
from bot.domain.words.opinion import ROLES
from tests.support.story import LIBRARY


@pytest.mark.parametrize("recipe", RECIPES)
def test_a_model_was_trained_on_the_messages_that_are_there(recipe: Recipe) -> None:
    """Who changes a set, a drill, a phrase, or the words of check-ins runs `make walks`."""
    written = json.loads((OUT / f"{recipe.file}.json").read_text("utf-8"))
    assert written["inputs"] == digest(*inputs()), "run `make walks`"


def test_the_models_have_the_labels_that_are_asked_for() -> None:
    models = LIBRARY.walks
    assert models is not None
    assert set(models.parts.labels) == set(ROLES)
    assert set(models.told.labels) == {"told", "ask", "none"}
    assert set(models.effort.labels) == {"none", "easy", "steady", "hard"}


@pytest.mark.parametrize(
    ("text", "case", "told"),
    [
        ("20 min, pain 3", {"minutes": 20, "worst": 3}, ["minutes", "worst"]),
        ("20 min, pain 3, before 1", {"minutes": 20, "worst": 3, "before": 1}, ["minutes", "worst", "before"]),
        ("8 there and 9 back", {"minutes": 17}, ["leg", "leg"]),
        ("3 walks of 8 minutes", {"minutes": 24}, ["times", "each"]),
        ("12 minutes each way", {"minutes": 24}, ["each"]),
        ("out 9.10 back 9.45", {"minutes": 35}, ["left", "back"]),
        ("20 min, 20 years old", {"minutes": 20}, ["minutes", "other"]),
        ("3 mins pain 3 and 3", {"minutes": 3, "worst": 3}, ["minutes", None, None]),
        ("yesterday 20 min", {"minutes": 20, "day": 1}, ["walk_day", "minutes"]),
        ("yesterday was bad, 20 min", {"minutes": 20}, ["other", "minutes"]),
        ("20 min, knee 2, hip 4", {"minutes": 20, "worst": 4}, ["minutes", "other", "worst"]),
        (
            "20 min, 3 then 3",
            {"minutes": 20, "worst": 3, "before": 3, "order": ["before", "worst"]},
            ["minutes", "before", "worst"],
        ),
    ],
)
def test_what_a_figure_is_follows_from_the_values(text: str, case: dict[str, object], told: list[str | None]) -> None:
    """The figure that has a value is that value; where two have it, it is left open."""
    found = mentions(read_numbers(known_items(text, LIBRARY.heard["en"].typed)[0]))
    assert roles(found, case) == told


def test_every_set_has_messages() -> None:
    told = messages()
    assert {one.language for one in told} == set(LANGUAGES)
    assert sum(one.case is None for one in told) > 1000
    assert sum(one.writer == "drill" for one in told) > 500


def test_training_again_makes_the_same_model() -> None:
    """A few of the messages, twice."""
    pytest.importorskip("sklearn", reason="scikit-learn comes with `make words` only")
    from bench.words.walks import PARTS, TOLD, trained

    few = messages()[::40]
    for recipe in (PARTS, TOLD):
        assert trained(few, recipe) == trained(few, recipe)
