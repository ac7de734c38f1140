"""Backups of a live database, and the way back: nothing is overwritten, lost, or readable without the key."""

import asyncio
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from prometheus_client import REGISTRY

from bot import metrics
from bot.clock import FixedClock
from bot.store import copies
from bot.store.database import Database
from bot.store.driver import connect
from bot.store.errors import StoreError, StoreFullError
from bot.store.file import backup
from bot.store.file.nightly import Nightly
from tests.support.states import put_plan

pytestmark = pytest.mark.sqlite

NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
KEY = bytes(range(32))
OTHER = bytes(32)
INSTANTS = st.integers(0, 365 * 24 * 60).map(lambda minutes: NOW + timedelta(minutes=minutes - 300 * 24 * 60))


async def filled(path: Path, *user_ids: int, key: bytes = KEY) -> Database:
    """Open a database with some people in it."""
    database = await Database.open(path, key)
    for user_id in user_ids:
        await put_plan(database, user_id, NOW)
    return database


async def people(path: Path) -> list[int]:
    """Return who is in a database."""
    database = await Database.open(path, KEY)
    async with database.transaction() as tx:
        found = [row["user_id"] for row in tx.all("SELECT user_id FROM users ORDER BY user_id")]
    await database.close()
    return found


async def test_a_backup_of_a_running_database_is_encrypted_whole_and_private(tmp_path: Path) -> None:
    """What was committed, also in the write-ahead log, is there; the copy is one file of mode 0600."""
    database = await filled(tmp_path / "a.db", 1, 2)
    target = tmp_path / "backups" / "b.db"
    backup.make(tmp_path / "a.db", KEY, target)
    await put_plan(database, 3, NOW)
    await database.close()
    assert [file.name for file in target.parent.iterdir()] == ["b.db"]
    raw = target.read_bytes()
    assert not any(word in raw for word in (b"SQLite format", b"users", b"Madrid"))
    if os.name == "posix":
        assert target.stat().st_mode & 0o777 == 0o600
    assert await people(target) == [1, 2]


async def test_the_bot_goes_on_writing_while_a_backup_is_made(tmp_path: Path) -> None:
    """The copy shows one instant: whole transactions only."""
    database = await filled(tmp_path / "a.db", *range(1, 6))
    made = asyncio.create_task(asyncio.to_thread(backup.make, tmp_path / "a.db", KEY, tmp_path / "b.db"))
    written = 5
    while not made.done():
        written += 1
        await put_plan(database, written, NOW)
    await made
    await database.close()
    found = await people(tmp_path / "b.db")
    assert found == list(range(1, len(found) + 1))
    assert 5 <= len(found) <= written


async def test_a_backup_without_database_or_with_another_key_is_one_sentence(tmp_path: Path) -> None:
    """Nothing is left of it."""
    with pytest.raises(StoreError, match="There is no database"):
        backup.make(tmp_path / "a.db", KEY, tmp_path / "b.db")
    await (await filled(tmp_path / "a.db", 1)).close()
    with pytest.raises(StoreError, match="does not open with this key"):
        backup.make(tmp_path / "a.db", OTHER, tmp_path / "b.db")
    assert not list(tmp_path.glob("b.db*"))


async def test_a_backup_that_does_not_fit_is_not_begun(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk that the bot lives on is not filled up by its own backup."""
    await (await filled(tmp_path / "a.db", 1)).close()
    monkeypatch.setattr("shutil.disk_usage", lambda _: Free())
    with pytest.raises(StoreFullError, match=r"no room for a backup in .*needs 0\.\d MB"):
        backup.make(tmp_path / "a.db", KEY, tmp_path / "b.db")
    assert not list(tmp_path.glob("b.db*"))


class Free:
    """A disk with one byte left."""

    free = 1


async def test_a_backup_that_fails_half_way_leaves_the_earlier_one(tmp_path: Path) -> None:
    """It takes its name only once it is whole and checked."""
    (tmp_path / "b.db").write_text("earlier")

    class Source:
        def __init__(self) -> None:
            self.source = connect(None, KEY)
            self.execute = self.source.execute
            self.in_transaction = True

        def backup(self, copy: object, **_: object) -> None:
            raise StoreFullError("The disk is full.")

    source = Source()
    with pytest.raises(StoreFullError):
        copies.write(source, tmp_path / "b.db", lambda path: connect(path, KEY))
    source.source.close()
    assert [file.name for file in tmp_path.iterdir()] == ["b.db"]
    assert (tmp_path / "b.db").read_text() == "earlier"


async def test_a_restored_database_is_that_of_the_backup_and_the_other_is_kept(tmp_path: Path) -> None:
    """Replacing needs to be asked for; both databases can be opened afterwards, and the backup stays."""
    path, saved = tmp_path / "a.db", tmp_path / "b.db"
    database = await filled(path, 1)
    backup.make(path, KEY, saved)
    await put_plan(database, 2, NOW)
    await database.close()
    before = path.read_bytes()
    with pytest.raises(StoreError, match=r"exists. Nothing was changed; to replace it, add --replace"):
        backup.restore(saved, path, KEY, NOW)
    assert path.read_bytes() == before
    kept = backup.restore(saved, path, KEY, NOW, replace=True)
    assert kept == tmp_path / "a.db.replaced-2026-11-23T030000Z"
    assert await people(path) == [1]
    assert await people(kept) == [1, 2]
    assert await people(saved) == [1]
    assert sorted(file.name for file in tmp_path.iterdir()) == ["a.db", kept.name, "b.db"]


async def test_a_backup_is_restored_where_nothing_was(tmp_path: Path) -> None:
    """A new machine: the folder is made, the file is its owner's alone."""
    await (await filled(tmp_path / "b.db", 1)).close()
    path = tmp_path / "data" / "a.db"
    assert backup.restore(tmp_path / "b.db", path, KEY, NOW) is None
    assert await people(path) == [1]
    if os.name == "posix":
        assert path.stat().st_mode & 0o777 == 0o600


async def test_nothing_is_restored_under_a_running_bot(tmp_path: Path) -> None:
    """It would go on writing into the file that was taken away."""
    database = await filled(tmp_path / "a.db", 1)
    backup.make(tmp_path / "a.db", KEY, tmp_path / "b.db")
    with pytest.raises(StoreError, match=r"in use.*stop the bot"):
        backup.restore(tmp_path / "b.db", tmp_path / "a.db", KEY, NOW, replace=True)
    await put_plan(database, 2, NOW)
    await database.close()
    assert await people(tmp_path / "a.db") == [1, 2]
    assert sorted(file.name for file in tmp_path.iterdir()) == ["a.db", "b.db"]


@pytest.mark.parametrize("fault", ["one byte", "cut short", "another key", "no database", "newer", "empty", "missing"])
async def test_a_backup_that_is_not_right_changes_nothing(tmp_path: Path, fault: str) -> None:
    """Each fault is one sentence; the present database stays as it was, byte for byte."""
    path, saved = tmp_path / "a.db", tmp_path / "b.db"
    await (await filled(path, 1)).close()
    await (await filled(saved, 2, key=OTHER if fault == "another key" else KEY)).close()
    raw = bytearray(saved.read_bytes())
    if fault == "one byte":
        raw[len(raw) // 2] ^= 1
        saved.write_bytes(raw)
    elif fault == "cut short":
        saved.write_bytes(raw[:-4096])
    elif fault == "no database":
        saved.write_bytes(b"hello" * 1000)
    elif fault == "empty":
        saved.write_bytes(b"")
    elif fault == "missing":
        saved.unlink()
    elif fault == "newer":
        connection = connect(saved, KEY)
        connection.execute("PRAGMA user_version = 9999")
        connection.close()
    before = path.read_bytes()
    with pytest.raises(StoreError, match="Nothing was changed"):
        backup.restore(saved, path, KEY, NOW, replace=True)
    assert path.read_bytes() == before
    assert {file.name for file in tmp_path.iterdir()} <= {"a.db", "b.db"}


async def test_a_database_too_damaged_to_open_is_replaced_and_kept(tmp_path: Path) -> None:
    """That is what a backup is for; nothing of its log stays to meet the restored one."""
    await (await filled(tmp_path / "b.db", 1)).close()
    (tmp_path / "a.db").write_bytes(b"\xff" * 8192)
    (tmp_path / "a.db-wal").write_bytes(b"log")
    kept = backup.restore(tmp_path / "b.db", tmp_path / "a.db", KEY, NOW, replace=True)
    assert kept is not None
    assert kept.read_bytes() == b"\xff" * 8192
    assert not (tmp_path / "a.db-wal").exists()
    assert await people(tmp_path / "a.db") == [1]


async def test_a_database_is_not_its_own_backup(tmp_path: Path) -> None:
    """Said so, rather than that it exists."""
    await (await filled(tmp_path / "a.db", 1)).close()
    with pytest.raises(StoreError, match="is the database itself"):
        backup.restore(tmp_path / "a.db", tmp_path / "a.db", KEY, NOW, replace=True)


@given(st.lists(INSTANTS, max_size=40), st.integers(0, 30))
def test_no_backup_outlives_its_days(instants: list[datetime], keep: int) -> None:
    """At most `keep` stay, the newest ones, none older than 30 days; other files are not touched."""
    names = {backup.name(instant) for instant in instants}
    gone = backup.surplus([*names, "notes.txt", "walk-coach-x.db"], NOW, keep)
    stay = names - set(gone)
    assert set(gone) <= names
    assert len(stay) <= keep
    assert all(NOW - (backup.made_at(name) or NOW) <= timedelta(days=30) for name in stay)
    of_the_past = [name for name in gone if (backup.made_at(name) or NOW) <= NOW]  # others go first, being wrong
    if stay and of_the_past:
        assert max(of_the_past) < min(stay)


@given(INSTANTS, st.integers(0, 60 * 48))
def test_each_night_has_one_backup(instant: datetime, minutes: int) -> None:
    """After a backup the next is due when it is 03:00 UTC again, not before, and then until it is made."""
    made = instant.replace(microsecond=0)
    now = made + timedelta(minutes=minutes)
    nights = (now - timedelta(hours=3)).date() - (made - timedelta(hours=3)).date()
    assert backup.due([backup.name(made)], now) == (nights.days > 0)
    assert backup.due(["notes.txt"], now)


async def test_nights_pass_and_the_newest_backups_stay(tmp_path: Path) -> None:
    """Ten nights with three kept; looking again the same night makes none."""
    database = await filled(tmp_path / "a.db", 1)
    clock = FixedClock(NOW)
    nightly = Nightly(tmp_path / "a.db", KEY, tmp_path / "backups", 3, clock)
    for _ in range(10):
        assert await nightly.once()
        assert await nightly.once() is None
        clock.instant += timedelta(days=1)
    await database.close()
    assert sorted(file.name for file in (tmp_path / "backups").iterdir()) == [
        f"walk-coach-2026-{day}T030000Z.db" for day in ("11-30", "12-01", "12-02")
    ]


def shown() -> float | None:
    """Return the figure of the newest backup."""
    return REGISTRY.get_sample_value("walkcoach_backup_timestamp_seconds")


async def test_the_figure_of_the_newest_backup_outlives_a_restart(tmp_path: Path) -> None:
    """A start is no night without a backup; a folder that cannot be read is told, and where none is there it is 0."""
    await (await filled(tmp_path / "a.db", 1)).close()
    clock = FixedClock(NOW)
    assert await Nightly(tmp_path / "a.db", KEY, tmp_path / "backups", 3, clock).once()
    metrics.BACKUP_AT.set(0)
    clock.instant += timedelta(hours=5)
    assert await Nightly(tmp_path / "a.db", KEY, tmp_path / "backups", 3, clock).once() is None
    assert shown() == NOW.timestamp()
    assert await Nightly(tmp_path / "gone.db", KEY, tmp_path / "none", 3, clock).once() is None
    assert shown() == 0
    assert await Nightly(tmp_path / "a.db", KEY, tmp_path / ("b" * 300), 3, clock).once() is None


async def test_copies_of_upgrades_and_restores_go_after_30_days(tmp_path: Path) -> None:
    """They hold what people may have deleted since; so does what a killed backup left. 0 nights make no backup."""
    await (await filled(tmp_path / "a.db", 1)).close()
    (tmp_path / "backups").mkdir()
    for days, kind in ((29, "new"), (31, "old")):
        for file in (tmp_path / f"a.db.before-{kind}", tmp_path / f"a.db.replaced-{kind}"):
            file.write_text("")
            os.utime(file, ((NOW - timedelta(days=days)).timestamp(),) * 2)
    for left in (tmp_path / "backups" / "walk-coach-2026-11-01T030000Z.db.partial", tmp_path / "a.db.restoring"):
        left.write_text("")
        os.utime(left, ((NOW - timedelta(days=2)).timestamp(),) * 2)
    assert await Nightly(tmp_path / "a.db", KEY, tmp_path / "backups", 0, FixedClock(NOW)).once() is None
    assert sorted(file.name for file in tmp_path.iterdir()) == [
        "a.db",
        "a.db.before-new",
        "a.db.replaced-new",
        "backups",
    ]
    assert not list((tmp_path / "backups").iterdir())


async def test_a_night_that_fails_is_told_and_tried_again_after_an_hour(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """The bot goes on meanwhile, and old backups stay while no new one is made."""
    await (await filled(tmp_path / "a.db", 1)).close()
    old = tmp_path / "backups" / backup.name(NOW - timedelta(days=1))
    backup.make(tmp_path / "a.db", KEY, old)
    (tmp_path / "a.db").rename(tmp_path / "away.db")
    clock = FixedClock(NOW)
    nightly = Nightly(tmp_path / "a.db", KEY, tmp_path / "backups", 1, clock)
    assert await nightly.once() is None
    assert "Tonight's backup failed, next try in an hour: There is no database" in caplog.text
    assert old.exists()
    (tmp_path / "away.db").rename(tmp_path / "a.db")
    assert await nightly.once() is None
    clock.instant += timedelta(hours=1)
    assert await nightly.once()
    assert not old.exists()


async def test_a_backup_that_is_to_stop_is_given_up_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whenever it is asked: nothing is left of it, and the database can be written at once."""
    database = await filled(tmp_path / "a.db", 1)
    monkeypatch.setattr(copies, "STEPS", 10)
    asked = 0

    def stopping() -> bool:
        nonlocal asked
        asked += 1
        return asked >= 2

    with pytest.raises(StoreError):
        backup.make(tmp_path / "a.db", KEY, tmp_path / "backups" / "b.db", stopping)
    assert asked >= 2
    assert list((tmp_path / "backups").iterdir()) == []
    await put_plan(database, 2, NOW)
    await database.close()
