"""A database with a life in it meets the next version of the program: all of it stays, and there is a way back."""

import shutil
from pathlib import Path

import pytest

from bot.store import migrations
from bot.store.database import Database
from bot.store.errors import StoreError
from bot.store.file import backup
from tests.support.engines import KEY
from tests.support.story import MONDAY, Story

pytestmark = pytest.mark.sqlite

Tables = dict[str, list[dict[str, object]]]


@pytest.fixture
def next_version(tmp_path: Path) -> Path:
    """The steps of a made-up next version: today's, and one that adds a column, a table, and moves data."""
    steps = tmp_path / "steps"
    steps.mkdir()
    for file in migrations.FOLDER.glob("*.sql"):
        shutil.copy(file, steps)
    (steps / f"{migrations.newest() + 1:04}_next.sql").write_text(
        "ALTER TABLE walks ADD COLUMN shoes TEXT; -- a remark; with a semicolon\n"
        "UPDATE walks SET shoes = 'old; worn';\n"
        "CREATE TABLE shoes (user_id INTEGER PRIMARY KEY REFERENCES users ON DELETE CASCADE, name TEXT);\n"
        "INSERT INTO shoes SELECT user_id, 'old' FROM users;\n"
    )
    return steps


async def lived(path: Path) -> Tables:
    """Let somebody start, walk and report pain; return all that is stored then."""
    async with Story.open(MONDAY, path) as story:
        ana = story.person()
        await ana.say("/start")
        for label in ("I agree", "18–64", "Back", "None of these", "None of these", "None of these", "3", "10 min"):
            await ana.tap(label)
        await ana.say("Madrid")
        await ana.tap("09:00")
        await story.until("2026-11-24 09:00", "Europe/Madrid")
        await ana.say("20 min pain 3")
        await ana.say("/pain")
        return await tables(story.engine.database)


async def tables(database: Database) -> Tables:
    """Return every row of every table."""
    async with database.transaction() as tx:
        names = [row["name"] for row in tx.all("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {
            name: [dict(zip(row.keys(), row, strict=True)) for row in tx.all(f"SELECT * FROM {name}")]
            for name in sorted(names)
        }


async def test_an_upgrade_keeps_every_row(tmp_path: Path, next_version: Path) -> None:
    """The rows are those of before, with what the new step adds."""
    before = await lived(tmp_path / "a.db")
    assert before["walks"]
    assert before["pain_reports"]
    database = await Database.open(tmp_path / "a.db", KEY, next_version)
    after = await tables(database)
    await database.close()
    assert after.pop("shoes") == [{"user_id": 1, "name": "old"}]
    assert [walk.pop("shoes") for walk in after["walks"]] == ["old; worn"] * len(before["walks"])
    assert after == before


async def test_the_way_back_is_the_copy_made_before(tmp_path: Path, next_version: Path) -> None:
    """The earlier program refuses the newer file, and goes on with the copy once it is restored."""
    path = tmp_path / "a.db"
    before = await lived(path)
    await (await Database.open(path, KEY, next_version)).close()
    with pytest.raises(StoreError, match=r"newer version.*restore the backup made before"):
        await Database.open(path, KEY)
    copy = tmp_path / f"a.db.before-{migrations.newest() + 1:04}"
    assert copy.stat().st_mode & 0o777 == 0o600
    backup.restore(copy, path, KEY, MONDAY, replace=True)
    database = await Database.open(path, KEY)
    assert await tables(database) == before
    await database.close()


async def test_an_upgrade_that_fails_leaves_the_old_file_usable(tmp_path: Path, next_version: Path) -> None:
    """One sentence, and the earlier program goes on as if nothing had happened."""
    path = tmp_path / "a.db"
    before = await lived(path)
    (step,) = next_version.glob("*_next.sql")
    step.write_text(step.read_text() + "INSERT INTO missing VALUES (1);\n")
    with pytest.raises(StoreError, match="refused"):
        await Database.open(path, KEY, next_version)
    database = await Database.open(path, KEY)
    assert await tables(database) == before
    await database.close()


async def test_an_upgrade_without_room_for_its_copy_is_not_begun(tmp_path: Path, next_version: Path) -> None:
    """Without a way back there is no upgrade."""
    path = tmp_path / "a.db"
    before = await lived(path)
    in_the_way = tmp_path / f"a.db.before-{migrations.newest() + 1:04}"
    in_the_way.mkdir()  # the copy cannot take its name
    with pytest.raises(StoreError):
        await Database.open(path, KEY, next_version)
    in_the_way.rmdir()
    database = await Database.open(path, KEY)
    assert await tables(database) == before
    await database.close()
