"""A typed answer belongs to the question that is open: nothing else takes it; where it is none, it is asked again."""

import pytest

from tests.support.settled import settle
from tests.support.states import onboarded
from tests.support.story import Person, Story

ZONE = "Europe/Madrid"


async def at_the_gate(story: Story) -> Person:
    """Return somebody whom the gate asks for the pain of now."""
    ana = await settle(story)
    await story.until("2026-11-25 09:00", ZONE)
    await ana.tap("▶ Start")
    return ana


async def two_hours_on(story: Story) -> Person:
    """Return somebody who is asked how it is two hours after a walk."""
    ana = await settle(story)
    await story.until("2026-11-25 09:00", ZONE)
    await ana.say("10 min pain 1 to 2")
    await story.until("2026-11-25 11:30", ZONE)
    assert "two hours after" in ana.last.plain
    return ana


@pytest.mark.parametrize("text", ["8", "eight", "8!", "it was an 8", "8/10", "ocho", "un 8", "7-8"])
async def test_eight_at_the_gate_is_severe_pain(text: str) -> None:
    """No walk is logged; the day is rest, a hold is put, the red-flag questions are asked."""
    async with Story.open() as story:
        ana = await at_the_gate(story)
        await ana.say(text)
        assert "Chest pain" in " ".join(ana.last.labels())
        assert [row["kind"] for row in await story.rows("days")] == ["rest_pain"]
        assert [row["rule"] for row in await story.rows("holds")] == ["SEVERE"]
        assert all(row["minutes"] is None for row in await story.rows("walks"))


@pytest.mark.parametrize("text", ["8", "eight", "8!", "it was an 8", "un ocho"])
async def test_eight_two_hours_later_is_severe_pain(text: str) -> None:
    """It belongs to the walk of two hours ago, and is no walk of eight minutes."""
    async with Story.open() as story:
        ana = await two_hours_on(story)
        await ana.say(text)
        assert "Chest pain" in " ".join(ana.last.labels())
        rows = await story.rows("walks")
        assert [(row["minutes"], row["two_hour_pain"]) for row in rows] == [(10, 8)]


@pytest.mark.parametrize("text", ["11", "8 min", "2 km", "a lot", "not sure", "12"])
async def test_the_gate_asks_again(text: str) -> None:
    """What is no score is said to be none, with the keypad and the way to help; nothing is stored."""
    async with Story.open() as story:
        ana = await at_the_gate(story)
        await ana.say(text)
        if text != "8 min":  # an unmistakable check-in goes first
            assert "one number for your pain" in ana.last.plain
            assert "Something feels wrong" in ana.last.labels()
            assert await story.rows("walks") == []
            await ana.say("3")
            assert (await story.rows("walks"))[0]["gate_pain"] == 3


async def test_a_sure_check_in_goes_before_the_question() -> None:
    """And so does STOP."""
    async with Story.open() as story:
        ana = await at_the_gate(story)
        await ana.say("walked 20 min, pain 2")
        assert [(row["minutes"], row["worst_pain"]) for row in await story.rows("walks")] == [(20, 2)]
        await ana.say("/walk")
        await ana.say("STOP")
        assert "quiet" in ana.last.plain.casefold() or "stop" in ana.last.plain.casefold()


async def test_yesterdays_question_takes_nothing_today() -> None:
    """The number is asked about, not taken for the pain at the gate."""
    async with Story.open() as story:
        ana = await at_the_gate(story)
        await story.until("2026-11-26 12:00", ZONE)
        await ana.say("8")
        assert "Did you walk 8 minutes?" in ana.last.plain
        assert await story.rows("holds") == []


async def test_the_morning_takes_yes_no_and_a_score() -> None:
    """A score is the pain of now; severe pain is asked about at once."""
    async with Story.open() as story:
        ana = await settle(story)
        await story.until("2026-11-25 09:00", ZONE)
        await ana.say("10 min, pain 2 before, 4 after")
        await story.until("2026-11-26 08:30", ZONE)
        assert "settled" in ana.last.plain or any("settled" in bubble.plain for bubble in ana.bubbles[-3:])
        await ana.say("8")
        assert "Chest pain" in " ".join(ana.last.labels())
        assert [row["minutes"] for row in await story.rows("walks")] == [10]


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("4,5", "before_pain", 5),
        ("it was a 3", "before_pain", 3),
        ("none", "before_pain", 0),
        ("4-5", "before_pain", 5),
    ],
)
async def test_the_check_ins_questions(text: str, field: str, value: int) -> None:
    """In words, spans and decimals; of two scores the higher one."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("/log")
        await ana.say("half an hour")
        await ana.say(text)
        row = (await story.rows("walks"))[0]
        assert (row["minutes"], row[field]) == (30, value)


@pytest.mark.parametrize("text", ["12", "twelve", "15 3", "🦵 20"])
async def test_a_bare_number_is_asked_about(text: str) -> None:
    """Nothing is noted until it is said that it was a walk."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say(text)
        assert "Did you walk" in ana.last.plain
        assert all(row["minutes"] is None for row in await story.rows("walks"))


@pytest.mark.parametrize(("answer", "minutes"), [("yes", 12), ("Yes, 12 min", 12), ("no", None), ("15", 15)])
async def test_twelve_minutes(answer: str, minutes: int | None) -> None:
    """By tap or by word, and with other minutes; a second tap changes nothing."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("12")
        asked = ana.last
        if answer.startswith("Yes,"):
            await ana.tap(answer, asked)
        else:
            await ana.say(answer)
        rows = [row["minutes"] for row in await story.rows("walks")]
        assert rows == ([] if minutes is None else [minutes])


@pytest.mark.parametrize("text", ["walk", "went", "gentle walk", "my back went out", "I will walk 20 min tomorrow"])
async def test_no_walk_is_logged(text: str) -> None:
    """Words alone, a back that went out, a plan."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say(text)
        assert all(row["minutes"] is None for row in await story.rows("walks"))


@pytest.mark.parametrize("text", ["no chest pain, 15 min, pain 2", "sin dolor de pecho, 15 min, dolor 2"])
async def test_a_denied_danger_stays_a_check_in(text: str) -> None:
    """It is logged, and the red-flag questions are not asked."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say(text)
        assert [(row["minutes"], row["worst_pain"]) for row in await story.rows("walks")] == [(15, 2)]


async def test_what_was_told_is_said_back() -> None:
    """With the day, the pain before, and the way to correct it."""
    async with Story.open() as story:
        ana = await settle(story)
        await story.until("2026-11-25 09:00", ZONE)
        await ana.say("two days ago 20 min, pain 2 before, 4 after")
        said = next(bubble for bubble in ana.bubbles if "Logged." in bubble.plain)
        assert "20 min on Monday, worst pain 4, 2 before" in said.plain
        assert "Correct" in said.labels()


@pytest.mark.parametrize(
    ("text", "why"), [("500 m", "a distance"), ("400 steps", "a distance"), ("30 seconds", "seconds")]
)
async def test_the_check_ins_minutes(text: str, why: str) -> None:
    """A distance and seconds are told to be none."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("/log")
        await ana.say(text)
        assert why in ana.last.plain
        assert all(row["minutes"] is None for row in await story.rows("walks"))


@pytest.mark.parametrize(
    "text",
    [
        "My back went out",
        "my back went out again 20 min ago",
        "back went out on the walk",
        "threw my back out",
        "se me fue la espalda",
        "se me enganchó la espalda a los 20 minutos",
        "me quedé clavado de la espalda",
    ],
)
async def test_a_back_that_went_out_is_pain_and_never_a_walk(text: str) -> None:
    """It opens the pain questions, with the way to the safety questions below them."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say(text)
        assert await story.rows("walks") == []
        assert "Where does it hurt most?" in ana.last.plain
        assert "Something feels wrong" in ana.last.labels()


@pytest.mark.parametrize("asked", [("/log",), ("20 min pain 3", "2")])
@pytest.mark.parametrize("text", ["pain 9", "my knee hurts 9 out of 10", "dolor 9"])
async def test_severe_pain_is_heard_at_a_question_that_it_does_not_answer(text: str, asked: tuple[str, ...]) -> None:
    """Whichever is open, of minutes or of effort: the questions about danger come at once, and walks are held."""
    async with Story.open() as story:
        ana = await settle(story)
        for said in asked:
            await ana.say(said)
        await ana.say(text)
        assert {hold["rule"] for hold in await story.rows("holds")} == {"URGENT"}
        assert (await story.rows("screens"))[-1]["kind"] == "severe"
        assert "None of these" in ana.last.labels()


async def test_a_pain_with_its_cause_is_heard_at_such_a_question() -> None:
    """It is a report of its own, the painkiller with it."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("20 min pain 3")
        await ana.say("2")
        await ana.say("pain 5 after ibuprofen")
        told = (await story.rows("pain_reports"))[-1]
        assert (told["score"], told["beside"]) == (5, '["painkiller"]')
        assert (await story.rows("walks"))[0]["worst_pain"] == 3


async def test_pain_goes_before_a_question_about_something_else() -> None:
    """The words "it hurts" is no number of minutes."""
    async with Story.open() as story:
        ana = await onboarded(story)
        await ana.say("/log")
        await ana.say("it hurts")
        assert "Where does it hurt most?" in ana.last.plain


async def test_pain_without_a_number_is_no_score() -> None:
    """Where the question is how strong it is, it stays, behind a kind word."""
    async with Story.open() as story:
        ana = await onboarded(story)
        await ana.say("/walk")
        await ana.say("it hurts")
        assert "I am sorry that it hurts." in ana.bubbles[-2].plain
        assert "0" in ana.last.labels()
        await ana.say("2")
        assert "Walk 11 min." in ana.last.plain


async def test_a_walk_told_while_a_red_flag_question_is_open_is_kept_and_the_question_repeated() -> None:
    """Not a word of how the walks may grow, and no other question."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("my chest hurts when I climb stairs")
        await ana.say("I walked 120 min")
        assert [walk["minutes"] for walk in await story.rows("walks")] == [120]
        assert "Let it grow" not in ana.bubbles[-2].plain
        assert "None of these" in ana.last.labels()
