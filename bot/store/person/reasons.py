"""What people walk for, how hard it is and how sure they are: `reasons`, a row a time of asking."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from bot.domain.coaching.reason import Reason
from bot.store.database import Transaction
from bot.store.kept import Table
from bot.store.rows import columns, from_row

REASONS = Table("reasons", Reason, "reason_id")


def asked(tx: Transaction, user_id: int) -> Sequence[Reason]:
    """Return every time of asking, oldest first."""
    return tx.of(REASONS, user_id)


def find(tx: Transaction, user_id: int, reason_id: int) -> Reason | None:
    """Return one time of asking of somebody, or None."""
    return next((reason for reason in tx.of(REASONS, user_id) if reason.reason_id == reason_id), None)


def begin(tx: Transaction, user_id: int, on_day: date, now: datetime, like: Reason | None = None) -> Reason:
    """Store that it is asked: for a reason, or how hard the one of `like` is now. One left open is over with it."""
    tx.run("UPDATE reasons SET finished_at = ? WHERE user_id = ? AND finished_at IS NULL", (now, user_id))
    row = tx.one(
        "INSERT INTO reasons (user_id, asked_on, activity, words) VALUES (?, ?, ?, ?) RETURNING *",
        (user_id, on_day, like and like.activity, like and like.words),
    )
    assert row
    return from_row(Reason, row)


def update(tx: Transaction, reason: Reason, **fields: object) -> Reason:
    """Store answers, and return the reason with them."""
    reason = replace(reason, **fields)  # type: ignore[arg-type]  # names and types come from flows
    assignments = ", ".join(f"{name} = :{name}" for name in fields)
    tx.run(f"UPDATE reasons SET {assignments} WHERE reason_id = :reason_id", columns(reason))
    return reason


def forget(tx: Transaction, user_id: int, on_day: date, now: datetime) -> None:
    """Remove all that was told; what stays is that it was asked, so that nobody is asked again."""
    tx.run("DELETE FROM reasons WHERE user_id = ?", (user_id,))
    tx.run("INSERT INTO reasons (user_id, asked_on, finished_at) VALUES (?, ?, ?)", (user_id, on_day, now))
