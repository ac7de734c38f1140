"""/pt: pages, and a map link from a place that is not kept."""

from tests.support.states import onboarded
from tests.support.story import Story

VALENCIA = (39.469907, -0.376288)


async def test_a_shared_place_becomes_a_map_link_and_is_not_kept() -> None:
    """The link searches within about a kilometre; the exact place is stored nowhere."""
    async with Story.open() as story:
        ana = await onboarded(story)
        await ana.say("/pt")
        await ana.tap("Find one near me")
        await ana.tap("Share my location once")
        await ana.share_location(*VALENCIA)
        urls = [button["url"] for row in ana.last.buttons for button in row if "url" in button]
        assert urls[0].startswith("https://www.google.com/maps/search/?api=1&query=physical%20therapist%20near%2039.47")
        assert urls[1].startswith("https://www.openstreetmap.org/search?query=")
        assert await story.rows("expecting") == []
        for table in ("profiles", "expecting", "inbox"):
            assert "39.46" not in repr(await story.rows(table))


async def test_a_typed_town_does_as_well() -> None:
    """A town, typed after "find one" or behind the command, becomes the same link."""
    async with Story.open() as story:
        ana = await onboarded(story)
        await ana.say("/pt")
        await ana.tap("Find one near me")
        await ana.say("Aix-en-Provence 13100")
        assert "near%20Aix-en-Provence" in ana.last.buttons[0][0]["url"]
        await ana.say("/pt St. John's")
        assert "near%20St.%20John" in ana.last.buttons[0][0]["url"]


async def test_what_cannot_be_a_town_is_answered_as_ever() -> None:
    """A question typed meanwhile is no town."""
    async with Story.open() as story:
        ana = await onboarded(story)
        await ana.say("/pt")
        await ana.tap("Find one near me")
        await ana.say("What can you do?")
        assert not any("url" in button for row in ana.last.buttons for button in row)


async def test_a_stranger_finds_one_without_being_stored() -> None:
    """Before consent the place works the same way and leaves no row."""
    async with Story.open() as story:
        stranger = story.person(9)
        await stranger.say("/pt")
        await stranger.tap("Find one near me")
        await stranger.tap("Share my location once")
        await stranger.share_location(*VALENCIA)
        assert "google.com/maps" in stranger.last.buttons[0][0]["url"]
        assert await story.rows("users") == []


async def test_pages_turn_in_place() -> None:
    """What they do, how it helps walking, what to ask: one message."""
    async with Story.open() as story:
        ana = await onboarded(story)
        await ana.say("/pt")
        for page in ("What to ask", "Hands-on care", "When to go", "What they do"):
            await ana.tap(page)
            assert len(ana.bubbles) == 1
            assert page not in ana.last.labels()
