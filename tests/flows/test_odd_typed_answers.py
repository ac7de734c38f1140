"""Any text as the typed answer to any question: it is answered, nothing fails, what is stored can be shown, soon."""

import re
import sys
from collections.abc import Callable
from dataclasses import replace
from types import FrameType
from typing import Any

import pytest

from bot.flows.routes import KEEPS_WORDS, TYPED
from bot.store.person import expecting
from tests.support.settled import settle
from tests.support.states import mid_onboarding
from tests.support.story import LIBRARY, Person, Story

LONGEST = 4096  # characters of a message
READ = LIBRARY.rules.flood.longest_read
UNITS = {
    "dots": ".",
    "letters": "abcdefgh ",
    "one long word": "x",
    "numbers": "7 ",
    "one long number": "9",
    "nested emoji": "👩\u200d👩\u200d👧\u200d👦",
    "flags and tones": "🏴󠁧󠁢󠁥󠁮󠁧󠁿👍🏿",
    "combining marks": "a\u0301\u0316\u0489",
    "lone surrogates": "\ud83d",
    "right to left": "\u202e\u2067שלום\u200f",
    "nothing to see": "\u200b\u2060\ufeff",
    "controls": "\x00\x07\x1b",
    "lines": "a\n",
    "braces and markup": "{{ x }}<b>&amp;%s{0}",
    "danger": "chest pain dolor de pecho numb ",
}
MOST_CALLS = 30_000
"""Functions that are called for one text, from the update to its replies in the outbox: some milliseconds."""

# what has to be typed or tapped ("1:…") until a flow of TYPED waits for words
OPENED: dict[str, tuple[str, ...]] = {
    "zone": ("/settings", "1:set:zone"),
    "checkin": ("/log",),
    "told": ("12",),
    "walk": ("/walk",),
    "pain": ("/pain", "1:pain:set:1:region:neck"),
    "pt": ("/pt", "1:pt:find"),
    "settings": ("/settings", "1:set:hour"),
    "pause": ("/pause",),
    "trip": ("/settings", "1:trip:ask"),
    "feedback": ("/feedback",),
    "op": ("/admin", "1:op:write"),
    "hard": ("/settings", "1:hard:new"),
    "report": ("/report", "1:report:note"),
    "reason": ("/settings", "1:reason:new", "1:reason:1:own"),
    "day": ("/today", "1:day:later:2026-11-23"),
    "instr": ("/answer", "1:instr:1:words"),
    "test": ("/check", "1:arc:check"),
    "crisis": ("i feel hopeless",),
    "age": ("I'm 16",),
    "till": ("my physio says no walking",),
}


async def asked(story: Story, flow: str, language: str) -> Person:
    """Return somebody whom a flow waits for."""
    if flow == "onboarding":
        ana = await mid_onboarding(story)
        await ana.say("/start")
    elif flow == "restore":
        ana = story.person(2)
        await ana.send_file("walk-coach-export.zip", b"")
    else:
        ana = await settle(story)
        story.engine = replace(story.engine, operators=(ana.user_id,))
        for step in OPENED.get(flow, ()):
            await (ana.tap_data(step, ana.last) if step.startswith("1:") else ana.say(step))
    if flow == "fu":
        await ana.say("10 min pain 1 to 2")
        await story.wait(hours=2.5)
    if flow == "visit":
        await ana.say("/pain 8")
    await ana.speak(language)
    async with story.engine.database.transaction() as tx:
        if flow == "visit":
            expecting.ask(tx, ana.user_id, "visit", 1, "words", story.clock.now())
        expected = expecting.find(tx, ana.user_id)
    assert expected is not None, ana.last
    assert expected.flow == flow, (expected, ana.last)
    return ana


class Calls:
    """Counts the functions of ours that are called."""

    def __init__(self) -> None:
        self.number = 0

    def __enter__(self) -> "Calls":
        def count(_: FrameType, event: str, __: Any) -> Callable[..., Any] | None:
            self.number += event == "call"
            return None

        self._before = sys.getprofile()
        sys.setprofile(count)
        return self

    def __exit__(self, *_: object) -> None:
        sys.setprofile(self._before)


def cannot_be_shown(rows: dict[str, list[dict[str, Any]]]) -> list[str]:
    """Return the values of a store that no message, file or PostgreSQL could hold."""
    return [
        f"{table}.{name}: {value[:40]!r}"
        for table, found in rows.items()
        for row in found
        for name, value in row.items()
        if isinstance(value, str) and re.search(r"[\ud800-\udfff\x00-\x08\x0b-\x1f\x7f]", value)
    ]


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("flow", sorted(TYPED))
async def test_any_text_is_answered(flow: str, language: str, caplog: pytest.LogCaptureFixture) -> None:
    """As long as is read, and as long as a message may be; each as the answer to the question, asked anew."""
    async with Story.open() as story:
        ana = await asked(story, flow, language)
        async with story.engine.database.transaction() as tx:
            open_question = expecting.find(tx, ana.user_id)
        assert open_question
        for text in ("hello there", "Lonely town", "/help", "/help_now"):  # what is read once is there from now on
            await ana.say(text)
        for kind, unit in UNITS.items():
            for length in (READ, LONGEST):
                text = (unit * length)[:length]
                async with story.engine.database.transaction() as tx:
                    asking = (open_question.flow, open_question.entity_id, open_question.field, story.clock.now())
                    expecting.ask(tx, ana.user_id, *asking)
                before = len(ana.lines)
                with Calls() as calls:
                    await ana.say(text)
                said = ana.lines[before + 1 :]
                assert said, (kind, length)
                assert not caplog.records, (kind, length, caplog.text)
                assert calls.number <= MOST_CALLS, (kind, length, calls.number)
                for bubble in ana.bubbles:
                    assert len(bubble.plain.encode("utf-16-le")) <= 2 * LONGEST, (kind, length)
        async with story.engine.database.transaction() as tx:
            tables = list(tx.tables())
        assert cannot_be_shown({table: await story.rows(table) for table in tables}) == []


def test_every_flow_that_waits_for_words_is_here() -> None:
    """And those that keep texts of any length are among them."""
    assert set(OPENED) | {"onboarding", "restore", "fu", "visit"} == set(TYPED)
    assert set(KEEPS_WORDS) <= set(TYPED)
