"""Two ways to work out when a nudge is due and until when it is worth saying: they must agree in every zone."""

from datetime import date, timedelta
from zoneinfo import available_timezones

import pytest

from bench.soak.promise import promise
from bot.domain.coaching.nudges import window_ends_at
from bot.domain.day import during, exists
from tests.support.story import LIBRARY

ZONES = sorted(available_timezones() - {"localtime"})
STRIPES = 2


@pytest.mark.parametrize("stripe", range(STRIPES))
def test_the_rules_and_the_clock_on_the_wall_agree(stripe: int) -> None:
    """A fortnight around each change of the clocks, at hours all over the day."""
    rules = LIBRARY.rules.nudges
    for number, zone in enumerate(ZONES[stripe::STRIPES]):
        for first in (date(2026, 3, 28), date(2026, 10, 24), date(2026, 4, 4)):
            for ahead in range(2):
                day = first + timedelta(days=ahead)
                minute = (number * 77 + ahead * 720 + 60) % 1440
                found = promise(day, minute, zone)
                assert (found is not None) == exists(day, zone)
                if found:
                    due_at = during(day, minute, zone)
                    assert found.due_at == due_at, (zone, day, minute)
                    assert found.until == window_ends_at(due_at, day, zone, rules, chosen=True), (zone, day, minute)
