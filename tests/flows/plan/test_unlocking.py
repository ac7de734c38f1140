"""Opening locked moves: questions, the chair check, a therapist's yes; and what becomes of a move that hurts."""

from datetime import date, timedelta

import pytest

from bot.store.diary import walks
from bot.store.person import choices
from tests.support.settled import context_of, settle
from tests.support.story import LIBRARY, Person, Story

TODAY = date(2026, 11, 23)


async def seasoned(story: Story, weeks: int = 9, regions: tuple[str, ...] = ("back",)) -> Person:
    """Return somebody who has walked 25 calm minutes a day for weeks."""
    ana = await settle(story, first_walk_on=TODAY - timedelta(weeks=weeks), regions=regions)
    async with context_of(story) as context:
        for ago in range(7 * weeks, 0, -1):
            walk = walks.open_walk(context.tx, 1, TODAY - timedelta(days=ago), target=True)
            walks.update(
                context.tx, walk, minutes=25, before_pain=1, worst_pain=1, effort="easy", logged_at=context.now
            )
    return ana


async def card(ana: Person, exercise: str) -> None:
    """Open an exercise's card."""
    await ana.say("/exercises")
    await ana.tap_data(f"1:ex:{exercise}", ana.last)


async def test_the_way_to_the_farmers_walk() -> None:
    """Two questions and the chair check, each one card, and then it can be chosen."""
    async with Story.open() as story:
        ana = await seasoned(story)
        await card(ana, "farmers")
        assert "Choose this" not in ana.last.labels()
        await ana.tap("Answer a question about it")
        assert "wrists or shoulders" in ana.last.plain
        await ana.tap("No", ana.last)
        assert "hands sore" in ana.last.plain
        await ana.tap("No", ana.last)
        await ana.tap("Do the chair check")
        assert "5 times" in ana.last.plain
        await ana.tap_each("Yes, all of them", "1", "‹ Back to the move", "Choose this")
        assert [row["exercise"] for row in await story.rows("exercise_choices")] == ["farmers"]
        assert len(ana.bubbles) == 1


@pytest.mark.parametrize(
    ("labels", "words"), [(("No, not yet",), "That is fine."), (("Yes, all of them", "4"), "It should hurt less first")]
)
async def test_a_chair_check_that_does_not_go_well_keeps_it_locked(labels: tuple[str, ...], words: str) -> None:
    """The newest check counts, and it can be done again."""
    async with Story.open() as story:
        ana = await seasoned(story)
        await card(ana, "lunges")
        await ana.tap("Do the chair check")
        await ana.tap_each(*labels)
        assert words in ana.last.plain
        await ana.tap("‹ Back to the move")
        assert "Do the chair check" in ana.last.labels()
        assert "Choose this" not in ana.last.labels()


async def test_a_sore_wrist_asks_whether_carrying_hurts() -> None:
    """A yes to the question locks the crab walk for good and the carry until it is painless."""
    async with Story.open() as story:
        ana = await seasoned(story)
        await card(ana, "farmers")
        await ana.tap("Answer a question about it")
        await ana.tap("Yes", ana.last)
        await ana.tap("No", ana.last)
        assert "It does not hurt when I carry" in ana.last.labels()
        await ana.tap("It does not hurt when I carry")
        assert "It does not hurt when I carry" not in ana.last.labels()
        await card(ana, "crab")
        assert LIBRARY.words["en"].standing.reasons["wrist_shoulder"] in ana.last.plain


async def test_a_therapists_yes_opens_what_needs_one_and_nothing_else() -> None:
    """One tap and one to be sure; it can be taken back. What is to be avoided stays locked."""
    async with Story.open() as story:
        ana = await seasoned(story, regions=("knee",))
        await card(ana, "lunges")
        await ana.tap("My therapist said yes")
        await ana.tap("Yes, they did")
        assert "My therapist said yes" not in ana.last.labels()
        await card(ana, "lunges")
        await ana.tap("Take my therapist’s yes back")
        assert await story.rows("approvals") == []
        await card(ana, "duck")
        assert "My therapist said yes" not in ana.last.labels()
        await ana.tap_data("1:key:approve:duck:yes", ana.last)
        assert await story.rows("approvals") == []


async def test_a_new_move_that_hurts_makes_way_for_the_easier_one() -> None:
    """Said in one sentence, and the choice is gone; the figures of the limit are named."""
    async with Story.open() as story:
        ana = await seasoned(story)
        async with context_of(story) as context:
            choices.choose(context.tx, 1, "backward", context.now)
        await ana.say("/walk")
        await ana.tap("1", ana.last)
        for label in ("Done", "4", "Steady"):
            await ana.tap(label)
        assert any("Backward walking hurt too much. Leave it for now." in bubble.plain for bubble in ana.bubbles)
        assert await story.rows("exercise_choices") == []


async def test_two_chosen_moves_take_turns() -> None:
    """Both appear within a week of nudges, one a day."""
    async with Story.open() as story:
        ana = await seasoned(story)
        async with context_of(story) as context:
            for name in ("backward", "incline"):
                choices.choose(context.tx, 1, name, context.now)
        await story.wait(days=4)
        said = " ".join(bubble.plain for bubble in ana.bubbles)
        assert "With it: Backward walking." in said
        assert "With it: Incline walking." in said


async def test_forged_taps_open_nothing() -> None:
    """Unknown moves, unknown questions, scores that are none."""
    async with Story.open() as story:
        ana = await seasoned(story)
        await card(ana, "farmers")
        for data in (
            "1:key:joints:farmers:balance:no",
            "1:key:joints:flying:hand:no",
            "1:key:chair:farmers:pain:11",
            "1:key:approve:farmers:yes",
            "1:key:painless:farmers",
            "1:key",
        ):
            await ana.tap_data(data, ana.last)
        for table in ("joint_answers", "chair_checks", "approvals"):
            assert await story.rows(table) == []
