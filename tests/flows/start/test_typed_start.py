"""The questions of the start, typed: whatever is understood is taken, and what is not is told what would do."""

import pytest

from tests.support.rounds import deny_all
from tests.support.start import SHORTEST, do, profile, question, walk_through
from tests.support.story import Story


async def test_everything_can_be_typed() -> None:
    """A person who types instead of tapping arrives as well."""
    async with Story.open() as story:
        ana = story.person()
        await walk_through(ana, 1)
        await ana.say("I am 72")
        await ana.say("my knee and my back")
        await deny_all(ana)
        await ana.say("4/10")
        await ana.say("20 min")
        assert "How often" in question(ana).plain
        await ana.say("twice a week")
        await ana.say("Barcelna")
        await ana.tap("Barcelona, Spain")
        await ana.say("8:30 pm")
        row = await profile(story)
        assert row["age_band"] == "70+"
        assert row["regions"] == '["back","knee"]'
        assert (row["pain_now"], row["comfortable_minutes"], row["walks_often"]) == (4, 20, "some")
        assert (row["zone"], row["nudge_minute"]) == ("Europe/Madrid", 1230)
        (dose,) = await story.rows("doses")
        assert dose["minutes"] == 16


async def test_a_wrong_typed_answer_is_told_what_would_do() -> None:
    """Every question survives nonsense, says what it needs, and then takes the right answer."""
    wrong = {
        1: [("old", "type your age"), ("300", "type your age")],
        2: [("purple", "such as knee")],
        6: [("11", "0 to 10"), ("ouch", "0 to 10")],
        7: [("some", "minutes"), ("0", "minutes")],
        8: [("Xqzzyburg", "do not know that city")],
        9: [("25", "8:30 pm"), ("soon", "8:30 pm")],
    }
    async with Story.open() as story:
        ana = story.person()
        await ana.say("/start")
        for steps, step in enumerate(SHORTEST):
            for text, says in wrong.get(steps, []):
                before = await profile(story)
                await ana.say(text)
                assert says in "\n".join(bubble.plain for bubble in ana.bubbles[-3:])
                assert await profile(story) == before
            await do(ana, step)
        assert (await profile(story))["onboarded_at"] is not None


@pytest.mark.parametrize("text", ["20 m", "500 m", "400 steps", "2 km", "30 seconds", "-5", "1000"])
async def test_what_is_no_minutes_is_asked_again(text: str) -> None:
    """Twenty metres must not become a plan of twenty minutes."""
    async with Story.open() as story:
        ana = story.person()
        await walk_through(ana, 7)
        await ana.say(text)
        assert (await profile(story))["comfortable_minutes"] is None
        await ana.say("1h30")
        assert (await profile(story))["comfortable_minutes"] == 90


async def test_minutes_with_their_pain_are_minutes() -> None:
    """As a walk is told later on."""
    async with Story.open() as story:
        ana = story.person()
        await walk_through(ana, 7)
        await ana.say("12 min pain 2")
        assert (await profile(story))["comfortable_minutes"] == 12


async def test_half_seven_is_asked_about() -> None:
    """Both times are offered; the hour that was typed otherwise is taken."""
    async with Story.open() as story:
        ana = story.person()
        await walk_through(ana, 9)
        await ana.say("half 7")
        assert "two times" in ana.last.plain
        await ana.tap("06:30")
        assert (await profile(story))["nudge_minute"] == 390
