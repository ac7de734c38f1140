"""Results as tables, on the terminal and as docs/benchmarks.md."""

import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from importlib.metadata import PackageNotFoundError, version

VERSIONS = (
    "python-telegram-bot",
    "aiogram",
    "aiohttp",
    "httpx",
    "pyreqwest",
    "apscheduler",
    "aiosqlite",
    "sqlcipher3",
    "uvloop",
)
HEAD = """\
# How fast it is

Made by `{command}` on {day}, in {minutes:.0f} minutes. Absolute figures belong to this machine; the ratios were taken
within one run and travel better.

- **Machine:** {system} on {processors} processors ({machine}), {memory:.0f} GB of memory; {load:.1f} other programs
  wanted a processor when the run began. Load server and contestant share these processors.
- **Versions:** Python {python}; {versions}.
- **Method:** each contestant runs in a process of its own, under uvloop, against the same load server on loopback,
  which answers after a fixed delay in place of a network. Contestants take turns, {rounds} rounds, each round in
  another order; tables show medians over the rounds, and medians of the ratios within a round. Walk Coach runs whole,
  on its encrypted store with `synchronous = FULL`: the code of `walk-coach run`, only with its clock stopped. The
  programs are in `bench/speed/`.

## Goals

{goals}
"""


@dataclass(frozen=True)
class Table:
    """What was measured side by side."""

    title: str
    method: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]

    def text(self) -> str:
        """Return it in Markdown."""
        lines = [
            f"| {' | '.join(self.columns)} |",
            f"|{'|'.join('---' if not i else '---:' for i in range(len(self.columns)))}|",
        ]
        lines += [f"| {' | '.join(row)} |" for row in self.rows]
        return f"### {self.title}\n\n{self.method}\n\n" + "\n".join(lines)


@dataclass(frozen=True)
class Goal:
    """What was aimed at. `why`: the honest word where it was missed."""

    wanted: str
    measured: str
    met: bool
    why: str = ""


@dataclass(frozen=True)
class Part:
    """One part of the benchmark."""

    title: str
    tables: Sequence[Table] = ()
    goals: Sequence[Goal] = ()

    def text(self) -> str:
        """Return it in Markdown."""
        return "\n\n".join([f"## {self.title}", *(table.text() for table in self.tables)])


def page(parts: Sequence[Part], command: str, day: date, minutes: float, rounds: int, load: float) -> str:
    """Return docs/benchmarks.md. `load`: how many other programs wanted a processor when the run began."""
    head = HEAD.format(
        command=command,
        day=day,
        minutes=minutes,
        rounds=rounds,
        load=load,
        system=platform.system(),
        machine=platform.machine(),
        processors=os.cpu_count(),
        memory=os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9,
        python=platform.python_version(),
        versions=", ".join(f"{name} {found}" for name in VERSIONS if (found := _version(name))),
        goals=goals(parts),
    )
    return "\n".join([head, *(f"{part.text()}\n" for part in parts)])


def goals(parts: Sequence[Part]) -> str:
    """Return what was aimed at and what was measured, and why where that is less."""
    all_goals = [goal for part in parts for goal in part.goals]
    table = ["| goal | measured | |", "|---|---|---|"]
    table += [f"| {goal.wanted} | {goal.measured} | {'met' if goal.met else '**missed**'} |" for goal in all_goals]
    missed = [f"- **{goal.wanted}**, missed: {goal.why}" for goal in all_goals if not goal.met]
    return "\n".join([*table, *(["", *missed] if missed else [])])


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None
