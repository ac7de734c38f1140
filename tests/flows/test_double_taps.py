"""Whatever is tapped twice counts once: no question is skipped, no answer lost, and what is asked still stands there.

Old hands tremble, and a slow network makes people tap again. Here somebody wanders through the bot and taps every kind
of button twice.
"""

from collections import Counter
from typing import Any

import pytest

from bot.chat.callbacks import decode
from bot.flows.reasking import AGAIN
from tests.support.settled import settle, with_a_move
from tests.support.story import Bubble, Person, Story

TABLES = (
    "profiles",
    "screens",
    "restrictions",
    "holds",
    "action_plans",
    "visits",
    "doses",
    "self_tests",
    "walks",
    "courses",
    "pain_reports",
    "days",
    "exercise_choices",
    "reasons",
    "threads",
)
IDS = {
    "screen_id",
    "hold_id",
    "visit_id",
    "dose_id",
    "test_id",
    "walk_id",
    "report_id",
    "check_id",
    "reason_id",
    "thread_id",
}
SWITCHES = {
    ("set", "day"),
    ("ob", "day"),
    ("ob", "switch"),
    ("health", "region"),
}  # "Tap a day to switch it": twice is back again
QUESTIONS = {
    ("ci", "set"),
    ("scr", "next"),
    ("scr", "more"),
    ("pain", "set"),
    ("test", "set"),
    ("walk", "gate"),
    ("fu", "two"),
    ("reason", "set"),
}
LEFT_ALONE = {"acc", "lang", "op"}  # these end the account, or speak another language
STARTS = ("/today", "/log", "/pain", "/walk", "/check", "/exercises", "/settings", "/pause", "/pt", "/report", "/why")


async def state(story: Story) -> dict[str, list[dict[str, Any]]]:
    """Return what is stored of people, without the numbers of rows: a round that begins anew has another one."""
    rows = {table: await story.rows(table) for table in TABLES}
    return {table: [{k: v for k, v in row.items() if k not in IDS} for row in found] for table, found in rows.items()}


def kind(data: str) -> tuple[str, ...]:
    """Return what a button means, without its numbers."""
    return tuple("#" if part.lstrip("-").replace("-", "").isdecimal() else part for part in decode(data) or ())


async def waiting(story: Story) -> list[tuple[Any, ...]]:
    """Return the questions that wait for an answer."""
    rounds = [(row["kind"], row["answers"]) for row in await story.rows("screens") if row["finished_at"] is None]
    asked = [(row["flow"], row["field"]) for row in await story.rows("expecting") if row["flow"] in AGAIN]
    return [*rounds, *asked]


def is_question(data: list[str]) -> bool:
    """Tell whether a message with these buttons is a question about somebody's state."""
    return not QUESTIONS.isdisjoint(kind(each)[:2] for each in data)


async def tap_twice(story: Story, ana: Person, data: str, bubble: Bubble) -> None:
    """Tap a button twice, and fail where the second tap changes anything that is stored or asked."""
    await ana.tap_data(data, bubble)
    once, asked = await state(story), bubble.plain
    labels, waited = bubble.labels(), await waiting(story)
    labels_data = [button["callback_data"] for row in bubble.buttons for button in row if "callback_data" in button]
    await ana.tap_data(data, bubble)
    twice = await state(story)
    if kind(data)[:2] in SWITCHES:
        return
    assert {t: rows for t, rows in twice.items() if rows != once[t]} == {}, (data, asked)
    assert await waiting(story) == waited, data
    if is_question(labels_data):
        assert (bubble.plain, bubble.labels()) == (asked, labels), data


async def wander(story: Story, ana: Person, seen: Counter[tuple[str, ...]], steps: int) -> None:
    """Tap what was tapped least, on the newest messages; where nothing is new, begin somewhere else."""
    for number in range(steps):
        offered = [
            (seen[kind(button["callback_data"])], -at, button["callback_data"], bubble)
            for at, bubble in enumerate(ana.bubbles[-4:])
            for row in bubble.buttons
            for button in row
            if "callback_data" in button and kind(button["callback_data"])[0] not in LEFT_ALONE
        ]
        times, _, data, bubble = min(offered, key=lambda found: found[:2], default=(9, 0, "", ana.last))
        if times > 1 or number % 7 == 6:
            await ana.say(STARTS[number % len(STARTS)])
            if number % 21 == 6:
                await story.wait(hours=7)
            continue
        seen[kind(data)] += 1
        await tap_twice(story, ana, data, bubble)


async def test_every_button_tapped_twice_counts_once() -> None:
    """Some weeks of somebody with a plan and a move."""
    seen: Counter[tuple[str, ...]] = Counter()
    async with Story.open() as story:
        ana = await with_a_move(story)
        await wander(story, ana, seen, 400)
    assert len(seen) > 90


async def test_every_button_of_the_start_tapped_twice_counts_once() -> None:
    """From a stranger to the first walk."""
    async with Story.open() as story:
        ana = story.person()
        await ana.say("/start")
        for label in ("I agree", "18–64", "Back", "None of these", "None of these", "None of these", "3", "10 min"):
            bubble = next(b for b in reversed(ana.bubbles) if any(x.startswith(label) for x in b.labels()))
            data = next(b["callback_data"] for row in bubble.buttons for b in row if b["text"].startswith(label))
            await tap_twice(story, ana, data, bubble)
        await ana.say("Madrid")
        await ana.tap("09:00")
        await wander(story, ana, Counter(), 30)


async def test_a_second_done_leaves_the_question_about_pain() -> None:
    """ "Done · 11 min" twice: the worst pain is still asked."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("/today")
        card = ana.last
        done = next(b["callback_data"] for row in card.buttons for b in row if b["text"].startswith("Done"))
        await tap_twice(story, ana, done, card)
        await ana.tap("3", card)
        await ana.tap("4", card)
        (walk,) = await story.rows("walks")
        assert (walk["minutes"], walk["before_pain"], walk["worst_pain"]) == (5 if walk["minutes"] == 5 else 11, 3, 4)


@pytest.mark.parametrize("times", [2, 3])
async def test_a_mark_tapped_twice_stays_a_mark(times: int) -> None:
    """A trembling hand on "Chest pain" must not unmark it."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("my chest hurts")
        card = ana.last
        mark = next(b["callback_data"] for row in card.buttons for b in row if "hest" in b["text"])
        for _ in range(times):
            await ana.tap_data(mark, card)
        await ana.tap_each("Go on", "Yes")
        assert {row["rule"] for row in await story.rows("holds")} == {"EMERGENCY"}
