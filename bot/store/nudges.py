"""The ledger of what is to be said when: `nudges`, unique on (user, key)."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.store.database import Transaction
from bot.store.rows import from_row


@dataclass(frozen=True, slots=True)
class Nudge:
    """One row: its key says what may exist once ("daily:2026-11-23")."""

    nudge_id: int
    user_id: int
    key: str
    kind: str
    due_at: datetime
    on_day: date
    entity_id: int | None
    status: str


async def plan(
    tx: Transaction,
    user_id: int,
    key: str,
    kind: str,
    due_at: datetime,
    on_day: date,
    entity_id: int | None = None,
) -> None:
    """Put a nudge into the ledger; a pending one with that key gets the new time, a settled one stays as it is."""
    await tx.run(
        "INSERT INTO nudges (user_id, key, kind, due_at, on_day, entity_id) VALUES (?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (user_id, key) DO UPDATE SET due_at = excluded.due_at, entity_id = excluded.entity_id"
        " WHERE nudges.status = 'pending'",
        (user_id, key, kind, due_at, on_day, entity_id),
    )


async def cancel(tx: Transaction, user_id: int, kind: str) -> None:
    """Cancel the pending nudges of one kind."""
    await tx.run(
        "UPDATE nudges SET status = 'cancelled' WHERE user_id = ? AND kind = ? AND status = 'pending'",
        (user_id, kind),
    )


async def next_due(tx: Transaction, now: datetime) -> Nudge | None:
    """Return the most overdue pending nudge, or None."""
    row = await tx.one(
        "SELECT nudges.* FROM nudges JOIN users USING (user_id) WHERE nudges.status = 'pending' AND due_at <= ?"
        " AND users.status = 'active' ORDER BY due_at, nudge_id LIMIT 1",
        (now,),
    )
    return from_row(Nudge, row) if row else None


async def settle(tx: Transaction, nudge_id: int, status: str, now: datetime) -> None:
    """Mark a nudge sent or skipped."""
    await tx.run("UPDATE nudges SET status = ?, settled_at = ? WHERE nudge_id = ?", (status, now, nudge_id))
