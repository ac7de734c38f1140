"""Measure, print, and write docs/benchmarks.md. `python -m bench.speed --help`."""

import argparse
import asyncio
import tempfile
from pathlib import Path

from bench.speed import fanout, growth, idle, taps, transport
from bench.speed.page import Part
from bench.speed.population import Life, live
from bench.speed.processes import Load, load_server
from bench.speed.sizes import FULL, QUICK, Sizes

PARTS = ("transport", "taps", "fanout", "growth", "idle")
DAYS = 14  # of history of everyone who does something
FEW_DAYS = 3


async def _measure(names: list[str], sizes: Sizes) -> list[Part]:
    with tempfile.TemporaryDirectory(prefix="bench-") as folder, load_server() as load:
        due, checking_in = await live(DAYS, checking_in=False), await live(DAYS, checking_in=True)
        return [await _part(name, load, sizes, Path(folder), due, checking_in) for name in names]


async def _part(name: str, load: Load, sizes: Sizes, folder: Path, due: Life, checking_in: Life) -> Part:
    if name == "transport":
        part = transport.measure(load, sizes)
    elif name == "taps":
        part = await taps.measure(load, sizes, folder, checking_in)
    elif name == "growth":
        part = await growth.measure(sizes, folder, due, await live(FEW_DAYS, checking_in=False))
    elif name == "idle":
        part = idle.measure(load, sizes)
    else:
        part = await fanout.measure(load, sizes, folder, due, checking_in)
    print(f"\n## {part.title}\n")
    for table in part.tables:
        print(table.text(), end="\n\n")
    for goal in part.goals:
        print(f"{'met' if goal.met else 'MISSED'}: {goal.wanted}: {goal.measured}")
    return part


def main() -> int:
    """Measure what the command line names."""
    parser = argparse.ArgumentParser(prog="python -m bench.speed", description=__doc__)
    parser.add_argument("parts", nargs="*", help=f"of {', '.join(PARTS)}; without any: all")
    parser.add_argument("--quick", action="store_true", help="small sizes")
    options = parser.parse_args()
    asyncio.run(_measure(options.parts or list(PARTS), QUICK if options.quick else FULL))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
