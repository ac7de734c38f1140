"""The progress picture: it draws for whatever somebody lived through, and shows it truly."""

import json
import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.checks.samples import drawn_samples
from bot.content.library import data_folder
from bot.localchat.api.files import picture_size
from bot.pictures.drawing import Drawer
from bot.pictures.progress import data, maker, scale
from tests.support.colours import contrast
from tests.support.story import RENDERER

MAKER = maker(RENDERER, Drawer())
LANGUAGES = RENDERER.languages
minutes = st.lists(st.integers(0, 20_000).map(float), min_size=1, max_size=30)


SAMPLES = drawn_samples(data_folder("templates"))["progress"]


def facts(columns: int = 5, span: int = 7, unit: str = "week", **changed: Any) -> dict[str, Any]:
    """Return facts as they lie in the outbox."""
    told = {
        **SAMPLES["usual"],
        "unit": unit,
        "columns": [(number * span, span, 40.0 + number, 53.0) for number in range(columns)],
        "spans": [(number * span, span, 3, 7) for number in range(columns)],
        "usual": [(number * span + span / 2, 4.0) for number in range(columns)],
        "after": [(number * span + span / 2, 5.5) for number in range(columns)],
    }
    return dict(json.loads(json.dumps({**told, **changed})))


SHAPES = {
    **SAMPLES,
    "quarter": facts(13),
    "months": facts(30, 30, "month"),
    "years": facts(11, 365, "year", minutes=81_473),
    "outlier": facts(3) | {"columns": [[0, 7, 40, 53], [7, 7, 9_999, 53], [14, 7, 41, 53]]},
    "no_streak": facts(streak=0),
    "one_column": facts(1, minutes=1, rests=list(range(7)), breaks=[(0, 7, "flare")]),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("shape", SHAPES)
async def test_it_draws(shape: str, language: str) -> None:
    """A picture that Telegram takes, as wide as a phone, in every language."""
    size = picture_size(await MAKER.make(language, SHAPES[shape]))
    assert size is not None
    assert size[0] == 1080
    assert 900 <= size[1] <= 1800


@settings(derandomize=True, deadline=None, max_examples=80)
@given(minutes, minutes)
def test_the_scale_shows_what_is_usual(walked: list[float], planned: list[float]) -> None:
    """The plan always fits, and so does everything up to 2.5 times of it; the figures of the scale are whole."""
    top, step = scale(walked, planned)
    assert top == 2 * step > 0
    assert top > max(planned)
    assert all(value < top for value in walked if value <= 2.5 * max(planned))


def test_one_wild_figure_does_not_flatten_the_rest() -> None:
    """Its bar is cut off and says how much it was; the others keep their height."""
    drawn = data(RENDERER, "en", SHAPES["outlier"])
    assert drawn["top"] < 150
    assert [(bar["cut"], bar["label"]) for bar in drawn["bars"]] == [(False, "40"), (True, "9999"), (False, "41")]
    assert all(bar["shown"] <= drawn["top"] for bar in drawn["bars"])


def test_a_beginner_sees_no_row_of_zeros() -> None:
    """Before the first walk there are no figures; who hides the streak does not see it."""
    assert data(RENDERER, "en", SHAPES["nothing"])["figures"] == []
    assert [label for _, label in data(RENDERER, "en", SHAPES["no_streak"])["figures"]] == [
        "minutes",
        "habit now, of 100",
    ]


def test_the_newest_column_says_its_date() -> None:
    """Of many columns some do, the newest among them."""
    for shape in ("quarter", "months", "years"):
        drawn = data(RENDERER, "en", SHAPES[shape])
        assert drawn["ticks"][-1][0] == SHAPES[shape]["columns"][-1][0]
        assert len(drawn["ticks"]) <= 6


def test_a_line_breaks_where_nothing_was_told() -> None:
    """Two weeks apart are not joined: what lay between is not known."""
    told = facts(4, usual=[(3.5, 4), (10.5, 4), (24.5, 5)], after=[])
    assert data(RENDERER, "en", told)["lines"]["usual"] == [[[3.5, 4], [10.5, 4]]]


def test_the_highest_score_is_named() -> None:
    """The newest of equal peaks; none where nothing was told."""
    assert data(RENDERER, "en", facts(3, spans=[(0, 7, 2, 8), (7, 7, 3, 4), (14, 7, 5, 8)]))["highest"] == [14, 7, 5, 8]
    assert data(RENDERER, "en", SHAPES["nothing"])["highest"] is None


def test_only_a_column_that_is_not_over_is_so_far() -> None:
    """And only where something was walked in it: else there is nothing to hatch."""
    assert data(RENDERER, "en", facts(3, so_far=True))["so_far"]
    assert not data(RENDERER, "en", facts(3, so_far=False))["so_far"]
    assert not data(RENDERER, "en", SHAPES["away"])["so_far"]


COLOURS = dict(
    re.findall(r'#let (\w+) = rgb\("(#\w{6})"\)', (data_folder("templates") / "_drawings/chart.typ").read_text())
)
GROUNDS = [
    COLOURS["paper"],
    *re.findall(r'\(rgb\("(#\w{6})"\),', (data_folder("templates") / "_drawings/chart.typ").read_text()),
]


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("name", ["walked", "usual", "after", "told", "ink", "soft"])
def test_graphics_stand_out_from_every_ground(name: str, ground: str) -> None:
    """At least 3:1, as WCAG 2.2 asks of graphics, on a flare, a hold and a break, too."""
    assert contrast(COLOURS[name], ground) >= 3
