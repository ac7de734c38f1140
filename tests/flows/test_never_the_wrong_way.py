"""What a harsh clinician would look for: any way in which a walk is offered, or more is asked for, when it must not be.

Each test brings somebody into danger and then tries every command, everything that may be typed, every button that was
ever shown, and the nudges of a week.
"""

import pytest

from bot.chat.callbacks import decode
from bot.facts.history import streak
from bot.flows.routes import COMMANDS
from bot.store.safety import holds
from tests.support.rounds import through
from tests.support.settled import context_of, settle
from tests.support.story import Bubble, Person, Story

TYPED = ("walk", "today", "20 min pain 3", "5", "done", "start again", "hello", "yesterday 10 min", "I feel fine")
LEFT_ALONE = {"delete", "stop", "pause", "language"}  # they change who is asked, or when
TAPS_LEFT_ALONE = {"acc", "pause", "set", "trip", "safe"}  # and here: the way out, after which walks are right


def sends_walking(bubble: Bubble) -> bool:
    """Tell whether a message holds a button that starts a walk, or belongs to one under way."""
    taps = [decode(button.get("callback_data", "")) or () for row in bubble.buttons for button in row]
    starts = {
        ("day", "start"),
        ("day", "done"),
        ("walk", "gate"),
        ("walk", "usual"),
        ("walk", "stop"),
        ("guide", "pause"),
        ("guide", "next"),
    }
    return any(tap[:2] in starts for tap in taps)


async def try_everything(story: Story, ana: Person, seen: list[tuple[str, Bubble]]) -> None:
    """Fail where anything at all sends somebody walking."""

    def nothing_walks(what: str) -> None:
        newest = ana.bubbles[-6:]
        walking = [bubble.plain[:80] for bubble in newest if bubble.message_id not in old and sends_walking(bubble)]
        assert walking == [], (what, walking)

    old = {bubble.message_id for bubble in ana.bubbles}
    for command in sorted(set(COMMANDS) - LEFT_ALONE):
        await ana.say(f"/{command}")
        nothing_walks(f"/{command}")
    for text in TYPED:
        await ana.say(text)
        nothing_walks(text)
    for data, bubble in seen:
        if (decode(data) or ("",))[0] not in TAPS_LEFT_ALONE:
            before = (bubble.text, bubble.buttons)
            await ana.tap_data(data, bubble)
            nothing_walks(data)
            assert not sends_walking(bubble) or (bubble.text, bubble.buttons) == before, data


def shown(ana: Person) -> list[tuple[str, Bubble]]:
    """Return every button that stands anywhere in the chat."""
    return [
        (button["callback_data"], bubble)
        for bubble in ana.bubbles
        for row in bubble.buttons
        for button in row
        if "callback_data" in button
    ]


async def in_full_swing(story: Story) -> Person:
    """Return somebody with some days behind them, a nudge, a card and a walk under way in the chat."""
    ana = await settle(story)
    await ana.say("11 min pain 2 easy")
    for day in (24, 25):
        await story.until(f"2026-11-{day} 09:05", "Europe/Madrid")
        await ana.say("8 min pain 2 easy")
    await story.until("2026-11-26 09:05", "Europe/Madrid")
    await ana.say("/today")
    await ana.say("/walk")
    await ana.tap("3", ana.last)
    await story.wait(minutes=3)
    return ana


@pytest.mark.parametrize("rule", ["EMERGENCY", "URGENT", "CLEARANCE"])
async def test_nothing_sends_anybody_walking_under_a_stop(rule: str) -> None:
    """Commands, words, old buttons, the steps of a walk under way, and a week of nudges."""
    async with Story.open() as story:
        ana = await in_full_swing(story)
        seen = shown(ana)
        async with context_of(story) as context:
            holds.put(context.tx, 1, rule, story.clock.now().date(), context.now)
        await try_everything(story, ana, seen)
        count = len(ana.bubbles)
        await story.wait(days=8)
        assert not any(sends_walking(bubble) for bubble in ana.bubbles[count:])


@pytest.mark.parametrize(
    "said", ["/pain 7", "/pain 9", "12 min pain 8", "I have chest pain", "my groin is numb", "no feeling in my legs"]
)
async def test_nothing_sends_anybody_walking_while_a_red_flag_question_is_open(said: str) -> None:
    """Left unanswered for days it still comes first, with every nudge and before every walk."""
    async with Story.open() as story:
        ana = await in_full_swing(story)
        seen = shown(ana)
        await ana.say(said)
        assert "ap what is true" in ana.last.plain
        await try_everything(story, ana, seen)
        for _ in range(3):
            count = len(ana.bubbles)
            await story.wait(days=1)
            assert not any(sends_walking(bubble) for bubble in ana.bubbles[count:])
        await ana.say("/walk")
        assert "ap what is true" in ana.last.plain
        for _ in range(9):  # what was tapped meanwhile may have opened other rounds, three parts each
            if "None of these" in ana.last.labels():
                await ana.tap("None of these", ana.last)
            await ana.say("/today")
        assert "ap what is true" not in ana.last.plain


async def test_what_the_ladder_kept_to_itself_under_a_stop_is_said_when_it_ends() -> None:
    """Walks that hurt, then a red flag: once it is checked, the advice about the walks follows in the same reply."""
    async with Story.open() as story:
        ana = await settle(story)
        for _ in range(3):
            await ana.say("12 min pain 7")
        await ana.say("I have chest pain")
        for label in ("Chest pain or breathless", "Go on", "Yes"):
            await ana.tap(label, ana.last)
        await story.wait(days=1)
        await ana.say("12 min pain 7")
        assert [row["rule"] for row in await story.rows("advice")] == ["EMERGENCY"]
        await ana.tap("I’ve been checked")
        await ana.tap("Yes, I may walk")
        assert [row["rule"] for row in await story.rows("advice")] == ["EMERGENCY", "EXACERBATED_BY_WALKING"]


@pytest.mark.parametrize("score", ["7", "8", "9", "10"])
async def test_the_gate_turns_severe_pain_away_for_the_day(score: str) -> None:
    """No second try at the gate with another number, by no way at all."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("/walk")
        gate = shown(ana)
        await ana.tap(score, ana.last)
        await try_everything(story, ana, gate)


async def test_a_marked_red_flag_is_not_forgotten_overnight() -> None:
    """Marked, the phone put away: the next morning brings the question, not a walk; answered, the advice at once."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("my chest hurts")
        await ana.tap("Chest pain or breathless", ana.last)
        count = len(ana.bubbles)
        await story.wait(days=2)
        asked = ana.bubbles[count:]
        assert asked
        assert not any(sends_walking(bubble) for bubble in asked)
        await ana.tap("Go on", ana.last)
        await ana.tap("Yes", ana.last)
        assert {row["rule"] for row in await story.rows("holds")} == {"EMERGENCY"}
        assert [row["rule"] for row in await story.rows("advice")] == ["EMERGENCY"]


async def test_what_an_emergency_cut_short_is_asked_before_the_first_walk() -> None:
    """Weak bones, a fall, pregnancy: they limit the moves, and an emergency in part one left them unasked."""
    async with Story.open() as story:
        ana = story.person()
        await ana.say("/start")
        for label in ("I agree", "18–64", "Back", "Numb between legs", "Go on"):
            await ana.tap(label)
        await ana.tap("I’ve been checked")
        await ana.tap("Yes, I may walk")
        await ana.say("/start")
        for answer in ("3", "10 min"):
            await ana.tap(answer)
        await ana.say("Madrid")
        for answer in ("09:00", "Walk now"):
            await ana.tap(answer)
        await through(ana, "Weak bones")
        assert {row["restriction"] for row in await story.rows("restrictions")} == {"weak_bones"}
        await ana.say("/walk")
        assert "How is your pain right now?" in ana.last.plain


async def test_a_late_answer_to_the_two_hour_question_is_pain_of_now() -> None:
    """Days later it says nothing about that walk; severe pain is severe whenever it is told."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("11 min pain 2")
        await story.wait(hours=3)
        question = next(bubble for bubble in ana.bubbles if "two hours after" in bubble.plain)
        await story.wait(days=2)
        await ana.tap("5", question)
        (walk,) = await story.rows("walks")
        assert walk["two_hour_pain"] is None
        assert [row["score"] for row in await story.rows("pain_reports")] == [5]
        await ana.tap_data(f"1:fu:two:{walk['walk_id']}:8", question)
        assert "ap what is true" in ana.bubbles[-1].plain or "ap what is true" in question.plain


async def test_walking_against_advice_is_noted_and_not_cheered() -> None:
    """Under a stop: the minutes count, and the answer says what is right; no praise, no next target."""
    async with Story.open() as story:
        ana = await settle(story)
        async with context_of(story) as context:
            holds.put(context.tx, 1, "URGENT", story.clock.now().date(), context.now)
        await ana.say("20 min pain 2")
        said = ana.bubbles[-2].plain  # the pain before is asked for below it
        assert "Please walk no more until you have been checked." in said
        assert "Good" not in said
        assert "Well done" not in said


@pytest.mark.parametrize("rule", ["EMERGENCY", "URGENT", "CLEARANCE", "SEVERE", "FLARE", "WORSENING"])
async def test_no_streak_is_lost_to_pain(rule: str) -> None:
    """Ten days under a hold, with nothing done: the streak is what it was."""
    async with Story.open() as story:
        ana = await settle(story)
        for _ in range(4):
            await ana.say("11 min pain 1")
            await story.wait(days=1)
        async with context_of(story) as context:
            before = streak.kept_up(context)
            holds.put(context.tx, 1, rule, story.clock.now().date(), context.now)
        await story.wait(days=10)
        async with context_of(story) as context:
            assert streak.kept_up(context) == before == 4


async def test_a_slip_told_days_later_costs_no_streak() -> None:
    """The hold that it opened ends, and the days under it stay nobody's misses."""
    async with Story.open() as story:
        ana = await settle(story)
        for _ in range(4):
            await ana.say("11 min pain 1")
            await story.wait(days=1)
        await ana.say("/pain 8")
        slip = ana.last
        await story.wait(days=6)
        async with context_of(story) as context:
            before = streak.kept_up(context)
        await ana.tap("I tapped the wrong number", slip)
        async with context_of(story) as context:
            assert streak.kept_up(context) == before == 5
            assert holds.open_of(context.tx, 1) == []


async def _emergency(story: Story, ana: Person) -> None:
    async with context_of(story) as context:
        holds.put(context.tx, 1, "EMERGENCY", context.today, context.now)


async def _round(story: Story, ana: Person) -> None:
    await ana.say("I have chest pain")


async def _severe(story: Story, ana: Person) -> None:
    await ana.say("/pain 8")
    await through(ana)


async def _despair(story: Story, ana: Person) -> None:
    await ana.say("I want to die")


DANGER = {"an emergency": _emergency, "an open question": _round, "severe pain": _severe, "despair": _despair}
CHEERS = (
    "slow minutes count",
    "enjoy your break",
    "have you back",
    "made me smile",
    "good to hear",
    "we carry on",
    "well done",
)
STICKER = {"sticker": {"file_id": "1", "file_unique_id": "1", "type": "regular", "width": 1, "height": 1}}


@pytest.mark.parametrize("danger", DANGER)
async def test_no_word_of_cheer_in_danger(danger: str) -> None:
    """Small talk, breaks, being tired, stickers: what is meant kindly elsewhere is out of place here."""
    async with Story.open() as story:
        ana = await in_full_swing(story)
        await DANGER[danger](story, ana)
        count = len(ana.bubbles)
        for text in ("no", "tired", "I feel fine", "longer walks", "it's raining", "/pause 3", "/resume", "thanks"):
            await ana.say(text)
        await ana.tap_data("1:pause:keep", ana.last)
        await ana._send({"message": ana._message(STICKER)})
        said = " ".join(bubble.plain for bubble in ana.bubbles[count:])
        assert [cheer for cheer in CHEERS if cheer in said.lower()] == []


@pytest.mark.parametrize("danger", DANGER)
async def test_no_button_of_a_nudge_leads_to_one_that_starts_a_walk_in_danger(danger: str) -> None:
    """[Not today] led to [Walk after all] below an open question; so might later, an hour, what is in the way."""
    async with Story.open() as story:
        ana = await in_full_swing(story)
        await DANGER[danger](story, ana)
        for what in ("not_today", "later", "in:hour", "hour:600", "back", "barrier:busy", "barrier:tired", "start"):
            name, _, more = what.partition(":")
            data = f"1:day:{name}:{story.clock.now().date()}" + (f":{more}" if more else "")
            await ana.say("hello")
            hello, count = ana.last, len(ana.bubbles)
            await ana.tap_data(data, hello)
            assert not any(sends_walking(bubble) for bubble in (hello, *ana.bubbles[count:])), what


async def test_a_walk_before_severe_pain_leaves_a_day_of_rest() -> None:
    """Ten minutes done, then an eight: /today says rest, not only what was walked."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("10 min pain 2")
        await _severe(story, ana)
        await ana.say("/today")
        assert "Rest today. No walk." in ana.last.plain
