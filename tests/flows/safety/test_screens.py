"""Red-flag questions in the chat: every red flag is answered with its advice in the very same reply."""

import json
import re

import pytest

from bot.domain.safety.screening import NO, YES, groups_of
from bot.facts.unanswered import ALARMS
from bot.store.person import restrictions
from bot.store.safety import screens
from tests.support.rounds import through
from tests.support.settled import context_of, settle
from tests.support.story import LIBRARY, RENDERER, Person, Story

NONE = "None of these"
QUESTIONS = LIBRARY.screening
LABELS = {name: words.label for name, words in LIBRARY.words["en"].screening.items()}
ADVICE = {
    "EMERGENCY": "Call 112 now.",
    "URGENT": "See a doctor today. No walking until then.",
    "CLEARANCE": "Ask your doctor before you walk.",
    "SOON": "Rest today. See a physical therapist",
    "GP": "Tell your doctor",
}
RED_FLAGS = [
    (("chest",), YES, "EMERGENCY"),
    (("chest",), NO, "CLEARANCE"),
    (("chest", "calf"), NO, "EMERGENCY"),
    (("collapse",), None, "EMERGENCY"),
    (("saddle",), None, "EMERGENCY"),
    (("both_legs",), None, "EMERGENCY"),
    (("weakness",), YES, "EMERGENCY"),
    (("weakness",), NO, "URGENT"),
    (("accident",), None, "EMERGENCY"),
    (("fever",), None, "URGENT"),
    (("calf",), None, "URGENT"),
    (("weight",), None, "URGENT"),
    (("cancer",), YES, "URGENT"),
    (("cancer",), NO, "GP"),
    (("after_walk",), None, "SOON"),
]


async def answer(ana: Person, kind: str, flags: tuple[str, ...], follow_up: str | None) -> None:
    """Tap through a round: mark the flags, answer what is asked behind them, deny the rest."""
    for group in QUESTIONS.groups[kind]:
        marked = [flag for flag in flags if flag in group]
        for flag in marked:
            await ana.tap(LABELS[flag], ana.last)
            if "Why am I told this?" in ana.last.labels():  # it was grave enough
                return
        await ana.tap("Go on" if marked else NONE, ana.last)
        if "Yes, or not sure" in ana.last.labels():
            await ana.tap("Yes, or not sure" if follow_up == YES else "No", ana.last)
        if "Why am I told this?" in ana.last.labels():
            return


@pytest.mark.parametrize(("flags", "follow_up", "level"), RED_FLAGS)
async def test_every_red_flag_is_answered_at_once(flags: tuple[str, ...], follow_up: str | None, level: str) -> None:
    """The reply to the last tap is the advice; it is stored with the answers, and says why."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("I have chest pain")
        await answer(ana, "red_flags", flags, follow_up)
        assert ADVICE[level] in ana.last.plain
        (given,) = await story.rows("advice")
        assert given["rule"] == level
        assert [row["outcome"] for row in await story.rows("screens")][-1] == level
        held = [row["rule"] for row in await story.rows("holds")]
        assert held == ([level] if level in ("EMERGENCY", "URGENT", "CLEARANCE") else [])
        await ana.tap("Why am I told this?")
        assert "you said: " in ana.last.plain
        assert "November 23" in ana.last.plain


async def test_nothing_found_is_said_too() -> None:
    """Two taps, and a way on."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("my foot is numb")
        await answer(ana, "red_flags", (), None)
        assert "none of these" in ana.last.plain
        assert ana.last.labels() == ["Tell about pain", "Today"]
        assert await story.rows("advice") == []


async def test_a_mark_can_be_taken_back_before_going_on() -> None:
    """A second tap on the same answer."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("I have a fever")
        await ana.tap("Fever")
        assert "✓ Fever, or a hot joint" in ana.last.labels()
        await ana.tap("✓ Fever")
        await ana.tap(NONE)
        await ana.tap(NONE)
        await ana.tap(NONE)
        assert await story.rows("advice") == []


async def test_every_question_is_to_be_read_in_full() -> None:
    """A button is short; the question stands in the message."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("I fainted")
        for group in QUESTIONS.groups["red_flags"]:
            for question in group:
                assert LIBRARY.words["en"].screening[question].ask in ana.last.plain
            await ana.tap(NONE)


async def test_a_double_tap_skips_no_screen() -> None:
    """The second tap on "none of these" is one for a screen that is gone."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("I fainted")
        first = ana.last.buttons[-1][0]["callback_data"]
        await ana.tap_data(first, ana.last)
        await ana.tap_data(first, ana.last)
        assert (await story.rows("screens"))[-1]["finished_at"] is None
        assert "2 of 3" in ana.last.plain


async def test_a_slip_of_the_thumb_can_be_taken_back() -> None:
    """The questions are asked anew, and the hold is gone; the advice stays on the screen until then."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("I fainted")
        await ana.tap(LABELS["saddle"])
        emergency = ana.last
        await ana.tap("I tapped by mistake")
        assert "Call 112 now." in emergency.plain
        assert [row["closed_by"] for row in await story.rows("holds")] == ["mistake"]
        await answer(ana, "red_flags", (), None)
        assert "none of these" in ana.last.plain
        await ana.tap("I tapped by mistake", emergency)
        assert len(await story.rows("screens")) == 3  # an old button opens nothing


async def test_taking_back_a_slip_leaves_what_was_found_before() -> None:
    """An earlier hold stays, even one of the same second."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("pain 9")
        await ana.tap(NONE)
        await ana.tap(NONE)
        await ana.tap(NONE)
        await ana.say("I fainted")
        await ana.tap(LABELS["saddle"])
        await ana.tap("I tapped by mistake")
        assert [row["rule"] for row in await story.rows("holds") if row["closed_at"] is None] == ["URGENT"]


@pytest.mark.parametrize(
    "data", ["1:scr:mark:{}:saddle", "1:scr:next:{}:0", "1:scr:redo:{}", "1:scr:more:{}:chest_now:yes"]
)
async def test_nobody_answers_for_somebody_else(data: str) -> None:
    """A forged tap on another's round changes nothing."""
    async with Story.open() as story:
        ana, eve = await settle(story), await settle(story, 666)
        await ana.say("I fainted")
        before = await story.rows("screens")
        await eve.say("hello")
        await eve.tap_data(data.format(before[-1]["screen_id"]), eve.last)
        assert await story.rows("screens") == before
        assert await story.rows("holds") == []


@pytest.mark.parametrize(
    "data", ["1:scr", "1:scr:mark", "1:scr:mark:x:y", "1:scr:mark:99:saddle", "1:scr:next:9", "1:scr:redo:9"]
)
async def test_a_mangled_tap_says_where_things_stand(data: str) -> None:
    """Nothing fails, and something is answered."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("hello")
        await ana.tap_data(data, ana.last)
        assert "Something went wrong" not in ana.last.plain
        assert ana.last.buttons


async def test_a_round_that_was_left_is_asked_again_before_a_walk() -> None:
    """Who wrote of chest pain and then sets off is asked first."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("chest pain")
        await ana.say("/walk")
        assert "Before any walk, this is still open" in ana.last.plain
        await answer(ana, "red_flags", (), None)
        await ana.say("/walk")
        assert "How is your pain right now?" in ana.last.plain


async def test_something_new_after_a_walk_makes_it_red() -> None:
    """The button below the check-in opens the questions; a yes colours the walk."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("10 min pain 2 before, 2 after, easy")
        await ana.tap("Something new")
        await ana.say("/today")  # they stand in the place of the summary: once more, as the newest message
        await answer(ana, "red_flags", ("after_walk",), None)
        assert (await story.rows("walks"))[0]["something_new"] == 1


async def test_what_limits_exercises_is_stored_once_the_start_screen_is_over() -> None:
    """A later round adds to the restrictions, and never takes one away."""
    async with Story.open() as story:
        ana = await settle(story)
        async with context_of(story) as context:
            restrictions.replace(context.tx, 1, {"weak_bones"}, context.now)
        await ana.say("pain 8")
        await through(ana, "Fall or accident")
        await ana.tap("No")
        await through(ana)
        assert {row["restriction"] for row in await story.rows("restrictions")} == {"weak_bones", "recent_fracture"}
        assert (await story.rows("advice"))[-1]["rule"] == "URGENT"  # a minor fall with weak bones


async def test_a_danger_that_was_written_of_and_denied_is_not_waved_through() -> None:
    """None, none, none after "my chest hurts a bit": if it is real, a doctor today."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("my chest hurts a bit")
        await ana.tap("None of these", ana.last)
        await ana.tap("None of these", ana.last)
        await ana.tap("None of these", ana.last)
        assert "chest pain" in ana.last.plain
        assert "see a doctor today" in ana.last.plain


@pytest.mark.parametrize("language", list(LIBRARY.words))
@pytest.mark.parametrize("kind", list(QUESTIONS.groups))
def test_a_message_asks_no_more_than_can_be_read_at_once(kind: str, language: str) -> None:
    """At most five questions and 500 characters, whatever question leads; what to do stands right above the buttons."""
    for first in ("", *QUESTIONS.told.values()) if kind == "red_flags" else ("",):
        groups = groups_of(kind, QUESTIONS, first)
        assert {question for group in groups for question in group} >= {q for g in QUESTIONS.groups[kind] for q in g}
        for part, group in enumerate(groups):
            for name in ("urgent", "call", "left", "short", *(["silent"] if kind in ALARMS else [])):
                facts = {"kind": kind, "part": part + 1, "parts": len(groups), "questions": group, "check": 1}
                states = {**dict.fromkeys(("urgent", "call", "left", "short", "silent"), False), name: True}
                said = RENDERER.text(language, "screens/group", {**facts, "number": None, **states})
                assert len(group) <= 5
                assert len(re.sub(r"<[^>]+>", "", said)) <= 500, said
                assert said.rstrip().rpartition("\n")[2].startswith(("Tap what is true", "Toca lo que te pase"))


OLD_PARTS = {
    "start": (
        ("limited", "chest", "fainted", "saddle", "weakness", "fall", "fever"),
        ("calf", "cancer", "surgery", "pregnant", "bones", "falls", "pressure"),
    ),
    "severe": (("chest", "saddle", "weakness", "fall", "fever"), ("calf", "cancer", "weight", "sudden", "constant")),
    "red_flags": (
        ("chest", "collapse", "saddle", "both_legs", "weakness", "accident"),
        ("fever", "calf", "weight", "cancer", "after_walk"),
    ),
}
"""What the two-part screens of version 0.1 asked, a message each."""


@pytest.mark.parametrize("kind", OLD_PARTS)
@pytest.mark.parametrize("done", [0, 1])
async def test_a_round_open_across_the_upgrade_goes_on(kind: str, done: int) -> None:
    """Its answers count, its old buttons are answered, a mark on them counts, and nothing unasked is denied by them."""
    parts = OLD_PARTS[kind]
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("hello")
        known = {question: NO for part in parts[:done] for question in part}
        async with context_of(story) as context:
            screens.answer(context.tx, screens.start(context.tx, 1, kind, "gate-1:7", 2, context.now), known)
        number = (await story.rows("screens"))[-1]["screen_id"]
        await ana.tap_data(f"1:scr:next:{number}:{done}", ana.last)
        asked = {question for part in parts for question in part}
        assert json.loads((await story.rows("screens"))[-1]["answers"]) == known
        assert " of 3)" in ana.last.plain
        await ana.tap_data(f"1:scr:mark:{number}:calf", ana.last)
        await through(ana)
        (*_, row) = await story.rows("screens")
        answers = json.loads(row["answers"])
        assert asked <= answers.keys()
        assert [name for name, answer in answers.items() if answer == YES] == ["calf"]
        assert row["outcome"] == "URGENT"


async def test_the_short_form_shows_the_question_that_is_open() -> None:
    """Not only the labels of buttons: what was read an hour ago is not known by heart."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("my chest hurts")
        await ana.tap(NONE, ana.last)
        await ana.say("/today")
        assert "this is still open (2 of 3)" in ana.last.plain
        for question in QUESTIONS.groups["red_flags"][1]:
            assert LIBRARY.words["en"].screening[question].ask in ana.last.plain
