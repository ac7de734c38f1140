"""Six weeks of pain that does not ease, lived day by day."""

from datetime import timedelta

from tests.support.settled import settle
from tests.support.story import MONDAY, Person, Story


async def live(story: Story, ana: Person, days: int, pain: int) -> None:
    """Live some days: the nudge, a report of the pain in the evening."""
    for _ in range(days):
        await story.wait(hours=10)
        await ana.say(f"/pain {pain}")
        await story.wait(hours=14)


async def test_six_weeks_at_four_lead_to_a_physical_therapist_on_a_monday() -> None:
    """A soft word after three weeks, the advice after six, again after twelve more, and the figures on request."""
    async with Story.open() as story:
        ana = await settle(story)
        await live(story, ana, 46, 4)
        given = await story.rows("advice")
        assert [row["rule"] for row in given] == ["PERSISTENT_SOON", "PERSISTENT"]
        first = MONDAY.date()
        assert [row["given_on"] for row in given] == [
            str(first + timedelta(weeks=3)),
            str(first + timedelta(weeks=6)),
        ]
        assert "It is time to see a physical therapist." in ana.transcript()
        advice = next(b for b in ana.bubbles if "It is time to see" in b.plain)
        await ana.tap("Why am I told this?", advice)
        assert "For 6 weeks in a row your pain was 4 or more. The mean was 4.0 out of 10." in ana.last.plain
        await live(story, ana, 76, 4)
        assert len(await story.rows("advice")) == 2
        await live(story, ana, 7, 4)
        assert [row["rule"] for row in await story.rows("advice")][2:] == ["PERSISTENT"]


async def test_pain_that_eases_is_left_alone() -> None:
    """Three points are not four."""
    async with Story.open() as story:
        ana = await settle(story, pain_now=5)
        await live(story, ana, 14, 5)
        await live(story, ana, 30, 3)
        assert await story.rows("advice") == []
