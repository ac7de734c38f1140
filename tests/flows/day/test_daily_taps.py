"""The buttons of the nudge: start, done, not today and why, I hurt; of today, and of a day that is over."""

import pytest

from tests.support.settled import settle
from tests.support.story import Story


async def test_start_leads_to_the_walk() -> None:
    """Start opens what comes before the walk, in the place of the nudge."""
    async with Story.open() as story:
        ana = await settle(story)
        await story.until("2026-11-24 09:00", "Europe/Madrid")
        before = ana.last.plain
        await ana.tap("▶ Start")
        assert ana.last.buttons
        assert ana.bubbles[0].plain != before or len(ana.bubbles) > 1


async def test_done_in_one_tap() -> None:
    """Done sets the minutes; the evening stays silent and the next nudge comes."""
    async with Story.open() as story:
        ana = await settle(story)
        await story.until("2026-11-24 09:00", "Europe/Madrid")
        await ana.tap("Done")
        [walk] = await story.rows("walks")
        assert walk["minutes"] is not None
        assert walk["on_day"] == "2026-11-24"
        await story.until("2026-11-24 23:00", "Europe/Madrid")
        evening = [row for row in await story.rows("nudges") if row["kind"] == "evening"]
        assert "sent" not in [row["status"] for row in evening]


async def test_a_double_done_logs_one_walk() -> None:
    """Two quick taps on the same button are one walk."""
    async with Story.open() as story:
        ana = await settle(story)
        await story.until("2026-11-24 09:00", "Europe/Madrid")
        bubble, data = ana.last, ana.last.buttons[0][1]["callback_data"]
        await ana.tap_data(data, bubble)
        await ana.tap_data(data, bubble)
        assert len(await story.rows("walks")) == 1


async def test_not_today() -> None:
    """A kind answer, the day is noted, no reminder, and the way back stays open."""
    async with Story.open() as story:
        ana = await settle(story)
        await story.until("2026-11-24 09:00", "Europe/Madrid")
        await ana.tap("Not today")
        assert "not today" in ana.last.plain
        assert "tomorrow at 09:00" in ana.last.plain
        assert [row["kind"] for row in await story.rows("days")] == ["not_today"]
        await story.until("2026-11-24 23:00", "Europe/Madrid")
        assert len(ana.bubbles) == 1


@pytest.mark.parametrize(
    ("label", "barrier", "words", "minutes"),
    [
        ("Too busy", "busy", "A busy day.", 5),
        ("Bad weather", "weather", "Walk indoors", 5),
        ("Tired", "tired", "or have a fever, rest", 1),
        ("Forgot", "forgot", "Go as soon as I write.", 5),
        ("No company", "alone", "walk while you talk", 5),
        ("Bored", "bored", "Take music or a story along.", 5),
        ("Afraid it hurts", "fear", "Hurt does not always mean harm.", 1),
    ],
)
async def test_what_got_in_the_way_gets_a_small_answer(label: str, barrier: str, words: str, minutes: int) -> None:
    """Nobody has to say; who does hears of something small that counts, and it is kept."""
    async with Story.open() as story:
        ana = await settle(story)
        await story.until("2026-11-24 09:00", "Europe/Madrid")
        await ana.tap("Not today")
        await ana.tap(label)
        assert words in ana.last.plain
        assert len(ana.bubbles) == 1
        assert [(row["on_day"], row["barrier"]) for row in await story.rows("barriers")] == [("2026-11-24", barrier)]
        assert "?" not in ana.last.plain
        await ana.tap(f"Done · {minutes} min")
        assert f"{minutes} minute" in ana.last.plain
        await ana.tap_data("1:day:barrier:2026-11-24:lazy", ana.last)
        assert len(await story.rows("barriers")) == 1


async def test_yesterdays_buttons_show_today() -> None:
    """A tap on a nudge of yesterday says where today stands, and changes nothing."""
    async with Story.open() as story:
        ana = await settle(story, evening_reminder=False)
        await story.until("2026-11-24 09:00", "Europe/Madrid")
        nudge, rows = ana.last, ana.last.buttons
        await story.until("2026-11-25 10:00", "Europe/Madrid")
        for button in (*rows[0], *rows[1]):
            await ana.tap_data(button["callback_data"], nudge, button["text"])
            assert "tomorrow at 09:00" in nudge.plain
        assert await story.rows("walks") == []
        assert await story.rows("days") == []


async def test_i_hurt_works_on_any_day() -> None:
    """Pain is never stale."""
    async with Story.open() as story:
        ana = await settle(story, evening_reminder=False)
        await story.until("2026-11-25 09:00", "Europe/Madrid")
        await ana.tap("I hurt", ana.bubbles[0])
        assert len(await story.rows("pain_reports")) == 1
