"""From /start to the first walk: the shortest way, every interruption, every wrong turn."""

from pathlib import Path

import pytest

from bot.chat.engine import Engine
from bot.clock import FixedClock
from tests.support.engines import open_store
from tests.support.rounds import NONE
from tests.support.start import SHORTEST, do, profile, question, walk_through
from tests.support.story import LIBRARY, MONDAY, RENDERER, Story


async def test_the_shortest_way_takes_ten_taps() -> None:
    """Ten taps after /start there is a plan, a dose and exactly one nudge waiting, and no question is open."""
    async with Story.open() as story:
        ana = story.person()
        await ana.say("/start")
        for step in SHORTEST[:-1]:
            await do(ana, step)
        assert (await profile(story))["onboarded_at"] is None
        assert await story.rows("doses") == []
        await do(ana, SHORTEST[-1])
        assert len(SHORTEST) == 10
        assert SHORTEST.count(NONE) == 3  # every red-flag question was asked
        assert "Your first walk is tomorrow. Or start right now." in question(ana).plain
        row = await profile(story)
        assert row["age_band"] == "18-64"
        assert row["regions"] == '["back"]'
        assert row["pain_now"] == 3
        assert row["comfortable_minutes"] == 10
        assert row["zone"] == "Europe/Madrid"
        assert row["nudge_minute"] == 540
        assert row["walk_days"] == "[0,1,2,3,4,5,6]"
        assert row["first_walk_on"] == "2026-11-24"
        assert row["onboarded_at"] is not None
        (dose,) = await story.rows("doses")
        assert (dose["minutes"], dose["bouts"]) == (8, 1)
        (report,) = await story.rows("pain_reports")
        assert (report["score"], report["on_day"], report["trigger"]) == (3, "2026-11-23", "onboarding")
        (nudge,) = [row for row in await story.rows("nudges") if row["kind"] == "daily" and row["status"] == "pending"]
        assert nudge["due_at"] == "2026-11-24T08:00:00Z"


async def test_walk_now_leads_to_the_walk() -> None:
    """The first walk may start at once."""
    async with Story.open() as story:
        ana = story.person()
        await walk_through(ana, 10)
        await ana.tap("Walk now")
        assert (await profile(story))["first_walk_on"] == "2026-11-23"
        assert [row["from_on"] for row in await story.rows("doses")] == ["2026-11-23"]
        assert "All set" in ana.transcript()
        assert question(ana).buttons


@pytest.mark.parametrize("steps", range(1, 10))
async def test_an_interruption_resumes_at_the_first_missing_answer(steps: int) -> None:
    """After another command, other words, or a week of silence, the same question comes back."""
    async with Story.open() as story:
        ana = story.person()
        await walk_through(ana, steps)
        asked = question(ana).plain
        for back in ("/start", "hello"):
            await ana.say("/help")
            await ana.say(back)
            assert question(ana).plain == asked
            await story.wait(weeks=1)
        for step in SHORTEST[steps:]:
            await do(ana, step)
        assert (await profile(story))["onboarded_at"] is not None


async def test_a_process_rebuilt_between_any_two_updates_says_the_same(tmp_path: Path) -> None:
    """Nothing of a conversation lives outside the store."""
    transcripts = []
    for rebuilt in (False, True):
        path, clock = tmp_path / f"{rebuilt}.db", FixedClock(MONDAY)
        database = await open_store(path)
        story = Story(Engine(database, clock, LIBRARY, RENDERER), clock)
        ana = story.person()
        await ana.say("/start")
        for step in SHORTEST:
            if rebuilt:
                await database.close()
                database = await open_store(path)
                story.engine = Engine(database, clock, LIBRARY, RENDERER)
            await do(ana, step)
        transcripts.append(ana.transcript())
        await database.close()
    assert transcripts[0] == transcripts[1]


async def test_more_regions_can_be_added_later() -> None:
    """The first tap goes on; "add another" stays until the end."""
    async with Story.open() as story:
        ana = story.person()
        await walk_through(ana, 7)
        await ana.tap("Add another")
        await ana.tap("Hip")
        await ana.tap("Done")
        assert (await profile(story))["regions"] == '["back","hip"]'
        assert "hip" in "\n".join(bubble.plain.lower() for bubble in ana.bubbles)
        await ana.tap("10 min")
        assert (await profile(story))["comfortable_minutes"] == 10


@pytest.mark.parametrize(
    ("label", "minutes", "often", "dose"),
    [
        ("2 min", 2, "not_asked", (2, 2)),
        ("4 min", 4, "not_asked", (3, 2)),
        ("15 min", 15, "not_asked", (12, 1)),
        ("20 min or more, some days", 20, "some", (16, 1)),
        ("20 min or more, 3+ days", 20, "most", (30, 1)),
        ("Not sure", -1, "some", (10, 1)),
        ("I hardly walk", -1, "rarely", (5, 1)),
    ],
)
async def test_minutes_and_how_often_are_one_tap(label: str, minutes: int, often: str, dose: tuple[int, int]) -> None:
    """Each button says all that the start dose needs."""
    async with Story.open() as story:
        ana = story.person()
        await walk_through(ana, 10, [label if step == "10 min" else step for step in SHORTEST])
        row = await profile(story)
        assert (row["comfortable_minutes"], row["walks_often"]) == (minutes, often)
        (stored,) = await story.rows("doses")
        assert (stored["minutes"], stored["bouts"]) == dose


async def test_a_double_tap_changes_nothing() -> None:
    """The same button twice is the same as once."""
    async with Story.open() as story:
        ana = story.person()
        await ana.say("/start")
        for step in SHORTEST:
            if isinstance(step, tuple):
                await do(ana, step)
                continue
            bubble = next(b for b in reversed(ana.bubbles) if any(label.startswith(step) for label in b.labels()))
            data = next(
                button["callback_data"] for row in bubble.buttons for button in row if button["text"].startswith(step)
            )
            await ana.tap(step)
            before, asked = await profile(story), question(ana).plain
            await ana.tap_data(data, bubble)
            assert await profile(story) == before
            assert question(ana).plain == asked


async def test_a_stale_tap_shows_the_day_and_changes_nothing() -> None:
    """Once the day of the first walk is over, the old buttons answer with where things stand."""
    async with Story.open() as story:
        ana = story.person()
        await walk_through(ana, 10)
        await story.wait(days=2)
        before = await profile(story)
        for tap in ("agree", "refuse", "age:70+", "age:under", "region:hip", "pain:9", "first:now", "days", "nonsense"):
            said = len(ana.lines)
            await ana.tap_data(f"1:ob:{tap}", ana.bubbles[0])
            assert await profile(story) == before
            assert len(ana.lines) > said + 1


async def test_forged_and_early_taps_are_met_with_the_question() -> None:
    """Half-way, a button that answers nothing asked shows what is asked."""
    async with Story.open() as story:
        ana = story.person()
        await walk_through(ana, 1)
        before = await profile(story)
        for tap in ("ob:pain:99", "ob:age:5", "ob:region:soul", "ob:hour:9999", "ob:min:x", "ob:first:now", "ob"):
            await ana.tap_data(f"1:{tap}", ana.last)
            assert await profile(story) == before
            assert "How old" in question(ana).plain


async def test_start_after_onboarding_shows_the_day() -> None:
    """With or without a deep link's word, nothing starts over."""
    async with Story.open() as story:
        ana = story.person()
        await walk_through(ana, 10)
        before = await profile(story)
        await ana.say("/start again")
        assert await profile(story) == before
        assert question(ana).labels()
