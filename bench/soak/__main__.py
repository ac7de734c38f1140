"""Soak the bot and write docs/soak.md. `python -m bench.soak --help`."""

import argparse
import asyncio
import logging
import os
import sys
import tempfile
from concurrent.futures import Future, ProcessPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import TypeVar
from zoneinfo import available_timezones

from bench.fuzz.siege import Findings, Siege
from bench.soak import kills, year
from bench.soak.report import clean, page

Sum = TypeVar("Sum", year.Outcome, Findings)
PARTS = ("kills", "year", "fuzz")
MEMORY = Path("/dev/shm")
AT_ONCE = 150  # people in one world of the year
THROWN = 5_000  # updates thrown at one world


def main() -> int:
    """Run the parts; exit code 1 where something happened that never may."""
    parser = argparse.ArgumentParser(prog="python -m bench.soak", description=__doc__)
    parser.add_argument("--only", choices=PARTS, action="append", help="default: all of them")
    parser.add_argument("--kills", type=int, default=300, help="of the real program, default: %(default)s")
    parser.add_argument("--start", type=_day, default="2026-01-01", help="of the year, default: %(default)s")
    parser.add_argument("--days", type=int, default=365, help="of the year, default: %(default)s")
    parser.add_argument("--zones", type=int, default=10_000, help="at most so many, default: all")
    parser.add_argument("--fuzz", type=int, default=100_000, help="updates, default: %(default)s")
    parser.add_argument("--seed", default="2026", help="default: %(default)s")
    parser.add_argument("--output", type=Path, default=Path("docs"), help="folder of soak.md")
    options = parser.parse_args()
    parts = options.only or PARTS
    # The program runs in real time: nothing else may keep the machine busy meanwhile.
    killed = asyncio.run(_kill(options.kills, options.seed)) if "kills" in parts else None
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        lives = _live(pool, options) if "year" in parts else []
        sieges = _besiege(pool, options) if "fuzz" in parts else []
        lived = _together(year.Outcome(), lives) if lives else None
        found = _together(Findings(), sieges) if sieges else None
    command = " ".join(["make soak", *([f'SOAK="{" ".join(sys.argv[1:])}"'] if sys.argv[1:] else [])])
    text = page(command, options, killed, lived, found)
    options.output.mkdir(parents=True, exist_ok=True)
    (options.output / "soak.md").write_text(text, encoding="utf-8")
    print(text)
    return 0 if clean(killed, lived, found) else 1


def _together(whole: Sum, parts: list[Future[Sum]]) -> Sum:
    for number, part in enumerate(parts, 1):
        whole.add(part.result())
        print(f"{type(whole).__module__}: {number} of {len(parts)} worlds", flush=True)
    return whole


def _day(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


async def _kill(number: int, seed: str) -> kills.Outcome:
    print(f"{number} kills of the real program …", flush=True)
    with tempfile.TemporaryDirectory(prefix="walk-coach-") as folder:
        return await kills.Soak(Path(folder), number, Random(seed)).run()


def _live(pool: ProcessPoolExecutor, options: argparse.Namespace) -> list[Future[year.Outcome]]:
    lots = Random(options.seed)
    zones = sorted(available_timezones() - {"localtime"})
    lots.shuffle(zones)
    homes = [(zone, lots.randrange(24 * 4) * 15) for zone in zones[: options.zones]]
    groups = [homes[first : first + AT_ONCE] for first in range(0, len(homes), AT_ONCE)]
    return [
        pool.submit(_year, f"{options.seed}:{number}", group, options.start, options.days)
        for number, group in enumerate(groups)
    ]


def _year(seed: str, homes: list[tuple[str, int]], start: datetime, days: int) -> year.Outcome:
    logging.disable(logging.CRITICAL)
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None, prefix="walk-coach-") as folder:
        return asyncio.run(year.Year(Path(folder), seed, homes, start, days).run())


def _besiege(pool: ProcessPoolExecutor, options: argparse.Namespace) -> list[Future[Findings]]:
    worlds = -(-options.fuzz // THROWN)
    number = min(THROWN, options.fuzz)
    return [pool.submit(_siege, f"{options.seed}:{world}", number) for world in range(worlds)]


def _siege(seed: str, number: int) -> Findings:
    logging.getLogger("bot").propagate = False

    async def lay() -> Findings:
        async with Siege.open(seed, Path(tempfile.gettempdir()), 3) as siege:
            await siege.throw(number)
            return siege.findings

    return asyncio.run(lay())


if __name__ == "__main__":
    raise SystemExit(main())
