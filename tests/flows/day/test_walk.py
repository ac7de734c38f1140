"""A walk: what to have with you, the pain gate, the way, and the ways to end it."""

import pytest

from tests.support.settled import settle
from tests.support.story import Person, Story


async def setting_off(story: Story) -> Person:
    """Return somebody on Wednesday, a target day of eleven minutes, whom the gate asks for the pain of now."""
    ana = await settle(story)
    await story.until("2026-11-25 09:00", "Europe/Madrid")
    await ana.tap("▶ Start")
    return ana


async def walk(story: Story) -> dict[str, object]:
    """Return the one walk that is stored."""
    rows = await story.rows("walks")
    assert len(rows) == 1
    return rows[0]


async def test_before_you_go() -> None:
    """Shoes, water, way, posture, and the pain of now; in the nudge's own message."""
    async with Story.open() as story:
        ana = await setting_off(story)
        assert len(ana.bubbles) == 1 or ana.bubbles[-1] is ana.last
        for word in ("shoes", "water", "back", "pain right now"):
            assert word in ana.last.plain.casefold()
        assert [label for label in ana.last.labels() if label.isdecimal()] == [str(score) for score in range(11)]
        assert await story.rows("walks") == []


@pytest.mark.parametrize(("pain", "minutes"), [(0, 11), (4, 11), (5, 5), (6, 5)])
async def test_the_gate_decides_how_far(pain: int, minutes: int) -> None:
    """0-4 as planned, 5 and 6 half of it."""
    async with Story.open() as story:
        ana = await setting_off(story)
        await ana.tap(str(pain), ana.last)
        row = await walk(story)
        assert (row["offered_minutes"], row["gate_pain"]) == (minutes, pain)
        assert any(label == f"Done · {minutes} min" for label in ana.last.labels())


@pytest.mark.parametrize("pain", [7, 8, 10])
async def test_seven_and_more_is_no_walk(pain: int) -> None:
    """Rest, which counts, and the red-flag questions in the same reply."""
    async with Story.open() as story:
        ana = await setting_off(story)
        await ana.tap(str(pain), ana.last)
        assert "Chest pain" in " ".join(ana.last.labels())
        assert [row["kind"] for row in await story.rows("days")] == ["rest_pain"]
        assert (await walk(story))["offered_minutes"] is None
        assert not any("Done" in label for label in ana.last.labels())


async def test_the_gate_is_the_pain_before() -> None:
    """The check-in after it asks two questions only."""
    async with Story.open() as story:
        ana = await setting_off(story)
        await ana.tap("2", ana.last)
        await story.wait(minutes=12)
        for label in ("Done · 11 min", "3", "Steady"):
            await ana.tap(label)
        assert "11 min, worst pain 3, steady. Logged." in " ".join(bubble.plain for bubble in ana.bubbles)


async def test_half_at_the_gate_and_done_as_offered_counts() -> None:
    """A dose that was made smaller for safety and done is a target walk done."""
    async with Story.open() as story:
        ana = await setting_off(story)
        await ana.tap("5", ana.last)
        await ana.tap("Done · 5 min")
        row = await walk(story)
        assert (row["target"], row["minutes"], row["offered_minutes"]) == (1, 5, 5)


async def test_a_walk_under_way_is_shown_again() -> None:
    """Start tapped twice, or /walk typed on the way: the same walk."""
    async with Story.open() as story:
        ana = await setting_off(story)
        await ana.tap("2", ana.last)
        await ana.say("/walk")
        assert any(label.startswith("Done · ") for label in ana.last.labels())
        assert len(await story.rows("walks")) == 1


async def test_stop_early_asks_for_the_minutes() -> None:
    """Whatever was walked counts."""
    async with Story.open() as story:
        ana = await setting_off(story)
        await ana.tap("2", ana.last)
        await ana.tap("Stop early")
        await ana.say("4")
        assert (await walk(story))["minutes"] == 4


async def test_this_hurts_asks_where() -> None:
    """A pain report begins; the walk stays open to be logged."""
    async with Story.open() as story:
        ana = await setting_off(story)
        await ana.tap("2", ana.last)
        await ana.tap("This hurts")
        assert "3 · Upper back" in ana.last.labels()
        assert [row["trigger"] for row in await story.rows("pain_reports")] == ["walk"]
        assert (await walk(story))["minutes"] is None


@pytest.mark.parametrize("text", ["pain 8", "I have chest pain"])
async def test_there_is_no_walk_today_after_severe_pain_or_a_red_flag(text: str) -> None:
    """/walk, the nudge's button and the gate's own keypad all say so."""
    async with Story.open() as story:
        ana = await setting_off(story)
        gate = ana.last
        await ana.say(text)
        await ana.say("/walk")
        await ana.tap_data("1:walk:gate:2026-11-25:1", gate)
        assert [row for row in await story.rows("walks") if row["offered_minutes"]] == []


async def test_a_gate_of_yesterday_starts_nothing() -> None:
    """Its keypad shows where today stands."""
    async with Story.open() as story:
        ana = await setting_off(story)
        gate = ana.last
        await story.wait(days=1)
        await ana.tap_data("1:walk:gate:2026-11-25:1", gate)
        assert await story.rows("walks") == []
        assert "Today" in gate.plain


async def test_double_forged_and_foreign_taps_change_nothing() -> None:
    """The first pain counts; nobody ends somebody else's walk."""
    async with Story.open() as story:
        ana, ben = await setting_off(story), await settle(story, 2)
        gate = ana.last
        await ana.tap("2", gate)
        row = await walk(story)
        for data in ("1:walk:gate:2026-11-25:9", "1:walk:gate:2026-11-25:11", "1:walk:gate:x:1", "1:walk", "1:walk:go"):
            await ana.tap_data(data, gate)
        await ben.say("/today")
        for what in ("stop", "hurts", "back"):
            await ben.tap_data(f"1:walk:{what}:{row['walk_id']}", ben.last)
        assert await walk(story) == row
        assert await story.rows("pain_reports") == []


async def test_what_it_is_like_outside() -> None:
    """One tap brings the tips that fit, in the same message; the question stays, and another tap changes them."""
    async with Story.open() as story:
        ana = await setting_off(story)
        count = len(ana.bubbles)
        await ana.tap("Hot", ana.last)
        assert "103 °F" in ana.last.plain
        assert "Hot" not in ana.last.labels()
        await ana.tap("Dark", ana.last)
        assert "lit route" in ana.last.plain
        assert "°F" not in ana.last.plain
        assert len(ana.bubbles) == count
        before = ana.last
        await ana.tap("3", ana.last)
        assert (await walk(story))["gate_pain"] == 3
        await ana.tap_data("1:walk:outside:2026-11-25:storm", before)
        await ana.tap_data("1:walk:outside:2026-11-24:hot", before)
        assert "°F" not in ana.last.plain
