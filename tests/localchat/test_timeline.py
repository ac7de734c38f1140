"""The clock of the second panel."""

from datetime import datetime, timedelta

from bot.clock import FixedClock
from bot.localchat.timeline import Timeline
from tests.localchat.conftest import NOON


class Planned:
    """Controls with a list of nudges; notes when each was said."""

    def __init__(self, *due: datetime) -> None:
        self.clock, self.due, self.said = FixedClock(NOON), sorted(due), list[datetime]()

    def now(self) -> datetime:
        """The clock."""
        return self.clock.now()

    def move_to(self, instant: datetime) -> None:
        """Forward only."""
        self.clock.instant = max(self.clock.instant, instant)

    async def next_due(self) -> datetime | None:
        """The first."""
        return self.due[0] if self.due else None

    async def settle(self) -> None:
        """Say what is due."""
        while self.due and self.due[0] <= self.now():
            self.due.pop(0)
            self.said.append(self.now())

    async def stored(self, user_id: int) -> dict[str, list[dict[str, object]]]:
        """Nothing."""
        return {}


async def test_each_nudge_is_said_at_its_time() -> None:
    """A week's move stops at every nudge on its way, and ends after exactly a week."""
    times = [NOON + timedelta(hours=hours) for hours in (5, 29, 53, 167)]
    controls, stops = Planned(*times, NOON + timedelta(days=8)), list[datetime]()
    await Timeline(controls, lambda: stops.append(controls.now())).by("week")
    assert controls.said == times
    assert stops == [*times, NOON + timedelta(days=7)]


async def test_the_next_nudge() -> None:
    """It is said at its time; where none is planned the clock stays."""
    controls = Planned(NOON + timedelta(hours=5))
    timeline = Timeline(controls, lambda: None)
    assert await timeline.to_next_nudge()
    assert controls.now() == NOON + timedelta(hours=5)
    assert not await timeline.to_next_nudge()
    assert controls.now() == NOON + timedelta(hours=5)


async def test_a_nudge_that_cannot_be_said_does_not_stop_the_clock() -> None:
    """A nudge that stays due is passed by."""

    class Stuck(Planned):
        async def settle(self) -> None:
            """Say nothing."""

    controls = Stuck(NOON + timedelta(minutes=5))
    await Timeline(controls, lambda: None).by("hour")
    assert controls.now() == NOON + timedelta(hours=1)
