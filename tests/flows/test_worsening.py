"""Pain that grows from week to week, in the chat."""

from tests.support.settled import settle
from tests.support.story import Person, Story


async def report(ana: Person, score: int) -> None:
    """Report known pain, each question answered."""
    await ana.say(f"/pain {score}")
    for label in ("Yes, my usual pain", "No", "No"):
        if label in ana.last.labels():
            await ana.tap(label, ana.last)


async def test_two_points_more_than_before_lead_to_advice_and_the_red_flag_questions() -> None:
    """In the reply to the report that makes the mean; once, with its figures, and the walks are halved."""
    async with Story.open() as story:
        ana = await settle(story, pain_now=2, evening_reminder=False)
        for _ in range(14):
            await report(ana, 2)
            await story.wait(days=1)
        for _ in range(7):
            await report(ana, 4)
            given = [row["rule"] for row in await story.rows("advice") if row["rule"] == "WORSENING"]
            if given:
                break
            await story.wait(days=1)
        assert given == ["WORSENING"]
        assert "Stop and check first." in ana.last.plain
        assert any("Your pain has grown over the last weeks." in bubble.plain for bubble in ana.bubbles)
        await ana.say("/walk")
        assert "Stop and check first." in ana.last.plain
        await ana.tap("None of these", ana.last)
        await ana.tap("None of these", ana.last)
        advice = next(bubble for bubble in ana.bubbles if "Your pain has grown" in bubble.plain)
        await ana.tap("Why am I told this?", advice)
        assert "In the 14 days before it was 2." in ana.last.plain
        await story.wait(days=1)
        await report(ana, 4)
        assert len([row for row in await story.rows("advice") if row["rule"] == "WORSENING"]) == 1
        assert "WORSENING" in {row["rule"] for row in await story.rows("holds") if row["closed_at"] is None}


async def test_nothing_is_said_below_the_red_flag_questions() -> None:
    """A day clearly above the usual would also have the bot ask about a flare: not in the same breath."""
    async with Story.open() as story:
        ana = await settle(story, pain_now=0, evening_reminder=False)
        for score in (*[0] * 14, 1, 1, 1):
            await report(ana, score)
            await story.wait(days=1)
        assert await story.rows("advice") == []
        await report(ana, 6)
        assert [row["rule"] for row in await story.rows("advice")] == ["WORSENING"]
        assert "Stop and check first." in ana.last.plain
        await story.wait(days=1)
        for _ in range(2):
            await ana.tap("None of these")
        await report(ana, 6)
        assert "FLARE" in {row["rule"] for row in await story.rows("advice")}
