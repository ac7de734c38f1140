"""Every measurement in a process of its own: the load server, and one contestant after the other.

`python -m bench.speed.processes MODULE:FUNCTION JSON` runs one contestant under uvloop and prints its figures.
"""

import contextlib
import http.client
import importlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

Figures = dict[str, Any]
LONGEST_SECONDS = 900
LOOK_SECONDS = 0.1


class Load:
    """The load server, as the measuring process steers it."""

    def __init__(self, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}"
        self._port = port

    def reset(self, delay: float = 0.0) -> None:
        """Forget everything; from now on each answer takes `delay` seconds."""
        self._ask("reset", {"delay": delay})

    def tap(self, chains: list[tuple[int, list[str]]], every: float = 0.0) -> None:
        """Let users tap: (user, callback data in order). One begins every so many seconds."""
        self._ask("tap", {"chains": chains, "every": every})

    def report(self) -> Figures:
        """Return what it noted since the reset."""
        return self._ask("report", {})

    def await_polling(self) -> float:
        """Wait until a bot asks for updates; return when it did, by the monotonic clock."""
        self._await(lambda report: report["polled_at"])
        return float(self.report()["polled_at"])

    def await_sending(self, messages: int = 1) -> None:
        """Wait until so many messages have arrived."""
        self._await(lambda report: len(report["sent_at"]) >= messages)

    def await_taps(self) -> None:
        """Wait until every tap is answered."""
        self._await(lambda report: not report["open"])

    def _await(self, wanted: Callable[[Figures], object]) -> None:
        last_at = time.monotonic() + LONGEST_SECONDS
        while not wanted(self.report()):
            if time.monotonic() > last_at:
                raise RuntimeError("the bot has stopped answering")
            time.sleep(LOOK_SECONDS)

    def _ask(self, verb: str, asked: object) -> Figures:
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=60)
        with contextlib.closing(connection):
            connection.request("POST", f"/control/{verb}", json.dumps(asked))
            answer: Figures = json.loads(connection.getresponse().read())
            return answer


@contextlib.contextmanager
def load_server() -> Iterator[Load]:
    """Run the load server until the block ends."""
    process = subprocess.Popen([sys.executable, "-m", "bench.speed.server"], stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout
        yield Load(int(process.stdout.readline()))
    finally:
        process.kill()
        process.wait()


def run(contestant: str, **arguments: object) -> Figures:
    """Run one contestant to its end and return its figures. Raises RuntimeError with what it said."""
    done = subprocess.run(
        _command(contestant, arguments), capture_output=True, text=True, timeout=LONGEST_SECONDS, check=False
    )
    if done.returncode:
        raise RuntimeError(f"{contestant} failed:\n{done.stderr}")
    figures: Figures = json.loads(done.stdout.splitlines()[-1])
    return figures


@contextlib.contextmanager
def started(contestant: str, **arguments: object) -> Iterator["subprocess.Popen[bytes]"]:
    """Start one contestant that runs until the block ends; what it complains of is shown if the block fails."""
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(_command(contestant, arguments), stdout=subprocess.DEVNULL, stderr=said)
        try:
            yield process
        except Exception:
            said.seek(0)
            sys.stderr.write(said.read().decode())
            raise
        finally:
            process.kill()
            process.wait()


def _command(contestant: str, arguments: Mapping[str, object]) -> list[str]:
    return [sys.executable, "-m", "bench.speed.processes", contestant, json.dumps(arguments)]


def memory_mb(pid: int | str = "self", most: bool = False) -> float:
    """Return the resident memory of a process in MB, now or at its most (Linux)."""
    name = "VmHWM" if most else "VmRSS"
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith(name):
            return int(line.split()[1]) / 1024
    raise RuntimeError(f"no {name}")


def processor_seconds(pid: int) -> float:
    """Return the processor time that a process has used so far (Linux)."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


class Stopwatch:
    """Seconds on the wall and on the processor, of a block."""

    def __enter__(self) -> "Stopwatch":
        self._wall, self._processor = time.perf_counter(), time.process_time()
        return self

    def __exit__(self, *_: object) -> None:
        self.seconds = time.perf_counter() - self._wall
        self.processor_seconds = time.process_time() - self._processor

    def rate(self, count: int) -> Figures:
        """Return how many a second, and processor milliseconds for each."""
        return {"per_second": count / self.seconds, "processor_ms": 1000 * self.processor_seconds / count}


def main() -> int:
    """Run the contestant that the command line names."""
    import uvloop

    module, _, name = sys.argv[1].partition(":")
    function = getattr(importlib.import_module(module), name)
    figures = uvloop.run(function(**json.loads(sys.argv[2])))
    sys.stdout.write(json.dumps(figures) + "\n")
    return 0


if __name__ == "__main__":
    os.environ.setdefault("PTB_TIMEDELTA", "true")
    raise SystemExit(main())
