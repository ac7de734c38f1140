"""The command as an operator starts it: seconds until it answers, and memory while nothing happens."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.speed.page import Goal, Part, Table
from bench.speed.processes import Figures, Load, memory_mb
from bench.speed.rounds import Rounds
from bench.speed.server import TOKEN
from bench.speed.sizes import Sizes

COMMAND = "walk-coach run"
IDLE_SECONDS = 3.0
MOST_MB, MOST_SECONDS = 90, 2.0


def measure(load: Load, sizes: Sizes) -> Part:
    """Start it some times on an empty store."""
    rounds = Rounds.of([COMMAND], sizes.rounds, lambda _: started_once(load))
    seconds, idle_mb = rounds.median(COMMAND, "seconds"), rounds.median(COMMAND, "idle_mb")
    method = (
        "From starting the process to its first getUpdates, compiled modules on the disk; resident memory"
        f" {IDLE_SECONDS:.0f} s later."
    )
    table = Table("Starting", method, ("", "seconds", "MB"), [[f"`{COMMAND}`", f"{seconds:.2f}", f"{idle_mb:.0f}"]])
    goals = [
        Goal(
            f"idle under {MOST_MB} MB",
            f"{idle_mb:.0f} MB",
            idle_mb < MOST_MB,
            "what is imported at the start weighs more.",
        ),
        Goal(
            f"ready in under {MOST_SECONDS:.0f} s",
            f"{seconds:.2f} s",
            seconds < MOST_SECONDS,
            "importing takes most of it, and shared its processor.",
        ),
    ]
    return Part("Start and idle", [table], goals)


def started_once(load: Load) -> Figures:
    """Start it, wait until it polls, and look at its memory a little later."""
    load.reset()
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            **os.environ,
            "TELEGRAM_BOT_TOKEN": TOKEN,
            "TELEGRAM_API_URL": load.url,
            "DATABASE_PATH": str(Path(folder) / "data" / "walk-coach.db"),
            "DATABASE_KEY_FILE": str(Path(folder) / "key" / "database.key"),
        }
        began = time.monotonic()
        with subprocess.Popen(
            [sys.executable, "-m", "bot", "run"],
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        ) as process:
            try:
                seconds = load.await_polling() - began
                time.sleep(IDLE_SECONDS)
                return {"seconds": seconds, "idle_mb": memory_mb(process.pid)}
            finally:
                process.kill()
