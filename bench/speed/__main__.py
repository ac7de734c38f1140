"""Measure, print, and write docs/benchmarks.md. `python -m bench.speed --help`."""

import argparse
import asyncio
import os
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from bench.speed import fanout, growth, idle, pictures, taps, transport, workers
from bench.speed.page import Part, goals, page
from bench.speed.population import live
from bench.speed.processes import load_server
from bench.speed.sizes import FULL, QUICK, Sizes

PARTS = ("transport", "fanout", "taps", "growth", "idle", "pictures", "workers")
DAYS = 14  # of history of everyone who does something
FEW_DAYS = 3


async def measure(names: list[str], sizes: Sizes) -> list[Part]:
    """Measure some parts, printing each when it is done."""
    due, checking_in = await live(DAYS, checking_in=False), await live(DAYS, checking_in=True)
    left = await live(FEW_DAYS, checking_in=False)
    parts = []
    for name in names:
        with tempfile.TemporaryDirectory(prefix="bench-") as temporary, load_server() as load:
            folder = Path(temporary)
            if name == "transport":
                part = transport.measure(load, sizes)
            elif name == "fanout":
                part = await fanout.measure(load, sizes, folder, due, checking_in)
            elif name == "taps":
                part = await taps.measure(load, sizes, folder, checking_in)
            elif name == "growth":
                part = await growth.measure(sizes, folder, due, left)
            elif name == "idle":
                part = idle.measure(load, sizes)
            elif name == "pictures":
                part = pictures.measure(sizes)
            else:
                part = await asyncio.to_thread(workers.measure, sizes)
        print(f"\n{part.text()}\n", flush=True)
        parts.append(part)
    return parts


def main() -> int:
    """Measure what the command line names; without a name, everything, and write the page."""
    parser = argparse.ArgumentParser(prog="python -m bench.speed", description=__doc__)
    parser.add_argument("parts", nargs="*", help=f"of {', '.join(PARTS)}; without any: all, and the page is written")
    parser.add_argument("--quick", action="store_true", help="small sizes: seconds a part, and coarse figures")
    parser.add_argument("--output", type=Path, default=Path("docs/benchmarks.md"), help="default: %(default)s")
    options = parser.parse_args()
    unknown = set(options.parts) - set(PARTS)
    if unknown:
        parser.error(f"there is no part {', '.join(sorted(unknown))}; the parts are {', '.join(PARTS)}")
    sizes = QUICK if options.quick else FULL
    began, load = time.monotonic(), os.getloadavg()[0]
    parts = asyncio.run(measure(options.parts or list(PARTS), sizes))
    minutes = (time.monotonic() - began) / 60
    print(goals(parts))
    if not options.parts:
        command = 'make bench BENCH="--quick"' if options.quick else "make bench"
        text = page(parts, command, datetime.now(UTC).date(), minutes, sizes.rounds, load)
        options.output.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
