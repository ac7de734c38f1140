"""/today: where the day stands, and buttons that work."""

from tests.support.settled import context_of, settle
from tests.support.story import Story


async def test_an_open_day() -> None:
    """What is asked for, and the ways to do it."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("/today")
        assert ana.last.plain.startswith("Today: ")
        assert "tomorrow at 09:00" in ana.last.plain
        assert [label.split(" · ")[0] for label in ana.last.labels()] == ["▶ Start", "Done", "Not today", "I hurt"]


async def test_a_walked_day() -> None:
    """The minutes of the day and of the week."""
    async with Story.open() as story:
        ana = await settle(story)
        async with context_of(story) as context:
            for day, minutes in (("2026-11-22", 9), ("2026-11-23", 12)):
                context.tx.run(
                    "INSERT INTO walks (user_id, on_day, minutes, logged_at) VALUES (1, ?, ?, ?)",
                    (day, minutes, context.now),
                )
        await ana.say("/today")
        assert "12 min walked" in ana.last.plain
        assert "This week: 12 min in 1 walk." in ana.last.plain


async def test_a_second_done_from_an_old_button_asks_the_open_question() -> None:
    """Done in /today, then done again on the morning's nudge: the question that is open, not a second walk."""
    async with Story.open() as story:
        ana = await settle(story)
        await story.until("2026-11-24 09:00", "Europe/Madrid")
        nudge = ana.last
        await ana.say("/today")
        await ana.tap("Done", ana.last)
        await ana.tap("Done", nudge)
        assert "How was your pain before the walk?" in nudge.plain
        assert len(await story.rows("walks")) == 1


async def test_not_today_from_the_card() -> None:
    """Called off: the card says so and keeps a way back."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("/today")
        await ana.tap("Not today", ana.last)
        await ana.say("/today")
        assert "day off" in ana.last.plain
        assert "Walk after all" in ana.last.labels()


async def test_a_hold() -> None:
    """No minutes before somebody has looked."""
    async with Story.open() as story:
        ana = await settle(story)
        async with context_of(story) as context:
            context.tx.run(
                "INSERT INTO holds (user_id, rule, opened_at, opened_on) VALUES (1, 'CLEARANCE', ?, '2026-11-23')",
                (context.now,),
            )
        await ana.say("/today")
        assert "get checked" in ana.last.plain
        assert "I’ve been checked" in ana.last.labels()


async def test_a_stranger() -> None:
    """Before onboarding /today leads to the start."""
    async with Story.open() as story:
        ana = story.person()
        await ana.say("/today")
        assert ana.last.buttons
        assert await story.rows("users") == []
