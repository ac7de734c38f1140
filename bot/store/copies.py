"""A copy of an open database: whole, checked, readable by its owner only; it is there at once or not at all."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bot.store.errors import StoreError

Connect = Callable[[Path | None], Any]
"""Opens a file with the key of the database; makes it where it is not there. None: a database in memory."""


PAGES = 2048  # of 4 kB, between two questions whether to stop
STEPS = 1_000  # of the database's own machine


def write(source: Any, target: Path, connect: Connect, stopping: Callable[[], bool] = lambda: False) -> None:
    """Copy the open database `source`, as it stands at one instant, to `target`; readers and writers go on meanwhile.

    An earlier file of that name is replaced. Whatever goes wrong (StoreError, OSError, the driver's errors), the
    earlier file stays and nothing is left of the new one. So it is where `stopping`, asked now and then, says True.
    """
    partial = target.with_name(f"{target.name}.partial")
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    partial.unlink(missing_ok=True)
    try:
        os.close(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        copy = connect(partial)
        try:
            source.execute("BEGIN")  # one instant for all steps: else every commit of others would begin them anew
            source.execute("SELECT count(*) FROM sqlite_master").fetchone()
            source.backup(copy, pages=PAGES, progress=lambda *_: _go_on(stopping))
        finally:
            copy.close()
            if source.in_transaction:
                source.execute("ROLLBACK")
        check(partial, connect, stopping)
        put(partial, target)
    except BaseException:
        discard(partial)
        raise


def check(path: Path, connect: Connect, stopping: Callable[[], bool] = lambda: False) -> None:
    """Read the whole file. StoreError where a page was changed or is not in order."""
    connection = connect(path)
    connection.set_progress_handler(stopping, STEPS)
    try:
        # The first finds what was changed since it was encrypted, the second what was written wrong before that.
        faults = [row[0] for row in connection.execute("PRAGMA cipher_integrity_check")]
        faults += [row[0] for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
        if faults:
            raise StoreError(f"{path} is damaged ({len(faults)} faults found).")
    finally:
        connection.close()


def _go_on(stopping: Callable[[], bool]) -> None:
    if stopping():
        raise StoreError("The program stops: the copy was given up.")


def put(partial: Path, target: Path) -> None:
    """Give a finished file its name, on the disk before this returns."""
    with partial.open("rb") as file:
        os.fsync(file.fileno())
    partial.replace(target)
    if os.name == "posix":  # elsewhere a folder cannot be opened
        folder = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def discard(path: Path) -> None:
    """Remove a database that nobody has open, with what the driver keeps beside it."""
    for suffix in ("", "-wal", "-shm", "-journal"):
        path.with_name(f"{path.name}{suffix}").unlink(missing_ok=True)
