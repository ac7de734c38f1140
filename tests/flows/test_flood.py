"""Somebody sends more than a person can: they are told once, and an emergency is answered all the same."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from bot.chat.incoming.limiter import Limiter
from tests.support.settled import settle
from tests.support.story import LIBRARY, Person, Story

BURST = LIBRARY.rules.flood.burst


@pytest.fixture
async def story() -> AsyncIterator[Story]:
    """A world with the limit that people on Telegram have."""
    async with Story.open() as opened:
        opened.engine = replace(opened.engine, limiter=Limiter(LIBRARY.rules.flood))
        yield opened


async def flood(story: Story) -> Person:
    """Let somebody send so much that one more is too much."""
    ana = await settle(story)
    for _ in range(BURST):
        await ana.say("/today")
    return ana


async def test_too_much_is_told_once_and_not_saved(story: Story) -> None:
    """Then silence; others are answered as ever; after a while all is as before."""
    ana = await flood(story)
    before = len(ana.bubbles)
    for _ in range(3):
        await ana.say("12 min pain 2")
    assert len(ana.bubbles) == before + 1
    assert "Please wait a minute" in ana.last.plain
    assert await story.rows("walks") == []
    ben = await settle(story, 2)
    await ben.say("/today")
    assert ben.bubbles
    await story.wait(minutes=BURST * LIBRARY.rules.flood.spacing_seconds / 60)
    await ana.say("12 min pain 2")
    assert [row["minutes"] for row in await story.rows("walks")] == [12]


@pytest.mark.parametrize("words", ["I have chest pain", "/help_now", "/help_now@walk_coach_bot please"])
async def test_an_emergency_is_always_answered(story: Story, words: str) -> None:
    """However much came before it."""
    ana = await flood(story)
    await ana.say("/today")
    before = len(ana.bubbles)
    await ana.say(words)
    assert len(ana.bubbles) > before


async def test_a_tap_too_many_stops_spinning(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its query is answered, though nothing is done."""
    ana = await flood(story)
    await ana.say("/today")
    heard: list[str] = []
    monkeypatch.setattr(ana, "hear", lambda call: heard.append(call["method"]))
    await ana.tap_data("1:day:not", ana.bubbles[0])
    assert heard == ["answerCallbackQuery"]
