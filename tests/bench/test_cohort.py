"""A small cohort through the real flows: what must never happen does not, and the watch would see it."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bench.cohort.person import Simulated
from bench.cohort.report import page, picture
from bench.cohort.watch import Watch
from bench.cohort.world import live
from bot.domain.plan import Dose
from bot.store import advice, doses, holds, walks
from tests.support.settled import context_of, settle
from tests.support.story import Bubble, Story


@pytest.mark.parametrize("seed", ["one", "two"])
async def test_nothing_happens_that_never_may(seed: str) -> None:
    """Some people, some weeks; the same seed lives the same lives."""
    outcome = await live(seed, 1, people=6, weeks=5)
    assert outcome.broken == {}
    assert outcome.nudges > 100
    assert sum(map(sum, outcome.minutes.values())) > 0


async def test_the_same_seed_lives_the_same_lives() -> None:
    """Chance is an input."""
    assert await live("same", 1, people=2, weeks=2) == await live("same", 1, people=2, weeks=2)


async def test_the_watch_sees_what_must_not_happen() -> None:
    """A raise of a half under a hold, a locked move, a walk offered in danger, advice without figures."""
    async with Story.open(datetime(2026, 12, 8, 8, tzinfo=UTC)) as story:
        await settle(story, 1)
        watch, person = Watch(), Simulated(story, 1, "watched", 7)
        await watch.after(person, [], by_itself=False)
        async with context_of(story) as context:
            today, now = date(2026, 12, 8), story.clock.now()
            await holds.put(context.tx, 1, "URGENT", today - timedelta(days=3), now)
            await doses.decide(context.tx, 1, Dose(16, 1, 3), from_on=today, reason="review", evidence={}, now=now)
            await walks.open_walk(context.tx, 1, today, exercise="duck", gate_pain=2, started_at=now)
            await advice.give(context.tx, 1, "SEVERE", "soon", {}, 1, today, now)
        offer = Bubble(1, "Today: walk 16 minutes.", [[{"text": "Start", "callback_data": "1:day:start:2026-12-08"}]])
        await watch.after(person, [offer], by_itself=False)
        assert set(watch.broken) == {
            "above_cap",
            "advice_without_evidence",
            "locked_exercise",
            "raised_after_red",
            "walk_in_danger",
        }


async def test_the_report_names_every_invariant(tmp_path: Path) -> None:
    """The page and the picture can be made of few people and few weeks."""
    outcome = await live("report", 1, people=2, weeks=2)
    text = page(outcome, 2, "make cohort")
    assert "| two daily nudges for one local day | 0 |" in text
    picture(outcome, 2, tmp_path / "cohort.svg")
    assert (tmp_path / "cohort.svg").read_text(encoding="utf-8").startswith("<?xml")
