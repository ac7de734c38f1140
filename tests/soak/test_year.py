"""A few people in a few zones through the change of the clocks, with kills and outages: a short run of `make soak`."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bench.soak.year import Year

HOMES = [("Europe/Madrid", 150), ("America/Santiago", 1410), ("Pacific/Chatham", 180), ("Asia/Kathmandu", 600)]
DAYS = 12


@pytest.mark.parametrize("start", [datetime(2026, 3, 23, tzinfo=UTC), datetime(2026, 9, 1, tzinfo=UTC)])
async def test_every_nudge_of_a_fortnight_is_said_once_in_its_time(folder: Path, start: datetime) -> None:
    """Or left out, where there was no way to say it before it was too late."""
    outcome = await Year(folder, "fortnight", HOMES, start, DAYS).run()
    assert outcome.verdict.faults == []
    assert outcome.verdict.days.total() >= len(HOMES) * (DAYS - 5)
    assert outcome.verdict.days["said at its minute"] > 0
    assert outcome.kills > 0
