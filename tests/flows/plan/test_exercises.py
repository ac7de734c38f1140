"""/exercises: the list, the cards, choosing, and why one is locked."""

from datetime import date, timedelta

import pytest

from bot.domain.coaching.exercises import REGIONS
from bot.store.diary import walks
from bot.store.person import restrictions
from tests.support.states import mid_onboarding, onboarded
from tests.support.story import LIBRARY, Person, Story

TITLES = [words.title for words in LIBRARY.words["en"].exercises.values()]
NUMBERED = [f"{number} · {title}" for number, title in enumerate(TITLES, 1)]
NO_REGION = "none"
LONGEST = 520


async def walked(story: Story, person: Person, weeks: int, minutes: int = 25, worst: int = 1) -> None:
    """Let somebody have walked on every day of the last weeks."""
    today = date(2026, 11, 23)
    async with story.engine.database.transaction() as tx:
        for ago in range(7 * weeks, 0, -1):
            walk = walks.open_walk(tx, person.user_id, today - timedelta(days=ago), target=True)
            walks.update(tx, walk, minutes=minutes, before_pain=worst, worst_pain=worst, logged_at=story.clock.now())


async def test_all_seven_are_listed_with_open_ones_first() -> None:
    """A beginner sees the walk itself open and six locks."""
    async with Story.open() as story:
        ana = await onboarded(story)
        await ana.say("/exercises")
        labels = ana.last.labels()
        assert sorted(label.removeprefix("🔒 ") for label in labels) == sorted(NUMBERED)
        assert labels[0] == NUMBERED[0]
        assert [label.startswith("🔒") for label in labels] == [False, *[True] * 6]


@pytest.mark.parametrize("state", ["stranger", "mid"])
async def test_everyone_may_read_but_only_a_plan_has_locks(state: str) -> None:
    """Before the start is done nothing personal is said, nothing can be chosen, nothing is stored."""
    async with Story.open() as story:
        person = story.person(9) if state == "stranger" else await mid_onboarding(story)
        await person.say("/exercises")
        assert person.last.labels() == NUMBERED
        await person.tap("7 · Duck walk")
        assert "Trains:" in person.last.plain
        assert "🔒" not in person.last.plain
        assert "Choose this" not in person.last.labels()
        await person.tap_data("1:ex:backward:choose", person.last)
        assert await story.rows("exercise_choices") == []


@pytest.mark.parametrize("regions", [*[(region,) for region in REGIONS], REGIONS, (NO_REGION,)])
@pytest.mark.parametrize("weeks", [0, 9])
async def test_every_page_of_every_card_fits(regions: tuple[str, ...], weeks: int) -> None:
    """For each place that hurts, new or after nine weeks: short pages, edited in place."""
    async with Story.open() as story:
        ana = await onboarded(story, regions=regions, first_walk_on=date(2026, 11, 23) - timedelta(weeks=weeks))
        await walked(story, ana, weeks)
        await ana.say("/exercises")
        for title, exercise in zip(TITLES, LIBRARY.exercises, strict=True):
            for page in ("card", "steps", "care"):
                await ana.tap_data(f"1:ex:{exercise}:{page}", ana.last)
                assert len(ana.bubbles) == 1
                assert ana.last.plain.startswith(title)
                assert len(ana.last.plain) <= LONGEST, (exercise, page, len(ana.last.plain))
                assert ana.last.labels()[-1] == "‹ All exercises"


async def test_a_locked_card_says_why_and_offers_an_easier_one() -> None:
    """With knee pain the duck walk is not for this person; the walk itself is, one tap away."""
    async with Story.open() as story:
        ana = await onboarded(story, regions=("knee",))
        await ana.say("/exercises")
        await ana.tap("🔒 7 · Duck walk")
        assert LIBRARY.words["en"].standing.reasons["knee"] in ana.last.plain
        assert "Choose this" not in ana.last.labels()
        await ana.tap("Instead: Standard walking")
        assert ana.last.plain.startswith("Standard walking")


async def test_choosing_and_no_longer_choosing() -> None:
    """After two good weeks a first move opens; another choice takes its place; a double tap is one choice."""
    async with Story.open() as story:
        ana = await onboarded(story, first_walk_on=date(2026, 11, 9))
        await walked(story, ana, 2)
        await ana.say("/exercises")
        await ana.tap("2 · Backward walking")
        choose = next(b["callback_data"] for row in ana.last.buttons for b in row if b["text"] == "Choose this")
        await ana.tap("Choose this")
        await ana.tap_data(choose, ana.last)
        assert "You chose this" in ana.last.plain
        await ana.tap("‹ All exercises")
        assert "✓ 2 · Backward walking" in ana.last.labels()
        await ana.tap("3 · Incline walking")
        await ana.tap("Choose this")
        assert [row["exercise"] for row in await story.rows("exercise_choices")] == ["backward", "incline"]
        await ana.tap("Stop choosing")
        assert [row["exercise"] for row in await story.rows("exercise_choices")] == ["backward"]


async def test_a_locked_one_cannot_be_chosen_by_an_old_button() -> None:
    """A forged or outdated choice shows the card with its reason and stores nothing."""
    async with Story.open() as story:
        ana = await onboarded(story)
        await ana.say("/exercises")
        for exercise in ("lunges", "duck", "standard", "nonsense"):
            await ana.tap_data(f"1:ex:{exercise}:choose", ana.last)
            assert ana.last.buttons
        assert await story.rows("exercise_choices") == []


async def test_a_restriction_locks() -> None:
    """Someone who falls easily gets the standard walk only."""
    async with Story.open() as story:
        ana = await onboarded(story, first_walk_on=date(2026, 9, 1))
        await walked(story, ana, 9)
        async with story.engine.database.transaction() as tx:
            restrictions.replace(tx, ana.user_id, ("balance",), story.clock.now())
        await ana.say("/exercises")
        assert sum(label.startswith("🔒") for label in ana.last.labels()) >= 5


async def test_every_card_shows_its_move() -> None:
    """The steps stand below the animation, for those who listen or want to read; the still picture comes back."""
    async with Story.open() as story:
        ana = await onboarded(story)
        await ana.say("/exercises")
        for exercise in LIBRARY.exercises:
            await ana.tap_data(f"1:ex:{exercise}", ana.last)
            await ana.tap("▶ Show me", ana.last)
            assert ana.last.file
            assert (ana.last.file["medium"], ana.last.file["facts"]) == ("animation", {"name": exercise})
            assert LIBRARY.words["en"].exercises[exercise].steps[1].split("{")[0] in ana.last.plain
            assert "▶ Show me" not in ana.last.labels()
            await ana.tap("How to do it", ana.last)
            assert ana.last.file["medium"] == "photo"


async def test_the_numbers_of_the_buttons_are_those_of_the_picture() -> None:
    """Whichever are locked or chosen, and in whichever order they stand."""
    async with Story.open() as story:
        ana = await onboarded(story, regions=("knee",))
        await ana.say("/exercises")
        titles = {LIBRARY.words["en"].exercises[name].title: number for number, name in enumerate(LIBRARY.exercises, 1)}
        assert len(ana.last.labels()) == len(titles)
        for label in ana.last.labels():
            number, title = label.lstrip("🔒✓ ").split(" · ")
            assert titles[title] == int(number)
