"""Words to the operator on their way: `feedback`."""

from datetime import datetime

from bot.store.database import Transaction


def keep(tx: Transaction, user_id: int, words: str, now: datetime) -> int:
    """Write the words down; return their number."""
    row = tx.one(
        "INSERT INTO feedback (user_id, words, said_at) VALUES (?, ?, ?) RETURNING feedback_id", (user_id, words, now)
    )
    assert row is not None
    return int(row["feedback_id"])


def words(tx: Transaction, feedback_id: int) -> str | None:
    """Return the words, or None once they are told to everybody, or taken back by a deletion."""
    row = tx.one("SELECT words FROM feedback WHERE feedback_id = ?", (feedback_id,))
    return row["words"] if row else None


def forget(tx: Transaction, feedback_id: int) -> None:
    """Keep the words no longer."""
    tx.run("DELETE FROM feedback WHERE feedback_id = ?", (feedback_id,))
