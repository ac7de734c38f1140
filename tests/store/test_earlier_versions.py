"""Databases that earlier versions wrote: each becomes today's whole, or is refused in a sentence and left alone.

`earlier/<commit>.sql` is what a life under that commit left in the store: the SQL of the file that its own program
wrote. Before schema 1 was frozen, `0001_first_walk.sql` was edited in place: those files say 1, too, and are not.
"""

import hashlib
from pathlib import Path

import pytest

from bot.store import everything, migrations
from bot.store.database import Database
from bot.store.driver import connect
from bot.store.errors import StoreError
from bot.store.file import backup
from tests.support.engines import KEY
from tests.support.story import MONDAY

pytestmark = pytest.mark.sqlite

EARLIER = Path(__file__).parent / "earlier"
RELEASED = ("c8eb3e7",)
NEVER_RELEASED = ("80c7c9b", "2b0aab7", "3ed3695")


def stored_by(commit: str, path: Path) -> dict[str, list[dict[str, object]]]:
    """Make the encrypted file that a commit left, and return its rows."""
    connection = connect(path, KEY)
    connection.execute("PRAGMA foreign_keys = OFF")
    for statement in migrations.statements((EARLIER / f"{commit}.sql").read_text(encoding="utf-8")):
        connection.execute(statement)
    rows = rows_of(connection)
    connection.close()
    return rows


def rows_of(connection: object) -> dict[str, list[dict[str, object]]]:
    """Return every row of every table."""
    execute = connection.execute  # type: ignore[attr-defined]
    names = [row["name"] for row in execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return {
        name: [dict(zip(row.keys(), row, strict=True)) for row in execute(f"SELECT * FROM {name}")] for name in names
    }


def test_released_migrations_are_never_edited() -> None:
    """Each has the hash that it had when it was released; their numbers have no gap."""
    listed = [line.split() for line in (migrations.FOLDER / "released.sha256").read_text().splitlines()]
    for digest, name in listed:
        assert hashlib.sha256((migrations.FOLDER / name).read_bytes()).hexdigest() == digest, name
    assert [int(name[:4]) for _, name in listed] == list(range(1, len(listed) + 1))


@pytest.mark.parametrize("commit", RELEASED)
async def test_a_released_database_becomes_todays_whole(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, commit: str
) -> None:
    """Every row of before is there and can be read, and the copy made before can be opened; the log names it."""
    caplog.set_level("INFO")
    before = stored_by(commit, tmp_path / "a.db")
    assert before["walks"]
    database = await Database.open(tmp_path / "a.db", KEY)
    async with database.transaction() as tx:
        for row in before["users"]:
            everything.check(tx, int(str(row["user_id"])))
    await database.close()
    assert f"had schema 1 and has {migrations.newest()} now; the copy of before is {tmp_path}/a.db.before-0002" in (
        caplog.text
    )
    opened = connect(tmp_path / "a.db", KEY)
    after = rows_of(opened)
    opened.close()
    for table, rows in before.items():
        assert [{name: row[name] for name in old} for old, row in zip(rows, after[table], strict=True)] == rows, table
    for copy in tmp_path.glob("a.db.before-*"):
        opened = connect(copy, KEY)
        assert rows_of(opened) == before
        opened.close()


@pytest.mark.parametrize("commit", NEVER_RELEASED)
async def test_a_database_that_was_never_released_is_refused_and_left_alone(tmp_path: Path, commit: str) -> None:
    """At the start and by `restore`: the sentence names what differs, and the file is the same, byte for byte."""
    path = tmp_path / "a.db"
    stored_by(commit, path)
    before = path.read_bytes()
    with pytest.raises(StoreError, match=r"other tables than .* schema 1 \((index|table) .*Nothing was changed"):
        await Database.open(path, KEY)
    assert path.read_bytes() == before
    with pytest.raises(StoreError, match=r"other tables"):
        backup.restore(path, tmp_path / "b.db", KEY, MONDAY)
    assert [file.name for file in tmp_path.iterdir()] == ["a.db"]


async def test_a_column_more_or_less_is_refused(tmp_path: Path) -> None:
    """Whatever made it: a statement would fail later, in somebody's answer."""
    path = tmp_path / "a.db"
    await (await Database.open(path, KEY)).close()
    opened = connect(path, KEY)
    opened.execute("ALTER TABLE walks ADD COLUMN shoes TEXT")
    opened.close()
    with pytest.raises(StoreError, match=r"\(table walks\)"):
        await Database.open(path, KEY)
