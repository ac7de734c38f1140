"""The power is cut before and after every commit and every call: done once, answered at least once, in order."""

from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from bot.clock import FixedClock
from bot.facts import scheduling
from bot.localchat.server import LocalServer
from bot.store.database import Database
from bot.store.delivery import nudges
from tests.support.running import KEY, NOON, Running
from tests.support.settled import plan_in, walker_in
from tests.support.states import put_plan
from tests.support.wire import Power, PoweredOffError, wired

ANA, BEN, CLEO = 7, 8, 9
MORNING = NOON.replace(day=24, hour=8)  # nine o'clock in Madrid


@dataclass
class Day:
    """Three people: what they say arrives while nobody runs; the next morning all are nudged, and Cleo taps."""

    clock: FixedClock = field(default_factory=lambda: FixedClock(NOON))
    tapped: bool = False
    stored: Any = None

    def __post_init__(self) -> None:
        self.server = LocalServer(self.clock)
        for user_id in (ANA, BEN, CLEO):
            self.server.user(user_id).chat.started = True
        for user_id, text in ((ANA, "12 min pain 2"), (ANA, "/tips"), (BEN, "15 min pain 1"), (ANA, "5 min pain 2")):
            self.server.user(user_id).say(text)

    async def prepare(self, folder: Path) -> None:
        """Give them plans."""
        database = await Database.open(folder / "data" / "a.db", KEY)
        for user_id in (ANA, BEN, CLEO):
            await plan_in(database, user_id, NOON)
        await database.close()

    async def live(self, run: Running) -> None:
        """Go on from wherever the day is."""
        await run.quiet()
        await run.at(MORNING)
        if not self.tapped:
            self.tapped = True
            self.server.user(CLEO).tap("Done")
        await run.quiet()
        self.stored = await facts(run)

    def said(self, user_id: int) -> list[str]:
        """Return what was said in a chat, each message as it was at first."""
        sent = (params for method, params in self.server.calls if method == "sendMessage")
        return [params["text"] for params in sent if params["chat_id"] == user_id]


class WayHome(Day):
    """Ana's last morning in Tokyo went by while nobody ran: the way home and the nudge of the day are due at once."""

    def __post_init__(self) -> None:
        self.server = LocalServer(self.clock)
        self.server.user(ANA).chat.started = True

    async def prepare(self, folder: Path) -> None:
        """Let her be away until tomorrow."""
        database = await Database.open(folder / "data" / "a.db", KEY)
        home = {"home_zone": "Europe/Madrid", "home_zone_from": "city", "home_on": MORNING.date()}
        await put_plan(database, ANA, NOON, zone="Asia/Tokyo", zone_from="city", city="Tokyo", **home)
        async with database.transaction() as tx:
            scheduling.plan_daily(walker_in(tx, ANA, NOON))
            nudges.plan(tx, ANA, "home:1", "home", MORNING.replace(hour=6), MORNING.date())
        await database.close()

    async def live(self, run: Running) -> None:
        """Start when both are due."""
        self.clock.instant = MORNING
        await run.at(MORNING)
        self.stored = await facts(run)


async def facts(run: Running) -> dict[str, list[list[tuple[str, object]]]]:
    """Return everything stored, without the numbers of rows: in which order two people are served is nobody's right."""
    tables = [row["name"] for row in await run.rows("sqlite_master") if row["type"] == "table"]
    return {
        table: sorted(
            sorted((name, value) for name, value in row.items() if name == "user_id" or not name.endswith("_id"))
            for row in await run.rows(table)
        )
        for table in tables
    }


async def lived(folder: Path, off_at: int | None, kind: type[Day] = Day) -> tuple[Day, Power]:
    """Live the day; the power is cut once, at point `off_at`, and comes back."""
    day, power = kind(), Power(folder, off_at)
    await day.prepare(folder)
    with suppress(PoweredOffError):
        async with wired(folder, day.server, day.clock, power) as run:
            await power.runs(day.live(run))
    if power.off.is_set():
        async with wired(power.left_behind, day.server, day.clock) as run:
            await day.live(run)
    return day, power


def repeats(said: list[str], wanted: list[str]) -> int:
    """Return how many messages stand there twice in a row; AssertionError where anything else is different."""
    at, twice = 0, 0
    for text in said:
        if at < len(wanted) and text == wanted[at]:
            at += 1
        else:
            assert text in wanted[max(at - 1, 0) : at], text
            twice += 1
    assert at == len(wanted), wanted[at:]
    return twice


STRIPES = 4


@pytest.mark.parametrize("stripe", range(STRIPES))
async def test_wherever_the_power_is_cut_all_is_done_once_and_said(folder: Path, stripe: int) -> None:
    """Every row is as if nothing had happened; in no chat stands more than one message twice, or out of its order."""
    usual, whole = await lived(folder / "usual", None)
    # A check-in is said back, and the pain before is asked for; the tips are one message, and so is a nudge.
    assert [len(usual.said(user_id)) for user_id in (ANA, BEN, CLEO)] == [2 + 1 + 2 + 1, 2 + 1, 1]
    assert usual.stored["outbox"] == []
    for off_at in count(stripe, STRIPES):
        day, power = await lived(folder / str(off_at), off_at)
        if not power.off.is_set():
            break
        assert day.stored == usual.stored, power.last
        for user_id in (ANA, BEN, CLEO):
            assert repeats(day.said(user_id), usual.said(user_id)) <= 1, power.last
        assert all(query.answered for query in day.server.world.queries.values()), power.last
    assert off_at > whole.points - 2 * STRIPES > 40


async def test_two_nudges_of_one_person_in_one_tick_are_each_said_once(folder: Path) -> None:
    """Cut before and after each commit and call: first the way home, then the nudge, which the way home has moved."""
    usual, whole = await lived(folder / "usual", None, WayHome)
    said = usual.said(ANA)
    assert [("My clock is that of Madrid again" in text, text.startswith("<b>Today:")) for text in said] == [
        (True, False),
        (False, True),
    ]
    repeated = 0
    for off_at in range(whole.points):
        day, power = await lived(folder / str(off_at), off_at, WayHome)
        assert day.stored == usual.stored, power.last
        repeated += repeats(day.said(ANA), said)
        assert repeats(day.said(ANA), said) <= 1, power.last
    assert whole.points > 6
    assert repeated > 0
