"""Kill the real program, hundreds of times, while people write, nudges fall due and calls go wrong.

Talkers log one walk after another: what they told must be stored once, in order, and answered. Sleepers say nothing and
wait for their nudge of the day.
"""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from bench.soak.chats import Arrived, Mischief, Watched, is_logged, minutes, once
from bot.clock import SystemClock
from bot.localchat.server import LocalServer
from bot.store.database import Database
from bot.store.delivery import nudges
from bot.store.file.key import load_or_make
from tests.support.process import environment, process
from tests.support.states import put_plan

TALKERS, FIRST_SLEEPER = 100, 1001  # few walks a day each, as people do: a day of a thousand walks is slow to judge
SHARE_OF_FAULTS = 0.08
SHARE_UP = 0.8
"""Of the lives that end while the program is at work; the others end while it starts, at the latest."""
START_SECONDS = 60
LONGEST_LIFE = 2.0
SECONDS_A_LIFE = 1.5
LONGEST_WALK = 59
MOST_UNHEARD = 100
"""Messages that may wait: a busy machine must not let them pile up until the flood limit leaves some of them out."""


@dataclass
class Outcome:
    """What became of it. A message that came again has a cause, or it is a fault."""

    kills: int = 0
    told: int = 0
    lost: int = 0
    doubled: int = 0
    unanswered: int = 0
    out_of_order: int = 0
    repeats: Counter[str] = field(default_factory=Counter)  # by cause: kill | crash | hang | lost answer | nothing
    largest_window: int = 0
    nudges: int = 0
    nudges_lost: int = 0
    latest_seconds: int = 0
    complaints: list[str] = field(default_factory=list)
    faults: Counter[str] = field(default_factory=Counter)

    @property
    def clean(self) -> bool:
        """Whether everything was as it must be."""
        wrong = (self.lost, self.doubled, self.unanswered, self.out_of_order, self.nudges_lost, len(self.complaints))
        return not any(wrong) and not self.repeats["nothing"]


@dataclass
class Soak:
    """One run of it, in a folder."""

    folder: Path
    kills: int
    lots: Random
    told: dict[int, list[int]] = field(default_factory=dict)
    due: dict[int, datetime] = field(default_factory=dict)
    log: list[str] = field(default_factory=list)
    ends: dict[int, str] = field(default_factory=dict)
    """How lives ended that no kill of their program did: crash (of the database) | hang."""

    async def run(self) -> Outcome:
        """Kill, let the rest be done in peace, and look."""
        async with LocalServer(SystemClock()) as server:
            mischief = Mischief(self.lots, SHARE_OF_FAULTS)
            watched = Watched(server, mischief)
            await self._prepare(server)
            for _ in range(self.kills):
                mischief.begin()
                async with self._alive(server) as running:
                    talking = asyncio.create_task(self._talk(server))
                    if self.lots.random() < SHARE_UP:
                        async with asyncio.timeout(START_SECONDS):
                            await mischief.up.wait()
                    await asyncio.sleep(LONGEST_LIFE * self.lots.random() ** 2)
                    running.kill()
                    await running.wait()
                    talking.cancel()
            mischief.begin()
            mischief.share = 0
            async with self._alive(server):
                await self._drained(server)
            return await self._look(watched)

    async def _prepare(self, server: LocalServer) -> None:
        now = server.world.clock.now()
        # Somewhere it is ten in the morning: no nudge of this hour is cut short by a quiet night.
        ahead = (10 - now.hour + 11) % 24 - 11
        plan = {"zone": f"Etc/GMT{-ahead:+d}" if ahead else "Etc/GMT", "nudge_minute": 10 * 60}
        plan |= {"first_walk_on": (now - timedelta(days=3)).date(), "evening_reminder": False}
        database = await self._open()
        for user_id in range(1, TALKERS + 1):
            server.user(user_id).chat.started = True
            await put_plan(database, user_id, now, **plan)
        today = (now + timedelta(hours=ahead)).date()
        for user_id in range(FIRST_SLEEPER, FIRST_SLEEPER + self.kills):
            server.user(user_id).chat.started = True
            await put_plan(database, user_id, now, **plan)
            self.due[user_id] = now + timedelta(seconds=int(self.kills * SECONDS_A_LIFE * self.lots.random()))
            async with database.transaction() as tx:
                nudges.plan_daily(tx, user_id, today, self.due[user_id])
        await database.close()

    async def _open(self) -> Database:
        path = self.folder / "data" / "walk.db"
        return await Database.open(path, load_or_make(self.folder / "secret" / "key", path))

    @asynccontextmanager
    async def _alive(self, server: LocalServer) -> AsyncIterator[asyncio.subprocess.Process]:
        settings = {**environment(self.folder, server), "MESSAGES_PER_SECOND": "1000", "LISTEN_PORT": "0"}
        async with process(self.folder, "run", **settings) as running:
            yield running
            if running.returncode is None:
                running.terminate()
            printed, _ = await running.communicate()
            self.log += printed.decode().splitlines()

    async def _talk(self, server: LocalServer) -> None:
        while True:
            while server.world.updates.pending > MOST_UNHEARD:  # noqa: ASYNC110 - what hears them is another process
                await asyncio.sleep(0.02)
            user_id = self.lots.randrange(1, TALKERS + 1)
            told = self.told.setdefault(user_id, [])
            told.append(len(told) % LONGEST_WALK + 1)
            server.user(user_id).say(f"{told[-1]} min pain 1")
            await asyncio.sleep(0.08 * self.lots.random())

    async def _drained(self, server: LocalServer) -> None:
        """Wait until nothing waits any more, and every nudge is past its time."""
        last = max(self.due.values(), default=server.world.clock.now()) + timedelta(seconds=10)
        while server.world.updates.pending or server.world.clock.now() < last or await self._waiting():  # noqa: ASYNC110
            await asyncio.sleep(0.5)

    async def _waiting(self) -> bool:
        database = await self._open()
        async with database.transaction() as tx:
            found = tx.one(
                "SELECT (SELECT count(*) FROM outbox) + (SELECT count(*) FROM inbox WHERE status = 'received')"
                " + (SELECT count(*) FROM nudges WHERE status = 'pending' AND due_at <= ?) AS n",
                (SystemClock().now(),),
            )
        await database.close()
        return bool(found and found["n"])

    async def _look(self, watched: Watched) -> Outcome:
        outcome = Outcome(self.kills, told=sum(map(len, self.told.values())), faults=watched.mischief.taken)
        outcome.nudges = len(self.due)
        stored = await self._walks()
        for user_id, told in self.told.items():
            missing = Counter(told) - Counter(stored[user_id])
            outcome.lost += missing.total()
            outcome.doubled += (Counter(stored[user_id]) - Counter(told)).total()
            outcome.out_of_order += stored[user_id] != told and not missing
            heard, _ = once(watched.chats.get(user_id, []))
            said_back = [minutes(arrived) for arrived in heard if is_logged(arrived)]
            outcome.unanswered += (Counter(told) - Counter(said_back)).total()
            outcome.unanswered += sum(map(_ends_there, heard, [*heard[1:], None]))
            outcome.out_of_order += said_back != told
        for user_id, due in self.due.items():
            nudges = watched.chats.get(user_id, [])
            outcome.nudges_lost += not nudges
            if len(once(nudges)[0]) > 1:
                outcome.complaints.append("a sleeper got more than one message")
            if nudges:
                outcome.latest_seconds = max(outcome.latest_seconds, nudges[0].at - int(due.timestamp()))
        self._repeats(watched, outcome)
        outcome.complaints += self._complaints()
        return outcome

    async def _walks(self) -> dict[int, list[int]]:
        database = await self._open()
        async with database.transaction() as tx:
            rows = tx.all("SELECT user_id, minutes FROM walks ORDER BY walk_id")
        await database.close()
        found: dict[int, list[int]] = {user_id: [] for user_id in self.told}
        for row in rows:
            found[row["user_id"]].append(row["minutes"])
        return found

    def _repeats(self, watched: Watched, outcome: Outcome) -> None:
        """Say of every message that came twice why it did: a kill before it was marked, or an answer that was lost."""
        windows: Counter[int] = Counter()
        for chat in watched.chats.values():
            for first, again in once(chat)[1]:
                ended = self.ends.get(first.life, "kill")
                cause = "lost answer" if first.answer_lost else ended if first.life < again.life else "nothing"
                outcome.repeats[cause] += 1
                if cause == "kill":
                    windows[first.life] += 1
        outcome.largest_window = max(windows.values(), default=0)

    def _complaints(self) -> list[str]:
        """Return the lines of the log that no fault explains."""
        return [line for line in self.log if "failed" in line or "Traceback" in line or "refused" in line]


def _ends_there(one: Arrived, after: Arrived | None) -> bool:
    """Tell whether a check-in was said back, and what is asked after it never came."""
    return is_logged(one) and (after is None or is_logged(after))
