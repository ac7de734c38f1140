"""The same database with another key: a file whose pages are all encrypted anew."""

import os
from pathlib import Path

from bot.store import copies, driver, migrations


def write(path: Path, old: bytes, target: Path, new: bytes) -> None:
    """Write the database at `path`, whose key is `old`, to a new file `target` with the key `new`; `path` stays.

    StoreError or the driver's errors, and perhaps a part of `target`, where that cannot be done.
    """
    copies.discard(target)
    os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    source = driver.connect(path, old)
    try:
        version = migrations.version(source)
        source.execute(f"ATTACH DATABASE ? AS fresh KEY \"x'{new.hex()}'\"", (str(target),))
        source.execute("SELECT sqlcipher_export('fresh')").fetchall()
        source.execute(f"PRAGMA fresh.user_version = {version}")
        source.execute("DETACH DATABASE fresh")
    finally:
        source.close()
