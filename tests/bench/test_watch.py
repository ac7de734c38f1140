"""The watch over the cohort sees every fault that it is there for: each is put into the store, or into a flow, once."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, timedelta

import pytest

from bench.cohort.person import Simulated
from bench.cohort.watch import INVARIANTS, Watch
from bench.cohort.world import live
from bot.facts.context import Context
from bot.flows import routes
from bot.messages import Replies
from bot.store.delivery.nudges import Nudge
from bot.store.diary import days
from bot.store.safety import advice
from tests.bench.planted import (
    FAULTS,
    LATE,
    NEARLY,
    ONE_DAY,
    TODAY,
    Plant,
    button,
    keep_red_walks_quiet,
    nudge_twice,
    raised,
    walked,
)
from tests.support.settled import context_of, settle
from tests.support.story import Story

NOW = datetime(2026, 12, 8, 8, tzinfo=UTC)  # a Tuesday


@asynccontextmanager
async def watched() -> AsyncIterator[tuple[Story, Simulated, Watch]]:
    """Somebody with a plan, whom the watch has looked at once."""
    async with Story.open(NOW) as story:
        await settle(story, 1, first_walk_on=date(2026, 11, 2))
        watch, person = Watch(), Simulated(story, 1, "watched", 7)
        person.city = "Madrid"
        story.people[1] = person
        story.clock.instant += timedelta(minutes=1)
        await watch.after(person, [], by_itself=True)
        yield story, person, watch


@pytest.mark.parametrize("plant", FAULTS, ids=lambda plant: plant.__name__)
async def test_a_fault_in_what_was_said_or_stored_is_seen(plant: Plant) -> None:
    """Exactly the invariant that is broken is reported, and each has its fault."""
    async with watched() as (story, person, watch):
        async with context_of(story) as context:
            said = plant(context)
        await watch.after(person, [said] if said else [], by_itself=False)
        assert set(watch.broken) == {FAULTS[plant]}
        if FAULTS[plant] == "advice_late":
            assert [example.partition(": ")[2] for example in watch.broken["advice_late"]] == [LATE[plant]]


@pytest.mark.parametrize("plant", NEARLY, ids=lambda plant: plant.__name__)
async def test_no_advice_is_missed_short_of_a_criterion(plant: Plant) -> None:
    """What lies just below a rule of the ladder is not asked for."""
    async with watched() as (story, person, watch):
        async with context_of(story) as context:
            plant(context)
        await watch.after(person, [], by_itself=False)
        assert watch.broken == {}


async def test_nothing_is_seen_where_nothing_is_wrong() -> None:
    """A quiet walk breaks nothing, nor does a raise that the rules allow, nor advice in its reply."""
    async with watched() as (story, person, watch):
        async with context_of(story) as context:
            walked(context, TODAY)
            raised(context, 12)
        await watch.after(person, [button("day", "start", str(TODAY))], by_itself=True)
        async with context_of(story) as context:
            keep_red_walks_quiet(context)
            advice.give(context.tx, 1, "EXACERBATED_BY_WALKING", "soon", {"red": 3}, 1, TODAY, context.now)
        await watch.after(person, [], by_itself=False)
        assert watch.broken == {}
        assert watch.ladder.delays == {"EXACERBATED_BY_WALKING": [0]}


async def test_advice_that_comes_late_is_measured() -> None:
    """The delay runs from the step in which the criterion was first true."""
    async with watched() as (story, person, watch):
        async with context_of(story) as context:
            keep_red_walks_quiet(context)
        await watch.after(person, [], by_itself=False)
        story.clock.instant += timedelta(hours=2)
        async with context_of(story) as context:
            advice.give(context.tx, 1, "EXACERBATED_BY_WALKING", "soon", {"red": 3}, 1, TODAY, context.now)
        await watch.after(person, [], by_itself=True)
        assert watch.ladder.delays == {"EXACERBATED_BY_WALKING": [120]}


async def test_two_nudges_on_one_day_are_seen() -> None:
    """Whatever their keys say, their own clock counts."""
    async with watched() as (story, person, watch):
        async with context_of(story) as context:
            nudge_twice(context)
        for _ in range(2):
            await watch.after(person, [], by_itself=True)
            story.clock.instant += timedelta(minutes=1)
        assert set(watch.broken) == {"two_nudges"}


async def test_a_streak_lost_on_a_day_of_rest_in_pain_is_seen() -> None:
    """What was kept before yesterday's rest is gone today."""
    async with watched() as (story, person, watch):
        async with context_of(story) as context:
            for ago in (1, 2, 3):
                walked(context, TODAY - ago * ONE_DAY)
            days.mark(context.tx, 1, TODAY, days.REST_PAIN, context.now)
        watch = Watch()
        await watch.after(person, [], by_itself=True)
        async with context_of(story) as context:
            context.tx.run("DELETE FROM walks")
        story.clock.instant += ONE_DAY
        await watch.after(person, [], by_itself=True)
        assert set(watch.broken) == {"streak_lost_to_pain"}


async def test_a_lost_nudge_is_seen() -> None:
    """A chosen day without a nudge said or kept back, and no break."""
    async with watched() as (story, person, watch):
        await story.until(NOW + 5 * ONE_DAY)
        for lost in (False, True):
            async with context_of(story) as context:
                if lost:
                    context.tx.run("DELETE FROM nudges WHERE kind = 'daily' AND on_day = '2026-12-10'")
                for ahead in range(1, 5):
                    watch.day_over(person, context, TODAY + ahead * ONE_DAY)
            assert set(watch.broken) == ({"nudge_lost"} if lost else set())
        assert [example[-10:] for example in watch.broken["nudge_lost"]] == ["2026-12-10"]


async def test_a_conversation_without_an_end_is_seen() -> None:
    """Somebody who is asked again and again gives up, and says so."""
    async with watched() as (_, person, watch):
        await person.converse(lambda *_: "/today")
        await watch.after(person, [], by_itself=False)
        assert set(watch.broken) == {"endless"}


async def test_a_nudge_that_fails_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is tried again later, and the world goes on."""

    def broken(context: Context, nudge: Nudge) -> Replies:
        raise ValueError

    monkeypatch.setitem(routes.NUDGES, "two_hour", routes.NudgeKind(broken, 2))
    outcome = await live("failing", 1, people=2, weeks=1)
    assert set(outcome.broken) == {"failed"}


def test_every_invariant_has_a_fault() -> None:
    """What the report promises is what is tested here."""
    elsewhere = {"two_nudges", "streak_lost_to_pain", "nudge_lost", "endless"}
    assert elsewhere | set(FAULTS.values()) == set(INVARIANTS)
