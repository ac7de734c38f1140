"""Growing in sight: Monday's message on the way to the goal, why a week holds, and the goal itself."""

from datetime import date

import pytest

from bot.domain.coaching.plan import Dose
from bot.store.diary import arcs
from bot.store.person import reasons
from tests.flows.plan.test_weekly import live
from tests.support.settled import settle
from tests.support.story import Person, Story


def mondays(ana: Person) -> list[str]:
    """Return Monday's messages, without their line breaks."""
    return [" ".join(b.plain.split()) for b in ana.bubbles if b.file and b.file["name"] == "progress.png"]


async def test_monday_tells_the_goal_and_honest_months() -> None:
    """From 11 minutes at the gentle pace: the sooner end is calm weeks only, the later one holds half of them."""
    async with Story.open() as story:
        ana = await settle(story)
        await live(story, ana, 8, "20 min pain 1 steady")
        told = mondays(ana)[-1]
        assert "Goal: 30 min on 5 days. Now: 11 min on 4." in told
        assert "At this pace you may be there between March and May. Your body sets the date." in told
        drawn = next(b.file for b in reversed(ana.bubbles) if b.file)
        assert drawn["facts"]["way"]["share"] == 0.29
        assert drawn["facts"]["way"]["soonest_on"] == "2027-03-01"


@pytest.mark.parametrize(
    ("said", "times", "why"),
    [
        ("11 min pain 7", 2, "Last week 2 walks stirred up a lot of pain. After one calm week it can grow again."),
        ("11 min pain 7", 1, "One walk stirred up a lot of pain. After a week without one it can grow."),
    ],
)
async def test_a_week_that_holds_or_shrinks_says_why_and_what_lets_it_grow(said: str, times: int, why: str) -> None:
    """One plain sentence each, from the review's own verdict; and then no month is told."""
    async with Story.open() as story:
        ana = await settle(story)
        await live(story, ana, 5, "11 min pain 1 steady")
        for _ in range(times):
            await ana.say(said)
        await live(story, ana, 3, "11 min pain 1 steady")
        assert why in mondays(ana)[-1]
        assert "At this pace" not in mondays(ana)[-1]
        await ana.say("/progress")
        assert "Goal: 30 min on 5 days." in ana.last.plain
        assert "At this pace" not in ana.last.plain


async def test_no_month_is_told_in_a_gap() -> None:
    """Who has not walked for weeks is on no way: the first walks after it are smaller."""
    async with Story.open() as story:
        ana = await settle(story)
        await live(story, ana, 8, "20 min pain 1 steady")
        await live(story, ana, 20, None)
        await ana.say("/progress")
        assert "Goal: 30 min on 5 days." in ana.last.plain
        assert "At this pace" not in ana.last.plain


async def test_no_month_is_told_after_words_of_despair() -> None:
    """The walks are stopped: where they might lead, and what a first one would change, is for another day."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("/progress")
        assert "At this pace" in ana.last.plain
        assert "Your first walk" in ana.last.plain
        await ana.say("I want to die")
        await ana.say("/progress")
        assert "Goal" not in ana.last.plain
        assert "At this pace" not in ana.last.plain
        assert "Your first walk" not in ana.last.plain


async def test_a_short_week_says_how_many_walks_would_do() -> None:
    """Three of four, as the rules count it: easy walks were done, longer ones were left out."""
    async with Story.open() as story:
        ana = await settle(story)
        await live(story, ana, 7, "11 min pain 1 steady")
        for day in range(1, 8):
            await live(story, ana, 1, "11 min pain 1 steady" if day in (2, 4, 6) else None)
        assert "You did 1 of 4 longer walks, and each one counts. With 3 it can grow." in mondays(ana)[-1]


async def test_the_goal_is_celebrated_once() -> None:
    """After the first whole calm week at it: the way there in figures, and what keeping looks like."""
    async with Story.open() as story:
        ana = await settle(story, style="standard")
        await live(story, ana, 7, "20 min pain 0 easy")
        async with story.engine.database.transaction() as tx:
            tx.run("UPDATE doses SET minutes = 28, target_days = 5 WHERE dose_id = (SELECT max(dose_id) FROM doses)")
        await live(story, ana, 35, "30 min pain 0 easy")
        reached = [told for told in mondays(ana) if "You are there: 30 min on 5 days" in told]
        assert len(reached) == 1
        before = [told for told in mondays(ana) if "This is the goal: 30 min on 5 days. One calm week at it" in told]
        assert len(before) == 1
        assert "you began with 11 min on 3 days" in reached[0]
        assert "From here you keep it" in reached[0]
        assert "You told me what for" not in reached[0]
        rows = await story.rows("goals_reached")
        assert [(row["minutes"], row["target_days"]) for row in rows] == [(30, 5)]
        await ana.say("/progress")
        assert "You are at your goal: 30 min on 5 days." in ana.last.plain


@pytest.mark.parametrize(
    ("activity", "words", "named"),
    [
        ("kneeling", None, "You told me what for: kneel down"),
        ("own", "tea & <b>tango</b>", "what for: tea & <b>tango</b>"),
    ],
)
async def test_the_goal_names_what_it_was_for(activity: str, words: str | None, named: str) -> None:
    """What somebody walks for stands in the celebration, own words as they are and never as markup."""
    async with Story.open() as story:
        ana = await settle(story, style="standard")
        async with story.engine.database.transaction() as tx:
            tx.run("UPDATE doses SET minutes = 30, target_days = 5")
            asked = reasons.begin(tx, ana.user_id, date(2026, 11, 23), story.clock.now())
            reasons.update(tx, asked, activity=activity, words=words, finished_at=story.clock.now())
        await live(story, ana, 15, "30 min pain 0 easy")
        (reached,) = [told for told in mondays(ana) if "You are there: 30 min on 5 days" in told]
        assert named in reached


async def test_nothing_is_celebrated_in_a_flare() -> None:
    """The goal waits for a day on which it is good to hear."""
    async with Story.open() as story:
        ana = await settle(story, style="standard")
        async with story.engine.database.transaction() as tx:
            tx.run("UPDATE doses SET minutes = 30, target_days = 5")
        await live(story, ana, 13, "30 min pain 0 easy")
        await ana.tap_data("1:flare:begin", ana.last)
        await live(story, ana, 1, "30 min pain 0 easy")
        assert not [told for told in mondays(ana)[-1:] if "You are there" in told and "Nov 30" not in told]


async def test_who_keeps_what_is_reached_hears_of_no_goal() -> None:
    """Keeping is a choice."""
    async with Story.open() as story:
        ana = await settle(story)
        async with story.engine.database.transaction() as tx:
            arcs.begin(tx, ana.user_id, date(2026, 11, 23))
            arc = arcs.newest(tx, ana.user_id)
            assert arc
            arcs.end(tx, arc, date(2026, 11, 23), Dose(11, 1, 3))
        await live(story, ana, 8, "20 min pain 1 steady")
        await ana.say("/progress")
        assert "Goal" not in " ".join(bubble.plain for bubble in ana.bubbles)
