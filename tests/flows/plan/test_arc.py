"""Six weeks lived: the test at their start, the end, keeping it up, and six more."""

from datetime import timedelta

from tests.support.settled import settle
from tests.support.story import Person, Story

MADRID = "Europe/Madrid"


async def live(story: Story, ana: Person, days: int, said: str | None) -> None:
    """Live some days from noon to noon; each day a check-in is typed (None: nothing is said)."""
    for _ in range(days):
        if said:
            await ana.say(said)
        await story.until(story.clock.instant + timedelta(days=1))


def told(ana: Person, words: str) -> list[str]:
    """Return the messages that hold these words."""
    return [bubble.plain for bubble in ana.bubbles if words in bubble.plain]


async def six_weeks(story: Story, regions: tuple[str, ...] = ("back",)) -> Person:
    """Return somebody at noon of the Monday after six calm weeks."""
    ana = await settle(story, evening_reminder=False, regions=regions)
    await story.until("2026-11-23 12:00", MADRID)
    await live(story, ana, 42, "12 min pain 1 easy")
    return ana


async def test_the_start_is_offered_once_on_the_second_day() -> None:
    """Not on the first, not again; no answer is an answer, too."""
    async with Story.open() as story:
        ana = await settle(story)
        await story.until("2026-11-23 12:00", MADRID)
        await ana.say("11 min pain 2")
        await ana.say("5 min pain 2")
        assert told(ana, "Where do you stand now?") == []
        await live(story, ana, 8, "11 min pain 2")
        assert len(told(ana, "Where do you stand now?")) == 1


async def keep(story: Story, ana: Person) -> None:
    """Choose to keep what the six weeks reached."""
    await ana.tap_data("1:arc:next", ana.last)
    await ana.tap("Keep it as it is")


async def test_after_six_weeks_it_grows_on_unless_somebody_keeps_it() -> None:
    """No tap is needed for more, and the month's look back offers to keep it."""
    async with Story.open() as story:
        ana = await six_weeks(story)
        assert (await story.rows("arcs"))[0]["minutes"] is None
        before = (await story.rows("doses"))[-1]["minutes"]
        await live(story, ana, 28, "25 min pain 1 easy")
        assert (await story.rows("doses"))[-1]["minutes"] > before
        month = next(b for b in ana.bubbles if "The last 4 weeks: 28 walks" in b.plain)
        await ana.tap("Keep it as it is", month)
        kept = (await story.rows("doses"))[-1]["minutes"]
        assert (await story.rows("arcs"))[0]["minutes"] == kept
        await live(story, ana, 21, "30 min pain 1 easy")
        assert (await story.rows("doses"))[-1]["minutes"] == kept


async def test_six_weeks_end_with_their_figures_and_what_is_kept_does_not_grow() -> None:
    """42 walks are counted; the dose of the last week is kept; the review is silent but for a month's look back."""
    async with Story.open() as story:
        ana = await six_weeks(story)
        (done,) = told(ana, "6 weeks done!")
        assert "42 walks, 504 minutes." in done
        assert told(ana, "of 6 begins.")[-1].endswith("Week 6 of 6 begins.")
        await keep(story, ana)
        doses = await story.rows("doses")
        reviews = len(told(ana, "This week"))
        await live(story, ana, 35, f"{doses[-1]['minutes']} min pain 1 easy")
        assert await story.rows("doses") == doses
        weekly = [text for text in told(ana, "This week")[reviews:] if "Logged" not in text]
        assert weekly == []
        assert len(told(ana, "The last 4 weeks: 28 walks")) == 1


async def test_a_silent_week_makes_the_arc_longer() -> None:
    """Nobody fails six weeks by a week of life."""
    async with Story.open() as story:
        ana = await settle(story)
        await story.until("2026-11-23 12:00", MADRID)
        await live(story, ana, 14, "11 min pain 1 easy")
        await live(story, ana, 7, None)
        await live(story, ana, 22, "11 min pain 1 easy")
        assert told(ana, "6 weeks done!") == []
        await live(story, ana, 7, "11 min pain 1 easy")
        assert len(told(ana, "6 weeks done!")) == 1


async def test_the_end_compares_with_the_start_and_six_more_weeks_grow_again() -> None:
    """Start, end, what changed, and the choice; no second start test where the last is new."""
    async with Story.open() as story:
        ana = await settle(story, evening_reminder=False)
        await story.until("2026-11-23 12:00", MADRID)
        await live(story, ana, 3, "12 min pain 1 easy")
        offer = next(b for b in ana.bubbles if "Where do you stand now?" in b.plain)
        for label in ("Start", "4", "4", "4", "10", "9"):
            await ana.tap(label, offer)
        await live(story, ana, 40, "12 min pain 1 easy")
        done = next(b for b in ana.bubbles if "6 weeks done!" in b.plain)
        await ana.tap("Take the self-test", done)
        end = ana.last
        for label in ("2", "2", "2", "20", "12"):
            await ana.tap(label, end)
        end = ana.last
        assert "Before: November 25." in end.plain
        assert "Minutes in comfort: 10 → 20, better" in end.plain
        dose = (await story.rows("doses"))[-1]
        await ana.tap("6 more weeks", end)
        assert "6 more weeks. They begin today." in end.plain
        await live(story, ana, 15, "30 min pain 1 easy")
        assert (await story.rows("doses"))[-1]["dose_id"] > dose["dose_id"]
        assert told(ana, "Week 2 of 6 begins.")
        assert told(ana, "Where do you stand now?") == []


async def test_a_red_walk_while_keeping_up_makes_less_and_it_comes_back_to_what_was_kept() -> None:
    """Safety goes on as before; growth ends at what was kept."""
    async with Story.open() as story:
        ana = await six_weeks(story)
        await keep(story, ana)
        kept = (await story.rows("arcs"))[0]
        await ana.say("15 min pain 7")
        await ana.say("15 min pain 7")
        await live(story, ana, 7, None)
        less = (await story.rows("doses"))[-1]
        assert less["minutes"] < kept["minutes"]
        assert told(ana, "down from")
        await live(story, ana, 84, "25 min pain 0 easy")
        now = (await story.rows("doses"))[-1]
        assert (now["minutes"], now["target_days"]) == (kept["minutes"], kept["target_days"])


async def test_a_smaller_target_is_the_one_that_is_kept() -> None:
    """Asked for in the month's look back; it does not creep up again."""
    async with Story.open() as story:
        ana = await six_weeks(story)
        await keep(story, ana)
        await live(story, ana, 28, "14 min pain 1 easy")
        month = next(b for b in ana.bubbles if "The last 4 weeks" in b.plain)
        before = (await story.rows("doses"))[-1]["minutes"]
        await ana.tap("A smaller target", month)
        after = (await story.rows("doses"))[-1]["minutes"]
        assert after < before
        await live(story, ana, 21, "25 min pain 0 easy")
        assert (await story.rows("doses"))[-1]["minutes"] == after


async def test_an_open_red_flag_keeps_the_end_away() -> None:
    """Under a hold there is nothing to celebrate; the end comes with the first week after it."""
    async with Story.open() as story:
        ana = await settle(story)
        await story.until("2026-11-23 12:00", MADRID)
        await live(story, ana, 40, "11 min pain 1 easy")
        await ana.say("I have chest pain")
        await ana.tap_each("Chest pain or breathless", "Go on", "Yes")
        assert {row["rule"] for row in await story.rows("holds")} == {"EMERGENCY"}
        await live(story, ana, 9, None)
        assert told(ana, "6 weeks done!") == []
        assert told(ana, "of 6 begins.")[-1].endswith("Week 6 of 6 begins.")


async def test_nothing_is_celebrated_in_a_flare() -> None:
    """The end waits for the Monday after it; so does the look back, and neither offers more while it lasts."""
    async with Story.open() as story:
        ana = await settle(story)
        await story.until("2026-11-23 12:00", MADRID)
        await live(story, ana, 38, "11 min pain 1 easy")
        await ana.tap_data("1:flare:begin", ana.last)
        await live(story, ana, 5, "2 min pain 1 easy")
        assert told(ana, "6 weeks done!") == []
        await ana.say("/today")
        await ana.tap("The flare is over" if "The flare is over" in ana.last.labels() else "It is over")
        await live(story, ana, 7, "8 min pain 1 easy")
        assert len(told(ana, "6 weeks done!")) == 1


async def test_the_questions_about_pain_come_once_a_month() -> None:
    """Four weeks after the start, then after the end, a week later where that Monday looks back; not without pain."""
    async with Story.open() as story:
        ana = await six_weeks(story)
        assert len(told(ana, "Three quick questions")) == 1
        await live(story, ana, 36, "12 min pain 1 easy")
        assert len(told(ana, "Three quick questions")) == 2
    async with Story.open() as story:
        ana = await six_weeks(story, regions=("none",))
        assert told(ana, "Three quick questions") == []


async def test_old_buttons_of_an_arc_that_goes_on_say_where_things_stand() -> None:
    """A second tap on "6 more weeks" begins no third."""
    async with Story.open() as story:
        ana = await six_weeks(story)
        done = next(b for b in ana.bubbles if "6 weeks done!" in b.plain)
        await ana.tap("Skip it", done)
        more = next(b["callback_data"] for row in ana.last.buttons for b in row if "more" in b["text"])
        await ana.tap_data(more, done)
        await ana.tap_data(more, done)
        assert len(await story.rows("arcs")) == 2
        await ana.tap_data("1:arc:keep", done)
        assert (await story.rows("arcs"))[1]["ended_on"] is None
