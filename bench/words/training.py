"""Trains a model with scikit-learn: a logistic regression over the grams of `bot.domain.words.text_model`.

The same messages make the same file: no chance but what is drawn by the messages themselves, and weights are rounded.
"""

import json
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy
from scipy.sparse import csr_matrix, diags
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression

from bench.words.examples import Example, lots, misspelt
from bench.words.models import Recipe
from bot.domain.words.text_model import ZERO

NONE = "none"
MOST_ROUNDS = 400
FINE = 0.9995
"""Share of the weights that fit into a byte; the few larger ones are cut, else they would make all others coarse."""
COMMON_LINES = 20
"""A word of so many lines stands in the file also where it weighs nothing: by its words a language is known."""


@dataclass(frozen=True, slots=True)
class Row:
    """What is looked at in one message, or in a part of one. `group`: the line it was made from."""

    label: str
    looked_at: list[str]
    group: str


def train(examples: Sequence[Example], recipe: Recipe, language: str) -> dict[str, Any]:
    """Return a model as it stands in its file."""
    made = _augmented(examples, recipe)
    rows = [Row(recipe.label(one.label), recipe.looked_at(one.text, language), one.group) for one in made]
    share = share_of_lines([row.group for row in rows])
    return learnt(rows, balanced(share, [row.label for row in rows], recipe), recipe)


def learnt(rows: Sequence[Row], share: Any, recipe: Recipe) -> dict[str, Any]:
    """Return a model of what was looked at in some messages, each of a weight of its own."""
    labels = sorted({row.label for row in rows})
    looked_at = [row.looked_at for row in rows]
    lines: dict[str, set[str]] = {}
    for row in rows:
        lines.setdefault(row.group, set()).update(row.looked_at)
    in_lines = Counter(gram for found in lines.values() for gram in found)
    vocabulary = sorted(gram for gram, count in in_lines.items() if count >= recipe.seen_in)
    wanted = numpy.array([labels.index(row.label) for row in rows])
    contrast = _contrast(looked_at, [row.label for row in rows], recipe)
    weights, bias = _fit(looked_at, wanted, share, vocabulary, contrast, recipe, len(labels))
    if len(vocabulary) > recipe.most_grams:
        strength = numpy.abs(weights).max(axis=0)
        strongest = sorted(range(len(vocabulary)), key=lambda at: (-round(float(strength[at]), 6), vocabulary[at]))
        vocabulary = sorted(vocabulary[at] for at in strongest[: recipe.most_grams])
        weights, bias = _fit(looked_at, wanted, share, vocabulary, contrast, recipe, len(labels))
    step = float(f"{numpy.quantile(numpy.abs(weights), FINE) / (ZERO - 1):.3g}") * 1.01
    table = {}
    for at, gram in enumerate(vocabulary):
        steps = [max(1 - ZERO, min(ZERO - 1, round(float(weight) / step))) for weight in weights[:, at]]
        pairs = [number for label, one in enumerate(steps) if abs(one) >= recipe.least_steps for number in (label, one)]
        if pairs:
            table[gram] = pairs
    for gram, count in in_lines.items():
        if count >= COMMON_LINES and gram[0] == "<" and gram[-1] == ">":
            table.setdefault(gram, [])
    return {"labels": labels, "bias": [round(float(one), 2) for one in bias], "step": round(step, 6), "grams": table}


def written(model: Mapping[str, Any], inputs: str) -> str:
    """Return the text of a model's file: a line a gram."""
    head = {"inputs": inputs, **{key: value for key, value in model.items() if key != "grams"}}
    lines = [f" {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}," for key, value in head.items()]
    rows = (
        f"  {json.dumps(gram, ensure_ascii=False)}: {json.dumps(pairs, separators=(',', ':'))}"
        for gram, pairs in sorted(model["grams"].items())
    )
    return "{\n" + "\n".join(lines) + '\n "grams": {\n' + ",\n".join(rows) + "\n }\n}\n"


def _augmented(examples: Sequence[Example], recipe: Recipe) -> list[Example]:
    made = list(examples)
    for example in examples:
        chance = lots(example.text)
        for _ in range(recipe.misspelt):
            made.append(Example(example.label, misspelt(example.text, chance), example.group))
    return made


def share_of_lines(groups: Sequence[str]) -> Any:
    """Return the weight of each message by its line: one of many variants counts more than a plain one, not as much."""
    sizes = Counter(groups)
    return numpy.array([1 / math.sqrt(sizes[group]) for group in groups])


def balanced(shares: Any, labels: Sequence[str], recipe: Recipe) -> Any:
    """Return the weights of messages so that labels weigh the same, "none" as the recipe says."""
    total: Counter[str] = Counter()
    for label, share in zip(labels, shares, strict=True):
        total[label] += share
    wanted = {label: recipe.none_weight if label == NONE else 1.0 for label in total}
    unit = shares.sum() / sum(wanted.values())
    return numpy.array(
        [share * unit * wanted[label] / total[label] for label, share in zip(labels, shares, strict=True)]
    )


def _contrast(looked_at: Sequence[list[str]], of: Sequence[str], recipe: Recipe) -> Mapping[str, float]:
    """Return how much each gram counts: with many labels, "should i" says little and "insole" much."""
    labels: dict[str, set[str]] = {}
    for found, label in zip(looked_at, of, strict=True):
        for gram in found:
            labels.setdefault(gram, set()).add(label)
    every = len(set(of))
    return {gram: math.log(1 + every / len(having)) ** recipe.contrast for gram, having in labels.items()}


def _fit(
    looked_at: Sequence[list[str]],
    wanted: Any,
    share: Any,
    vocabulary: list[str],
    contrast: Mapping[str, float],
    recipe: Recipe,
    labels: int,
) -> Any:
    """Return the weights, as they act on plain counts of grams, and the biases."""
    counts = CountVectorizer(analyzer=list, vocabulary=vocabulary)
    seen: csr_matrix = counts.transform(looked_at).astype(float)
    totals = numpy.asarray(seen.sum(axis=1)).ravel()
    counting = numpy.array([contrast[gram] for gram in vocabulary])
    scaled = diags(1 / numpy.sqrt(numpy.maximum(totals, 1))) @ seen @ diags(counting)
    fitted = LogisticRegression(C=recipe.softness, max_iter=MOST_ROUNDS, tol=recipe.tolerance)
    fitted.fit(scaled, wanted, sample_weight=share)
    weights, bias = fitted.coef_ * counting, fitted.intercept_
    if labels == 2:  # the library keeps one row for two labels
        weights, bias = numpy.vstack([-weights[0] / 2, weights[0] / 2]), numpy.array([-bias[0] / 2, bias[0] / 2])
    return weights, bias
