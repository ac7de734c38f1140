"""The only module that imports the driver. Its errors leave here as StoreError: a sentence for the operator."""

import contextlib
import errno
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as sqlcipher

from bot.store import write_ahead
from bot.store.errors import StoreError, StoreFullError, StoreUnusableError

DriverError: type[Exception] = sqlcipher.Error
BUSY_TIMEOUT = "PRAGMA busy_timeout = 5000"
PLAIN_HEADER = b"SQLite format 3\0"


def connect(path: Path | None, key: bytes) -> Any:
    """Return the driver's own connection, whatever schema the file has. StoreError where it does not open."""
    with refused(path):
        if path is not None and write_ahead.is_anothers(path, key):
            raise StoreError(
                f"{path} does not open: {path.name}-wal beside it belongs to another database, or has another key."
                " Nothing was changed. Put the right key back, or the file's own -wal; if it has none, move this one"
                " away."
            )
        return _connect(path, key)


def _connect(path: Path | None, key: bytes) -> Any:
    connection = sqlcipher.connect(
        ":memory:" if path is None else str(path), isolation_level=None, check_same_thread=False, cached_statements=512
    )
    try:
        connection.row_factory = sqlcipher.Row
        if path is not None:  # a store in memory has no file to protect
            connection.execute("PRAGMA cipher_log_level = NONE")  # its errors come as exceptions, too
            connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        connection.execute(BUSY_TIMEOUT)
        connection.execute("SELECT count(*) FROM sqlite_master")  # a wrong key shows here, before anything is written
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute("PRAGMA journal_mode = WAL")
        # NORMAL may lose the last commits with the power, after Telegram has been told that they are safe.
        connection.execute("PRAGMA synchronous = FULL")
    except BaseException:
        connection.close()
        raise
    return connection


def refuse_unwritable(*files: Path, setting: str = "DATABASE_PATH") -> None:
    """Raise StoreError where this user cannot read and write one of the files and folders; those not there pass.

    A command that was typed as another user, often as root, may have left it. `setting` names another place.
    """
    for file in files:
        with refused(file):
            if not file.exists() or os.access(file, os.R_OK | os.W_OK | (os.X_OK if file.is_dir() else 0)):
                continue
            if hasattr(os, "statvfs") and os.statvfs(file).f_flag & os.ST_RDONLY:
                why, do = "its disk is mounted read-only", "make the disk writable"
            else:
                why, do = f"it belongs to {_owner(file)}", "give it to the user that runs the bot (chown, chmod)"
        raise StoreError(
            f"{file} cannot be written by this user: {why}. Nothing was changed; {do}, or name another place in"
            f" {setting}."
        )


def _owner(file: Path) -> str:
    try:
        return file.owner()
    except (KeyError, NotImplementedError):  # a user without a name; Windows
        return f"the user {file.stat().st_uid}"


def parts(path: Path) -> list[Path]:
    """Return the folder of a database, its file, and what the driver keeps beside it."""
    return [path.parent, path, *(path.with_name(f"{path.name}{suffix}") for suffix in ("-wal", "-shm"))]


def look_before(path: Path) -> None:
    """Refuse what the driver would answer with a riddle."""
    refuse_unwritable(*parts(path))
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if path.is_dir():
            raise StoreError(f"{path} is a folder; DATABASE_PATH must name a file.")
        if not path.exists():
            os.close(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600))  # its log gets the same mode
        elif is_plain(path):
            raise StoreError(f"{path} is a database that is not encrypted. Nothing was changed.")
    except OSError as error:
        raise StoreError(
            f"The database {path} cannot be opened ({error.strerror}). Nothing was changed; make its folder readable"
            " and writable, or name another place in DATABASE_PATH."
        ) from error


def is_plain(path: Path) -> bool:
    """Tell whether a file is a database that is not encrypted."""
    with path.open("rb") as file:
        return file.read(len(PLAIN_HEADER)) == PLAIN_HEADER


@contextlib.contextmanager
def refused(path: Path | None) -> Iterator[None]:
    """Turn what the driver and the disk say about a whole file into one StoreError."""
    try:
        yield
    except (sqlcipher.Error, OSError) as error:
        raise _refusal(path, error) from error


def _refusal(path: Path | None, error: Exception) -> StoreError:
    text = str(error).casefold()
    if "not a database" in text:
        return StoreError(
            f"{path} does not open with this key: the key belongs to another database, or the file is damaged."
            " Nothing was changed. Put the right key back, or restore a backup."
        )
    if any(sign in text for sign in ("readonly", "read-only", "unable to open", "permission denied")):
        return StoreError(
            f"The database {path} cannot be written. Nothing was changed; make the file and its folder writable, or"
            " name another place in DATABASE_PATH."
        )
    if isinstance(error, OSError) and error.errno != errno.ENOSPC:
        return StoreError(
            f"{path} cannot be used ({error.strerror or type(error).__name__}). Nothing was changed; name a place"
            " where this user may read and write."
        )
    return _explanation(error)


def _explanation(error: Exception) -> StoreError:
    text = str(error)
    if "disk is full" in text or (isinstance(error, OSError) and error.errno == errno.ENOSPC):
        return StoreFullError("The disk is full: nothing more can be stored until there is space again.")
    if "malformed" in text:
        return StoreUnusableError("The database file is damaged. Stop the bot and restore a backup.")
    if "readonly" in text:  # also what the driver says of every change once it has met a damaged page
        return StoreUnusableError(
            "The database cannot be written any more: its disk is mounted read-only, or the file is damaged. Make the"
            " disk writable and start the bot again, or restore a backup."
        )
    if "disk i/o error" in text.casefold():
        return StoreUnusableError("The disk of the database does not read or write. Look after the disk.")
    return StoreError(f"The database refused: {text}.")


@contextlib.contextmanager
def explained() -> Iterator[None]:
    """Turn what the driver says about a statement into a StoreError."""
    try:
        yield
    except (sqlcipher.IntegrityError, sqlcipher.ProgrammingError):
        raise  # the caller's fault, not the store's: trying again would not help
    except sqlcipher.Error as error:
        raise _explanation(error) from error
