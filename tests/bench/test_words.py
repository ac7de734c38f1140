"""The models in content/ are those that the messages in bench/words make."""

import json

import pytest

from bench.words.examples import digest, lots, misspelt, read_all, unseen, variants
from bench.words.models import MODELS, Recipe
from bot.domain.words.hearing import KINDS, danger
from tests.support.story import LIBRARY

TRAINED = [(recipe, language) for recipe in MODELS for language in recipe.languages]


@pytest.mark.parametrize(("recipe", "language"), TRAINED)
def test_a_model_was_trained_on_the_messages_that_are_there(recipe: Recipe, language: str) -> None:
    """Who changes messages runs `make words`."""
    written = json.loads(recipe.out_file(language).read_text("utf-8"))
    assert written["inputs"] == digest(*recipe.inputs(language)), "run `make words`"


@pytest.mark.parametrize(("recipe", "language"), TRAINED)
def test_no_message_is_both_trained_on_and_judged_by(recipe: Recipe, language: str) -> None:
    """What is trained on, word by word, is left out of judging; enough is left."""
    trained = {example.text.lower() for example in read_all(recipe.train_files(language))}
    judged = {example.text.lower() for example in unseen(recipe.test_file(language), recipe.train_files(language))}
    assert not trained & judged
    assert len(judged) > 50


DANGER = [(recipe, language) for recipe, language in TRAINED if recipe.name == "danger"]


@pytest.mark.parametrize(("recipe", "language"), DANGER)
def test_most_messages_to_judge_by_are_understood(recipe: Recipe, language: str) -> None:
    """About the goals; docs/words.md has the figures."""
    ears = LIBRARY.ears(language)
    heard = [
        (one.label.split(".")[0], danger(one.text, ears, LIBRARY.rules.hearing))
        for one in unseen(recipe.test_file(language), recipe.train_files(language))
    ]
    dangers = [told for meant, told in heard if meant in KINDS]
    ordinary = [told for meant, told in heard if meant == "none"]
    assert sum(told is not None for told in dangers) >= 0.92 * len(dangers)
    assert sum(told is None for told in ordinary) >= 0.9 * len(ordinary)


@pytest.mark.parametrize(("recipe", "language"), TRAINED)
def test_training_again_makes_the_same_kind_of_model(recipe: Recipe, language: str) -> None:
    """A few of the messages, twice: the same file."""
    pytest.importorskip("sklearn", reason="scikit-learn comes with `make words` only")
    from bench.words.training import train, written

    few = read_all(recipe.train_files(language))[::25]
    assert written(train(few, recipe, language), "x") == written(train(few, recipe, language), "x")


def test_a_line_stands_for_its_variants() -> None:
    """All of them where they are few; else some, always the same."""
    assert variants("my [knee|hip] hurts[| a bit]", 12) == [
        "my knee hurts",
        "my knee hurts a bit",
        "my hip hurts",
        "my hip hurts a bit",
    ]
    many = variants("[a|b|c|d] [e|f|g|h] [i|j|k|l]", 12)
    assert len(many) == 12
    assert many == variants("[a|b|c|d] [e|f|g|h] [i|j|k|l]", 12)


def test_a_slip_of_the_thumb_is_the_same_every_time() -> None:
    """One letter missing, doubled or swapped."""
    slips = {misspelt("chest pain", lots(str(seed))) for seed in range(40)}
    assert len(slips) > 10
    assert all(abs(len(slip) - len("chest pain")) <= 1 for slip in slips)
    assert misspelt("chest pain", lots("a")) == misspelt("chest pain", lots("a"))
