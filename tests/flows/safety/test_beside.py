"""Painkillers and other causes beside a score, and several places with a score each."""

from bot.domain.history.report import Choice
from bot.facts.history import report
from bot.facts.history.scored import scored_days
from bot.store.diary import walks
from tests.support.settled import context_of, settle
from tests.support.story import Story


async def test_a_painkiller_beside_a_walk_is_kept_with_it_and_said_back() -> None:
    """The score stays what it was told as, and the report of the month names what came with it."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("20 min pain 3 easy after ibuprofen")
        (walk,) = await story.rows("walks")
        assert (walk["minutes"], walk["worst_pain"], walk["beside"]) == (20, 3, '["painkiller"]')
        assert any("A painkiller can hide pain" in bubble.plain for bubble in ana.bubbles)
        async with context_of(story) as walker:
            assert report.gather(walker, Choice())["pain"]["beside"] == [("painkiller", 1, 3.0)]  # type: ignore[index]


async def test_a_cause_without_a_score_is_counted_too() -> None:
    """What was told stands on the page; a mean only where there are scores."""
    async with Story.open() as story:
        await settle(story)
        async with story.engine.database.transaction() as tx:
            walk = walks.open_walk(tx, 1, story.clock.now().date())
            walks.update(tx, walk, minutes=12, beside=("painkiller", "sleep"), logged_at=story.clock.now())
        async with context_of(story) as walker:
            beside = report.gather(walker, Choice())["pain"]["beside"]  # type: ignore[index]
        assert beside == [("painkiller", 1, None), ("sleep", 1, None)]


async def test_a_painkiller_beside_a_pain_of_now() -> None:
    """Both are kept, and the questions go on."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("pain 3 after ibuprofen")
        (told,) = await story.rows("pain_reports")
        assert (told["score"], told["beside"]) == (3, '["painkiller"]')
        assert "A painkiller can hide pain" in ana.bubbles[-2].plain
        assert ana.last.buttons


async def test_severe_pain_goes_before_any_cause() -> None:
    """The cause is kept; what is said is about the pain alone."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("pain 8, slept badly")
        (told,) = await story.rows("pain_reports")
        assert told["beside"] == '["sleep"]'
        assert not any("noted with it" in bubble.plain for bubble in ana.bubbles)
        assert (await story.rows("screens"))[-1]["kind"] == "severe"


async def test_several_places_are_several_reports() -> None:
    """Each with its score and side; questions about the worst; the day counts the worst, not a mean of places."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("left knee 2, lower back 6")
        told = await story.rows("pain_reports")
        assert [(row["region"], row["side"], row["score"]) for row in told] == [
            ("knee", "left", 2),
            ("lower_back", None, 6),
        ]
        assert "Knee (left): 2" in ana.bubbles[-2].plain
        assert [row["finished_at"] is None for row in told] == [False, True]

        async with context_of(story) as walker:
            assert list(scored_days(walker, walker.today).values()) == [6]


async def test_a_severe_place_among_several_asks_at_once() -> None:
    """Whichever place it is, and in whatever order it was told."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("back 8, knee 2")
        assert (await story.rows("screens"))[-1]["kind"] == "severe"
        assert {hold["rule"] for hold in await story.rows("holds")} == {"SEVERE"}
        assert len(await story.rows("pain_reports")) == 2
