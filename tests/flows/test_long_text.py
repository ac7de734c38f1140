"""Texts of any length and kind: danger is heard to the end, nothing else is guessed, and the work stays linear."""

import sys
from collections.abc import Callable
from dataclasses import replace
from types import FrameType
from typing import Any

import pytest

from bot.chat.incoming.limiter import Limiter
from bot.domain.words.danger_rules import MOST_JUDGED
from bot.domain.words.danger_words import MOST_LETTERS, MOST_READ, split
from bot.domain.words.hearing import danger
from tests.support.settled import settle
from tests.support.story import LIBRARY, Story

LONGEST = 4096  # characters of a message
READ = LIBRARY.rules.flood.longest_read
EARS = LIBRARY.ears("en")
KINDS = {
    "dots": ".",
    "one long word": "ab",
    "letters that are words": "a\n",
    "spaces": "   ",
    "dashes": " -",
    "emoji": "😀",
    "joined emoji": "👩\u200d",
    "combining marks": "\u0301\u0316",
    "marks on letters": "c\u0301\u0316",
    "what unfolds into many": "\ufdfa ",
    "Hebrew": "שלום ",
    "numbers": "120 ",
    "danger": "chest pain ",
    "danger denied": "not chest pain ",
    "danger denied in parts": "no chest pain, ",
    "danger of others, past": "my mum had chest pain years ago, ",
}
DENSE = {
    "many dangers": "can't feel my legs, numb, pee, took 20 pills, my chest hurts, fever, fell, want to die; ",
    "danger asked about": "is chest pain normal? can stress cause a stroke? ",
    "words that begin phrases": "what is signs of what if i what should i do if ",
    "n-grams": " ".join("".join(chr(97 + (at * of * 7 + at + of * 3) % 26) for of in range(6)) for at in range(1, 600)),
}
MOST_STEPS = 500_000
"""Instructions: about 5 ms of a small server's processor."""
STORY = "Yesterday I went to see my sister in the town where we grew up, and we sat at the lake, talking of old days. "


def steps(text: str) -> int:
    """Return how many instructions of ours it takes to listen to a text."""
    counted = 0

    def count(frame: FrameType, event: str, _: Any) -> Callable[..., Any]:
        nonlocal counted
        frame.f_trace_opcodes = True
        counted += event == "opcode"
        return count

    before = sys.gettrace()
    sys.settrace(count)
    try:
        danger(text, EARS, LIBRARY.rules.hearing)
    finally:
        sys.settrace(before)
    return counted


@pytest.mark.parametrize("kind", KINDS)
def test_twice_the_text_takes_twice_the_work_at_most(kind: str) -> None:
    """Counted, not timed."""
    unit = KINDS[kind]
    half, whole = (unit * (length // len(unit)) for length in (LONGEST // 2, LONGEST))
    for text in (half, whole):
        danger(text, EARS, LIBRARY.rules.hearing)  # the words are known from now on
    assert steps(whole) <= 2.1 * steps(half) + 2000


@pytest.mark.parametrize("unit", [*KINDS.values(), *DENSE.values()], ids=[*KINDS, *DENSE])
def test_no_text_takes_long(unit: str) -> None:
    """Whatever it is dense with."""
    text = (unit * LONGEST)[:LONGEST]
    danger(text, EARS, LIBRARY.rules.hearing)
    assert steps(text) <= MOST_STEPS


def test_what_names_danger_again_and_again_is_asked_about() -> None:
    """Of more mentions than are judged the rules take one for told; fewer that are all denied are not."""
    rules_alone = [replace(ear, model=None) for ear in EARS]
    assert danger("no chest pain, " * (MOST_JUDGED // 3), rules_alone, LIBRARY.rules.hearing) is None
    assert danger("no chest pain, " * (MOST_JUDGED + 1), rules_alone, LIBRARY.rules.hearing)


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_looked_up_is_bounded(kind: str) -> None:
    """No more characters than a message holds, in no longer words: a look-up takes away each letter in turn."""
    words = split(KINDS[kind] * (LONGEST // len(KINDS[kind])))
    assert sum(len(word.text) for word in words) <= MOST_READ
    assert all(len(word.text) <= MOST_LETTERS for word in words)


@pytest.mark.parametrize(
    ("end", "answer"),
    [
        ("And now I have chest pain and can't breathe.", "Chest pain or breathless"),
        ("I don't want to live any more.", "Please talk to somebody now."),
        ("Since then my groin is numb.", "Numb between legs"),
    ],
)
async def test_danger_at_the_end_of_a_long_story_is_heard(end: str, answer: str) -> None:
    """After some four thousand characters of other things."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say(STORY * ((LONGEST - len(end)) // len(STORY)) + end)
        assert answer in ana.last.plain + " ".join(ana.last.labels())


async def test_a_long_text_without_danger_is_not_guessed_at() -> None:
    """A walk somewhere in it is not logged, an open question takes nothing of it; help comes first."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("/pain")
        for text in ("20 min pain 3. " + STORY * 8, STORY * 8, "/log " + STORY * 8, "/nothing " + STORY * 8):
            await ana.say(text)
            assert "danger signs only" in ana.last.plain
            assert ana.last.labels()[:2] == ["Something feels wrong", "Emergency help"]
        assert await story.rows("walks") == []


async def test_words_that_are_kept_are_kept_whole() -> None:
    """Feedback may be long, with the command and behind its question."""
    async with Story.open() as story:
        story.engine = replace(story.engine, operators=(90,))
        ana = await settle(story)
        await settle(story, 90)
        await ana.say("/feedback " + STORY * 8)
        await ana.say("/feedback")
        await ana.say(STORY * 8)
        kept = [row["words"] for row in await story.rows("feedback")]
        assert [len(words) > READ for words in kept] == [True, True]


async def test_the_flood_guard_reads_a_message_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """One listening a message, whether it is answered or not."""
    heard: list[str] = []

    def listened(text: str, *others: Any) -> Any:
        heard.append(text)
        return danger(text, *others)

    monkeypatch.setattr("bot.flows.safety.danger.danger", listened)
    async with Story.open() as story:
        rules = replace(LIBRARY.rules.flood, burst=1, spacing_seconds=60)
        ana = await settle(story)
        story.engine = replace(story.engine, limiter=Limiter(rules))
        await ana.say("/today")
        heard.clear()
        await ana.say("hello")
        await ana.say("I have chest pain")
        assert heard == ["hello", "I have chest pain"]
        assert "Chest pain or breathless" in ana.last.labels()
