"""Paths on which a walk or an all-clear was found where none belongs, each walked as a person would.

The sweep over everything stands in test_never_the_wrong_way; here is the one path a reader can follow.
"""

import pytest

from bot.flows.safety import advice
from tests.flows.test_never_the_wrong_way import sends_walking, shown
from tests.support.holds import open_rules
from tests.support.rounds import SCREENING, deny_all, through
from tests.support.settled import context_of, settle
from tests.support.story import Person, Story


async def in_an_emergency(ana: Person) -> None:
    """Tell of chest pain that is there now."""
    await ana.say("I have chest pain")
    await ana.tap_each("Chest pain or breathless", "Go on", "Yes")
    assert "Call" in ana.last.plain


async def told_to_see_somebody(story: Story) -> None:
    """Let walks have hurt: a therapist, and half as much until then."""
    async with context_of(story) as context:
        evidence = {"walks": 7, "red": 3, "risen": 4, "rise": 2}
        advice.advise(context, "EXACERBATED_BY_WALKING", "soon", evidence)


async def test_an_old_checked_does_not_close_a_newer_hold() -> None:
    """Severe pain a week ago was looked at; the chest pain of today was not."""
    async with Story.open() as story:
        ana = await settle(story)
        await told_to_see_somebody(story)
        await ana.say("/today")
        old = ana.last
        data = next(b["callback_data"] for row in old.buttons for b in row if b["text"] == "I’ve been checked")
        await story.wait(minutes=1)
        await ana.tap("I’ve been checked", old)
        asked = ana.last
        await in_an_emergency(ana)
        count = len(ana.bubbles)
        await ana.tap("Yes, I may walk", asked)
        assert "EMERGENCY" in await open_rules(story)
        assert not any(sends_walking(bubble) for bubble in [asked, *ana.bubbles[count:]])
        assert not any("walks are back" in bubble.plain for bubble in ana.bubbles)
        await ana.tap_data(data, old)
        assert "EMERGENCY" in await open_rules(story)


async def test_checked_about_the_newest_ends_what_is_older_and_no_worse() -> None:
    """Who was seen for an emergency was seen: nobody is asked twice about one day."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("/pain 8")
        await ana.tap_each("Chest pain or breathless", "Go on", "Yes")
        await ana.tap_each("I’ve been checked", "Yes, I may walk")
        assert await open_rules(story) == []


async def test_an_old_visit_does_not_close_a_newer_hold() -> None:
    """ "Yes, I went → Walk as before" was about the walks that hurt, a week ago."""
    async with Story.open() as story:
        ana = await settle(story)
        await told_to_see_somebody(story)
        asked_on = len(ana.bubbles)
        await story.wait(days=8)
        visit = next(bubble for bubble in ana.bubbles[asked_on:] if "Yes, I went" in bubble.labels())
        await in_an_emergency(ana)
        count = len(ana.bubbles)
        await ana.tap("Yes, I went", visit)
        await ana.tap("Walk as before", visit)
        assert "EMERGENCY" in await open_rules(story)
        assert not any(sends_walking(bubble) for bubble in [visit, *ana.bubbles[count:]])
        assert "Walk as before" not in visit.plain
        assert "Call 112" in ana.last.plain


async def test_a_verdict_of_long_ago_brings_no_hold_back() -> None:
    """The button of an answered visit says where things stand."""
    async with Story.open() as story:
        ana = await settle(story)
        await told_to_see_somebody(story)
        await story.wait(days=8)
        visit = next(bubble for bubble in reversed(ana.bubbles) if "Yes, I went" in bubble.labels())
        await ana.tap("Yes, I went", visit)
        no_walks = next(data for data, bubble in shown(ana) if bubble is visit and "no_walks" in data)
        await ana.tap("Walk as before", visit)
        await ana.tap_data(no_walks, visit)
        assert await open_rules(story) == []


@pytest.mark.parametrize("left_after", ["at once", "next day", "a week"])
async def test_an_unfinished_round_about_nights_blocks_walks(left_after: str) -> None:
    """Pain that wakes at night, the questions put away: they come first, whenever the next walk is."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("/pain 4")
        await ana.tap_each("Yes, my usual pain", "No", "Yes")
        assert "nights and mornings" in ana.last.plain
        count = len(ana.bubbles)
        await story.wait(days={"at once": 0, "next day": 1, "a week": 7}[left_after])
        await ana.say("/walk")
        await ana.say("/today")
        assert not any(sends_walking(bubble) for bubble in ana.bubbles[count:])
        assert "nights and mornings" in ana.last.plain


async def test_a_round_opened_again_after_a_slip_blocks_until_it_is_finished() -> None:
    """ "I tapped by mistake", and away: what stood there before is not forgotten."""
    async with Story.open() as story:
        ana = await settle(story)
        await in_an_emergency(ana)
        await ana.tap("I tapped by mistake")
        count = len(ana.bubbles)
        await story.wait(days=3)
        await ana.say("/walk")
        assert not any(sends_walking(bubble) for bubble in ana.bubbles[count:])
        assert SCREENING in ana.last.plain


async def test_a_start_round_opened_again_blocks_on_the_next_day() -> None:
    """The questions of the start, opened from /settings or a reminder, wait as every other round does."""
    async with Story.open() as story:
        ana = await settle(story)
        await story.wait(days=91)
        await ana.tap("Answer now")
        count = len(ana.bubbles)
        await story.wait(days=2)
        await ana.say("/walk")
        assert not any(sends_walking(bubble) for bubble in ana.bubbles[count:])
        assert "safety questions" in ana.last.plain


@pytest.mark.parametrize("score", ["2", "5"])
async def test_new_and_sudden_pain_always_asks_the_red_flags(score: str) -> None:
    """Whatever the score and the place: chest pain comes in by "elsewhere", too."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("/pain")
        await ana.tap_each("Somewhere else", score, "New, and it came suddenly")
        assert SCREENING in ana.last.plain
        assert "alve" not in ana.last.plain
        await ana.tap_each("Chest pain or breathless", "Go on", "Yes")
        assert await open_rules(story) == ["EMERGENCY"]


@pytest.mark.parametrize(("hour", "city"), [("22:00", "Sydney"), ("08:00", "Los Angeles"), ("12:00", "Tokyo")])
async def test_a_severe_rest_day_survives_another_zone(hour: str, city: str) -> None:
    """The day of severe pain does not end because the clock was changed."""
    async with Story.open() as story:
        ana = await settle(story)
        await story.until(f"2026-11-25 {hour}", "Europe/Madrid")
        await ana.say("/pain 8")
        await deny_all(ana)
        await ana.say("/settings")
        await ana.tap("Time zone", ana.last)
        await ana.say(city)
        if "Yes" in " ".join(ana.last.labels()):
            await ana.tap("Yes", ana.last)
        count = len(ana.bubbles)
        await ana.say("/walk")
        await ana.say("/today")
        assert not any(sends_walking(bubble) for bubble in ana.bubbles[count:])


async def test_today_in_an_emergency_says_whom_to_call() -> None:
    """The number in the first line, and the help one tap away."""
    async with Story.open() as story:
        ana = await settle(story)
        await in_an_emergency(ana)
        await ana.say("/today")
        assert "Call 112" in ana.last.plain.splitlines()[0]
        assert "Emergency help" in " ".join(ana.last.labels())


async def test_after_an_emergency_is_cleared_the_day_is_not_the_full_dose() -> None:
    """Checked, and back: smaller than the target, for a while."""
    async with Story.open() as story:
        ana = await settle(story)
        await in_an_emergency(ana)
        await ana.tap_each("I’ve been checked", "Yes, I may walk")
        await ana.say("/today")
        assert "11 min" not in " ".join(ana.last.labels())
        assert any(label.startswith("Done") for label in ana.last.labels())


async def test_something_new_after_a_walk_is_rest_and_then_half() -> None:
    """ "Rest today" holds for the same minute: /walk offers nothing; the next day half."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("/log")
        await ana.tap_each("10 min", "2", "2", "Easy · I could sing")
        await ana.tap("Something new or odd?")
        await ana.say("/today")  # the questions stand in the place of the summary: once more, as the newest message
        await through(ana, "New after a walk")
        count = len(ana.bubbles)
        await ana.say("/walk")
        await ana.say("/today")
        assert not any(sends_walking(bubble) for bubble in ana.bubbles[count:])
        await story.until("2026-11-25 09:05", "Europe/Madrid")
        await ana.say("/today")
        done = next(label for label in ana.last.labels() if label.startswith("Done"))
        assert int(done.split()[2]) <= 6
