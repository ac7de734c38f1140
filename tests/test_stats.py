"""`walk-coach stats`: the pages of /admin in the terminal."""

import asyncio
from pathlib import Path

import pytest

from bot import __main__ as command_line
from bot.store.database import Database
from tests.support.running import KEY, NOON
from tests.support.settled import plan_in


async def stored(path: Path) -> None:
    """Leave a store with one person in it."""
    database = await Database.open(path, KEY)
    await plan_in(database, 1, NOON)
    await database.close()


def test_stats_prints_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One person is fewer than five; no tag and no entity is left in the text."""
    path, key = tmp_path / "data" / "a.db", tmp_path / "keys" / "a.key"
    path.parent.mkdir()
    key.parent.mkdir(mode=0o700)
    key.write_text(KEY.hex())
    key.chmod(0o600)
    asyncio.run(stored(path))
    monkeypatch.setenv("DATABASE_PATH", str(path))
    monkeypatch.setenv("DATABASE_KEY_FILE", str(key))
    monkeypatch.chdir(tmp_path)
    assert command_line.main(["stats"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("People: <5\n")
    assert "Weeks after the first walk" in said
    assert "Advice of the last 30 days" in said
    assert "&lt;" not in said
