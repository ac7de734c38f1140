"""The encrypted file, opened right and wrong."""

import asyncio
import os
import shutil
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as sqlcipher

from bot.store.database import Database, Transaction
from bot.store.driver import connect
from bot.store.errors import StoreError, StoreFullError

pytestmark = pytest.mark.sqlite

KEY = bytes(range(32))
OTHER = bytes(32)


async def fill(path: Path, key: bytes = KEY) -> None:
    """Make a database with one person in it."""
    database = await Database.open(path, key)
    async with database.transaction() as tx:
        add(tx, 1, "esperanto")
    await database.close()


def add(tx: Transaction, user_id: int, language: str = "en") -> None:
    """Add a user."""
    tx.run(
        "INSERT INTO users (user_id, language, created_at, seen_at) VALUES (?, ?, '2026-11-23T08:00:00Z', '')",
        (user_id, language),
    )


async def count(database: Database) -> int:
    """Count the users."""
    async with database.transaction() as tx:
        row = tx.one("SELECT count(*) AS n FROM users")
    assert row is not None
    return int(row["n"])


async def test_nothing_readable_lies_on_the_disk(tmp_path: Path) -> None:
    """Neither the file nor its log holds a header, a table name or a value in the clear, even while open."""
    database = await Database.open(tmp_path / "a.db", KEY)
    async with database.transaction() as tx:
        add(tx, 1, "esperanto")
    for file in tmp_path.iterdir():
        raw = file.read_bytes()
        assert not any(word in raw for word in (b"SQLite format", b"esperanto", b"users", b"pain"))
        assert os.name != "posix" or file.stat().st_mode & 0o777 == 0o600
    await database.close()
    assert [file.name for file in tmp_path.iterdir()] == ["a.db"]


async def test_what_was_stored_is_there_again(tmp_path: Path) -> None:
    """A closed file opens again with its key."""
    await fill(tmp_path / "a.db")
    database = await Database.open(tmp_path / "a.db", KEY)
    assert await count(database) == 1
    await database.close()


async def test_a_wrong_key_is_refused_and_changes_nothing(tmp_path: Path) -> None:
    """One sentence; the file stays as it was, byte for byte."""
    await fill(tmp_path / "a.db")
    before = (tmp_path / "a.db").read_bytes()
    with pytest.raises(StoreError, match=r"does not open with this key.*Nothing was changed"):
        await Database.open(tmp_path / "a.db", OTHER)
    assert (tmp_path / "a.db").read_bytes() == before


async def test_a_plain_database_is_refused(tmp_path: Path) -> None:
    """A file that is not encrypted is never taken for ours."""
    (tmp_path / "a.db").write_bytes(b"SQLite format 3\0" + bytes(100))
    with pytest.raises(StoreError, match="not encrypted"):
        await Database.open(tmp_path / "a.db", KEY)


@pytest.mark.parametrize("junk", [b"hello", b"\xff" * 5000])
async def test_a_damaged_file_is_refused(tmp_path: Path, junk: bytes) -> None:
    """Something else under that name is left alone."""
    (tmp_path / "a.db").write_bytes(junk)
    with pytest.raises(StoreError, match="damaged"):
        await Database.open(tmp_path / "a.db", KEY)
    assert (tmp_path / "a.db").read_bytes() == junk


async def test_a_page_that_was_overwritten_is_reported(tmp_path: Path) -> None:
    """Damage inside the file shows as one sentence when it is met, not as wrong data."""
    await fill(tmp_path / "a.db")
    raw = bytearray((tmp_path / "a.db").read_bytes())
    raw[4096 : len(raw) - 1] = bytes(len(raw) - 4097)
    (tmp_path / "a.db").write_bytes(raw)
    with pytest.raises(StoreError, match=r"damaged|malformed|refused"):
        database = await Database.open(tmp_path / "a.db", KEY)
        try:
            await count(database)
        finally:
            await database.close()


async def test_a_folder_in_the_way_is_named(tmp_path: Path) -> None:
    """DATABASE_PATH may not be a folder."""
    with pytest.raises(StoreError, match="is a folder"):
        await Database.open(tmp_path, KEY)


async def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    """Root may write anywhere, so a file stands where the folder should be."""
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="cannot be opened"):
        await Database.open(tmp_path / "file" / "a.db", KEY)


async def test_a_newer_schema_is_refused_and_untouched(tmp_path: Path) -> None:
    """A downgrade never writes into what it does not understand."""
    await fill(tmp_path / "a.db")
    connection = sqlcipher.connect(str(tmp_path / "a.db"))
    connection.execute(f"PRAGMA key = \"x'{KEY.hex()}'\"")
    connection.execute("PRAGMA user_version = 9999")
    connection.close()
    before = (tmp_path / "a.db").read_bytes()
    with pytest.raises(StoreError, match="newer version"):
        await Database.open(tmp_path / "a.db", KEY)
    assert (tmp_path / "a.db").read_bytes() == before


async def test_a_full_disk_is_told_and_the_transaction_undone() -> None:
    """After space is made, the next transaction works."""
    database = await Database.open(None, KEY)
    async with database.transaction() as tx:
        row = tx.one("SELECT page_count FROM pragma_page_count")
        assert row is not None
        tx.run(f"PRAGMA max_page_count = {row['page_count'] + 1}")
    with pytest.raises(StoreFullError, match="disk is full"):
        async with database.transaction() as tx:
            add(tx, 1)
            add(tx, 2, "x" * 50_000)
    assert await count(database) == 0
    async with database.transaction() as tx:
        add(tx, 1)
    assert await count(database) == 1
    await database.close()


async def test_an_exception_undoes_the_transaction() -> None:
    """All or nothing."""
    database = await Database.open(None, KEY)
    with pytest.raises(ValueError, match="stop"):
        async with database.transaction() as tx:
            add(tx, 1)
            raise ValueError("stop")
    assert await count(database) == 0
    await database.close()


async def test_transactions_of_many_tasks_do_not_mix() -> None:
    """Fifty tasks, half of them failing half way: what is left is exactly what succeeded."""
    database = await Database.open(None, KEY)

    async def work(number: int) -> None:
        async with database.transaction() as tx:
            add(tx, number)
            await asyncio.sleep(0)
            if number % 2:
                raise ValueError

    results = await asyncio.gather(*(work(n) for n in range(50)), return_exceptions=True)
    assert sum(isinstance(result, ValueError) for result in results) == 25
    assert await count(database) == 25
    await database.close()


@pytest.mark.parametrize("turns", range(8))
async def test_a_cancelled_task_leaves_the_store_usable(turns: int, tmp_path: Path) -> None:
    """Wherever the cancellation hits, the next transaction starts clean."""
    database = await Database.open(tmp_path / "a.db", KEY)

    async def work() -> None:
        async with database.transaction() as tx:
            add(tx, 1)
            add(tx, 2)

    task = asyncio.create_task(work())
    for _ in range(turns):
        await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await count(database) in (0, 2)
    await database.close()


async def test_scrub_empties_the_write_ahead_log(tmp_path: Path) -> None:
    """After a deletion the log, which still holds the old pages, is cut to nothing."""
    database = await Database.open(tmp_path / "a.db", KEY)
    async with database.transaction() as tx:
        add(tx, 1)
    assert (tmp_path / "a.db-wal").stat().st_size > 0
    await database.scrub()
    assert (tmp_path / "a.db-wal").stat().st_size == 0
    await database.close()


async def test_a_reader_puts_scrubbing_off_and_holds_nobody_up(tmp_path: Path) -> None:
    """A backup reads meanwhile: the log stays for now, others go on, and the next try empties it."""
    database = await Database.open(tmp_path / "a.db", KEY)
    async with database.transaction() as tx:
        add(tx, 1)
    reader = connect(tmp_path / "a.db", KEY)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM users").fetchone()
    async with database.transaction() as tx:
        tx.run("DELETE FROM users")
        tx.scrub_afterwards = True
    put_off = [database.unscrubbed]
    assert (tmp_path / "a.db-wal").stat().st_size > 0
    assert await count(database) == 0
    reader.close()
    await database.scrub()
    put_off.append(database.unscrubbed)
    assert put_off == [True, False]
    assert (tmp_path / "a.db-wal").stat().st_size == 0
    await database.close()


async def test_the_file_can_be_copied_and_opened_elsewhere(tmp_path: Path) -> None:
    """The file and its key are all there is."""
    await fill(tmp_path / "a.db")
    shutil.copy(tmp_path / "a.db", tmp_path / "b.db")
    database = await Database.open(tmp_path / "b.db", KEY)
    assert await count(database) == 1
    await database.close()


async def test_a_commit_that_fails_is_told_to_all_that_shared_it(tmp_path: Path) -> None:
    """Nothing of the group is stored, everybody hears so, and the next transaction starts clean."""
    database = await Database.open(tmp_path / "a.db", KEY)
    async with database.transaction() as tx:
        tx.run("CREATE TABLE kept (user_id INTEGER REFERENCES users DEFERRABLE INITIALLY DEFERRED)")

    async def work(number: int) -> None:
        async with database.transaction() as tx:
            add(tx, number)
            if number == 5:  # found out only by the commit
                tx.run("INSERT INTO kept VALUES (404)")

    results = await asyncio.gather(*(work(number) for number in range(1, 11)), return_exceptions=True)
    assert {type(result).__name__ for result in results} == {"IntegrityError"}
    assert await count(database) == 0
    await work(11)
    assert await count(database) == 1
    await database.close()
