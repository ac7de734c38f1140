"""The time zone: by a shared place, a typed city, or the time it is now."""

import pytest

from tests.support.start import MADRID, profile, question, walk_through
from tests.support.story import Story


async def test_the_zone_by_the_clock() -> None:
    """The time it is now leads to cities with that time."""
    async with Story.open() as story:
        ana = story.person()
        await walk_through(ana, 8)
        await ana.tap("Tell you by the clock")
        assert len(question(ana).labels()) == 24
        await ana.tap("1:00 PM")
        await ana.tap("Mumbai")
        assert (await profile(story))["zone"] == "Asia/Kolkata"
        assert question(ana).labels()[1] == "8 AM"


@pytest.mark.parametrize(
    ("typed", "label", "zone"),
    [
        ("Madrid", None, "Europe/Madrid"),
        ("münchen", None, "Europe/Berlin"),
        ("London", None, "Europe/London"),
        ("San Jose", "San José, Costa Rica", "America/Costa_Rica"),
        ("Barcelna", "Barcelona, Spain", "Europe/Madrid"),
        ("Spain", "Madrid, Spain", "Europe/Madrid"),
        ("México", "Tijuana, Mexico", "America/Tijuana"),
        ("Singapore", None, "Asia/Singapore"),
        ("Georgia", "Tbilisi, Georgia", "Asia/Tbilisi"),
        ("9:05 am", "Madrid", "Europe/Madrid"),
        ("1:30 pm", "Mumbai", "Asia/Kolkata"),
        ("Europe/Kyiv", None, "Europe/Kyiv"),
        ("europe/kyiv", None, "Europe/Kyiv"),
        ("PST", None, "America/Los_Angeles"),
        ("EST", "New York", "America/New_York"),
        ("EST", "Panam", "America/Panama"),
        ("UTC+1", "Madrid", "Europe/Madrid"),
        ("GMT-3", "São Paulo", "America/Sao_Paulo"),
        ("Guadalajara", "Guadalajara, Spain", "Europe/Madrid"),
        ("Guadalajara", "Guadalajara, Mexico", "America/Mexico_City"),
    ],
)
async def test_the_zone_by_typing(typed: str, label: str | None, zone: str) -> None:
    """A clear city is taken at once; namesakes and slips are asked back; a time offers cities."""
    async with Story.open() as story:
        ana = story.person()
        await walk_through(ana, 8)
        await ana.say(typed)
        while label and label not in "\n".join(question(ana).labels()):
            await ana.tap("More cities")
        if label:
            await ana.tap(label)
        assert (await profile(story))["zone"] == zone
        assert "When shall I write" in question(ana).plain


async def test_the_city_that_was_typed_is_said_back() -> None:
    """Not the biggest one of its zone."""
    async with Story.open() as story:
        ana = story.person()
        await walk_through(ana, 8)
        await ana.say("Guadalajara")
        await ana.tap("Guadalajara, Spain")
        assert any("Guadalajara" in bubble.plain for bubble in ana.bubbles[-3:])
        await ana.tap("09:00")
        await ana.say("/settings")
        assert "Time zone: Guadalajara" in ana.last.plain


async def test_a_shared_place_is_not_kept() -> None:
    """Of the coordinates nothing is in the store."""
    async with Story.open() as story:
        ana = story.person()
        await walk_through(ana, 9)
        for table in ("profiles", "expecting", "users", "outbox"):
            assert "40.41" not in str(await story.rows(table))


async def test_a_place_shared_after_an_interruption_is_still_the_answer() -> None:
    """The location keyboard stays below the input field when another command comes between."""
    async with Story.open() as story:
        ana = story.person()
        await walk_through(ana, 8)
        await ana.say("/help")
        await ana.share_location(*MADRID)
        assert (await profile(story))["zone"] == "Europe/Madrid"


async def test_no_place_on_earth_asks_for_a_city() -> None:
    """A nonsense location leads to the other ways."""
    async with Story.open() as story:
        ana = story.person()
        await walk_through(ana, 8)
        await ana.share_location(91.0, 0.0)
        assert (await profile(story))["zone"] is None
        assert "Tell you by the clock" in question(ana).labels()
