"""Before a database is opened: is it the one that belongs here, and does nobody else have it open?"""

import contextlib
import logging
import os
from collections.abc import Iterator
from pathlib import Path

from bot.store import driver, migrations
from bot.store.errors import StoreError
from bot.store.file import key
from bot.store.file.backup import made_at

log = logging.getLogger(__name__)


def refuse_loss(path: Path, key_file: Path, backups: Path) -> None:
    """Raise StoreError where an empty database would take the place of one that was lost.

    That is where the file is missing, empty, or holds no table, while its key or backups are there.
    """
    with driver.refused(path):
        found = _found(path, key_file)
        if found is None:
            return
        saved = _saved(path, backups)
    if saved:
        there = f"backups of it are there. To bring the newest back: walk-coach restore {saved[-1]} --replace."
    elif key_file.exists():
        key.load(key_file)  # a folder, or a file that is none, is no sign of a database
        there = f"the key {key_file} of one is there. Put the database back, with the file that ends in -wal."
    else:
        return
    raise StoreError(f"{path} {found}, but {there} To begin with nobody and nothing: walk-coach run --new.")


def _found(path: Path, key_file: Path) -> str | None:
    """Return what is wrong with the file; None: it holds a database."""
    if not path.exists():
        return "is missing"
    if path.stat().st_size == 0:
        return "is an empty file"
    if key_file.exists() and not path.is_dir() and not driver.is_plain(path):
        connection = driver.connect(path, key.load(key_file))
        try:
            if migrations.version(connection) == 0:
                return "holds nothing: it may be a copy without the file that ends in -wal"
        finally:
            connection.close()
    return None


def _saved(path: Path, folder: Path) -> list[Path]:
    """Return the backups and what upgrades and restores kept, the newest last."""
    nightly = [file for file in folder.iterdir() if made_at(file.name)] if folder.is_dir() else []
    kept = [
        file
        for kind in ("before", "replaced")
        for file in path.parent.glob(f"{path.name}.{kind}-*")
        if not file.name.endswith(("-wal", "-shm", ".partial"))
    ]
    return sorted(kept, key=lambda file: file.stat().st_mtime) + sorted(nightly)


@contextlib.contextmanager
def held(path: Path) -> Iterator[None]:
    """Hold the database at `path` for this program alone. Raises StoreError while another program holds it.

    A kill lets go of it: the file beside the database stays, and means nothing by itself. Where the system or the file
    system knows no such locks, nothing is held.
    """
    try:
        import fcntl
    except ImportError:  # Windows
        yield
        return
    with driver.refused(path):
        path = path.resolve()  # a symbolic link to it is the same database
    lock = path.with_name(f"{path.name}.lock")
    driver.refuse_unwritable(*driver.parts(path), lock)
    with driver.refused(path):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(lock, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise StoreError(
                f"Another Walk Coach has {path} open. Nothing was changed; stop that one first, or name another place"
                " in DATABASE_PATH."
            ) from None
        except OSError as error:
            log.warning("%s cannot be locked (%s): see to it that no other program opens it.", path, error.strerror)
        yield
    finally:
        os.close(handle)
