"""Typed words to intents."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.words.intents import IntentWords, intent, normal

FILE = Path(__file__).parents[2] / "content" / "intents" / "en.yaml"
ENGLISH = {name: IntentWords(**words) for name, words in yaml.safe_load(FILE.read_text(encoding="utf-8")).items()}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("STOP", "stop"),
        ("Stop!", "stop"),
        ("please stop messaging me", "stop"),
        ("I had to stop half way", None),
        ("thanks a lot", "thanks"),
        ("Hi", "hello"),
        ("my knee hurts", "pain"),
        ("no pain today", "fine"),
        ("my back doesn't hurt", "fine"),
        ("I'm so tired", "tired"),
        ("What can you do?", "help"),
        ("delete everything please", "delete"),
        ("change the time", "settings"),
        ("I walked to the shops", "log"),
        ("should I see a physio", "pt"),
        ("", None),
        ("...", None),
        ("zzz", None),
        ("one two three four five six seven eight nine ten eleven twelve pain", None),
    ],
)
def test_words_lead_to_intents(text: str, wanted: str | None) -> None:
    """The English words find what people mean, and leave alone what they do not say."""
    assert intent(text, ENGLISH) == wanted


def test_every_phrase_finds_its_own_intent() -> None:
    """No phrase is shadowed by another intent's."""
    for name, words in ENGLISH.items():
        for phrase in (*words.whole, *words.within):
            assert normal(phrase)
            assert intent(phrase, ENGLISH) == name, phrase


@settings(derandomize=True, deadline=None, max_examples=100)
@given(st.text(max_size=200))
def test_any_text_is_survived(text: str) -> None:
    """Whatever is typed gives an intent that exists, or none."""
    assert intent(text, ENGLISH) in {*ENGLISH, None}
