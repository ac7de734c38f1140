"""Machines whose clock is wrong: nothing is deleted, left out or planned far ahead on its word."""

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from apscheduler.job import Job
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.chat.incoming.limiter import Limiter
from bot.chat.outgoing.http import AiohttpRequest
from bot.chat.ticker import TICK_SECONDS, Again
from bot.clock import DOUBT_SECONDS, LONGEST_OFF, FixedClock, SteadyClock, seconds_since_boot
from bot.localchat.server import LocalServer
from bot.store.file import backup
from bot.store.file.nightly import Nightly
from tests.support.running import KEY, Running, running
from tests.support.states import put_plan
from tests.support.story import LIBRARY

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
LEAPS = (timedelta(days=45), timedelta(days=3652), timedelta(days=-45), timedelta(days=-20000), timedelta(hours=1))


def sure(machine: "Machine") -> bool:
    """Tell whether the time may be relied on by now."""
    return machine.clock.sure


class Machine:
    """A machine: its own clock, which may leap, and the seconds that truly pass."""

    def __init__(self) -> None:
        self.wall = FixedClock(NOON)
        self.elapsed = 1000.0
        self.clock = SteadyClock(self.wall, lambda: self.elapsed)

    @property
    def true(self) -> datetime:
        """The true time."""
        return NOON + timedelta(seconds=self.elapsed - 1000)

    def passes(self, seconds: float) -> datetime:
        """Let time pass, and return what the clock says then."""
        self.elapsed += seconds
        self.wall.instant += timedelta(seconds=seconds)
        return self.clock.now()


@pytest.mark.parametrize("leap", LEAPS)
def test_a_clock_that_leaps_and_comes_back_is_not_followed(leap: timedelta, caplog: pytest.LogCaptureFixture) -> None:
    """For a minute it shows another time: nobody below hears of it, and the operator does, once."""
    machine = Machine()
    machine.passes(600)
    machine.wall.instant += leap
    for _ in range(12):
        assert machine.passes(5) == machine.true
    machine.wall.instant -= leap
    for _ in range(12):
        assert machine.passes(5) == machine.true
    assert [record.levelname for record in caplog.records] == ["CRITICAL", "WARNING"]
    assert sure(machine)


def test_a_clock_that_drifts_is_followed() -> None:
    """A minute a day, by the network's time in small steps: no leap."""
    machine = Machine()
    for _ in range(1440):
        machine.wall.instant += timedelta(seconds=1)
        assert machine.passes(60) == machine.wall.instant


@pytest.mark.parametrize("leap", LEAPS[:2])
def test_a_clock_set_right_is_followed_once_telegram_says_so_twice(leap: timedelta) -> None:
    """It was wrong from the start: Telegram tells the time, and the machine is not asked any more before it agrees."""
    machine = Machine()
    right = NOON - leap
    machine.clock.hear(right)
    assert machine.clock.now() == NOON
    machine.clock.hear(right)
    assert machine.clock.now() == right
    assert machine.passes(2 * DOUBT_SECONDS) == right + timedelta(seconds=2 * DOUBT_SECONDS)
    machine.wall.instant = machine.clock.now()
    assert machine.passes(5) == machine.wall.instant


def test_one_odd_answer_changes_nothing() -> None:
    """A proxy on the way has a wrong clock: its answers and Telegram's alternate."""
    machine = Machine()
    for _ in range(5):
        machine.clock.hear(NOON + timedelta(days=400))
        machine.clock.hear(NOON)
    assert machine.passes(5) == machine.true


@pytest.mark.parametrize("off", [timedelta(days=-45), LONGEST_OFF + timedelta(days=1)])
def test_a_start_at_a_time_that_cannot_be_is_doubted(off: timedelta) -> None:
    """Earlier than it was already, or much later: until Telegram tells the time, or the clock has stood by it."""
    machine = Machine()
    machine.wall.instant = NOON + off
    machine.clock = SteadyClock(machine.wall, lambda: machine.elapsed)
    machine.clock.compare(NOON)
    assert not sure(machine)
    assert machine.clock.now() == max(NOON, NOON + off)
    machine.clock.hear(NOON + timedelta(seconds=3))
    machine.clock.hear(NOON + timedelta(seconds=3))
    assert sure(machine)
    assert abs(machine.clock.now() - NOON) <= timedelta(seconds=3)


def test_without_anybody_to_tell_the_time_a_clock_is_believed_after_an_hour() -> None:
    """A Bot API server of one's own knows no better than the machine."""
    machine = Machine()
    machine.clock.compare(NOON - timedelta(days=100))
    assert not sure(machine)
    machine.passes(DOUBT_SECONDS + 1)
    assert sure(machine)
    machine.wall.instant += timedelta(days=1)
    assert machine.passes(5) == machine.true
    machine.passes(DOUBT_SECONDS + 1)
    assert machine.clock.now() == machine.wall.instant


def test_a_normal_start_is_sure_at_once() -> None:
    """The first, and one after a night."""
    machine = Machine()
    machine.clock.compare(None)
    assert sure(machine)
    machine.clock.compare(NOON - timedelta(hours=9))
    assert sure(machine)
    assert abs(seconds_since_boot() - time.clock_gettime(time.CLOCK_BOOTTIME)) < 5


@pytest.mark.parametrize("leap", LEAPS)
def test_the_tick_lists_no_time_that_was_missed(leap: timedelta) -> None:
    """Ten years ahead are two million ticks of five seconds, for an interval: here it is one."""
    scheduler = AsyncIOScheduler(timezone="UTC")
    job: Job = scheduler.add_job(print, Again())
    job._modify(next_run_time=NOON)
    assert len(job._get_run_times(max(NOON + leap, NOON))) == 1
    assert job.trigger.get_next_fire_time(NOON, NOON + leap) == NOON + leap + timedelta(seconds=TICK_SECONDS)


def test_nobody_is_held_back_as_a_flooder_after_the_clock_went_back() -> None:
    """They wrote while it was ahead."""
    limiter = Limiter(LIBRARY.rules.flood)
    for _ in range(LIBRARY.rules.flood.burst + 5):
        limiter.judge(7, NOON + timedelta(days=45))
    assert limiter.judge(7, NOON + timedelta(days=45)) == "drop"
    assert limiter.judge(7, NOON) == "answer"


async def test_a_doubtful_time_deletes_no_backup_and_says_no_nudge(tmp_path: Path) -> None:
    """A start ten years ahead: the backups, the people and the nudges of today are there when the time is right."""
    machine = Machine()
    async with LocalServer(FixedClock(NOON)) as server:
        async with running(tmp_path, server, FixedClock(NOON)) as run:
            await put_plan(run.app.database, 7, NOON)
            await run.app.tick()
            path, folder = tmp_path / "data" / "a.db", tmp_path / "data" / "backups"
            backup.make(path, KEY, folder / backup.name(NOON))
        machine.wall.instant += timedelta(days=3652)
        machine.clock = SteadyClock(machine.wall, lambda: machine.elapsed)
        machine.clock.compare(NOON)
        nightly = Nightly(path, KEY, folder, 7, machine.clock)
        async with running(tmp_path, server, machine.clock) as run:  # type: ignore[arg-type]
            before = await run.rows("nudges")
            assert await run.app.tick() == 0
            assert await nightly.once() is None
            assert await run.rows("nudges") == before
            assert [file.name for file in folder.iterdir()] == [backup.name(NOON)]
            for _ in range(2):
                machine.clock.hear(NOON)
            await run.app.tick()
            assert await run.rows("nudges") == before
            assert await nightly.once() is None
        assert [file.name for file in folder.iterdir()] == [backup.name(NOON)]


async def test_nudges_planned_by_a_clock_that_was_ahead_are_planned_anew(tmp_path: Path) -> None:
    """It was believed for a while, there being nobody to tell the time: the next nudge is tomorrow's all the same."""
    clock = FixedClock(NOON)
    async with LocalServer(clock) as server, running(tmp_path, server, clock) as run:
        await run.onboard(server.user(7))
        assert [one.date() for one in await pending(run)] == [(NOON + timedelta(days=1)).date()]
        await run.at(NOON + timedelta(days=45))
        assert min(await pending(run)) > NOON + timedelta(days=45)
        await run.at(NOON + timedelta(minutes=5))
        assert [one.date() for one in await pending(run)] == [(NOON + timedelta(days=1)).date()]


async def pending(run: Running) -> list[datetime]:
    """Return when the pending daily nudges are due."""
    rows = await run.rows("nudges")
    return [
        datetime.fromisoformat(row["due_at"]) for row in rows if row["status"] == "pending" and row["kind"] == "daily"
    ]


async def test_the_time_that_a_server_tells_is_heard() -> None:
    """Its Date, to the second; one that is none is left alone."""
    heard: list[datetime] = []
    async with LocalServer(FixedClock(NOON)) as server:
        request = AiohttpRequest(server.url, 1, hear=heard.append)
        await request.initialize()
        await request.do_request(f"{server.url}/bot{server.token}/getMe", "POST")
        await request.shutdown()
    assert len(heard) == 1
    assert heard[0].utcoffset() == timedelta(0)
    request = AiohttpRequest(server.url, 1, hear=heard.append)
    for date in (None, "", "yesterday", "Mon, 99 Nov 2026 12:00:00 GMT"):
        request._listen(date)
        request._heard_at = float("-inf")
    assert len(heard) == 1
