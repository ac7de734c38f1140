"""A small cohort through the real flows: what must never happen does not. That the watch would see it is beside."""

from pathlib import Path

import pytest

from bench.cohort.body import Traits
from bench.cohort.report import page, picture
from bench.cohort.watch import INVARIANTS
from bench.cohort.world import live

SEEDS, PEOPLE, WEEKS = ("a", "one"), 7, 5


@pytest.mark.parametrize("seed", SEEDS)
async def test_nothing_happens_that_never_may(seed: str) -> None:
    """Some people, some weeks."""
    outcome = await live(seed, 1, PEOPLE, WEEKS)
    assert outcome.broken == {}
    assert outcome.nudges > 100
    assert sum(map(sum, outcome.minutes.values())) > 0
    assert max(delay for delays in outcome.delays.values() for delay in delays) == 0


def test_they_are_of_all_kinds() -> None:
    """Every kind that there is among many is among these few."""
    few = [(seed, number) for seed in SEEDS for number in range(1, PEOPLE + 1)]
    many = [("many", number) for number in range(1000)]
    assert _kinds(few) == _kinds(many)


def _kinds(people: list[tuple[str, int]]) -> set[str]:
    return {kind for seed, number in people for kind in Traits.of(seed, number, 7 * WEEKS).kinds()}


async def test_the_same_seed_lives_the_same_lives() -> None:
    """Chance is an input."""
    assert await live("same", 1, people=2, weeks=2) == await live("same", 1, people=2, weeks=2)


async def test_the_report_names_every_invariant(tmp_path: Path) -> None:
    """The page and the picture can be made of few people and few weeks."""
    outcome = await live("report", 1, people=2, weeks=2)
    text = page(outcome, 2, "make cohort")
    assert all(f"| {meaning} | 0 |" in text for meaning in INVARIANTS.values())
    assert "| check-in, correction, undo, something new |" in text
    picture(outcome, 2, tmp_path / "cohort.svg")
    assert (tmp_path / "cohort.svg").read_text(encoding="utf-8").startswith("<?xml")
