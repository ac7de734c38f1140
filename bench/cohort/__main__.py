"""Run the cohort on all processors and write the report. `python -m bench.cohort --help`.

Interrupted, it reports on those whose time is over.
"""

import argparse
import asyncio
import os
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from bench.cohort.quick import rules_alone
from bench.cohort.report import page, picture
from bench.cohort.watch import INVARIANTS
from bench.cohort.world import GROUP, Outcome, live


def main() -> int:
    """Live through it; exit code 1 where something happened that never may."""
    parser = argparse.ArgumentParser(prog="python -m bench.cohort", description=__doc__)
    few = "default: %(default)s; a share of 13 %% has an error of 3"
    parser.add_argument("--people", type=int, default=100, help=few)
    parser.add_argument("--weeks", type=int, default=26, help="default: %(default)s")
    parser.add_argument("--seed", default="2026", help="default: %(default)s")
    parser.add_argument("--output", type=Path, default=Path("docs"), help="folder of cohort.md and cohort.svg")
    options = parser.parse_args()
    outcome = Outcome()
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        try:
            for group in pool.map(_group, *zip(*_groups(options), strict=True)):
                outcome.add(group)
                print(f"\r{outcome.people} of {options.people} people", end="", flush=True)
                for invariant, examples in group.broken.items():
                    print(f"\n{INVARIANTS[invariant]}:", *examples[:5], sep="\n  ", flush=True)
        except KeyboardInterrupt:
            pool.shutdown(wait=False, cancel_futures=True)
    print()
    options.output.mkdir(parents=True, exist_ok=True)
    text = page(outcome, options.weeks, "make cohort", rules_alone(options.people, options.seed))
    (options.output / "cohort.md").write_text(text, encoding="utf-8")
    picture(outcome, options.weeks, options.output / "cohort.svg")
    print(text)
    return 1 if outcome.broken else 0


def _groups(options: argparse.Namespace) -> Iterator[tuple[str, int, int, int]]:
    for first in range(0, options.people, GROUP):
        yield options.seed, first + 1, min(GROUP, options.people - first), options.weeks


def _group(seed: str, first_id: int, people: int, weeks: int) -> Outcome:
    return asyncio.run(live(seed, first_id, people, weeks))


if __name__ == "__main__":
    raise SystemExit(main())
