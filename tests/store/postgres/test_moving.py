"""From the file to the server and back: every row, or nothing at all."""

from pathlib import Path
from typing import Any

import pytest

from bot import storekeeping
from bot.__main__ import main
from bot.chat.engine import Engine
from bot.clock import FixedClock
from bot.store import driver as file_driver
from bot.store.database import Database
from bot.store.errors import StoreError
from bot.store.file import key as keys
from bot.store.file import presence
from bot.store.person import feedback
from bot.store.postgres import driver, moving
from tests.support import engines
from tests.support.states import onboarded
from tests.support.story import LIBRARY, MONDAY, RENDERER, Story

pytestmark = pytest.mark.postgres


@pytest.fixture
def url() -> Any:
    """A database on the server that holds nothing yet."""
    name = engines._schema()
    yield engines.within(name)
    engines._empty(name)


@pytest.fixture
async def file(tmp_path: Path) -> Path:
    """An encrypted file with two people, one of whom talked a day long."""
    path, clock = tmp_path / "data" / "walk.db", FixedClock(MONDAY)
    database = await Database.open(path, keys.make(tmp_path / "key"))
    story = Story(Engine(database, clock, LIBRARY, RENDERER), clock)
    ana = await onboarded(story, 7)
    await onboarded(story, 8)
    await ana.say("20 min pain 3")
    await ana.say("/feedback")
    await ana.say('¡qué día! 🙂 it\'s a back\\slash, \\N and \\t, a tab\t and "quotes"')
    await story.until("2026-11-24 10:00")
    async with database.transaction() as tx:
        feedback.keep(tx, 7, "a\\b\tc\nd 'e' \\N 🙂", MONDAY)
    await database.close()
    return path


def content(path: Path, key: bytes) -> dict[str, list[tuple[Any, ...]]]:
    """Return every row of a file."""
    opened = file_driver.connect(path, key)
    try:
        names = [row[0] for row in opened.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {
            name: sorted((tuple(row) for row in opened.execute(f"SELECT * FROM {name}")), key=repr) for name in names
        }
    finally:
        opened.close()


async def test_there_and_back_is_the_same(tmp_path: Path, file: Path, url: str) -> None:
    """Every table, every row; and the bot goes on from there with numbers that nobody has."""
    key = keys.load(tmp_path / "key")
    before = content(file, key)
    moved = moving.to_server(file, key, url)
    assert {table.table: table.rows for table in moved} == {table: len(rows) for table, rows in before.items()}
    assert sum(table.rows for table in moved) > 12
    back = tmp_path / "back" / "walk.db"
    assert moving.to_file(url, back, tmp_path / "key") == moved
    assert content(back, key) == before == content(file, key)
    database = await Database.connect(url)
    async with database.transaction() as tx:
        newest = max(row[0] for row in before["nudges"])
        made = tx.one(
            "INSERT INTO nudges (user_id, key, kind, due_at, on_day) VALUES (7, 'x', 'x', '', '') RETURNING nudge_id"
        )
        assert made is not None
        assert made["nudge_id"] == newest + 1
    await database.close()


async def test_a_row_that_changes_on_the_way_is_noticed(
    tmp_path: Path, file: Path, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Then nothing is on the server."""
    copy_in = driver.copy_in

    def spoiled(connection: Any, table: str, columns: Any, rows: Any) -> None:
        copy_in(connection, table, columns, rows)
        connection.execute("UPDATE walks SET minutes = minutes + 1")

    monkeypatch.setattr(driver, "copy_in", spoiled)
    with pytest.raises(StoreError, match="walks did not arrive whole"):
        moving.to_server(file, keys.load(tmp_path / "key"), url)
    database = await Database.connect(url)
    async with database.transaction() as tx:
        assert tx.all("SELECT * FROM users") == []
    await database.close()


async def test_what_is_in_use_or_holds_people_is_left_alone(tmp_path: Path, file: Path, url: str) -> None:
    """Neither a running bot's file, nor a running worker's server, nor a server with people, nor a file that exists."""
    key = keys.load(tmp_path / "key")
    with presence.held(file), pytest.raises(StoreError, match="Another Walk Coach"):
        moving.to_server(file, key, url)
    database = await Database.connect(url)
    with pytest.raises(StoreError, match="worker"):
        moving.to_server(file, key, url)
    await database.close()
    moving.to_server(file, key, url)
    with pytest.raises(StoreError, match="holds people already"):
        moving.to_server(file, key, url)
    with pytest.raises(StoreError, match="exists"):
        moving.to_file(url, file, tmp_path / "key")
    assert content(file, key)


async def test_the_command_says_what_it_copied(
    tmp_path: Path, file: Path, url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A line a table; and what else is asked of a server's backups is answered with a sentence."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_PATH", str(file))
    monkeypatch.setenv("DATABASE_KEY_FILE", str(tmp_path / "key"))
    assert main(["migrate", "--to"]) == 2
    assert "Which server?" in capsys.readouterr().err
    assert main(["migrate", "--to", url]) == 0
    told = capsys.readouterr().out
    assert "users                      2 rows" in told
    assert "Copied and compared" in told
    monkeypatch.setenv("DATABASE_URL", url)
    assert main(["backup"]) == 1
    assert "pg_dump" in capsys.readouterr().err
    assert storekeeping._stored()[1].database_url == url
