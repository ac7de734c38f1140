"""Times of day as people type them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.time_words import twelve_hour
from bot.domain.typed.clock import read_time
from bot.domain.typed.misread import Misread
from tests.support.story import LIBRARY

ENGLISH = LIBRARY.heard["en"]
WORDS = (ENGLISH.typed.clock, ENGLISH.typed.numbers)


@pytest.mark.parametrize(
    ("text", "minute"),
    [
        ("8:30 pm", 1230),
        ("8:30pm please", 1230),
        ("8.30 p.m.", 1230),
        ("8 PM", 1200),
        ("8am", 480),
        ("19", 1140),
        ("7", 420),
        ("7.30", 450),
        ("10,30", 630),
        ("19h30", 1170),
        ("7h", 420),
        ("0830", 510),
        ("at 8", 480),
        ("9 o'clock", 540),
        ("8 in the evening", 1200),
        ("noon", 720),
        ("midnight", 0),
        ("12 am", 0),
        ("12 pm", 720),
        ("0:00", 0),
        ("23:59", 1439),
        ("half past eight in the evening", 1230),
        ("quarter to 9", 525),
        ("11 at night", 1380),
        ("12 at night", 0),
        ("at eight", 480),
        ("ten past 8", 490),
        ("twenty past eight", 500),
        ("five to 8", 475),
        ("7 and a half", 450),
        ("eight thirty", 510),
        ("20h", 1200),
        ("2 at night", 120),
        ("7 in the morning", 420),
    ],
)
def test_a_time_is_read(text: str, minute: int) -> None:
    """Both clocks and the usual separators are understood."""
    assert read_time(text, *WORDS) == minute


@pytest.mark.parametrize(
    "text",
    [
        "",
        "25",
        "24:00",
        "8:75",
        "13 pm",
        "0 am",
        "half",
        "8 or 9",
        "19:00:00",
        "20 min pain 3",
        "-3:99",
        "1234567",
        "morning",
        "Two Rivers",
    ],
)
def test_what_is_no_time_is_none(text: str) -> None:
    """A guess would put the nudge at a wrong hour."""
    assert isinstance(read_time(text, *WORDS), Misread)


def test_half_seven_is_asked_about() -> None:
    """Half past six to a German, half past seven to a Briton: both are offered, and neither is taken."""
    assert read_time("half 7", *WORDS) == Misread("which", (450, 390))
    assert read_time("half 7 in the evening", *WORDS) == Misread("which", (1170, 1110))
    assert read_time("24", *WORDS) == Misread("above")


@given(st.integers(0, 1439))
@settings(derandomize=True, deadline=None, max_examples=100)
def test_every_minute_is_read_back(minute: int) -> None:
    """What is written on either clock is read as written."""
    hour, rest = divmod(minute, 60)
    assert read_time(f"{hour:02}:{rest:02}", *WORDS) == minute
    assert read_time(f"{hour % 12 or 12}:{rest:02} {'pm' if hour >= 12 else 'am'}", *WORDS) == minute


@given(st.text(max_size=30))
@settings(derandomize=True, deadline=None, max_examples=100)
def test_no_text_breaks_it(text: str) -> None:
    """Anything typed gives a minute of the day, or says that it is none."""
    minute = read_time(text, *WORDS)
    assert isinstance(minute, Misread) or 0 <= minute < 1440


def test_countries_have_their_clock() -> None:
    """Americans read 8:30 PM, Spaniards 20:30, and at sea nobody knows."""
    assert twelve_hour("US")
    assert twelve_hour("MX")
    assert not twelve_hour("ES")
    assert not twelve_hour(None)
