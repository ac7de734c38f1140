"""What somebody walks for: asked once after a calm walk, named now and then, asked again, changed, deleted."""

from datetime import date
from itertools import pairwise

import pytest

from bot.facts.history import report
from bot.store.diary import offers
from bot.store.person import report_choices
from bot.store.person.users import delete
from tests.support.reasons import ASKED, MADRID, SURE, asked, live, saying, told, walk
from tests.support.settled import context_of, settle
from tests.support.story import Story

HARD = "How hard is this for you now"


async def test_three_taps_after_the_first_walk_and_never_again_that_month() -> None:
    """One message, edited; what was tapped is stored; the walks of the weeks after ask nothing of it."""
    async with Story.open() as story:
        ana = await told(story)
        rows = await story.rows("reasons")
        assert [(row["activity"], row["words"], row["hard"], row["sure"]) for row in rows] == [("stairs", None, 7, 8)]
        assert rows[0]["finished_at"] is not None
        assert await story.rows("threads") == []
        await live(story, ana, date(2026, 11, 24), 28)
        assert len(await story.rows("reasons")) == 1
        assert len(saying(ana, HARD)) == 0


@pytest.mark.parametrize("taps", [("No, thanks",), ("In my own words", "No, thanks"), ("Climb stairs", "Skip")])
async def test_one_tap_leaves_it_out_for_good(taps: tuple[str, ...]) -> None:
    """Nothing follows; no answer at all is an answer, too."""
    async with Story.open() as story:
        ana = await asked(story)
        await ana.tap_each(*taps)
        assert ana.last.plain.startswith("All right, I leave it out.")
        await live(story, ana, date(2026, 11, 24), 8)
        assert len(saying(ana, ASKED)) == 0
        assert len(await story.rows("reasons")) == 1


@pytest.mark.parametrize("said", ["11 min pain 6 easy", "11 min", "/log"])
async def test_a_walk_that_hurt_or_is_half_told_asks_nothing(said: str) -> None:
    """It is no easy day, or not known to be one; the next calm walk asks."""
    async with Story.open() as story:
        ana = await settle(story, evening_reminder=False)
        await story.until("2026-11-23 10:00", MADRID)
        await ana.say(said)
        assert saying(ana, ASKED) == []
        await live(story, ana, date(2026, 11, 24), 2)
        assert len(saying(ana, ASKED)) == 1


async def test_not_in_a_flare_nor_under_a_hold_nor_the_day_after_severe_pain() -> None:
    """Nor while red-flag questions are open."""
    async with Story.open() as story:
        ana = await settle(story, evening_reminder=False)
        await story.until("2026-11-23 10:00", MADRID)
        async with context_of(story) as walker:
            walker.tx.run(
                "INSERT INTO holds (user_id, rule, opened_at, opened_on) VALUES (1, 'FLARE', ?, ?)",
                (walker.now, walker.today),
            )
        await walk(ana)
        assert saying(ana, ASKED) == []
        async with context_of(story) as walker:
            walker.tx.run("UPDATE holds SET closed_at = ?, closed_by = 'user'", (walker.now,))
        await story.until("2026-11-24 10:00", MADRID)
        await ana.say("I have chest pain")
        await walk(ana)
        assert saying(ana, ASKED) == []


async def test_a_question_left_open_is_closed_by_a_hard_moment() -> None:
    """Its buttons lead to the safety questions, and what is typed is no reason."""
    async with Story.open() as story:
        ana = await asked(story)
        question = ana.last
        await ana.say("I have chest pain")
        await ana.tap("Climb stairs", question)
        assert [row["activity"] for row in await story.rows("reasons")] == [None]
        await ana.say("go dancing")
        assert [row["activity"] for row in await story.rows("reasons")] == [None]


async def test_who_walks_to_stay_well_is_asked_one_question() -> None:
    """Nothing about hard things, nothing about walking in pain; and in week 6 nothing at all."""
    async with Story.open() as story:
        ana = await settle(story, evening_reminder=False, regions=("none",), pain_now=0)
        await story.until("2026-11-23 10:00", MADRID)
        await walk(ana, "11 min pain 0 easy")
        assert ana.last.plain.startswith("What do you want to stay able to do?")
        await ana.tap("Work in the garden", ana.last)
        assert ana.last.plain.startswith("Noted: work in the garden.")
        await live(story, ana, date(2026, 11, 24), 50, "11 min pain 0 easy")
        assert len(await story.rows("reasons")) == 1
        assert saying(ana, HARD) == saying(ana, SURE) == []


async def test_it_is_not_asked_beside_another_offer() -> None:
    """What was offered today, whatever it is, is enough; and the day that asks offers nothing else."""
    async with Story.open() as story:
        ana = await settle(story, evening_reminder=False)
        await story.until("2026-11-23 10:00", MADRID)
        async with context_of(story) as walker:
            offers.note(walker.tx, 1, "longer", walker.today)
        await walk(ana)
        assert saying(ana, ASKED) == []
        await story.until("2026-11-24 10:00", MADRID)
        await walk(ana)
        assert len(saying(ana, ASKED)) == 1
        assert saying(ana, "A short self-test tells") == []


async def test_some_nudges_and_every_review_name_it_in_changing_words() -> None:
    """Two to three a week; no two in a row begin alike; the day of the review has it once."""
    async with Story.open() as story:
        ana = await told(story)
        await live(story, ana, date(2026, 11, 24), 34)
        nudges = [bubble.plain for bubble in ana.bubbles if bubble.plain.startswith("Today")]
        lines = [text.splitlines()[1] for text in nudges if "climb stairs" in text]
        assert 8 <= len(lines) <= 12
        assert all(one != next_one for one, next_one in pairwise(lines))
        reviews = [bubble.plain for bubble in ana.bubbles if bubble.plain.startswith("This week") and bubble.file]
        of_weeks = [line for text in reviews for line in text.splitlines() if line.endswith("climb stairs")]
        assert len(of_weeks) == len(reviews) == 4
        assert len(set(of_weeks)) >= 3


async def test_a_day_made_smaller_does_not_name_it() -> None:
    """On a hard day nothing is asked for, and nothing is held before anybody."""
    async with Story.open() as story:
        ana = await told(story)
        await story.until("2026-11-23 18:00", MADRID)
        await ana.say("pain 8")
        before = len(ana.bubbles)
        await story.until("2026-11-27 10:00", MADRID)
        assert all("climb stairs" not in bubble.plain for bubble in ana.bubbles[before:])


@pytest.mark.parametrize(
    ("now", "said"),
    [
        ("4", "3 points easier: climb stairs. On November 23 it was 7 of 10. Now it is 4. 2 points or more count."),
        ("6", "About as hard as before: climb stairs."),
        ("9", "2 points harder: climb stairs."),
    ],
)
async def test_week_six_names_the_change(now: str, said: str) -> None:
    """Asked on the first calm day on which nothing else is offered; worse leads to whom to see."""
    async with Story.open() as story:
        ana = await told(story)
        await live(story, ana, date(2026, 11, 24), 37)
        [question] = saying(ana, HARD)
        asked_on = [row["asked_on"] for row in await story.rows("reasons")]
        offered_on = {row["offered_on"] for row in await story.rows("self_tests")}
        assert "2026-12-28" <= asked_on[1] <= "2027-01-03"
        assert asked_on[1] not in offered_on
        assert "The same question as before" in question.plain
        await ana.tap(now, question)
        await ana.tap("9", question)
        assert " ".join(question.plain.split()).startswith(said)
        assert ("Whom to see" in question.labels()) == (now == "9")


async def test_settings_change_and_delete_it() -> None:
    """A new one counts from its own first answer; deleted, nothing of it is left, and nobody asks again."""
    async with Story.open() as story:
        ana = await told(story)
        await ana.say("/settings")
        await ana.tap("Why I walk", ana.last)
        assert ana.last.plain.startswith("You walk for this: climb stairs")
        await ana.tap("Change it", ana.last)
        await ana.tap_each("Kneel down", "5", "9")
        assert ana.last.plain.startswith("Noted: kneel down.")
        await ana.say("/settings")
        await ana.tap("Why I walk", ana.last)
        assert "kneel down" in ana.last.plain
        await ana.tap("Delete it", ana.last)
        await ana.tap("Keep it", ana.last)
        assert "kneel down" in ana.last.plain
        await ana.tap("Delete it", ana.last)
        await ana.tap("Yes, delete it", ana.last)
        assert ana.last.plain.startswith("Deleted.")
        rows = await story.rows("reasons")
        assert [(row["activity"], row["words"], row["hard"], row["sure"]) for row in rows] == [(None, None, None, None)]
        await live(story, ana, date(2026, 11, 24), 40)
        assert saying(ana, HARD) == saying(ana, ASKED) == []
        assert all("kneel down" not in bubble.plain for bubble in ana.bubbles if bubble.plain.startswith("Today"))


async def test_the_report_has_it_with_its_answers() -> None:
    """In the part about walking; without that part ticked it is left out."""
    async with Story.open() as story:
        ana = await told(story)
        async with context_of(story) as walker:
            choice = report_choices.find(walker.tx, 1)
            walks = report.gather(walker, choice)["walks"]
            assert isinstance(walks, dict)
            day = "2026-11-23"
            assert walks["reason"] == {"activity": "stairs", "words": None, "hard": [(day, 7)], "sure": [(day, 8)]}
        await ana.say("/delete")
        async with story.engine.database.transaction() as tx:
            delete(tx, 1)
        assert await story.rows("reasons") == []


async def test_two_quick_taps_and_forged_ones_change_nothing() -> None:
    """The second tap meets what the first one led to; other people's numbers and odd values are old buttons."""
    async with Story.open() as story:
        ana, ben = await told(story), await settle(story, 2)
        await ana.tap_data("1:reason:set:1:sure:2", ana.last)
        assert ana.last.plain.startswith("Noted: climb stairs.")
        assert [row["sure"] for row in await story.rows("reasons")] == [8]
        await ben.say("/today")
        for data in ("1:reason:set:1:hard:3", "1:reason:no:1", "1:reason:own:1", "1:reason:delete", "1:reason:x"):
            await ben.tap_data(data, ben.last)
        assert [(row["user_id"], row["hard"]) for row in await story.rows("reasons")] == [(1, 7)]
