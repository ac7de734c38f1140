"""A severe knee: asked about before the walks outgrow it, capped, and opened by a therapist."""

from bot.domain.coaching.plan import Dose
from bot.domain.coaching.review import weekly_minutes
from bot.store.safety import holds
from tests.flows.plan.test_weekly import live
from tests.support.settled import context_of, settle
from tests.support.story import LIBRARY, Bubble, Person, Story

EVERY_DAY = (0, 1, 2, 3, 4, 5, 6)
MOST = LIBRARY.rules.reviewing.knee_weekly


def asked(ana: Person) -> list[Bubble]:
    """Return the questions about the knee."""
    return [bubble for bubble in ana.bubbles if "Is the arthritis in a knee severe?" in bubble.plain]


async def weekly(story: Story) -> int:
    """Return what a week asks for now."""
    row = (await story.rows("doses"))[-1]
    return weekly_minutes(Dose(row["minutes"], row["bouts"], row["target_days"]), EVERY_DAY, LIBRARY.rules.dosing)


async def test_growth_waits_for_the_answer_and_stays_below_the_cap() -> None:
    """Asked once a week would ask for more than 70 minutes; until it is answered nothing grows."""
    async with Story.open() as story:
        ana = await settle(story, regions=("knee",))
        await live(story, ana, 42, "30 min pain 0 easy")
        assert asked(ana)
        assert await weekly(story) <= MOST
        question = asked(ana)[-1]
        await ana.tap("Yes, severe", question)
        assert "70 minutes a week are enough" in question.plain
        await live(story, ana, 42, "30 min pain 0 easy")
        assert await weekly(story) <= MOST


async def test_no_severe_knee_lets_the_walks_grow() -> None:
    """Asked once, then never again."""
    async with Story.open() as story:
        ana = await settle(story, regions=("arthritis",))
        await ana.say("30 min pain 0 easy")
        await live(story, ana, 21, "30 min pain 0 easy")
        await ana.tap("No", asked(ana)[-1])
        count = len(asked(ana))
        await live(story, ana, 14, "30 min pain 0 easy")
        assert await weekly(story) > MOST
        assert len(asked(ana)) == count


async def test_a_bigger_start_shrinks_at_once_and_a_therapist_opens_it() -> None:
    """The cap counts from the answer on; their word stands above it."""
    async with Story.open() as story:
        ana = await settle(story, regions=("knee",))
        async with story.engine.database.transaction() as tx:
            tx.run("UPDATE doses SET minutes = 20, target_days = 5")
        await live(story, ana, 8, "20 min pain 0 easy")
        question = asked(ana)[-1]
        await ana.tap("Yes, severe", question)
        assert await weekly(story) <= MOST
        await ana.tap("My PT agreed", question)
        await live(story, ana, 21, "30 min pain 0 easy")
        assert await weekly(story) > MOST


async def test_a_back_is_not_asked_about_a_knee() -> None:
    """Nor does it change what grows."""
    async with Story.open() as story:
        ana = await settle(story)
        await live(story, ana, 42, "30 min pain 0 easy")
        assert asked(ana) == []
        assert await weekly(story) > MOST


async def test_nobody_is_asked_about_growing_under_a_stop() -> None:
    """A red flag comes first; the question waits for the first Monday after it."""
    async with Story.open() as story:
        ana = await settle(story, regions=("knee",))
        async with story.engine.database.transaction() as tx:
            tx.run("UPDATE doses SET minutes = 20, target_days = 5")
        await live(story, ana, 5, "20 min pain 0 easy")
        async with context_of(story) as context:
            holds.put(context.tx, 1, "URGENT", story.clock.now().date(), context.now)
        await live(story, ana, 4, None)
        assert asked(ana) == []
