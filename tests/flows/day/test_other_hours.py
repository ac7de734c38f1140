"""Another hour at weekends, once, and for today's reminder."""

from bot.store.delivery import nudges
from tests.support.holds import open_rules
from tests.support.settled import settle
from tests.support.story import Story


async def due(story: Story) -> list[str]:
    """Return when the daily nudges still to come, or said, are due (UTC), oldest first."""
    return sorted(row["due_at"] for row in await story.rows("nudges") if row["kind"] == "daily")


async def test_weekends_have_their_own_hour_until_it_is_taken_back() -> None:
    """Set with a button or typed; Friday as before, Saturday and Sunday later, every day once."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("/settings")
        await ana.tap("Hour")
        await ana.tap("Another hour at weekends")
        await ana.say("half past ten")
        assert "at weekends 10:30" in ana.last.plain
        await story.until("2026-12-01 12:00")
        assert await due(story) == [
            *(f"2026-11-{day}T08:00:00Z" for day in range(24, 28)),
            "2026-11-28T09:30:00Z",
            "2026-11-29T09:30:00Z",
            "2026-11-30T08:00:00Z",
            "2026-12-01T08:00:00Z",
            "2026-12-02T08:00:00Z",
        ]
        await ana.say("/settings")
        await ana.tap("Hour")
        await ana.tap("Another hour at weekends")
        await ana.tap("The same as on other days")
        assert "weekends" not in ana.last.plain
        await story.until("2026-12-05 12:00")
        assert "2026-12-05T08:00:00Z" in await due(story)


async def test_tomorrow_at_ten_only() -> None:
    """Typed in free words; the day after comes at the usual hour again."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("tomorrow at 10 only")
        assert "On Tuesday I write at 10:00" in ana.last.plain
        await story.until("2026-11-25 12:00")
        assert await due(story) == ["2026-11-24T09:00:00Z", "2026-11-25T08:00:00Z", "2026-11-26T08:00:00Z"]


async def test_another_hour_once_after_today_was_said() -> None:
    """From [Later]; a change of the settings in between does not undo it, and a second choice replaces the first."""
    async with Story.open() as story:
        ana = await settle(story)
        await story.until("2026-11-24 08:30")
        await ana.tap("Later")
        await ana.tap("Next time at another hour")
        await ana.tap("07:00")
        await ana.say("tomorrow at 11")
        await ana.say("/settings")
        await ana.tap("Switch evening off")
        await story.until("2026-11-26 12:00")
        assert (await due(story))[1:3] == ["2026-11-25T10:00:00Z", "2026-11-26T08:00:00Z"]


async def test_today_is_put_off_to_a_typed_time() -> None:
    """Below [Later] or in free words; a time that has passed is said to have passed, and the day's limit holds."""
    async with Story.open() as story:
        ana = await settle(story)
        await story.until("2026-11-24 08:30")
        await ana.tap("Later")
        await ana.say("8:15")
        assert "08:15 has passed today" in ana.last.plain
        await ana.say("remind me at 17:30")
        assert "I will remind you at 17:30" in ana.last.plain
        async with story.engine.database.transaction() as tx:
            planned = nudges.find_pending(tx, 1, "snooze")
        assert planned is not None
        assert planned.due_at.isoformat() == "2026-11-24T16:30:00+00:00"
        for hour in range(18, 22):
            await ana.say(f"remind me at {hour}:00")
        assert "I will remind you at 21:00" not in ana.last.plain


async def test_words_about_a_walk_are_no_time() -> None:
    """While a time may be typed, a check-in is still one; a plan for tomorrow without a time is none."""
    async with Story.open() as story:
        ana = await settle(story)
        await story.until("2026-11-24 08:30")
        await ana.tap("Later")
        await ana.say("20 min pain 3")
        assert [row["minutes"] for row in await story.rows("walks")] == [20]
        await ana.say("I will walk tomorrow")
        assert await due(story) == ["2026-11-24T08:00:00Z", "2026-11-25T08:00:00Z"]


async def test_a_walk_of_any_of_the_last_seven_days() -> None:
    """By its weekday or by how long ago it was: it counts in the week it was in, can be undone, and lifts no hold."""
    async with Story.open() as story:
        ana = await settle(story)
        await story.until("2026-12-01 12:00")
        await ana.say("two days ago 20 min pain 2")
        await ana.say("on Saturday 15 min pain 1")
        await ana.say("6 days ago 12 min pain 8")
        assert sorted((row["on_day"], row["minutes"]) for row in await story.rows("walks")) == [
            ("2026-11-25", 12),
            ("2026-11-28", 15),
            ("2026-11-29", 20),
        ]
        held = await open_rules(story)
        assert held == ["SEVERE"]  # a severe worst counts as such, whenever it was
        await ana.say("yesterday 20 min pain 1")
        assert await open_rules(story) == held
        await ana.say("/undo")
        (undone,) = [row for row in await story.rows("walks") if row["undone_at"]]
        assert undone["on_day"] == "2026-11-30"
        await ana.say("9 days ago 20 min")
        assert len(await story.rows("walks")) == 4
