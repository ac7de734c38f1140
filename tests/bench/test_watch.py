"""The watch over the cohort sees every fault that it is there for: each is put into the store, or into a flow, once."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, timedelta
from typing import TypeAlias

import pytest

from bench.cohort.person import Simulated
from bench.cohort.watch import INVARIANTS, Watch
from bench.cohort.world import live
from bot.domain.plan import Dose
from bot.domain.profile import EVERY_DAY
from bot.facts.context import Context
from bot.flows import routes
from bot.messages import Replies
from bot.store import advice, days, doses, holds, nudges, pain_reports, screens, walks
from bot.store.nudges import Nudge
from tests.support.settled import context_of, settle
from tests.support.story import RENDERER, Bubble, Story

NOW = datetime(2026, 12, 8, 8, tzinfo=UTC)  # a Tuesday
TODAY = date(2026, 12, 8)
ONE_DAY = timedelta(days=1)
Plant: TypeAlias = Callable[[Context], Bubble | None]


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


def walked(context: Context, day: date, **fields: object) -> None:
    """Put a walk with its check-in into the store."""
    at = datetime(day.year, day.month, day.day, 7, tzinfo=UTC)
    walk = walks.open_walk(context.tx, 1, day, offered_minutes=10)
    told = {"minutes": 10, "before_pain": 2, "worst_pain": 2, "effort": "easy", "logged_at": at, **fields}
    walks.update(context.tx, walk, **told)


def raised(context: Context, minutes: int) -> None:
    """Store a target."""
    tx, now = context.tx, context.now
    dose = Dose(minutes, 1, 3)
    doses.decide(tx, 1, dose, walk_days=EVERY_DAY, from_on=TODAY, reason="review", evidence={}, now=now)


def reviewed(context: Context, week_on: str, outcome: str) -> None:
    """Store the review of a week."""
    sql = (
        "INSERT INTO reviews (user_id, week_on, version, facts, outcome, reason, made_at) VALUES (1, ?, 1, ?, ?, '', ?)"
    )
    context.tx.run(sql, (week_on, {}, outcome, context.now))


def button(*tap: str) -> Bubble:
    """Return a message with one button."""
    return Bubble(1, "Some words.", [[{"text": "A button", "callback_data": ":".join(("1", *tap))}]])


def raise_under_a_hold(context: Context) -> None:
    """Raise the target a little, four days after a hold was opened."""
    holds.put(context.tx, 1, "WORSENING", TODAY - 4 * ONE_DAY, context.now)
    raised(context, 12)


def raise_after_red(context: Context) -> None:
    """Raise the target a little after a week with a RED walk."""
    walked(context, TODAY - 3 * ONE_DAY, worst_pain=6)
    raised(context, 12)


def raise_above_the_cap(context: Context) -> None:
    """Raise the target by half."""
    raised(context, 17)


def walk_a_locked_move(context: Context) -> None:
    """Let today's walk have a move that is not open."""
    walks.open_walk(context.tx, 1, TODAY, exercise="duck", gate_pain=2, started_at=context.now)


def offer_a_locked_move(context: Context) -> Bubble:
    """Let a locked move be chosen."""
    return button("ex", "lunges", "choose")


def offer_under_a_stop(context: Context) -> Bubble:
    """Offer today's walk under an urgent flag."""
    holds.put(context.tx, 1, "URGENT", TODAY, context.now)
    return button("day", "start", str(TODAY))


def offer_at_the_gate(context: Context) -> Bubble:
    """Let somebody set off whom the gate should have turned away."""
    walk = walks.open_walk(context.tx, 1, TODAY, gate_pain=7, started_at=context.now - ONE_DAY)
    screens.start(context.tx, 1, "severe", "gate:7", 1, context.now)
    return button("ci", "set", str(walk.walk_id), "minutes", "10")


def step_before_an_answer(context: Context) -> Bubble:
    """Say a step of a walk while a red-flag question is open."""
    screens.start(context.tx, 1, "red_flags", "words", 1, context.now)
    return button("ci", "set", "1", "minutes", "10")


def leave_a_flag_unanswered(context: Context) -> None:
    """Finish red-flag questions with an urgent answer, and say nothing."""
    screen = screens.start(context.tx, 1, "red_flags", "words", 1, context.now)
    screens.finish(context.tx, screen, "URGENT", context.now)


def advise_without_figures(context: Context) -> None:
    """Store advice with no evidence."""
    advice.give(context.tx, 1, "SEVERE", "soon", {}, 1, TODAY, context.now)


def nudge_twice(context: Context) -> None:
    """Let a second daily nudge be said under another day's key, a minute after the first."""
    for minutes in (0, 1):
        said = nudges.find_pending(context.tx, 1, "daily")
        assert said is not None
        settled = (context.now + timedelta(minutes=minutes), said.nudge_id)
        context.tx.run("UPDATE nudges SET status = 'sent', settled_at = ? WHERE nudge_id = ?", settled)
        nudges.plan_daily(context.tx, 1, said.on_day + ONE_DAY, context.now)


def keep_red_walks_quiet(context: Context) -> None:
    """Let two walks be RED, and say nothing."""
    for ago in (2, 1):
        walked(context, TODAY - ago * ONE_DAY, worst_pain=6)


def keep_growing_pain_quiet(context: Context) -> None:
    """Let the pain grow from one week to the next, and say nothing."""
    for ago in range(18):
        walked(context, TODAY - ago * ONE_DAY, before_pain=5 if ago < 7 else 2, worst_pain=5 if ago < 7 else 2)


def keep_lasting_pain_quiet(context: Context) -> None:
    """Let the pain stay for seven weeks, review the last one, and say nothing of it."""
    for ago in range(50):
        walked(context, TODAY - ago * ONE_DAY, before_pain=5, worst_pain=5)
    reviewed(context, "2026-11-30", "HOLD")


def take_back_twice(context: Context) -> None:
    """Let two reviews in a row take the target back, and say nothing."""
    for week in ("2026-11-23", "2026-11-30"):
        reviewed(context, week, "REGRESS")


def ask_nothing_at_seven(context: Context) -> None:
    """Take a pain of 8, and ask nothing about red flags."""
    report = pain_reports.start(context.tx, 1, "command", TODAY, context.now)
    pain_reports.update(context.tx, report, score=8, finished_at=context.now)


def apologise(context: Context) -> Bubble:
    """Say that something went wrong."""
    return Bubble(1, RENDERER.text("en", "chat/sorry", {}))


FAULTS: dict[Plant, str] = {
    raise_under_a_hold: "raised_after_red",
    raise_after_red: "raised_after_red",
    raise_above_the_cap: "above_cap",
    walk_a_locked_move: "locked_exercise",
    offer_a_locked_move: "locked_exercise",
    offer_under_a_stop: "walk_in_danger",
    offer_at_the_gate: "walk_in_danger",
    step_before_an_answer: "walk_in_danger",
    leave_a_flag_unanswered: "unanswered_flag",
    advise_without_figures: "advice_without_evidence",
    keep_red_walks_quiet: "advice_late",
    keep_growing_pain_quiet: "advice_late",
    keep_lasting_pain_quiet: "advice_late",
    take_back_twice: "advice_late",
    ask_nothing_at_seven: "advice_late",
    apologise: "failed",
}


@pytest.mark.parametrize("plant", FAULTS, ids=lambda plant: plant.__name__)
async def test_a_fault_in_what_was_said_or_stored_is_seen(plant: Plant) -> None:
    """Exactly the invariant that is broken is reported, and each has its fault."""
    async with watched() as (story, person, watch):
        async with context_of(story) as context:
            said = plant(context)
        await watch.after(person, [said] if said else [], by_itself=False)
        assert set(watch.broken) == {FAULTS[plant]}


async def test_nothing_is_seen_where_nothing_is_wrong() -> None:
    """A quiet walk breaks nothing, nor does a raise that the rules allow, nor advice in its reply."""
    async with watched() as (story, person, watch):
        async with context_of(story) as context:
            walked(context, TODAY)
            raised(context, 12)
        await watch.after(person, [button("day", "start", str(TODAY))], by_itself=True)
        async with context_of(story) as context:
            keep_red_walks_quiet(context)
            advice.give(context.tx, 1, "EXACERBATED_BY_WALKING", "soon", {"red": 2}, 1, TODAY, context.now)
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
            advice.give(context.tx, 1, "EXACERBATED_BY_WALKING", "soon", {"red": 2}, 1, TODAY, context.now)
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
