"""A nudge put off: half an hour, an hour, this evening, three times at most; then another hour is suggested."""

from tests.support.settled import settle
from tests.support.story import Story


async def test_later_three_times_and_no_more() -> None:
    """Half an hour three times; then a kind no. Each reminder comes at its time."""
    async with Story.open() as story:
        ana = await settle(story, evening_reminder=False)
        await story.until("2026-11-24 09:00", "Europe/Madrid")
        for minute in ("09:30", "10:00", "10:30"):
            await ana.tap("Later")
            assert ana.last.labels() == ["30 min", "1 hour", "This evening", "Next time at another hour", "Back"]
            await ana.tap("30 min")
            assert minute in ana.last.plain
            await story.wait(minutes=30)
            assert "remind" in ana.last.plain
            assert "Later" in ana.last.labels()
        await ana.tap("Later")
        assert "enough reminders" in ana.last.plain
        assert len(ana.bubbles) == 4


async def test_back_from_later_shows_the_nudge_again() -> None:
    """The same minutes and the same tip."""
    async with Story.open() as story:
        ana = await settle(story)
        await story.until("2026-11-24 09:00", "Europe/Madrid")
        before = (ana.last.plain, ana.last.labels())
        await ana.tap("Later")
        await ana.tap("Back")
        assert (ana.last.plain, ana.last.labels()) == before


async def test_this_evening_replaces_the_reminder() -> None:
    """Who asks for the evening hears one reminder then, not two."""
    async with Story.open() as story:
        ana = await settle(story)
        await story.until("2026-11-24 09:00", "Europe/Madrid")
        await ana.tap("Later")
        await ana.tap("This evening")
        assert "19:00" in ana.last.plain
        await story.until("2026-11-24 23:00", "Europe/Madrid")
        assert len(ana.bubbles) == 2


async def test_a_double_tap_on_a_snooze_is_one_snooze() -> None:
    """Two quick taps use up one of the three."""
    async with Story.open() as story:
        ana = await settle(story)
        await story.until("2026-11-24 09:00", "Europe/Madrid")
        await ana.tap("Later")
        bubble, data = ana.last, ana.last.buttons[0][0]["callback_data"]
        await ana.tap_data(data, bubble)
        await ana.tap_data(data, bubble)
        assert len([row for row in await story.rows("nudges") if row["kind"] == "snooze"]) == 1


async def test_too_late_for_later() -> None:
    """A snooze into quiet hours is refused kindly."""
    async with Story.open() as story:
        ana = await settle(story)
        await story.until("2026-11-24 20:45", "Europe/Madrid")
        await ana.tap("Later", ana.bubbles[0])
        assert "too late" in ana.bubbles[0].plain


async def test_another_hour_is_suggested_where_reminders_are_put_off_again_and_again() -> None:
    """The third evening in a week brings the question; nothing changes before the tap, and today's reminder stays."""
    async with Story.open() as story:
        ana = await settle(story)
        for day in (24, 25, 26):
            await story.until(f"2026-11-{day} 09:00", "Europe/Madrid")
            await ana.tap("Later", ana.last)
            await ana.tap("This evening", ana.last)
            assert ("Shall I always come at 19:00?" in ana.last.plain) == (day == 26)
        assert (await story.rows("profiles"))[0]["nudge_minute"] == 9 * 60
        old = ana.last
        await ana.tap("Yes, always at 19:00", ana.last)
        assert "From now on I come at 19:00." in ana.last.plain
        await story.until("2026-11-26 19:00", "Europe/Madrid")
        assert "You asked me to remind you" in ana.last.plain
        await story.until("2026-11-27 18:59", "Europe/Madrid")
        count = len(ana.bubbles)
        await story.until("2026-11-27 19:00", "Europe/Madrid")
        assert len(ana.bubbles) == count + 1
        await ana.tap_data("1:day:hour:2026-11-26:60", old)
        await ana.tap_data("1:day:hour:2026-11-27:1440", old)
        assert (await story.rows("profiles"))[0]["nudge_minute"] == 19 * 60
        await ana.tap("Later", ana.bubbles[-1])
