"""The log beside a database: its own is read, another's never gets in."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from bot.store.driver import connect
from bot.store.errors import StoreError
from bot.store.write_ahead import is_anothers

KEY, OTHER_KEY = bytes(range(32)), bytes(range(1, 33))


def database(path: Path, key: bytes, rows: int) -> Any:
    """Make a database whose table is in the file, and whose rows are in the log."""
    opened = connect(path, key)
    opened.execute("PRAGMA wal_autocheckpoint = 0")
    opened.execute("CREATE TABLE told (n)")
    opened.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    opened.executemany("INSERT INTO told VALUES (?)", [(number,) for number in range(rows)])
    return opened


@pytest.mark.parametrize("rows", [1, 3000])
def test_its_own_log_is_read(tmp_path: Path, rows: int) -> None:
    """As after a kill: what was committed and not yet written into the file is there."""
    opened = database(tmp_path / "a.db", KEY, rows)
    for end in ("", "-wal"):
        shutil.copyfile(tmp_path / f"a.db{end}", tmp_path / f"b.db{end}")
    opened.close()
    assert not is_anothers(tmp_path / "b.db", KEY)
    copy = connect(tmp_path / "b.db", KEY)
    assert copy.execute("SELECT count(*) FROM told").fetchone()[0] == rows
    copy.close()


@pytest.mark.parametrize("key", [KEY, OTHER_KEY])
def test_the_log_of_another_file_is_refused_and_changes_nothing(tmp_path: Path, key: bytes) -> None:
    """Under the same key or another: SQLite alone would write it into the file."""
    database(tmp_path / "a.db", KEY, 1).close()
    before = (tmp_path / "a.db").read_bytes()
    other = database(tmp_path / "other.db", key, 3000)
    shutil.copyfile(tmp_path / "other.db-wal", tmp_path / "a.db-wal")
    other.close()
    for _ in range(2):
        with pytest.raises(StoreError, match="-wal beside it belongs to another database"):
            connect(tmp_path / "a.db", KEY)
    assert (tmp_path / "a.db").read_bytes() == before
    (tmp_path / "a.db-wal").unlink()
    opened = connect(tmp_path / "a.db", KEY)
    assert opened.execute("SELECT count(*) FROM told").fetchone()[0] == 1
    opened.close()


@pytest.mark.parametrize("length", [0, 31, 32, 56, 2000, 4151])
def test_a_log_of_which_nothing_is_whole_is_nobodys(tmp_path: Path, length: int) -> None:
    """The power was cut while its first page was written: SQLite leaves it out, and the file opens."""
    database(tmp_path / "a.db", KEY, 1).close()
    other = database(tmp_path / "other.db", OTHER_KEY, 1)
    torn = (tmp_path / "other.db-wal").read_bytes()[:length]
    other.close()
    (tmp_path / "a.db-wal").write_bytes(torn)
    assert not is_anothers(tmp_path / "a.db", KEY)
    spoilt = bytearray(torn.ljust(4152, b"x"))
    spoilt[40] ^= 255
    (tmp_path / "a.db-wal").write_bytes(spoilt)
    opened = connect(tmp_path / "a.db", KEY)
    assert opened.execute("SELECT count(*) FROM told").fetchone()[0] == 1
    opened.close()
