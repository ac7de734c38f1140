"""The start screen again."""

from datetime import date, timedelta

from bot.store.diary import walks
from tests.support.settled import context_of, settle
from tests.support.story import Person, Story

AGAIN = "Time for the safety questions again."


async def walked_on(story: Story, day: date) -> None:
    """Put a walk done into the store."""
    async with context_of(story) as context:
        walk = walks.open_walk(context.tx, 1, day, offered_minutes=11)
        walks.update(context.tx, walk, minutes=11, worst_pain=1, logged_at=context.now)


async def live(story: Story, ana: Person, days: int) -> None:
    """Walk every day."""
    for _ in range(days):
        await ana.say("12 min pain 1")
        await story.wait(days=1)


async def test_after_ninety_days_it_is_asked_once_a_week_until_answered() -> None:
    """With the nudge, and not in its way; two taps, and it is over for three months."""
    async with Story.open() as story:
        ana = await settle(story, evening_reminder=False)
        await live(story, ana, 89)
        assert not any(AGAIN in bubble.plain for bubble in ana.bubbles)
        await live(story, ana, 9)
        assert len([bubble for bubble in ana.bubbles if AGAIN in bubble.plain]) == 2
        await ana.tap("Answer now")
        for label in ("None of these", "None of these", "None of these"):
            await ana.tap(label, next(bubble for bubble in reversed(ana.bubbles) if label in bubble.labels()))
        assert any("Nothing there keeps you from walking." in bubble.plain for bubble in ana.bubbles)
        count = len([bubble for bubble in ana.bubbles if AGAIN in bubble.plain])
        await live(story, ana, 20)
        assert len([bubble for bubble in ana.bubbles if AGAIN in bubble.plain]) <= count


async def test_after_five_weeks_away_the_questions_come_before_the_walk() -> None:
    """They stand there until they are answered; then the walk goes on."""
    async with Story.open() as story:
        ana = await settle(story, evening_reminder=False)
        await walked_on(story, date(2026, 11, 23))
        await story.wait(days=35)
        for _ in range(2):
            await ana.say("/walk")
            assert "(1 of 3)" in ana.last.plain
        for label in ("None of these", "None of these", "None of these"):
            await ana.tap(label, ana.last)
        await ana.say("/walk")
        assert "How is your pain right now?" in ana.last.plain


async def test_a_red_flag_found_then_stops_the_walks() -> None:
    """As it would have at the start."""
    async with Story.open() as story:
        ana = await settle(story, evening_reminder=False)
        await walked_on(story, date(2026, 11, 23))
        await story.wait(days=35)
        await ana.say("/walk")
        await ana.tap("Numb between legs", ana.last)
        assert [row["rule"] for row in await story.rows("holds") if row["closed_at"] is None] == ["EMERGENCY"]
        story.clock.instant += timedelta(hours=1)
        await ana.say("/walk")
        assert not any(label.isdecimal() for label in ana.last.labels())
