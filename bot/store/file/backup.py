"""Backups: the whole database at one instant, encrypted with its own key, checked after writing; and back again.

Everything here blocks: from the event loop it is called in a thread. A backup reads the file through a connection of
its own, so the running bot goes on writing, and `walk-coach backup` needs no word with it.
"""

import contextlib
import os
import re
import shutil
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bot.domain.rules import BACKUP_DAYS
from bot.store import copies, driver, migrations
from bot.store.errors import StoreError, StoreFullError
from bot.store.file import recrypting

KEPT_FOR = timedelta(days=BACKUP_DAYS)
"""No copy is older: what a person deletes is then gone from the backups, too."""

NIGHT_HOUR = 3  # UTC
NAME = re.compile(r"walk-coach-(\d{4}-\d{2}-\d{2}T\d{6}Z)\.db")
STAMP = "%Y-%m-%dT%H%M%SZ"


def name(now: datetime) -> str:
    """Return the name of a backup made now: it sorts by time, and is allowed on every file system."""
    return f"walk-coach-{now.astimezone(UTC):{STAMP}}.db"


def made_at(file_name: str) -> datetime | None:
    """Return when a backup was made, by its name; None for other files."""
    match = NAME.fullmatch(file_name)
    return datetime.strptime(match[1], STAMP).replace(tzinfo=UTC) if match else None


def due(file_names: Iterable[str], now: datetime) -> bool:
    """Tell whether tonight's backup is missing: each night has one from 03:00 UTC on, and an outage at most one."""
    night_at = now.astimezone(UTC).replace(hour=NIGHT_HOUR, minute=0, second=0, microsecond=0)
    if night_at > now:
        night_at -= timedelta(days=1)
    return not any(made is not None and night_at <= made <= now for made in map(made_at, file_names))


def surplus(file_names: Iterable[str], now: datetime, keep: int) -> list[str]:
    """Return which backups go: all but the newest `keep`, and all that are older than 30 days.

    One from the future was named by a clock that was wrong: any other is better, and it goes first.
    """
    made = sorted(((at <= now, at, file) for file in file_names if (at := made_at(file))), reverse=True)
    return [file for place, (_, at, file) in enumerate(made) if place >= keep or now - at > KEPT_FOR]


def make(path: Path, key: bytes, target: Path, stopping: Callable[[], bool] = lambda: False) -> None:
    """Back the database at `path` up to `target`. StoreError, and no file, where that cannot be done or checked."""
    if not path.is_file():
        raise StoreError(f"There is no database {path} to back up; DATABASE_PATH names it.")
    driver.refuse_unwritable(*driver.parts(path))
    refuse_folder(target.parent)
    with driver.refused(target):
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        needed = sum(part.stat().st_size for part in (path, _beside(path, "-wal")) if part.exists())
        if shutil.disk_usage(target.parent).free < needed:
            raise StoreFullError(
                f"There is no room for a backup in {target.parent}: it needs {needed / 1e6:.1f} MB. No backup was made."
            )
        source = driver.connect(path, key)
        try:
            copies.write(source, target, lambda copy: driver.connect(copy, key), stopping)
        finally:
            source.close()


def refuse_folder(folder: Path) -> None:
    """Raise StoreError where no backup can be written to a folder, or where it cannot be made."""
    nearest = next(place for place in (folder, *folder.absolute().parents) if place.exists())
    driver.refuse_unwritable(nearest, setting="BACKUP_FOLDER")


def expire(path: Path, folder: Path, keep: int, now: datetime) -> None:
    """Remove the backups in `folder` that go, and what upgrades and restores left beside the database for 30 days."""
    with driver.refused(folder):
        if folder.is_dir():
            for file_name in surplus((file.name for file in folder.iterdir()), now, keep):
                (folder / file_name).unlink(missing_ok=True)
        for kind in ("before", "replaced"):
            _remove(path.parent.glob(f"{path.name}.{kind}-*"), now - KEPT_FOR)
        # What was killed half way leaves a part.
        _remove(folder.glob("walk-coach-*.db.partial*"), now - timedelta(days=1))
        _remove(path.parent.glob(f"{path.name}.restoring*"), now - timedelta(days=1))


def _remove(files: Iterable[Path], before: datetime) -> None:
    for file in files:
        if file.stat().st_mtime < before.timestamp():
            file.unlink(missing_ok=True)


def look_for(backup: Path) -> None:
    """Raise StoreError where there is no such backup."""
    if not backup.is_file():
        raise StoreError(f"There is no backup {backup}. Nothing was changed.")


def restore(
    backup: Path, path: Path, key: bytes, now: datetime, replace: bool = False, older: Sequence[bytes] = ()
) -> Path | None:
    """Put a backup where the database is, once key, pages and schema are found right; the backup itself stays.

    One that was made with one of the `older` keys is written anew with the present one.

    A database that is there already is kept beside it, under the name that is returned, and only `replace` allows
    it. StoreError, and nothing changed, where anything is not as it should be, or the bot is running.
    """
    look_for(backup)
    if path.exists() and path.samefile(backup):
        raise StoreError(f"{backup} is the database itself. Nothing was changed; name a backup.")
    if path.exists() and not replace:
        raise StoreError(
            f"The database {path} exists. Nothing was changed; to replace it, add --replace: it is then kept beside"
            " the restored one."
        )
    partial = _beside(path, ".restoring")
    with driver.refused(path):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            _copied(backup, partial)
            _with_present_key(partial, key, older)
            _ours(backup, partial, key)
            kept = set_aside(path, key, now) if path.exists() else None
            copies.put(partial, path)
        finally:
            copies.discard(partial)
    return kept


def _copied(backup: Path, partial: Path) -> None:
    """Copy byte by byte: opening it would write beside the backup, which may lie where nothing can be written."""
    copies.discard(partial)
    for suffix in ("", "-wal"):  # a copy of a folder may hold both
        source, target = _beside(backup, suffix), _beside(partial, suffix)
        if source.exists():
            os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
            shutil.copyfile(source, target)


def _with_present_key(partial: Path, key: bytes, older: Sequence[bytes]) -> None:
    """Write a copy that an older key opens anew; one that no key opens, or that is damaged, is left for the check."""
    old = next((each for each in older if _opens(partial, each)), None)
    if old is None or _opens(partial, key):
        return
    try:
        with driver.refused(partial):
            copies.check(partial, lambda file: driver.connect(file, old))
    except StoreError:
        return
    anew = _beside(partial, "-anew")
    try:
        recrypting.write(partial, old, anew, key)
        copies.discard(partial)
        copies.put(anew, partial)
    finally:
        copies.discard(anew)


def _opens(path: Path, key: bytes) -> bool:
    try:
        driver.connect(path, key).close()
    except StoreError:
        return False
    return True


def _ours(backup: Path, partial: Path, key: bytes) -> None:
    def connect(file: Path | None) -> Any:
        return driver.connect(file, key)

    try:
        with driver.refused(partial):
            copies.check(partial, connect)
            opened = connect(partial)
    except StoreFullError:
        raise
    except StoreError as error:
        raise StoreError(
            f"{backup} cannot be restored: it is damaged, or this key is not its key. Nothing was changed."
        ) from error
    try:
        version = migrations.version(opened)
        if not 1 <= version <= migrations.newest():
            raise StoreError(
                f"{backup} cannot be restored: its schema is {version}, and this version of Walk Coach knows 1 to"
                f" {migrations.newest()}. Nothing was changed."
            )
        migrations.refuse_others(opened, backup, connect)
    finally:
        opened.close()


def set_aside(path: Path, key: bytes, now: datetime) -> Path:
    """Keep the present database under another name. Until the new one takes its name it stays there as well."""
    _closed(path, key)
    kept = _beside(path, f".replaced-{now.astimezone(UTC):{STAMP}}")
    # Left over only where the database is too damaged to be opened; beside the new one they would damage that.
    for suffix in ("-wal", "-shm"):
        if _beside(path, suffix).exists():
            _beside(path, suffix).replace(_beside(kept, suffix))
    try:
        kept.hardlink_to(path)
    except OSError:  # not every file system has hard links
        path.rename(kept)
    os.utime(kept, (now.timestamp(), now.timestamp()))
    return kept


def _closed(path: Path, key: bytes) -> None:
    """Refuse while the bot has the database open. One that cannot be opened at all is of no use to a bot either."""
    try:
        connection = driver.connect(path, key)
    except StoreError:
        return
    try:
        connection.execute("PRAGMA busy_timeout = 0")
        with contextlib.suppress(driver.DriverError):
            (mode,) = connection.execute("PRAGMA journal_mode = DELETE").fetchone()  # needs the file for itself
            if mode == "delete":
                return
    finally:
        connection.close()
    raise StoreError(f"The database {path} is in use. Nothing was changed; stop the bot first.")


def _beside(path: Path, suffix: str) -> Path:
    return path.with_name(f"{path.name}{suffix}")
