"""What a message names that may be a part of a check-in."""

import pytest

from bot.domain.typed.known import known_items
from bot.domain.typed.mentions import effort_named, mentions, surroundings, whole_message
from bot.domain.typed.together import read_numbers
from bot.domain.typed.words import Item
from tests.support.story import LIBRARY

WORDS = {language: heard.typed for language, heard in LIBRARY.heard.items()}


def items(text: str, language: str = "en") -> list[Item]:
    """Return the items of a text."""
    return known_items(text, WORDS[language])[0]


@pytest.mark.parametrize(
    ("language", "text", "named"),
    [
        ("en", "walked half an hour, pain 3/10", [("span", 30), ("score", 3)]),
        ("en", "8 there and 9 back, no pain", [("bare", 8), ("bare", 9), ("zero", 0)]),
        ("en", "out 9.10, home ten to ten", [("time", 550), ("time", 590)]),
        ("en", "pain 3 to 5, 20 min", [("bare", 3), ("bare", 5), ("span", 20)]),
        ("en", "set off half eleven", [("time", 690)]),
        ("en", "yesterday 20 min", [("day", 1), ("span", 20)]),
        ("en", "2 days ago, monday", [("day", 2), ("weekday", 0)]),
        ("es", "de 8 menos cuarto a 8 y media", [("time", 465), ("time", 510)]),
        ("es", "dolor cuatro y medio", [("bare", 4.5)]),
        ("en", "", []),
    ],
)
def test_what_is_named(language: str, text: str, named: list[tuple[str, float]]) -> None:
    assert [(one.sort, one.value) for one in mentions(read_numbers(items(text, language)))] == named


@pytest.mark.parametrize("text", ["20-25 min", "pain 3.5", "between 3 and 5", "pain 3 or 4"])
def test_what_is_not_exact(text: str) -> None:
    assert not all(one.exact for one in mentions(read_numbers(items(text))))


def test_so_many_are_looked_at() -> None:
    """Who names more tells no single walk."""
    assert len(mentions(items("3 " * 40))) == 12


def test_what_is_near_is_told_by_side_and_distance() -> None:
    found = read_numbers(items("pain 3, 20 min"))
    named = mentions(found)
    assert "<0:pain" in surroundings(found, named, 0)
    assert "is:bare" in surroundings(found, named, 0)
    assert "<0:pain" not in surroundings(found, named, 1)
    assert "row:bare span" in whole_message(found, named)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("that was hard", {"named:hard"}),
        ("never hard", {"named:not hard", "named:hard"}),
        ("effort 8", {"rated:high"}),
        ("effort was 2", {"rated:low"}),
        ("lovely day", set()),
    ],
)
def test_effort_that_is_named(text: str, named: set[str]) -> None:
    assert set(effort_named(items(text))) >= named
    assert bool(set(effort_named(items(text)))) == bool(named)
