"""`walk-coach backup` and `restore` as an operator types them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.clock import SystemClock
from bot.store.database import Database
from tests.support.states import put_plan

KEY = bytes(range(32))


@pytest.fixture
def type_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """Return what a command prints, with its exit code in front."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "key").write_text(KEY.hex())
    (tmp_path / "key").chmod(0o600)
    for name in ("TELEGRAM_BOT_TOKEN", "DATABASE_PATH", "BACKUP_FOLDER"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DATABASE_KEY_FILE", str(tmp_path / "key"))

    def run(*arguments: str) -> str:
        code = main(arguments)
        printed = capsys.readouterr()
        return f"{code} {printed.out}{printed.err}"

    return run


async def test_there_and_back(tmp_path: Path, type_in: Callable[..., str]) -> None:
    """From a running database to a copy in the folder for backups, and from there to the place of the database."""
    database = await Database.open(tmp_path / "data" / "walk-coach.db", KEY)
    await put_plan(database, 7, SystemClock().now())
    printed = type_in("backup")
    (saved,) = (tmp_path / "data" / "backups").iterdir()
    assert printed == f"0 Wrote and checked data/backups/{saved.name}\n"
    assert "in use. Nothing was changed; stop the bot" in type_in("restore", str(saved), "--replace")
    await database.close()
    assert type_in("restore", str(saved)).startswith("1 The database data/walk-coach.db exists. Nothing was changed")
    printed = type_in("restore", str(saved), "--replace")
    assert printed.startswith(f"0 Restored data/walk-coach.db from {saved}\nThe database that was there is kept as")


async def test_a_file_that_exists_is_not_overwritten(tmp_path: Path, type_in: Callable[..., str]) -> None:
    """A backup that somebody made is worth more than a new one."""
    await (await Database.open(tmp_path / "data" / "walk-coach.db", KEY)).close()
    assert type_in("backup", "--output", "mine.db") == "0 Wrote and checked mine.db\n"
    before = (tmp_path / "mine.db").read_bytes()
    assert type_in("backup", "--output", "mine.db") == "1 mine.db exists. Nothing was changed; name a new file.\n"
    assert (tmp_path / "mine.db").read_bytes() == before


@pytest.mark.parametrize("with_key", [True, False])
def test_each_fault_is_one_sentence(tmp_path: Path, type_in: Callable[..., str], with_key: bool) -> None:
    """No traceback; where there is no database no key is missed, and neither is made."""
    if not with_key:
        (tmp_path / "key").unlink()
    for command in ("backup", "stats"):
        assert type_in(command).startswith("1 There is no database data/walk-coach.db")
    assert type_in("restore", "nothing.db") == "1 There is no backup nothing.db. Nothing was changed.\n"
    assert not (tmp_path / "data").exists()
    assert (tmp_path / "key").exists() == with_key


def test_a_key_that_is_missing_is_told(tmp_path: Path, type_in: Callable[..., str]) -> None:
    """None is made: it could open nothing."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "walk-coach.db").write_bytes(bytes(4096))
    (tmp_path / "key").unlink()
    assert "is missing, and the database cannot be read without it" in type_in("backup")
    assert not (tmp_path / "key").exists()
