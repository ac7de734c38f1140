"""Check-in taps end to end, beside the smallest bots that make the same two calls and store one row."""

import math
import subprocess
import time
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from datetime import timedelta
from pathlib import Path

from bench.speed.clients import there
from bench.speed.page import Goal, Part, Table
from bench.speed.population import FIRST_ID, NUDGED_AT, Life, fresh, populate
from bench.speed.processes import Figures, Load, processor_seconds, started
from bench.speed.rounds import Rounds
from bench.speed.sizes import Sizes

OURS = "Walk Coach"
BOTS = {"aiogram, the smallest bot": "aiogram", "python-telegram-bot, the smallest bot": "telegram_bot"}
PER_SECOND = 1_000  # Telegram's paid ceiling: no pace in the way


def conversations(life: Life, numbers: Iterable[int]) -> list[tuple[int, list[str]]]:
    """Return the taps of those copies of a life."""
    return [(FIRST_ID + number, life.taps(number)) for number in numbers]


def percentile(values: Sequence[float], percent: float) -> float:
    """Return the smallest value that at least so many per cent do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(len(ordered) * percent / 100) - 1)]


async def measure(load: Load, sizes: Sizes, folder: Path, checking_in: Life) -> Part:
    """Measure taps that come one after the other, and as many as there can be at once."""
    store = folder / "checking-in.db"
    await populate(store, [checking_in], max(sizes.tappers, sizes.calm_tappers))
    names = [OURS, *(name for name in BOTS if there(name.partition(",")[0]))]

    def one(name: str, tappers: int, every: float) -> Figures:
        return tapped(load, name, store, conversations(checking_in, range(tappers)), sizes.delay, every)

    calm = Rounds.of(names, sizes.rounds, lambda name: one(name, sizes.calm_tappers, sizes.calm_every))
    full = Rounds.of(names, sizes.rounds, lambda name: one(name, sizes.tappers, 0.0))
    tables = [
        Table(
            "One after the other",
            f"{sizes.calm_tappers} people, one every {1000 * sizes.calm_every:.0f} ms, each check in with four taps,"
            " the next when the last was answered. From handing out a tap to having both calls that answer it;"
            f" whoever makes the second when the first is done takes {1000 * sizes.delay:.0f} ms more.",
            ("", "p50 ms", "p99 ms", "processor ms a tap", "p50, Walk Coach to it"),
            [
                [
                    name,
                    f"{calm.median(name, 'p50_ms'):.0f}",
                    f"{calm.median(name, 'p99_ms'):.0f}",
                    f"{calm.median(name, 'processor_ms'):.2f}",
                    f"{calm.ratio(OURS, name, 'p50_ms'):.2f} ×",
                ]
                for name in names
            ],
        ),
        Table(
            "All at once",
            f"{sizes.tappers} people check in at the same moment: as many taps a second as there can be.",
            ("", "taps/s", "p50 ms", "p99 ms", "processor ms a tap", "taps/s, Walk Coach to it"),
            [
                [
                    name,
                    f"{full.median(name, 'per_second'):,.0f}",
                    f"{full.median(name, 'p50_ms'):,.0f}",
                    f"{full.median(name, 'p99_ms'):,.0f}",
                    f"{full.median(name, 'processor_ms'):.2f}",
                    f"{full.ratio(OURS, name, 'per_second'):.2f} ×",
                ]
                for name in names
            ],
        ),
    ]
    goals = []
    rival = "aiogram, the smallest bot"
    if rival in names:
        mine, theirs = full.median(OURS, "processor_ms"), full.median(rival, "processor_ms")
        why = (
            f"a tap takes {mine:.2f} ms of processor time here and {theirs:.2f} ms there, where no inbox, history, rule"
            " or template is asked and no keypad is drawn."
        )
        slower = calm.ratio(OURS, rival, "p50_ms")
        wanted = "a tap is answered as soon as by the smallest aiogram bot"
        goals.append(Goal(wanted, f"{slower:.2f} × its time", slower <= 1, why))
        ratio = full.ratio(OURS, rival, "per_second")
        goals.append(Goal("as many taps/s as the smallest aiogram bot", f"{ratio:.2f} × its rate", ratio >= 1, why))
    return Part("Taps", tables, goals)


def tapped(
    load: Load, name: str, store: Path, people: list[tuple[int, list[str]]], delay: float, every: float
) -> Figures:
    """Let people check in with one bot; return how long they waited."""
    load.reset(delay)
    with _running(load, name, store) as process:
        load.await_polling()
        began_at, used = time.monotonic(), processor_seconds(process.pid)
        load.tap(people, every)
        load.await_taps()
        report = load.report()
        used = processor_seconds(process.pid) - used
    waits = report["latencies"]
    return {
        "p50_ms": 1000 * percentile(waits, 50),
        "p99_ms": 1000 * percentile(waits, 99),
        "per_second": len(waits) / (report["answered_at"] - began_at),
        "processor_ms": 1000 * used / len(waits),
    }


def _running(load: Load, name: str, store: Path) -> "AbstractContextManager[subprocess.Popen[bytes]]":
    """Start one bot: ours on a copy of the store, the others on an empty file."""
    if name != OURS:
        empty = store.with_name("empty.db")
        empty.unlink(missing_ok=True)
        return started(f"bench.speed.rivals:{BOTS[name]}", url=load.url, store=str(empty))
    now = (NUDGED_AT + timedelta(hours=1)).isoformat()
    return started("bench.speed.ours:serve", url=load.url, store=fresh(store), now=now, per_second=PER_SECOND)
