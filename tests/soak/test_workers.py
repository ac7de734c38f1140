"""A short soak of several workers: some killed, the primary ended and the standby promoted, and nothing lost."""

import tempfile
from pathlib import Path
from random import Random  # noqa: TID251 - seeded

import pytest

from bench.soak.servers import programs, servers
from bench.soak.workers import Workers, page


@pytest.mark.skipif(programs() is None, reason="PostgreSQL's programs are not installed as Debian installs them")
async def test_nothing_is_lost_where_workers_and_the_primary_die(tmp_path: Path) -> None:
    """What was told is stored once, and answered, whoever of two workers died meanwhile, and the primary."""
    with tempfile.TemporaryDirectory(prefix="pg-") as at, servers(Path(at)) as pair:
        soak = Workers(tmp_path, 2, Random("two workers"), pair=pair, number=2)
        outcome = await soak.run()
    wrong = (outcome.lost, outcome.doubled, outcome.unanswered, outcome.out_of_order, outcome.nudges_lost)
    assert not any(wrong), page("the test", soak, outcome)
    assert outcome.told > 0
    assert len(soak.led_again) == 2
    assert soak.failed_over is not None
