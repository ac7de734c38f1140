"""The real program, killed while it works: a short run of `make soak`."""

from pathlib import Path
from random import Random  # noqa: TID251 - seeded

from bench.soak.kills import Soak


async def test_a_killed_program_loses_nothing_and_repeats_only_what_was_on_its_way(tmp_path: Path) -> None:
    """Everything told is stored once, in order, and answered; every nudge comes; each repeat has its cause."""
    outcome = await Soak(tmp_path, 3, Random("kills")).run()
    assert outcome.clean, outcome
    assert outcome.told > 0
    assert outcome.nudges == 3
