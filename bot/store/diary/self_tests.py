"""Self-tests offered, begun and finished: `self_tests`."""

from dataclasses import replace
from datetime import date

from bot.domain.coaching.self_test import SelfTest
from bot.store.database import Transaction
from bot.store.rows import columns, from_row


def offer(tx: Transaction, user_id: int, kind: str, on_day: date) -> SelfTest:
    """Store that a self-test is offered; one that was never finished makes way."""
    tx.run("DELETE FROM self_tests WHERE user_id = ? AND finished_at IS NULL", (user_id,))
    row = tx.one(
        "INSERT INTO self_tests (user_id, kind, offered_on) VALUES (?, ?, ?) RETURNING *", (user_id, kind, on_day)
    )
    assert row
    return from_row(SelfTest, row)


def find(tx: Transaction, user_id: int, test_id: int) -> SelfTest | None:
    """Return one self-test of somebody, or None."""
    row = tx.one("SELECT * FROM self_tests WHERE user_id = ? AND test_id = ?", (user_id, test_id))
    return from_row(SelfTest, row) if row else None


def update(tx: Transaction, test: SelfTest, **fields: object) -> SelfTest:
    """Store answers, and return the test with them."""
    test = replace(test, **fields)  # type: ignore[arg-type]  # names and types come from flows
    stored = columns(test)
    assignments = ", ".join(f"{name} = :{name}" for name in fields)
    tx.run(f"UPDATE self_tests SET {assignments} WHERE test_id = :test_id", stored)
    return test


def last_offered_on(tx: Transaction, user_id: int) -> date | None:
    """Return the day on which a self-test of either kind was offered last, or None."""
    row = tx.one("SELECT max(offered_on) AS day FROM self_tests WHERE user_id = ?", (user_id,))
    return date.fromisoformat(row["day"]) if row and row["day"] else None


def open_of(tx: Transaction, user_id: int) -> SelfTest | None:
    """Return the self-test that is offered or under way, or None."""
    row = tx.one("SELECT * FROM self_tests WHERE user_id = ? AND finished_at IS NULL", (user_id,))
    return from_row(SelfTest, row) if row else None


def finished(tx: Transaction, user_id: int) -> list[SelfTest]:
    """Return all finished self-tests, oldest first."""
    rows = tx.all("SELECT * FROM self_tests WHERE user_id = ? AND finished_at IS NOT NULL ORDER BY test_id", (user_id,))
    return [from_row(SelfTest, row) for row in rows]
