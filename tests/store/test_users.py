"""Accounts, and what is left when one goes."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.store.database import Database
from bot.store.person import choices, users
from tests.support.engines import open_store

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


@pytest.mark.sqlite
async def test_a_deletion_empties_the_write_ahead_log(tmp_path: Path) -> None:
    """Once a deletion is committed nothing older lies beside the file; another transaction leaves the log alone."""
    database = await Database.open(tmp_path / "a.db", bytes(32))
    log = tmp_path / "a.db-wal"
    async with database.transaction() as tx:
        users.ensure(tx, 1, "en", NOW)
        choices.choose(tx, 1, "backward", NOW)
    assert log.stat().st_size > 0
    async with database.transaction() as tx:
        users.delete(tx, 1)
    assert log.stat().st_size == 0
    async with database.transaction() as tx:
        assert users.find(tx, 1) is None
        assert choices.chosen(tx, 1) == ()
    await database.close()


async def test_a_deletion_takes_the_owner_off_the_inbox_and_keeps_what_waits() -> None:
    """Applied and set-aside updates lose owner and content; one that waits is still answered."""
    database = await open_store()
    async with database.transaction() as tx:
        for update_id, status in enumerate(("applied", "set_aside", "received")):
            tx.run(
                "INSERT INTO inbox (update_id, chat_id, payload, status, received_at) VALUES (?, 1, 'x', ?, ?)",
                (update_id, status, NOW),
            )
        users.delete(tx, 1)
        rows = tx.all("SELECT chat_id, payload FROM inbox ORDER BY update_id")
    assert [(row["chat_id"], row["payload"]) for row in rows] == [(None, None), (None, None), (1, "x")]
    await database.close()


async def test_choices_come_in_order_and_go() -> None:
    """Choosing twice is one choice; dropping what was never chosen is no error."""
    database = await open_store()
    async with database.transaction() as tx:
        users.ensure(tx, 1, "en", NOW)
        for exercise in ("lunges", "backward", "lunges"):
            choices.choose(tx, 1, exercise, NOW)
        assert set(choices.chosen(tx, 1)) == {"lunges", "backward"}
        choices.drop(tx, 1, "lunges")
        choices.drop(tx, 1, "crab")
        assert choices.chosen(tx, 1) == ("backward",)
    await database.close()
