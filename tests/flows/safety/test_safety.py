"""Help in an emergency, and the way back after a check-up."""

import pytest

from tests.support.rounds import through
from tests.support.settled import settle
from tests.support.states import mid_onboarding
from tests.support.story import Person, Story


async def urgent(story: Story, user_id: int = 1) -> Person:
    """Return somebody who is to see a doctor today."""
    ana = await settle(story, user_id)
    await ana.say("fever since yesterday")
    await through(ana, "Fever")
    return ana


@pytest.mark.parametrize(
    ("zone", "number"),
    [
        ("Europe/Madrid", "112"),
        ("Europe/London", "999"),
        ("America/New_York", "911"),
        ("Australia/Sydney", "000"),
        ("Asia/Kathmandu", "your local emergency number"),
    ],
)
async def test_the_number_is_that_of_the_country_where_it_is_known(zone: str, number: str) -> None:
    """Elsewhere the wording is general: no number is better than a wrong one."""
    async with Story.open() as story:
        ana = await settle(story, zone=zone)
        await ana.say("/help_now")
        assert f"Call {number} now." in ana.last.plain
        assert "Nobody reads this chat" in ana.last.plain


@pytest.mark.parametrize("found", [None, "clock"])
async def test_a_zone_chosen_by_its_clock_tells_no_country(found: str | None) -> None:
    """Whoever shares New York's clock may live in Bogotá; of a zone from before it is not known how it was found."""
    async with Story.open() as story:
        ana = await settle(story, zone="America/New_York", zone_from=found)
        await ana.say("/help_now")
        assert "Call your local emergency number now." in ana.last.plain
        await ana.say("I want to die")
        assert "988" not in ana.last.plain


async def test_a_city_that_was_typed_tells_the_country() -> None:
    """And a clock tapped later does not."""
    async with Story.open() as story:
        ana = await settle(story, zone="Asia/Tokyo", zone_from="clock")
        for how, line in (("London", True), ("12:10", False)):
            await ana.say("/settings")
            await ana.tap("Time zone", ana.last)
            await ana.say(how)
            if not line:
                await ana.tap_data("1:zone:set:Europe/London:clock", ana.last)
            await ana.say("suicidal")
            assert ("Samaritans, day or night: 116 123" in ana.last.plain) == line


async def test_help_comes_to_anybody() -> None:
    """A stranger, and somebody in the middle of the start."""
    async with Story.open() as story:
        for person in (story.person(9), await mid_onboarding(story)):
            await person.say("/help_now")
            assert "Call your local emergency number now." in person.last.plain


async def test_after_the_check_up_the_walks_are_back() -> None:
    """Asked once, then every hold is closed."""
    async with Story.open() as story:
        ana = await urgent(story)
        await ana.say("/walk")
        assert "get checked first" in ana.last.plain
        await ana.tap("I’ve been checked", ana.last)
        await ana.tap("Yes, I may walk")
        assert "Your walks are back." in ana.last.plain
        assert [row["closed_by"] for row in await story.rows("holds")] == ["checked"]
        await ana.say("/walk")
        assert "How is your pain right now?" in ana.last.plain


async def test_not_yet_keeps_the_hold_without_blame() -> None:
    """The streak is safe."""
    async with Story.open() as story:
        ana = await urgent(story)
        await ana.tap("I’ve been checked")
        await ana.tap("Not yet")
        assert "your streak is safe" in ana.last.plain
        assert [row["closed_at"] for row in await story.rows("holds")] == [None]


async def test_the_second_of_two_taps_and_an_old_button_show_the_day() -> None:
    """Nothing is closed twice."""
    async with Story.open() as story:
        ana = await urgent(story)
        await ana.tap("I’ve been checked")
        yes = ana.last.buttons[0][0]["callback_data"]
        await ana.tap_data(yes, ana.last)
        closed = await story.rows("holds")
        await story.wait(hours=1)
        await ana.tap_data(yes, ana.last)
        assert await story.rows("holds") == closed
        assert ana.last.buttons


async def test_the_check_up_is_asked_about_weekly() -> None:
    """With the first nudge after the advice, then once a week; the other days are silent."""
    async with Story.open() as story:
        ana = await urgent(story)
        asked = []
        for day in range(24, 31):
            count = len(ana.bubbles)
            await story.until(f"2026-11-{day} 20:00")
            if len(ana.bubbles) > count:
                asked.append(day)
                assert "Have you been checked?" in ana.last.plain
        assert asked == [24, 30]


@pytest.mark.parametrize("data", ["1:safe:cleared", "1:safe:checked", "1:safe:not_yet", "1:safe", "1:safe:x"])
async def test_nobody_clears_somebody_else(data: str) -> None:
    """A tap closes only holds of one's own."""
    async with Story.open() as story:
        await urgent(story)
        eve = await settle(story, 666)
        await eve.say("hello")
        await eve.tap_data(data, eve.last)
        assert [row["closed_at"] for row in await story.rows("holds")] == [None]
        assert eve.last.buttons
