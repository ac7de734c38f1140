"""Nudges a second through everything, beside bare loops that only send; memory and pace while they go out."""

import time
from datetime import timedelta
from pathlib import Path

from bench.speed.clients import share, there
from bench.speed.page import Goal, Part, Table
from bench.speed.population import NUDGED_AT, Life, fresh, populate
from bench.speed.processes import Figures, Load, memory_mb, run, started
from bench.speed.rounds import Rounds
from bench.speed.sizes import Sizes
from bench.speed.taps import conversations, percentile

UNPACED = 1_000_000
OURS = "Walk Coach, the whole pipeline"
LOOPS = {"aiogram, a bare loop": "aiogram", "python-telegram-bot, a bare loop": "python-telegram-bot"}
PACES = (30, 300)
WARM_UP_SECONDS = 3.0


async def measure(load: Load, sizes: Sizes, folder: Path, due: Life, checking_in: Life) -> Part:
    """Measure rate, memory, pace, and taps meanwhile."""
    for users in {sizes.nudges, *sizes.due}:
        await populate(folder / f"due-{users}.db", [due], users)
    await populate(folder / "mixed.db", [due, checking_in], 2 * sizes.bulk)
    rates, goal = _rates(load, sizes, folder)
    memory, flat = _memory(load, sizes, folder)
    pace, exact = _pace(load, sizes, folder)
    busy, answered = _taps_meanwhile(load, sizes, folder, checking_in)
    return Part("Fan-out", [rates, memory, pace, busy], [*goal, flat, exact, answered])


def _rates(load: Load, sizes: Sizes, folder: Path) -> tuple[Table, list[Goal]]:
    def one(name: str) -> Figures:
        if name == OURS:
            return nudge(load, folder / f"due-{sizes.nudges}.db", sizes.nudges, sizes.delay)
        load.reset(sizes.delay)
        client, count = LOOPS[name], share(LOOPS[name], sizes.nudges)
        found = run("bench.speed.rivals:nudge", client=client, url=load.url, count=count, in_flight=sizes.in_flight)
        return _rated(load, count, found)

    names = [OURS, *(name for name, client in LOOPS.items() if there(client))]
    rounds = Rounds.of(names, sizes.rounds, one)
    rows = [
        [
            name,
            f"{rounds.median(name, 'per_second'):,.0f}",
            f"{rounds.median(name, 'processor_ms'):.2f}",
            f"{1000 / rounds.median(name, 'processor_ms'):,.0f}",
            f"{rounds.ratio(OURS, name, 'per_second'):.2f} ×",
        ]
        for name in names
    ]
    method = (
        f"{sizes.nudges:,} daily nudges that are all due at once, {1000 * sizes.delay:.0f} ms a call. Walk Coach claims"
        " each, loads the person's history, asks the rules, renders, sends, records it and plans the next; the loops"
        f" send one prepared message to as many chats, {sizes.in_flight} in flight, and store nothing"
        " (python-telegram-bot's a quarter of them)."
    )
    columns = ("", "nudges/s", "processor ms each", "a whole processor's worth, /s", "Walk Coach is faster by")
    ours, cost = rounds.median(OURS, "per_second"), rounds.median(OURS, "processor_ms")
    goals = [
        Goal(
            "1,000 nudges/s through the whole pipeline, one process",
            f"{ours:,.0f}/s",
            ours >= 1000,
            f"a nudge takes {cost:.2f} ms, so that a processor of its own would say {1000 / cost:,.0f} a second; here"
            " it shared them with the load server and whatever else ran.",
        )
    ]
    rival = "aiogram, a bare loop"
    if rival in names:
        ratio, bare = rounds.ratio(OURS, rival, "per_second"), rounds.median(rival, "processor_ms")
        goals.append(
            Goal(
                "as fast as aiogram's bare send_message loop",
                f"{ratio:.2f} × its rate",
                ratio >= 1,
                f"sending alone takes aiogram {bare:.2f} ms a message, and all of a nudge takes {cost:.2f} ms: a"
                " history loaded, rules, words, two rows written and one planned, in an encrypted store.",
            )
        )
    return Table("The whole pipeline beside bare loops", method, columns, rows), goals


def _memory(load: Load, sizes: Sizes, folder: Path) -> tuple[Table, Goal]:
    rows, peaks = [], []
    for users in sizes.due:
        load.reset()
        arguments = {"url": load.url, "store": fresh(folder / f"due-{users}.db"), "now": NUDGED_AT.isoformat()}
        with started("bench.speed.ours:serve", per_second=UNPACED, **arguments) as process:
            load.await_polling()
            before_mb = memory_mb(process.pid)
            load.await_sending(min(users, sizes.looked_at))
            peaks.append(memory_mb(process.pid, most=True))
        rows.append([f"{users:,}", f"{before_mb:.0f}", f"{peaks[-1]:.0f}"])
    method = (
        "As above without a delay. Resident memory when it has just begun to poll, and at its most until"
        f" {sizes.looked_at:,} nudges, or all, are sent."
    )
    table = Table("Memory against the number due", method, ("nudges due", "MB at the start", "MB at most"), rows)
    grown = peaks[-1] - peaks[0]
    wanted = "memory flat with the number due"
    measured = f"{grown:+.0f} MB from {sizes.due[0]:,} to {sizes.due[-1]:,}"
    return table, Goal(wanted, measured, grown < 20, "something is kept for each that is due.")


def _pace(load: Load, sizes: Sizes, folder: Path) -> tuple[Table, Goal]:
    rows, worst = [], 0.0
    for pace in PACES:
        load.reset(sizes.delay)
        with started("bench.speed.ours:serve", **_everything_due(load, folder, pace)):
            load.await_sending()
            time.sleep(WARM_UP_SECONDS + sizes.paced_seconds)
            sent_at = load.report()["sent_at"]
        first = sent_at[0] + WARM_UP_SECONDS
        steady = [at for at in sent_at if first <= at < first + sizes.paced_seconds]
        rate = (len(steady) - 1) / (steady[-1] - steady[0])
        worst = max(worst, abs(rate / pace - 1))
        busiest = max(sum(1 for at in steady if start <= at < start + 1) for start in steady)
        rows.append([str(pace), f"{rate:.2f}", f"{100 * (rate / pace - 1):+.1f} %", str(busiest)])
    method = (
        f"More nudges are due than can go out; counted where they arrive, for {sizes.paced_seconds:.0f} s from the"
        f" {WARM_UP_SECONDS:.0f} s after the first on, which may come in a burst."
    )
    columns = ("MESSAGES_PER_SECOND", "messages/s", "off by", "most within any second")
    why = "the higher pace needs more of a processor than there was; the lower one shows the exactness."
    goal = Goal("pace exact to a few per cent", f"off by {100 * worst:.1f} % at most", worst <= 0.03, why)
    return Table("Pace", method, columns, rows), goal


def _taps_meanwhile(load: Load, sizes: Sizes, folder: Path, checking_in: Life) -> tuple[Table, Goal]:
    load.reset(sizes.delay)
    people = conversations(checking_in, range(1, 2 * sizes.calm_tappers, 2))
    with started("bench.speed.ours:serve", **_everything_due(load, folder, PACES[0])):
        load.await_sending()
        load.tap(people, sizes.paced_seconds / len(people))
        load.await_taps()
        report = load.report()
    waits, sent = report["latencies"], len(report["sent_at"])
    p99 = 1000 * percentile(waits, 99)
    row = [f"{len(waits)}", f"{1000 * percentile(waits, 50):.0f}", f"{p99:.0f}", f"{sent:,} of {sizes.bulk:,}"]
    method = (
        f"{sizes.bulk:,} nudges are due and go out at {PACES[0]} messages/s, {1000 * sizes.delay:.0f} ms a call, while"
        f" {len(people)} people check in. From handing out a tap to having both calls that answer it."
    )
    columns = ("taps", "p50 ms", "p99 ms", "nudges sent meanwhile")
    why = "replies go ahead of bulk at every step; what is left is the machine, busy with other things."
    goal = Goal(
        "a tap is answered in under a second while 10,000 nudges go out (p99)", f"{p99:.0f} ms", p99 < 1000, why
    )
    return Table("Taps while nudges go out", method, columns, [row]), goal


def nudge(load: Load, store: Path, users: int, delay: float) -> Figures:
    """Say everybody's nudge once."""
    load.reset(delay)
    arguments = {"url": load.url, "store": fresh(store), "now": NUDGED_AT.isoformat(), "per_second": UNPACED}
    return _rated(load, users, run("bench.speed.ours:nudge", **arguments))


def _everything_due(load: Load, folder: Path, pace: int) -> Figures:
    now = NUDGED_AT + timedelta(minutes=1)
    return {"url": load.url, "store": fresh(folder / "mixed.db"), "now": now.isoformat(), "per_second": pace}


def _rated(load: Load, count: int, found: Figures) -> Figures:
    """Return what a contestant found, with its rate from the start to the arrival of the last message."""
    sent_at = load.report()["sent_at"]
    if len(sent_at) != count:
        raise RuntimeError(f"{len(sent_at)} messages arrived of {count}")
    return {
        **found,
        "per_second": count / (sent_at[-1] - found["began_at"]),
        "processor_ms": 1000 * found["processor_seconds"] / count,
    }
