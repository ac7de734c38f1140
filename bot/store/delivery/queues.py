"""How much waits, and since when: for the operator's eyes, over all people."""

from dataclasses import dataclass
from datetime import datetime

from bot.store.database import Transaction

LANES = ("replies", "steps", "followups", "daily")


@dataclass(frozen=True, slots=True)
class Queue:
    """`oldest_at` None: nothing waits."""

    waiting: int = 0
    oldest_at: datetime | None = None


def all_of(tx: Transaction, now: datetime) -> dict[str, Queue]:
    """Return updates to apply, nudges that are due, and what is to be sent, by lane."""
    found = {
        "updates": _queue(tx, "received_at", "inbox WHERE status = 'received'"),
        "nudges": _queue(
            tx,
            "due_at",
            "nudges JOIN users USING (user_id)"
            " WHERE nudges.status = 'pending' AND due_at <= ? AND users.status = 'active'",
            now,
        ),
    }
    for lane, name in enumerate(LANES):
        found[name] = _queue(tx, "left_at", "outbox WHERE lane = ?", lane)
    return found


def _queue(tx: Transaction, since: str, rows: str, *values: object) -> Queue:
    row = tx.one(f"SELECT count(*) AS n, min({since}) AS oldest_at FROM {rows}", values)
    assert row is not None
    return Queue(row["n"], datetime.fromisoformat(row["oldest_at"]) if row["oldest_at"] else None)
