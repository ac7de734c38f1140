"""Kill and stop workers over one PostgreSQL database, and end its primary, while people write.

`python -m bench.soak.workers --help`. It needs Debian's PostgreSQL; the verdict is that of `bench.soak.kills`.
"""

import argparse
import asyncio
import signal
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, closing
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from bench.soak.chats import Mischief, Watched
from bench.soak.kills import SHARE_OF_FAULTS, Outcome, Soak
from bench.soak.servers import Servers, programs, servers
from bot.clock import SystemClock
from bot.localchat.server import LocalServer
from bot.store.database import Database
from bot.store.errors import StoreError
from bot.store.postgres import driver, locks
from tests.support.process import environment, process

LONGEST_PEACE = 6.0  # seconds between two kills
PATIENCE_SECONDS = 120  # until a worker is up, on a busy machine
LOOK_SECONDS = 0.05
ON_THE_WAY_SECONDS = 2.0  # until no call that was begun before a crash is on its way any more
KILLS_A_HANG = 6
"""Before one in so many kills the leader is stopped; it goes on once another one leads, some seconds later at most."""
LONGEST_STOPPED_AFTER = 3.0
PROMISED_SECONDS = 10
"""So soon a dead leader is replaced."""
PROMISED_OF_HUNG_SECONDS = 30
"""So soon one that hangs: it may be silent for 20 s before anybody doubts it."""


@dataclass
class Worker:
    """One process. `ended` gives what it printed."""

    running: asyncio.subprocess.Process
    ended: "asyncio.Task[tuple[bytes, bytes]]"


@dataclass
class Workers(Soak):
    """The same people as in the soak of one program, and several programs."""

    pair: Servers = field(kw_only=True)
    number: int = field(kw_only=True)
    workers: list[Worker] = field(default_factory=list)
    led_again: list[float] = field(default_factory=list)
    led_after_hang: list[float] = field(default_factory=list)
    failed_over: float | None = None

    @property
    def in_time(self) -> bool:
        """Whether leaders were replaced as soon as is promised."""
        killed, hung = max(self.led_again, default=0), max(self.led_after_hang, default=0)
        return killed < PROMISED_SECONDS and hung < PROMISED_OF_HUNG_SECONDS

    async def run(self) -> Outcome:
        """Kill and stop, promote the standby half way, let the rest be done in peace, and look."""
        async with LocalServer(SystemClock()) as server, AsyncExitStack() as stack:
            mischief = Mischief(self.lots, SHARE_OF_FAULTS)
            watched = Watched(server, mischief)
            await self._prepare(server)
            for _ in range(self.number):
                await self._hire(server, stack)
            await self._settled()
            talking = asyncio.create_task(self._talk(server))
            mischief.begin()
            for kill in range(self.kills):
                await asyncio.sleep(LONGEST_PEACE * self.lots.random())
                if kill == self.kills // 2:
                    await self._fail_over(mischief)
                    await asyncio.sleep(LONGEST_PEACE * self.lots.random())
                if kill % KILLS_A_HANG == 1:
                    await self._hang(mischief)
                await self._kill(mischief, leader=kill % 3 != 2)
                await self._hire(server, stack)
                await self._settled()
                print(f"kill {kill + 1} of {self.kills}", flush=True)
            talking.cancel()
            mischief.begin()
            mischief.share = 0
            await self._drained(server)
            for worker in self.workers:
                worker.running.terminate()
                self.log += (await worker.ended)[0].decode().splitlines()
            return await self._look(watched)

    async def _open(self) -> Database:
        while True:
            try:
                return await Database.connect(self.pair.url)
            except StoreError:
                await asyncio.sleep(LOOK_SECONDS)

    async def _hire(self, server: LocalServer, stack: AsyncExitStack) -> None:
        settings = {**environment(self.folder, server), "DATABASE_URL": self.pair.url}
        running = await stack.enter_async_context(
            process(self.folder, "run", **settings, MESSAGES_PER_SECOND="1000", LISTEN_PORT="0")
        )
        self.workers.append(Worker(running, asyncio.create_task(running.communicate())))

    async def _settled(self) -> None:
        """Wait until all workers are at the database, and one leads."""
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                while await self._seen() is None:
                    for worker in self.workers:
                        if worker.ended.done():
                            printed = worker.ended.result()[0].decode()
                            raise RuntimeError(f"a worker ended by itself: {printed[-500:]}")
                    await asyncio.sleep(LOOK_SECONDS)
        except TimeoutError:
            raise RuntimeError(await self._state()) from None

    async def _seen(self) -> int | None:
        """Return the process that leads; None: not yet all are there."""

        def look() -> int | None:
            with closing(driver.connect(self.pair.url)) as connection, driver.explained(strictly=True):
                return locks.leader(connection) if locks.workers(connection) >= self.number else None

        try:
            return await asyncio.to_thread(look)
        except StoreError:
            return None

    async def _state(self) -> str:
        """Say what keeps the workers from being up, and what each printed."""

        def look() -> str:
            try:
                with closing(driver.connect(self.pair.url)) as connection, driver.explained(strictly=True):
                    return f"{locks.workers(connection)} at the database, {locks.leader(connection)} leads"
            except StoreError as error:
                return str(error)

        said = [f"not up within {PATIENCE_SECONDS} s: {await asyncio.to_thread(look)}"]
        for worker in self.workers:
            worker.running.kill()
            said.append(f"{worker.running.pid}: {(await worker.ended)[0].decode()[-2000:]}")
        return "\n".join(said)

    async def _kill(self, mischief: Mischief, leader: bool) -> None:
        """What the dead one had on its way is one life's, what the next leader says again the next one's."""
        leads = await self._seen()
        victim = next(worker for worker in self.workers if (worker.running.pid == leads) == leader)
        began = asyncio.get_running_loop().time()
        victim.running.send_signal(signal.SIGKILL)
        await victim.running.wait()
        mischief.begin()
        self.log += (await victim.ended)[0].decode().splitlines()
        self.workers.remove(victim)
        if leader:
            self.led_again.append(await self._led_by_another(victim.running.pid) - began)

    async def _hang(self, mischief: Mischief) -> None:
        """Stop the leader, and let it go on once another one leads; what both of them send comes twice by the hang."""
        leads = await self._seen()
        hung = next(worker for worker in self.workers if worker.running.pid == leads)
        self.ends |= dict.fromkeys((mischief.life, mischief.life + 1), "hang")
        began = asyncio.get_running_loop().time()
        hung.running.send_signal(signal.SIGSTOP)
        mischief.begin()
        self.led_after_hang.append(await self._led_by_another(leads) - began)
        await asyncio.sleep(LONGEST_STOPPED_AFTER * self.lots.random())
        mischief.begin()
        hung.running.send_signal(signal.SIGCONT)
        await self._settled()

    async def _led_by_another(self, pid: int | None) -> float:
        """Return when another process leads."""

        def look() -> int | None:
            with closing(driver.connect(self.pair.url)) as connection, driver.explained(strictly=True):
                return locks.leader(connection)

        async with asyncio.timeout(PATIENCE_SECONDS):
            while True:
                try:
                    if await asyncio.to_thread(look) not in (None, pid):
                        return asyncio.get_running_loop().time()
                except StoreError:
                    pass
                await asyncio.sleep(LOOK_SECONDS)

    async def _fail_over(self, mischief: Mischief) -> None:
        """What was on its way at the crash is one life's, what is said afterwards the next one's."""
        self.ends[mischief.life] = "crash"
        await asyncio.to_thread(self.pair.crash)
        await asyncio.sleep(ON_THE_WAY_SECONDS)
        mischief.begin()
        began = asyncio.get_running_loop().time()
        await asyncio.to_thread(self.pair.promote)
        self.failed_over = await self._led_by_another(None) - began
        await self._settled()

    def _complaints(self) -> list[str]:
        return [line for line in super()._complaints() if "PostgreSQL" not in line]


def page(command: str, soak: Workers, outcome: Outcome) -> str:
    """Return what happened, as a Markdown page."""
    over = f"{soak.failed_over:.1f} s" if soak.failed_over is not None else "not tried"
    hung = f"{max(soak.led_after_hang):.1f} s at the latest" if soak.led_after_hang else "not tried"
    rows = [
        ("Workers", soak.number),
        ("Workers killed, the leading one two times of three", outcome.kills),
        ("A dead leader was replaced within", f"{max(soak.led_again, default=0):.1f} s at the latest"),
        ("Leaders stopped (SIGSTOP), and let go on once another one led", len(soak.led_after_hang)),
        ("A leader that hung was replaced within", hung),
        ("Once the standby was told to take over, somebody led again within", over),
        ("Walks told", outcome.told),
        ("of them lost", outcome.lost),
        ("counted twice", outcome.doubled),
        ("out of order", outcome.out_of_order),
        ("unanswered", outcome.unanswered),
        ("Nudges due", outcome.nudges),
        ("of them lost", outcome.nudges_lost),
        ("Messages twice: on their way when their sender was killed", outcome.repeats["kill"]),
        ("Messages twice: on their way when the primary was ended", outcome.repeats["crash"]),
        ("Messages twice: on their way when their sender was stopped", outcome.repeats["hang"]),
        ("Messages twice: Telegram's answer was lost", outcome.repeats["lost answer"]),
        ("Messages twice without a cause", outcome.repeats["nothing"]),
        ("Lines of the log that no fault explains", len(outcome.complaints)),
    ]
    table = "\n".join(f"| {name} | {value} |" for name, value in rows)
    return (
        "# Several workers, killed\n\n"
        f"Written by `{command}`: processes over one PostgreSQL database whose standby follows it synchronously,\n"
        f"killed with SIGKILL while {SHARE_OF_FAULTS:.0%} of all calls to Telegram go wrong; some are stopped, and"
        " go on once another\none leads; half way the primary is ended as by a crash.\n\n"
        f"| | |\n|---|---|\n{table}\n" + "".join(f"\n- {line}" for line in outcome.complaints[:20])
    )


@asynccontextmanager
async def soaking(options: argparse.Namespace) -> AsyncIterator[Workers]:
    """Lay out everything in temporary folders."""
    with (
        tempfile.TemporaryDirectory(prefix="walk-coach-") as folder,
        tempfile.TemporaryDirectory(prefix="pg-") as at,
        servers(Path(at)) as pair,
    ):
        yield Workers(Path(folder), options.kills, Random(options.seed), pair=pair, number=options.workers)


async def _soak(options: argparse.Namespace) -> int:
    async with soaking(options) as soak:
        outcome = await soak.run()
        text = page(f"python -m bench.soak.workers {' '.join(sys.argv[1:])}".strip(), soak, outcome)
    (options.output / "soak-workers.md").write_text(text, encoding="utf-8")
    print(text)
    return 0 if outcome.clean and soak.in_time else 1


def main() -> int:
    """Run it; exit code 1 where something happened that never may."""
    parser = argparse.ArgumentParser(prog="python -m bench.soak.workers", description=__doc__)
    parser.add_argument("--kills", type=int, default=60, help="default: %(default)s")
    parser.add_argument("--workers", type=int, default=3, help="at once, default: %(default)s")
    parser.add_argument("--seed", default="2026", help="default: %(default)s")
    parser.add_argument("--output", type=Path, default=Path("docs"), help="folder of soak-workers.md")
    options = parser.parse_args()
    if programs() is None:
        print("Several workers were not soaked: PostgreSQL is not installed (apt-get install postgresql).")
        return 0
    return asyncio.run(_soak(options))


if __name__ == "__main__":
    raise SystemExit(main())
