"""Pain that grows from week to week, in the chat."""

from tests.support.settled import settle
from tests.support.story import Person, Story


async def report(ana: Person, score: int) -> None:
    """Report known pain, each question answered."""
    await ana.say(f"/pain {score}")
    for label in ("Yes, my usual pain", "No", "No"):
        if label in ana.last.labels():
            await ana.tap(label, ana.last)


async def weeks_at(story: Story, ana: Person, *scores: int) -> None:
    """Report a score a day, a week each."""
    for score in scores:
        for _ in range(7):
            await report(ana, score)
            await story.wait(days=1)


async def worsened(story: Story) -> list[str]:
    """Return the rules of the advice about growing pain."""
    return [row["rule"] for row in await story.rows("advice") if row["rule"] == "WORSENING"]


async def test_two_weeks_above_the_own_level_lead_to_advice_and_the_red_flag_questions() -> None:
    """With Monday's nudge; once, with its figures. The walks stay as they are, and nothing grows until it is calm."""
    async with Story.open() as story:
        ana = await settle(story, pain_now=2, evening_reminder=False)
        await weeks_at(story, ana, 2, 2, 2, 2, 4)
        assert await worsened(story) == []
        await weeks_at(story, ana, 4)
        await story.wait(days=1)
        assert await worsened(story) == ["WORSENING"]
        assert "please check" in ana.last.plain
        assert any("Your pain has grown over the last weeks." in bubble.plain for bubble in ana.bubbles)
        await ana.say("/walk")
        assert "please check" in ana.last.plain
        await ana.tap("None of these", ana.last)
        await ana.tap("None of these", ana.last)
        await ana.tap("None of these", ana.last)
        advice = next(bubble for bubble in ana.bubbles if "Your pain has grown" in bubble.plain)
        await ana.tap("Why am I told this?", advice)
        assert "Your own level of pain is 2." in ana.last.plain
        await ana.say("/today")
        assert "Half" not in ana.last.plain
        await weeks_at(story, ana, 4)
        assert await worsened(story) == ["WORSENING"]
        assert [row["closed_by"] for row in await story.rows("holds") if row["rule"] == "WORSENING"] == [None]
        await weeks_at(story, ana, 3, 3)
        assert [row["closed_by"] for row in await story.rows("holds") if row["rule"] == "WORSENING"] == ["settled"]


async def test_a_flare_is_no_worsening() -> None:
    """Its days are left out of the weekly means."""
    async with Story.open() as story:
        ana = await settle(story, pain_now=2, evening_reminder=False)
        await weeks_at(story, ana, 2, 2, 2, 2)
        await report(ana, 5)
        await ana.tap_data("1:flare:begin", ana.last)
        await weeks_at(story, ana, 5, 5)
        await story.wait(days=1)
        assert await worsened(story) == []
