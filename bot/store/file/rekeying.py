"""Another key for the database: the old one may have been seen by somebody."""

import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.store import copies, driver
from bot.store.errors import StoreError
from bot.store.file import backup, key, presence, recrypting


@dataclass(frozen=True, slots=True)
class Kept:
    """What was replaced, and where it is now."""

    database: Path
    key_file: Path


def rekey(path: Path, key_file: Path, now: datetime) -> Kept:
    """Write the database anew with a new key, check it, and put both in their places; the old ones are kept.

    StoreError, and nothing changed, where the bot is running or anything is not as it should be. A kill in between
    leaves the new key beside the old one, as `<key>.new`: whichever opens the database is its key.
    """
    if not path.is_file():
        raise StoreError(f"There is no database {path}; DATABASE_PATH names it.")
    old, fresh = key.load(key_file), key_file.with_name(f"{key_file.name}.new")
    if fresh.exists():
        raise StoreError(
            f"{fresh} is there: an earlier change of the key did not come to its end. Nothing was changed. If the"
            f" database opens with it, put it in the place of {key_file}; else remove it."
        )
    with presence.held(path), driver.refused(path):
        new = key.make(fresh)
        partial = path.with_name(f"{path.name}.rekeying")
        try:
            recrypting.write(path, old, partial, new)
            copies.check(partial, lambda file: driver.connect(file, new))
            kept = backup.set_aside(path, old, now)
            copies.put(partial, path)
        except BaseException:
            fresh.unlink(missing_ok=True)
            raise
        finally:
            copies.discard(partial)
        old_key = key_file.with_name(f"{key_file.name}.{kept.name.rpartition('.')[2]}")
        os.link(key_file, old_key)
        copies.put(fresh, key_file)
    return Kept(kept, old_key)
