"""Travelling: the clock goes along, the day's nudge stays one, and the clock comes home by itself."""

from datetime import datetime
from zoneinfo import ZoneInfo

from tests.support.settled import settle
from tests.support.story import Person, Story


def at(local: str, zone: str) -> datetime:
    """Return an instant: "2026-11-26 08:30" in a zone."""
    return datetime.fromisoformat(local).replace(tzinfo=ZoneInfo(zone))


async def zone(story: Story) -> str:
    """Return the zone that is stored."""
    return str((await story.rows("profiles"))[0]["zone"])


async def in_tokyo(story: Story) -> Person:
    """Return somebody from Madrid who is in Tokyo for three days from Monday on."""
    ana = await settle(story)
    await ana.say("/settings")
    for label in ("I am travelling", "3 days"):
        await ana.tap(label)
    await ana.say("Tokyo")
    return ana


async def test_a_trip_and_back() -> None:
    """Nudged at nine in Tokyo; on the fourth morning the clock of Madrid holds again, and one message says so."""
    async with Story.open() as story:
        ana = await in_tokyo(story)
        assert await zone(story) == "Asia/Tokyo"
        assert "Time zone: Tokyo, and Madrid from November 26" in ana.last.plain
        await story.until("2026-11-24 09:00", "Asia/Tokyo")
        assert ana.last.plain.startswith("Today:")
        await story.until("2026-11-26 08:30", "Europe/Madrid")
        assert any("My clock is that of Madrid again" in bubble.plain for bubble in ana.bubbles)
        assert await zone(story) == "Europe/Madrid"
        said = [
            row["on_day"] for row in await story.rows("nudges") if row["kind"] == "daily" and row["status"] == "sent"
        ]
        assert len(said) == len(set(said))


async def test_home_and_the_nudge_of_the_day_due_at_once() -> None:
    """The bot was off over the last morning in Tokyo: home comes first, and moves the nudge to nine in Madrid."""
    async with Story.open() as story:
        ana = await in_tokyo(story)
        await story.until("2026-11-25 23:00", "UTC")
        story.clock.instant = at("2026-11-26 08:30", "Europe/Madrid")
        await story.engine.tick()
        await story.deliver()
        assert "My clock is that of Madrid again" in ana.last.plain
        await story.until("2026-11-26 09:00", "Europe/Madrid")
        assert ana.last.plain.startswith("Today:")


async def test_home_early_and_away_for_longer() -> None:
    """One tap comes home; another asks anew, and the way home stays the first one."""
    async with Story.open() as story:
        ana = await in_tokyo(story)
        await ana.tap("I am travelling")
        await ana.tap("7 days")
        await ana.say("Sydney")
        await story.until("2026-11-27 12:00", "UTC")
        assert await zone(story) == "Australia/Sydney"
        await ana.say("/settings")
        await ana.tap("I am travelling")
        await ana.tap("I am home again")
        assert await zone(story) == "Europe/Madrid"
        await story.until("2026-12-03 12:00", "UTC")
        assert await zone(story) == "Europe/Madrid"
        assert sum("My clock is that of Madrid again" in bubble.plain for bubble in ana.bubbles) == 1


async def test_a_trip_that_never_got_a_city_changes_nothing() -> None:
    """Asked and left: the zone stays, and nothing is said when the days are over."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("/settings")
        for label in ("I am travelling", "3 days"):
            await ana.tap(label)
        await story.until("2026-11-27 08:30", "Europe/Madrid")
        assert not any("My clock is that of" in bubble.plain for bubble in ana.bubbles)
        assert (await story.rows("profiles"))[0]["home_zone"] is None


async def test_forged_taps_show_where_the_day_stands() -> None:
    """Days that are not on offer, and a way home without a trip."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("/today")
        for data in ("1:trip:for:9999", "1:trip:home", "1:trip"):
            await ana.tap_data(data, ana.last)
        row = (await story.rows("profiles"))[0]
        assert (row["zone"], row["home_zone"]) == ("Europe/Madrid", None)


async def test_a_city_typed_before_the_days_is_kept() -> None:
    """It waits for the answer to "how long?"; the question is not where somebody lives, and not asked twice."""
    async with Story.open() as story:
        ana = await settle(story, city="Getafe")
        await ana.say("/settings")
        await ana.tap("I am travelling")
        assert "clock of Getafe" in ana.last.plain
        await ana.say("Tokyo")
        assert "How long will you be away in Tokyo?" in ana.last.plain
        await ana.tap("3 days", ana.last)
        assert await zone(story) == "Asia/Tokyo"
        assert not any("Where do you live" in bubble.plain for bubble in ana.bubbles)
        await story.until("2026-11-26 08:30", "Europe/Madrid")
        assert any("My clock is that of Getafe again" in bubble.plain for bubble in ana.bubbles)
        assert (await story.rows("profiles"))[0]["city"] == "Getafe"


async def test_a_name_that_several_cities_have_is_asked_about() -> None:
    """And the length of a trip may be typed, before the city as well."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("/settings")
        await ana.tap("I am travelling")
        await ana.say("Guadalajara")
        await ana.tap("Guadalajara, Mexico")
        await ana.say("10 days")
        assert await zone(story) == "America/Mexico_City"
        (row,) = await story.rows("profiles")
        assert (row["city"], row["home_on"]) == ("Guadalajara", "2026-12-03")


async def test_what_is_neither_days_nor_a_city_asks_again() -> None:
    """The question stays open."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("/settings")
        await ana.tap("I am travelling")
        await ana.say("xqzzy")
        assert "How long will you be away?" in ana.last.plain
        await ana.say("two weeks")
        assert "Where will you be?" in "".join(bubble.plain for bubble in ana.bubbles[-2:])
