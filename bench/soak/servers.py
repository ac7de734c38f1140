"""A PostgreSQL primary and a standby that follows it, on this machine alone, for as long as they are looked at."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PROGRAMS = Path("/usr/lib/postgresql")
FAST = "-c fsync=off -c full_page_writes=off"  # whole processes die here, not the machine
DURABLE = ""  # as a server is that people rely on
WAITS = "-c synchronous_standby_names=* -c synchronous_commit=on"
"""What is committed is on both: promoted, the standby has all that anybody was told."""


def programs() -> Path | None:
    """Return the folder of PostgreSQL's newest programs; None where it is not installed as Debian does it."""
    found = sorted(PROGRAMS.glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    return found[-1].parent if found else None


@dataclass
class Servers:
    """The two of them. `url` leads to whichever takes changes."""

    folder: Path
    how: str = FAST

    @property
    def url(self) -> str:
        """The address for the workers."""
        hosts = ",".join(str(self.folder / name) for name in ("first", "second"))
        return f"postgresql://walk@/walk?host={hosts}&target_session_attrs=read-write"

    def begin(self, standby: bool) -> None:
        """Start the primary, and the standby that follows it."""
        self._home("first")
        self._run("initdb", "-D", self._data("first"), "-A", "trust", "-U", "walk", "-E", "UTF8", "--locale=C.UTF-8")
        self._start("first", "")
        self._run("createdb", "-h", str(self.folder / "first"), "-U", "walk", "walk")
        if standby:
            self._home("second")
            copy = ("-h", str(self.folder / "first"), "-U", "walk", "-D", self._data("second"), "-R", "-X", "stream")
            self._run("pg_basebackup", *copy)
            self._start("second", "")
            self._run("pg_ctl", "-D", self._data("first"), "stop", "-m", "fast")
            self._start("first", WAITS)

    def crash(self) -> None:
        """End the primary as a crash does."""
        self._run("pg_ctl", "-D", self._data("first"), "stop", "-m", "immediate")

    def promote(self) -> None:
        """Let the standby take its place."""
        self._run("pg_ctl", "-D", self._data("second"), "promote", "-w")

    def end(self) -> None:
        """Stop what still runs."""
        for name in ("second", "first"):
            if (self.folder / name / "data" / "postmaster.pid").exists():
                self._run("pg_ctl", "-D", self._data(name), "stop", "-m", "immediate")

    def _data(self, name: str) -> str:
        return str(self.folder / name / "data")

    def _home(self, name: str) -> None:
        home = self.folder / name
        home.mkdir()
        if os.getuid() == 0:  # PostgreSQL does not run as root
            subprocess.run(["chown", "postgres", str(self.folder), str(home)], check=True)

    def _start(self, name: str, more: str) -> None:
        options = f"-k {self.folder / name} -c listen_addresses= {self.how} {more}"
        self._run("pg_ctl", "-D", self._data(name), "-l", str(self.folder / name / "log"), "-w", "start", "-o", options)

    def _run(self, program: str, *arguments: str) -> None:
        at = programs()
        assert at is not None
        who = "postgres" if os.getuid() == 0 else None
        subprocess.run([str(at / program), *arguments], check=True, stdout=subprocess.DEVNULL, user=who, group=who)


@contextmanager
def servers(folder: Path, standby: bool = True, how: str = FAST) -> Iterator[Servers]:
    """Run them in a folder; without `standby` only the primary."""
    pair = Servers(folder, how)
    try:
        pair.begin(standby)
        yield pair
    finally:
        pair.end()
