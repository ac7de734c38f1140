"""The database's key: 32 random bytes, as hex, in a file of its own that only its owner can read."""

import contextlib
import logging
import os
import re
import secrets
import tempfile
from pathlib import Path

from bot.store.errors import StoreError

log = logging.getLogger(__name__)

KEY_BYTES = 32


def load_or_make(key_file: Path, database_path: Path) -> bytes:
    """Return the key; make one only where there is no database yet that another key would be needed for.

    Raises StoreError where the key is missing, unreadable or no key. Never overwrites a file.
    """
    if not key_file.exists() and not (database_path.exists() and database_path.stat().st_size > 0):
        key = make(key_file)
        log.warning("Made a new database key: %s. Keep a copy apart from the database's backups.", key_file)
        return key
    return load(key_file)


def load(key_file: Path) -> bytes:
    """Return the key. Raises StoreError where it is missing, unreadable or no key."""
    try:
        text = key_file.read_text(encoding="utf-8-sig").strip()  # some editors put a mark at the beginning
    except FileNotFoundError:
        raise StoreError(
            f"The key {key_file} is missing, and the database cannot be read without it. Put the key back; nothing"
            " was changed."
        ) from None
    except OSError as error:
        raise StoreError(
            f"The key {key_file} cannot be read ({error.strerror}). Nothing was changed; DATABASE_KEY_FILE must name a"
            " file that belongs to the user that runs the bot (chown), with mode 600."
        ) from error
    except UnicodeDecodeError:
        text = ""
    if not re.fullmatch(r"[0-9a-fA-F]{64}", text):
        raise StoreError(
            f"{key_file} does not hold a key: it must be 64 hexadecimal digits. Nothing was changed; put"
            " your copy of the key there."
        )
    if os.name == "posix" and key_file.stat().st_mode & 0o077:
        log.warning("The key %s can be read by other users of this machine: chmod 600 it.", key_file)
    return bytes.fromhex(text)


def replaced(key_file: Path) -> list[bytes]:
    """Return the keys that `walk-coach rekey` kept beside the present one, as far as they can be read."""
    found = []
    for file in sorted(key_file.parent.glob(f"{key_file.name}.replaced-*")):
        with contextlib.suppress(StoreError):
            found.append(load(file))
    return found


def make(key_file: Path) -> bytes:
    """Make a new key in a file that is not there yet, and return it. Raises StoreError."""
    key = secrets.token_bytes(KEY_BYTES)
    try:
        key_file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        # The key is on the disk, whole and readable by nobody else, before it has its name and anything is encrypted
        # with it: a kill in between leaves no file that is no key. A link never takes the place of another key.
        handle, name = tempfile.mkstemp(dir=key_file.parent, prefix=f".{key_file.name}.")
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(key.hex() + "\n")
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(name, key_file)
        finally:
            Path(name).unlink()
    except OSError as error:
        raise StoreError(
            f"The key cannot be written to {key_file} ({error.strerror}). Make that folder writable, or name another"
            " place in DATABASE_KEY_FILE."
        ) from error
    return key
