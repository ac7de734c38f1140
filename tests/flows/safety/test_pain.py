"""Pain reports by tap: a few questions, one message, old and forged buttons, and the way back."""

import pytest

from tests.support.settled import settle
from tests.support.story import Person, Story


async def test_a_few_taps_and_done() -> None:
    """Where, which side, how much, known, worse with walking, at night: one message, edited."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("/pain")
        count = len(ana.bubbles)
        await ana.tap_each("8 · Knee", "Right", "5", "Yes, my usual pain", "Yes", "No")
        assert len(ana.bubbles) == count
        assert "Pain 5, noted." in ana.last.plain
        (report,) = await story.rows("pain_reports")
        assert (report["region"], report["side"], report["score"], report["onset"]) == ("knee", "right", 5, "known")
        assert (report["worse_walking"], report["at_night"]) == (1, 0)
        assert report["finished_at"] is not None


async def test_the_keypad_has_five_in_a_row() -> None:
    """0 stands alone, then 1-5 and 6-10."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("/pain")
        await ana.tap("3 · Upper back")
        assert [len(row) for row in ana.last.buttons] == [1, 5, 5]


async def test_where_it_hurts_is_on_the_picture() -> None:
    """The numbers of the buttons are those of the drawing, which stays to the end of the report."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("/pain")
        labels = [label for label in ana.last.labels() if "·" in label]
        assert [int(label.split(" · ")[0]) for label in labels] == list(range(1, 13))
        assert all(len(row) <= 2 for row in ana.last.buttons)
        await ana.tap("4 · Lower back")
        assert ana.last.file
        assert ana.last.file["facts"] == {"name": "body_map"}


async def test_pain_of_the_back_is_followed_down_the_leg() -> None:
    """Asked for back, buttock and hip; one leg is noted, and goes on."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("/pain")
        await ana.tap_each("5 · Buttock", "Left", "4", "Yes, my usual pain", "Yes, down one leg", "No", "No")
        (report,) = await story.rows("pain_reports")
        assert (report["region"], report["side"], report["down_leg"]) == ("buttock", "left", "one")
        assert report["finished_at"] is not None
        assert [row["kind"] for row in await story.rows("screens")] == ["start"]


async def test_two_knees_are_two_places() -> None:
    """A milder left knee does not hide the right one: the walk is still halved."""
    async with Story.open() as story:
        ana = await settle(story)
        for side, score in (("Right", "6"), ("Left", "1")):
            await ana.say("/pain")
            await ana.tap_each("8 · Knee", side, score, "Yes, my usual pain", "No", "No")
        await ana.say("/today")
        assert "Done · 5 min" in ana.last.labels()


async def test_a_report_that_was_left_still_counts() -> None:
    """Every partial answer is valid."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("/pain")
        await ana.tap("3 · Upper back")
        await ana.tap("4", ana.last)
        await ana.say("/today")
        assert [row["score"] for row in await story.rows("pain_reports")] == [4]


async def test_a_wrong_number_can_be_taken_back() -> None:
    """The hold, the day of rest and the questions go with it."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("/pain")
        await ana.tap("3 · Upper back")
        await ana.tap("9", ana.last)
        wrong = ana.last.buttons[-1][0]
        await ana.tap("I tapped the wrong number")
        await ana.tap("4", ana.last)
        assert "Pain 4. Do you know this pain?" in ana.last.plain
        assert await story.rows("days") == []
        assert all(row["closed_by"] == "mistake" for row in await story.rows("holds"))
        assert [row["kind"] for row in await story.rows("screens")] == ["start"]
        await ana.tap_data(wrong["callback_data"], ana.last)
        assert [row["score"] for row in await story.rows("pain_reports")] == [4]


async def test_without_consent_nothing_is_stored() -> None:
    """There is help all the same."""
    async with Story.open() as story:
        stranger = story.person(9)
        for text in ("/pain", "/pain 8", "pain 8"):
            await stranger.say(text)
            assert stranger.last.buttons
        await stranger.say("/pain")
        await stranger.tap("Get help now")
        assert "emergency number" in stranger.last.plain
        assert await story.rows("pain_reports") == []


async def forge(story: Story, data: str) -> Person:
    """Let somebody tap a button that was never theirs."""
    eve = await settle(story, 666)
    await eve.say("hello")
    await eve.tap_data(data, eve.last)
    return eve


@pytest.mark.parametrize("data", ["1:pain:set:{}:region:back", "1:pain:set:{}:score:9", "1:pain:again:{}"])
async def test_nobody_reports_for_somebody_else(data: str) -> None:
    """A forged tap changes nothing of the other's."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("/pain")
        before = await story.rows("pain_reports")
        eve = await forge(story, data.format(before[0]["report_id"]))
        assert await story.rows("pain_reports") == before
        assert await story.rows("holds") == []
        assert eve.last.buttons


@pytest.mark.parametrize(
    "data",
    [
        "1:pain",
        "1:pain:set",
        "1:pain:set:x:score:4",
        "1:pain:set:{}:score:99",
        "1:pain:set:{}:region:moon",
        "1:pain:set:{}:x:y",
    ],
)
async def test_a_mangled_tap_is_answered(data: str) -> None:
    """It is no answer, and the report waits for one."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("/pain")
        (report,) = await story.rows("pain_reports")
        await ana.tap_data(data.format(report["report_id"]), ana.last)
        assert ana.last.buttons
        assert [(row["region"], row["score"]) for row in await story.rows("pain_reports")] == [(None, None)]


async def test_a_button_of_a_finished_report_shows_the_day() -> None:
    """The second of two quick taps, or one of last week."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("/pain 0")
        await ana.say("/pain")
        await ana.tap("3 · Upper back")
        zero = ana.last.buttons[0][0]["callback_data"]
        await ana.tap_data(zero, ana.last)
        assert "No pain now." in ana.last.plain
        await ana.tap_data(zero, ana.last)
        assert "Today" in ana.last.plain or "minutes" in ana.last.plain
        assert [row["score"] for row in await story.rows("pain_reports")] == [0, 0]


@pytest.mark.parametrize("region", ["back", "foot", "hand"])
async def test_a_button_of_an_older_version_still_answers(region: str) -> None:
    """Its place is kept under its old id, which has a word in the report."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("/pain")
        (report,) = await story.rows("pain_reports")
        await ana.tap_data(f"1:pain:set:{report['report_id']}:region:{region}", ana.last)
        assert [row["region"] for row in await story.rows("pain_reports")] == [region]
        assert "·" not in "".join(ana.last.labels())
