"""Out of order, twice, late by days, in the middle, in two languages, impossible numbers: a sensible answer each."""

from datetime import timedelta

import pytest

from tests.support.settled import settle
from tests.support.story import Person, Story

MADRID = "Europe/Madrid"


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("0 min", "Rest"),
        ("600 min", "1 to 300 minutes"),
        ("0 min pain 3", "Rest"),
        ("20 min pain 11", "Pain goes from 0 to 10"),
        ("pain 11", "Pain goes from 0 to 10"),
        ("/pain 11", "Pain goes from 0 to 10"),
        ("/log 600 min", "1 to 300 minutes"),
        ("/yesterday 600 min", "1 to 300 minutes"),
    ],
)
async def test_impossible_numbers_are_refused_kindly_and_store_nothing(text: str, answer: str) -> None:
    """Nothing blames; what is possible is said; the next try is taken."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say(text)
        assert answer.lower() in ana.last.plain.lower()
        assert all(walk["minutes"] is None for walk in await story.rows("walks"))
        assert all(report["score"] is None for report in await story.rows("pain_reports"))
        await ana.say("12 min pain 2")
        assert "12 min, worst pain 2. Logged." in ana.bubbles[-2].plain


@pytest.mark.parametrize(
    "taps",
    [
        ("1:ci:set:1:worst_pain:3", "1:ci:set:1:minutes:12", "1:ci:set:1:effort:easy", "1:ci:set:1:before_pain:2"),
        ("1:ci:set:1:effort:hard", "1:ci:set:1:minutes:12", "1:ci:set:1:minutes:30", "1:ci:set:1:before_pain:2"),
    ],
)
async def test_answers_out_of_order_or_twice_ask_what_is_open(taps: tuple[str, ...]) -> None:
    """Only the question that is asked is answered; the first answer stays."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("/log")
        card = ana.last
        for tap in taps:
            await ana.tap_data(tap, card)
        (walk,) = await story.rows("walks")
        assert (walk["minutes"], walk["before_pain"], walk["worst_pain"], walk["effort"]) == (12, 2, None, None)
        assert "worst pain" in card.plain


async def left_in_the_middle(ana: Person, what: str) -> None:
    """Begin something and put the phone away."""
    match what:
        case "check-in":
            await ana.say("/log")
            await ana.tap("10 min", ana.last)
        case "report":
            await ana.say("/pain 4")
        case "self-test":
            await ana.say("/check")
            await ana.tap("Take the self-test", ana.last)
            await ana.tap("3", ana.last)
        case "action plan":
            await ana.tap_data("1:plan:new", ana.last)
            await ana.tap(ana.last.labels()[0], ana.last)
        case "gate":
            await ana.say("/walk")
        case "walk":
            await ana.say("/walk")
            await ana.tap("2", ana.last)
        case "health":
            await ana.tap_data("1:health:changed", ana.last)
        case "hour":
            await ana.say("/settings")
            await ana.tap("Hour", ana.last)
        case "pause":
            await ana.say("/pause")


@pytest.mark.parametrize(
    "what", ["check-in", "report", "self-test", "action plan", "gate", "walk", "health", "hour", "pause"]
)
@pytest.mark.parametrize("days", [0, 1, 9, 40])
async def test_what_was_left_in_the_middle_can_be_taken_up_or_left(what: str, days: int) -> None:
    """Words meant for something else still count; every button of the old card answers, the same day or weeks later."""
    async with Story.open() as story:
        ana = await settle(story, evening_reminder=False)
        await ana.say("11 min pain 2")
        await left_in_the_middle(ana, what)
        card = ana.last
        await story.wait(days=days)
        for button in [button for row in card.buttons for button in row][:4]:
            before = len(ana.lines)
            await ana.tap_data(button["callback_data"], card, button["text"])
            assert len(ana.lines) > before + 1
        before = len(await story.rows("walks"))
        await ana.say("15 min pain 2")
        logged = [walk for walk in await story.rows("walks") if walk["minutes"] == 15]
        assert len(logged) == 1, before
        assert not any("went wrong" in line for line in ana.lines)


async def test_a_zone_that_changes_in_the_middle_of_a_week_costs_nothing() -> None:
    """One nudge a day, one review of the week, all walks counted."""
    async with Story.open() as story:
        ana = await settle(story, evening_reminder=False)
        await ana.say("11 min pain 1 easy")
        for day in range(1, 8):
            await story.until(story.clock.instant + timedelta(days=1))
            if day == 3:
                await ana.say("/settings")
                await ana.tap("Time zone", ana.last)
                await ana.say("Tokyo")
            await ana.say("11 min pain 1 easy")
        await story.wait(days=2)
        daily = [row["on_day"] for row in await story.rows("nudges") if row["kind"] == "daily"]
        assert len(daily) == len(set(daily))
        (review,) = await story.rows("reviews")
        assert review["outcome"] == "PROGRESS"


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("20 mins pain 3 please", 20), ("20min", 20), ("hello, 20 min pain 3 thanks", 20), ("20 MIN PAIN 3!", 20)],
)
async def test_stray_words_do_not_hide_a_check_in(text: str, minutes: int) -> None:
    """A greeting, capitals, politeness: the walk counts."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say(text)
        assert [walk["minutes"] for walk in await story.rows("walks")] == [minutes]
