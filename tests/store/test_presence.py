"""Files that are not what they seem: no empty database takes the place of one that was lost, and none is shared."""

import shutil
from pathlib import Path

import pytest

from bot.store.database import Database
from bot.store.errors import StoreError
from bot.store.file import backup, presence
from bot.store.file.key import load_or_make
from tests.support.states import put_plan
from tests.support.story import MONDAY

pytestmark = pytest.mark.sqlite


async def lived(folder: Path) -> bytes:
    """Leave a database with one person in it, and its key."""
    key = load_or_make(folder / "key", folder / "data" / "a.db")
    database = await Database.open(folder / "data" / "a.db", key)
    await put_plan(database, 7, MONDAY)
    await database.close()
    return key


def look(folder: Path) -> None:
    """Look at the database as a start does."""
    presence.refuse_loss(folder / "data" / "a.db", folder / "key", folder / "data" / "backups")


def lose(path: Path, how: str) -> None:
    """Do to the file what happens to files."""
    if how == "gone":
        path.unlink()
    elif how == "emptied":
        path.write_bytes(b"")


async def test_a_first_start_and_a_sound_database_are_let_through(tmp_path: Path) -> None:
    """Nothing is there yet; then all of it is."""
    look(tmp_path)
    await lived(tmp_path)
    look(tmp_path)


@pytest.mark.parametrize("how", ["gone", "emptied"])
async def test_a_lost_database_is_told_from_a_new_one_by_its_key(tmp_path: Path, how: str) -> None:
    """Its key is there: the sentence says what to do, and what to type to begin afresh."""
    await lived(tmp_path)
    lose(tmp_path / "data" / "a.db", how)
    with pytest.raises(StoreError, match=r"but the key .*key of one is there.*run --new"):
        look(tmp_path)


@pytest.mark.parametrize("how", ["gone", "emptied"])
async def test_a_lost_database_is_told_from_a_new_one_by_its_backups(tmp_path: Path, how: str) -> None:
    """The newest is named in the command that brings it back, and the command does; with the key or without it."""
    key = await lived(tmp_path)
    path = tmp_path / "data" / "a.db"
    saved = tmp_path / "data" / "backups" / backup.name(MONDAY)
    backup.make(path, key, saved)
    lose(path, how)
    with pytest.raises(StoreError, match=rf"walk-coach restore {saved} --replace"):
        look(tmp_path)
    (tmp_path / "key").rename(tmp_path / "key-elsewhere")
    with pytest.raises(StoreError, match="walk-coach restore"):
        look(tmp_path)
    backup.restore(saved, path, key, MONDAY, replace=True)
    (tmp_path / "key-elsewhere").rename(tmp_path / "key")
    look(tmp_path)


async def test_a_copy_without_its_log_is_not_taken_for_a_new_database(tmp_path: Path) -> None:
    """Before the first checkpoint everything is in the file that ends in -wal."""
    folder, copy = tmp_path / "there", tmp_path / "here"
    key = load_or_make(folder / "key", folder / "data" / "a.db")
    database = await Database.open(folder / "data" / "a.db", key)
    (copy / "data").mkdir(parents=True)
    shutil.copy(folder / "data" / "a.db", copy / "data")
    shutil.copy(folder / "key", copy)
    await database.close()
    with pytest.raises(StoreError, match=r"holds nothing: it may be a copy without the file that ends in -wal"):
        look(copy)


async def test_a_database_is_open_once(tmp_path: Path) -> None:
    """The second is told so; after the first has ended, by whatever end, it may."""
    with presence.held(tmp_path / "a.db"):
        with pytest.raises(StoreError, match=r"Another Walk Coach has .*a\.db open"), presence.held(tmp_path / "a.db"):
            pass
        with presence.held(tmp_path / "b.db"):
            pass
    with presence.held(tmp_path / "a.db"):
        pass
