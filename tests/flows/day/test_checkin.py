"""The check-in: three taps after "done", any partial answer, undo, yesterday, and bad input."""

import pytest

from tests.support.settled import settle
from tests.support.story import Person, Story


async def nudged(story: Story) -> Person:
    """Return somebody whose Tuesday nudge has just come: an easy walk of five minutes."""
    ana = await settle(story)
    await story.until("2026-11-24 09:00", "Europe/Madrid")
    return ana


async def walks(story: Story) -> list[dict[str, object]]:
    """Return what is stored of the walks that count."""
    return [row for row in await story.rows("walks") if row["undone_at"] is None]


async def test_three_taps_after_done() -> None:
    """Before, worst, effort; all of it in the message of the nudge, and the week so far in the last line."""
    async with Story.open() as story:
        ana = await nudged(story)
        taps = 0
        for label in ("Done · 5 min", "2", "3", "Steady"):
            await ana.tap(label, ana.last)
            taps += label != "Done · 5 min"
        assert taps == 3
        [nudge, question] = ana.bubbles  # the second asks, once, what the walks are for
        assert "What would you like to do again?" in question.plain
        assert "5 min, worst pain 3, steady. Logged." in nudge.plain
        assert "This week: 5 min in 1 walk." in nudge.plain
        row = (await walks(story))[0]
        assert (row["minutes"], row["before_pain"], row["worst_pain"], row["effort"]) == (5, 2, 3, "steady")


async def test_every_partial_answer_is_kept() -> None:
    """Who stops after the minutes has walked; /log goes on where it stopped."""
    async with Story.open() as story:
        ana = await nudged(story)
        await ana.tap("Done · 5 min")
        row = (await walks(story))[0]
        assert (row["minutes"], row["worst_pain"]) == (5, None)
        await story.wait(minutes=30)
        await ana.say("/today")
        assert "5 min" in ana.last.plain
        await ana.tap_data(f"1:ci:other:{row['walk_id']}", ana.bubbles[0])
        assert "How was your pain before the walk?" in ana.bubbles[0].plain


async def test_other_minutes_by_tap_and_by_typing() -> None:
    """Choices and a free number; the plan is named."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("/log")
        assert "The plan was 11." in ana.last.plain
        await ana.say("17")
        assert "17 minutes, noted." in ana.last.plain
        await ana.say("/log")
        await ana.tap("25 min")
        assert sorted(row["minutes"] for row in await story.rows("walks")) == [17, 25]


async def test_a_second_walk_adds_up() -> None:
    """Two walks in a day are one day's minutes."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("10 min pain 1")
        await ana.say("15 min pain 2")
        assert "This week: 25 min in 2 walks." in ana.bubbles[-2].plain


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("0", "No walk today? That is fine."),
        ("600", "I take 1 to 300 minutes for one walk."),
        ("-5", "I take 1 to 300 minutes for one walk."),
    ],
)
async def test_minutes_out_of_range(text: str, answer: str) -> None:
    """Each gets a sentence, and nothing is stored of it."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("/log")
        await ana.say(text)
        assert answer in ana.last.plain
        assert [row["minutes"] for row in await story.rows("walks")] == [None]


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("0 min", "No walk today? That is fine."),
        ("600 min pain 3", "I take 1 to 300 minutes for one walk."),
        ("20 min pain 11", "Pain goes from 0 to 10."),
    ],
)
async def test_a_typed_check_in_out_of_range(text: str, answer: str) -> None:
    """Nothing of it is taken, not even the half that was right."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say(text)
        assert answer in ana.last.plain
        assert await story.rows("walks") == []


async def test_pain_eleven_is_asked_again() -> None:
    """Typed for the question: out of range; the question stays open."""
    async with Story.open() as story:
        ana = await settle(story)
        for text in ("/log", "10", "11"):
            await ana.say(text)
        assert "Pain goes from 0 to 10." in ana.last.plain
        await ana.say("3")
        assert "worst pain" in ana.last.plain


async def test_typed_in_one_go() -> None:
    """Minutes, pain and effort in one line; the evening stays silent."""
    async with Story.open() as story:
        ana = await nudged(story)
        await ana.say("20 min pain 3 hard")
        assert "20 min, worst pain 3, hard. Logged." in ana.bubbles[-2].plain
        heard = len(ana.bubbles)
        await story.until("2026-11-24 19:30", "Europe/Madrid")
        assert [bubble.plain.splitlines()[0] for bubble in ana.bubbles[heard:]] == [
            "How is your pain now, two hours after the walk?"
        ]


async def test_a_distance_is_asked_for_in_minutes() -> None:
    """2 miles: the question for the minutes follows."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("walked 2 miles")
        assert "How many minutes did you walk?" in ana.last.plain


async def test_undo_and_put_back() -> None:
    """What is taken back counts nowhere, and one tap brings it back."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("20 min pain 3 easy")
        logged = ana.bubbles[0]
        await ana.tap("Undo", logged)
        assert "counts nowhere." in logged.plain
        assert await walks(story) == []
        await ana.tap("Put it back")
        assert "Logged." in logged.plain or "pain before" in logged.plain
        assert [row["minutes"] for row in await walks(story)] == [20]
        await ana.say("/undo")
        await ana.say("/undo")
        assert "no walk to take back" in ana.last.plain


async def test_correct_asks_everything_anew() -> None:
    """Except what the gate heard."""
    async with Story.open() as story:
        ana = await nudged(story)
        for label in ("Done · 5 min", "2", "3", "Steady", "Correct"):
            await ana.tap(label, ana.bubbles[0])
        assert "How many minutes" in ana.bubbles[0].plain
        for text in ("8", "1", "1", "easy"):
            await ana.say(text)
        assert "8 min, worst pain 1, easy. Logged." in ana.last.plain
        assert len(await walks(story)) == 1


async def test_yesterday_is_logged_on_its_day() -> None:
    """By command, by words, and it says so."""
    async with Story.open() as story:
        ana = await nudged(story)
        await ana.say("/yesterday 15 min pain 2")
        assert "15 min yesterday" in ana.bubbles[-2].plain
        assert [row["on_day"] for row in await walks(story)] == ["2026-11-23"]
        await ana.say("10 minutes yesterday")
        assert [row["on_day"] for row in await walks(story)] == ["2026-11-23"] * 2
        assert "two_hour" not in {row["kind"] for row in await story.rows("nudges")}


async def test_worst_pain_of_eight_asks_the_red_flags_in_the_same_reply() -> None:
    """The walk is kept, the rest of the day is rest."""
    async with Story.open() as story:
        ana = await nudged(story)
        await ana.tap_each("Done · 5 min", "2", "8")
        assert "Chest pain" in " ".join(ana.last.labels())
        assert [row["worst_pain"] for row in await walks(story)] == [8]
        assert [row["rule"] for row in await story.rows("holds")] == ["SEVERE"]


async def test_a_red_walk_says_what_follows() -> None:
    """Pain from 1 to 5: calm words, and the next week is easier."""
    async with Story.open() as story:
        ana = await nudged(story)
        await ana.tap_each("Done · 5 min", "1", "5", "Hard")
        assert "Your next walk is half as long" in ana.bubbles[0].plain


async def test_double_stale_forged_and_foreign_taps_change_nothing() -> None:
    """Each is answered; the walk stays as it was said first."""
    async with Story.open() as story:
        ana, ben = await nudged(story), await settle(story, 2)
        await ana.tap("Done · 5 min")
        bubble = ana.last
        walk_id = (await walks(story))[0]["walk_id"]
        await ana.tap_data(f"1:ci:set:{walk_id}:before_pain:2", bubble)
        for data in (
            f"1:ci:set:{walk_id}:before_pain:9",  # the second of two quick taps
            f"1:ci:set:{walk_id}:minutes:60",
            f"1:ci:set:{walk_id}:worst_pain:99",
            f"1:ci:set:{walk_id}:worst_pain:-1",
            f"1:ci:set:{walk_id}:user_id:2",
            "1:ci:set:999:minutes:5",
            "1:ci:set",
            "1:ci:undo:x",
        ):
            await ana.tap_data(data, bubble)
        await ben.say("/today")
        await ben.tap_data(f"1:ci:undo:{walk_id}", ben.last)
        await ben.tap_data(f"1:ci:set:{walk_id}:worst_pain:1", ben.last)
        row = (await walks(story))[0]
        assert (row["minutes"], row["before_pain"], row["worst_pain"]) == (5, 2, None)
        assert row["user_id"] == ana.user_id


async def test_done_twice_is_one_walk() -> None:
    """Two quick taps on "done" ask the same question."""
    async with Story.open() as story:
        ana = await nudged(story)
        bubble = ana.last
        data = next(b["callback_data"] for row in bubble.buttons for b in row if b["text"].startswith("Done"))
        await ana.tap_data(data, bubble)
        await ana.tap_data(data, bubble)
        assert len(await walks(story)) == 1


async def test_a_button_of_yesterdays_nudge_logs_nothing_today() -> None:
    """It shows where today stands."""
    async with Story.open() as story:
        ana = await nudged(story)
        old = ana.last
        data = next(b["callback_data"] for row in old.buttons for b in row if b["text"].startswith("Done"))
        await story.wait(days=1)
        await ana.tap_data(data, old)
        assert await walks(story) == []
        assert "Today" in old.plain


async def test_coming_back_is_what_is_praised() -> None:
    """After four days without a walk, once; not the day after, and not after a walk that hurt."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("11 min pain 1")
        await story.wait(days=1)
        await ana.say("11 min pain 1")
        assert "back" not in "".join(b.plain for b in ana.bubbles if "Logged" in b.plain)
        await story.wait(days=4)
        await ana.say("6 min pain 1")
        assert "Good to have you back." in next(b.plain for b in reversed(ana.bubbles) if "Logged" in b.plain)
        await story.wait(days=1)
        await ana.say("6 min pain 1")
        assert "Good to have you back." not in next(b.plain for b in reversed(ana.bubbles) if "Logged" in b.plain)
        await story.wait(days=6)
        await ana.say("6 min pain 7")
        assert "Good to have you back." not in next(b.plain for b in reversed(ana.bubbles) if "Logged" in b.plain)
