"""Twelve months of silence, a warning a month before, and what keeps everything."""

from datetime import timedelta

from bot.flows.own import retention
from bot.store.person import users
from tests.support.settled import settle
from tests.support.story import LIBRARY, Person, Story

YEAR = LIBRARY.rules.retention.inactive_days
NOTICE = LIBRARY.rules.retention.notice_days


async def watch(story: Story) -> None:
    """Look at the silent ones, as every tick does."""
    async with story.engine.database.transaction() as tx:
        retention.watch(tx, LIBRARY, story.clock.now())


async def silent(story: Story, days: int) -> Person:
    """Return somebody who has been silent for so many days, and was looked at."""
    ana = await settle(story)
    story.in_touch = False
    story.clock.instant += timedelta(days=days)
    ana.bubbles.clear()
    await watch(story)
    await story.wait(hours=24)
    return ana


async def test_a_year_of_silence_ends_in_nothing() -> None:
    """Warned once, 30 days before, at a decent hour; then every row goes, and the last word says so."""
    async with Story.open() as story:
        ana = await silent(story, YEAR - NOTICE)
        warnings = [bubble for bubble in ana.bubbles if "Shall I keep your answers?" in bubble.plain]
        assert len(warnings) == 1
        await watch(story)
        await story.wait(days=NOTICE - 2)
        assert await story.rows("profiles")
        await story.wait(days=2)
        assert "deleted everything" in ana.last.plain
        assert await story.rows("users") == await story.rows("walks") == await story.rows("nudges") == []


async def test_one_word_keeps_everything() -> None:
    """A tap on the warning, or any message, and the deletion does not come; a new silence is warned of anew."""
    async with Story.open() as story:
        ana = await silent(story, YEAR - NOTICE)
        await ana.tap("Keep them")
        assert any("All stays as it is" in bubble.plain for bubble in ana.bubbles)
        ana.bubbles.clear()
        await story.wait(days=NOTICE + 1)
        assert await story.rows("profiles")
        story.clock.instant += timedelta(days=YEAR - 2 * NOTICE)
        await watch(story)
        await story.wait(hours=24)
        assert any("Shall I keep your answers?" in bubble.plain for bubble in ana.bubbles)


async def test_nobody_is_warned_too_early_or_twice() -> None:
    """Eleven months less a day: nothing. Looked at again and again: one warning."""
    async with Story.open() as story:
        ana = await silent(story, YEAR - NOTICE - 2)
        assert not any("Shall I keep" in bubble.plain for bubble in ana.bubbles)
        await story.wait(days=2)
        for _ in range(3):
            await watch(story)
            await story.wait(hours=24)
        assert sum("Shall I keep" in bubble.plain for bubble in ana.bubbles) == 1


async def test_who_blocked_the_bot_is_forgotten_without_a_word() -> None:
    """No warning can reach them; after a year their rows go, those of others stay."""
    async with Story.open() as story:
        await settle(story, 1)
        await settle(story, 2)
        story.in_touch = False
        async with story.engine.database.transaction() as tx:
            users.block(tx, 1)
            users.seen(tx, 2, story.clock.now() + timedelta(days=YEAR))
        story.clock.instant += timedelta(days=YEAR)
        await watch(story)
        assert [row["user_id"] for row in await story.rows("profiles")] == [2]
