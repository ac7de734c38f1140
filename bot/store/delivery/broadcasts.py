"""Words of the operator to everybody: `broadcasts`. Their way to each person is a nudge like any other."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.store.database import Transaction
from bot.store.rows import from_row

KIND = "broadcast"


@dataclass(frozen=True, slots=True)
class Broadcast:
    """`language` None: to all. `begun_at` None: a draft that was not confirmed."""

    broadcast_id: int
    words: str
    language: str | None
    written_at: datetime
    begun_at: datetime | None


def draft(tx: Transaction, words: str, now: datetime) -> int:
    """Keep the words as a draft, in the place of earlier drafts."""
    tx.run("DELETE FROM broadcasts WHERE begun_at IS NULL")
    row = tx.one("INSERT INTO broadcasts (words, written_at) VALUES (?, ?) RETURNING broadcast_id", (words, now))
    assert row is not None
    return int(row["broadcast_id"])


def find(tx: Transaction, broadcast_id: int) -> Broadcast | None:
    """Return a draft, or one that is on its way or done."""
    row = tx.one("SELECT * FROM broadcasts WHERE broadcast_id = ?", (broadcast_id,))
    return from_row(Broadcast, row) if row else None


def readers(tx: Transaction, language: str | None = None) -> int:
    """Return how many people would get it: those with an account who have not blocked the bot."""
    row = tx.one(
        "SELECT count(*) AS n FROM users WHERE status = 'active' AND language = coalesce(?, language)", (language,)
    )
    return row["n"] if row else 0


def begin(tx: Transaction, broadcast: Broadcast, language: str | None, now: datetime, on_day: date) -> None:
    """Plan it for everybody who reads `language`, or for all; a second time changes nothing."""
    tx.run(
        "UPDATE broadcasts SET begun_at = ?, language = ? WHERE broadcast_id = ?",
        (now, language, broadcast.broadcast_id),
    )
    tx.run(
        "INSERT INTO nudges (user_id, key, kind, due_at, on_day, entity_id)"
        " SELECT user_id, ?, ?, ?, ?, ? FROM users WHERE status = 'active' AND language = coalesce(?, language)"
        " ON CONFLICT DO NOTHING",
        (f"{KIND}:{broadcast.broadcast_id}", KIND, now, on_day, broadcast.broadcast_id, language),
    )


def stop(tx: Transaction, broadcast_id: int) -> None:
    """Send it to nobody else."""
    tx.run(
        "UPDATE nudges SET status = 'cancelled' WHERE status = 'pending' AND kind = ? AND entity_id = ?",
        (KIND, broadcast_id),
    )


def progress(tx: Transaction, broadcast_id: int) -> dict[str, int]:
    """Return how many got it, wait for it, or were left out: status → nudges."""
    rows = tx.all(
        f"SELECT status, count(*) AS n FROM nudges WHERE kind = '{KIND}' AND entity_id = ? GROUP BY status",
        (broadcast_id,),
    )
    return {row["status"]: row["n"] for row in rows}
