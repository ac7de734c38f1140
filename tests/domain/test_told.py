"""Check-ins told in one's own words: the sets that the reader was made with, and what must never be logged."""

from pathlib import Path
from time import process_time

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.words.checkins import measured
from bot.domain.typed.checkin import CheckIn, read_checkin
from tests.support.story import LIBRARY

SETS = Path(__file__).parents[2] / "bench" / "words"
WORDS = {language: heard.typed for language, heard in LIBRARY.heard.items()}
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def tuned(language: str, part: str) -> list[object]:
    """Return a part of the set of a language."""
    read: list[object] = yaml.safe_load((SETS / f"checkins_tuned_{language}.yaml").read_text(encoding="utf-8"))[part]
    return read


def read(text: str, language: str) -> CheckIn | None:
    """Read a text as in a chat of that language."""
    return read_checkin(text, WORDS[language], *(words for other, words in WORDS.items() if other != language))


@pytest.mark.parametrize(
    ("language", "case"), [(language, case) for language in WORDS for case in tuned(language, "checkins")]
)
def test_a_walk_is_told(language: str, case: dict[str, object]) -> None:
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
    ("language", "text"), [(language, text) for language in WORDS for text in tuned(language, "near_misses")]
)
def test_no_walk_is_told(language: str, text: str) -> None:
    """Plans, questions, habits, other people and other activities log nothing."""
    found = read(text, language)
    assert found is None or not found.certain


@pytest.mark.parametrize("name", ["first", "second", "third"])
@pytest.mark.parametrize("language", WORDS)
def test_no_set_logs_what_is_no_walk(name: str, language: str) -> None:
    """Of hundreds of near-misses none is logged, and no check-in with a value that was not told."""
    row = measured(name, language, WORDS)
    assert (row.near["logged"], row.told["wrong"]) == (0, 0)
    assert row.told["right"] / row.told.total() >= 0.9


PIECES = ["20", "min", "pain", "3", "hard", "walked", ",", "/", "yesterday", "no", "half", "an", "hour", "-5", "+", "y"]


@settings(derandomize=True, deadline=None, max_examples=200)
@given(st.text(max_size=40) | st.lists(st.sampled_from(PIECES)).map(" ".join))
def test_it_never_raises(text: str) -> None:
    """Whatever is typed, and scores stay on their scale."""
    found = read(text, "en")
    assert found is None or found.worst is None or 0 <= found.worst <= 10


@pytest.mark.parametrize("piece", ["a", "1 ", "pain ", "20 min ", "y ", "- ", "1-", "half an hour and "])
def test_a_long_text_is_not_read(piece: str) -> None:
    """The longest message that Telegram lets through takes no time; what is read takes little."""
    long = (piece * 4096)[:4096]
    assert read(long, "en") is None
    started_at = process_time()
    read((piece * 300)[:300], "en")
    assert process_time() - started_at < 0.2


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
    found = read(text, language)
    assert found is not None
    assert not found.certain


@pytest.mark.parametrize(
    ("text", "before", "worst"),
    [("started on a 4 ended on a 2, 18 min", 4, 4), ("18 min, pain between 3 and 5", None, 5)],
)
def test_the_worst_is_never_below_what_was_told(text: str, before: int | None, worst: int) -> None:
    """Whatever the order in which scores stand."""
    found = read(text, "en")
    assert found is not None
    assert found.certain
    assert (found.before, found.worst) == (before, worst)
