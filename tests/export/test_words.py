"""Every column and every value of an export has its words, in every language, and no words are about nothing."""

import ast
import re
from collections.abc import Iterable
from pathlib import Path
from typing import get_args

import pytest

import bot
from bot.content.library import data_folder
from bot.domain import action_plan, checkin
from bot.domain.coaching import profile, review, self_test
from bot.domain.history import report
from bot.domain.safety import body_map, colours, pain, screening
from bot.export.columns import DERIVED, PASSING, VOCABULARIES, explained
from bot.export.values import columns_of
from bot.facts.unanswered import AGE
from bot.flows import lost, routes
from bot.store import everything
from tests.support.engines import open_store
from tests.support.story import LIBRARY

PACKAGE = Path(bot.__path__[0])
ENGLISH = LIBRARY.words["en"]

# column → what the program can store there, as its own code and content say
STORED: dict[tuple[str, str], Iterable[str]] = {
    ("users", "language"): LIBRARY.words,
    ("profiles", "age_band"): profile.AGE_BANDS,
    ("profiles", "regions"): (*profile.REGIONS, profile.NO_REGION, "other"),
    ("profiles", "walks_often"): (*profile.OFTEN, profile.NOT_ASKED),
    ("profiles", "style"): (profile.GENTLE, profile.STANDARD),
    ("profiles", "zone_from"): (profile.CITY, profile.LOCATION, profile.CLOCK),
    ("screens", "kind"): {*LIBRARY.screening.groups, AGE},
    ("screens", "outcome"): screening.LADDER,
    ("approvals", "exercise"): LIBRARY.exercises,
    ("barriers", "barrier"): action_plan.BARRIERS,
    ("barriers", "answer"): get_args(action_plan.Answer),
    ("walks", "exercise"): LIBRARY.exercises,
    ("walks", "effort"): checkin.EFFORTS,
    ("walks", "colour"): (colours.GREEN, colours.AMBER, colours.RED),
    ("pain_reports", "onset"): pain.ONSETS,
    ("pain_reports", "side"): body_map.SIDES,
    ("pain_reports", "down_leg"): body_map.SPREADS,
    ("pain_reports", "region"): LIBRARY.body_map.keys() | ENGLISH.regions.keys(),
    ("action_plans", "cue"): get_args(action_plan.Cue),
    ("action_plans", "place"): get_args(action_plan.Place),
    ("action_plans", "barrier"): get_args(action_plan.Barrier),
    ("action_plans", "answer"): get_args(action_plan.Answer),
    ("reviews", "outcome"): (review.STOP, review.REGRESS, review.HOLD, review.PROGRESS),
    ("self_tests", "kind"): self_test.QUESTIONS,
    ("report_choices", "sections"): report.SECTIONS,
    ("report_choices", "period"): report.REPORT_PERIODS,
    ("expecting", "flow"): (*routes.TYPED, lost.FLOW),
    ("nudges", "kind"): routes.NUDGES,
}
MADE_OF_PARTS = {"until_told", "skipped", "unknown", "mon", "tue", "wed", "thu", "fri", "sat", "sun"}
"""What stands in an export and is not what is stored."""


async def columns() -> dict[str, list[str]]:
    """Return the columns of every exported table."""
    database = await open_store()
    try:
        async with database.transaction() as tx:
            return {name: names for name, names in everything.columns(tx).items() if name not in PASSING}
    finally:
        await database.close()


@pytest.mark.parametrize("language", LIBRARY.words)
async def test_every_column_has_its_words(language: str) -> None:
    """Those of the database itself and those of the sheets, and none that is not there."""
    stored = await columns()
    tables = LIBRARY.words[language].exported.tables
    assert {name: set(table.columns) for name, table in tables.items()} == {
        name: set(columns_of(name, names)) for name, names in stored.items()
    }


async def test_every_vocabulary_is_of_a_column_that_is_there() -> None:
    """A column that was renamed takes its values along."""
    stored = await columns()
    known = {(table, column) for table, names in stored.items() for column in columns_of(table, names)}
    assert VOCABULARIES.keys() <= known
    assert {(table, column) for table, names in DERIVED.items() for column in names} <= VOCABULARIES.keys() | {
        ("walks", "before")
    }


@pytest.mark.parametrize("language", LIBRARY.words)
@pytest.mark.parametrize("column", STORED, ids=".".join)
def test_every_value_that_can_be_stored_has_its_words(column: tuple[str, str], language: str) -> None:
    """And no other; what else is stored is asked of every story of all tests (`Story.open`)."""
    assert explained(*column, LIBRARY.words[language]).keys() == set(STORED[column])


def test_the_reasons_of_reviews_are_those_of_the_rule() -> None:
    """Each reason and variable that a review can give, read from its source."""
    tree = ast.parse((PACKAGE / "domain" / "coaching" / "review.py").read_text(encoding="utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    given = [call.args[1] for call in calls if isinstance(call.func, ast.Name) and call.func.id == "outcome"]
    reasons = {
        node.value for reason in given for node in ast.walk(reason) if isinstance(node, ast.Constant) and node.value
    }
    assert explained("reviews", "reason", ENGLISH).keys() == reasons


def test_no_words_are_about_a_value_that_nothing_stores() -> None:
    """Every value explained stands in the program or in the content somewhere."""
    sources = [*PACKAGE.rglob("*.py"), *PACKAGE.rglob("*.sql"), *data_folder("content").glob("*.yaml")]
    sources += (data_folder("content") / "rules").glob("*.yaml")
    text = " ".join(path.read_text(encoding="utf-8") for path in sources if path.parent.name != "export")
    words = set(re.findall(r"[\w+-]+|\b[a-z_]+(?=-)", text))
    values = {value for column in VOCABULARIES for value in explained(*column, ENGLISH)}
    assert values - words <= MADE_OF_PARTS | set(LIBRARY.words)


def test_every_language_explains_the_same() -> None:
    """The same vocabularies, the same values, the same sentences of the page."""
    shapes = [
        (words.exported.page.keys(), {name: set(values) for name, values in words.exported.values.items()})
        for words in LIBRARY.words.values()
    ]
    assert all(shape == shapes[0] for shape in shapes)
