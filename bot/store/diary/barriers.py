"""What got in the way of a day's walk, and what was offered against it: `barriers`."""

from collections.abc import Sequence
from datetime import date, datetime

from bot.domain.coaching.barriers import Told
from bot.store.database import Transaction
from bot.store.kept import Table

BARRIERS = Table("barriers", Told, "on_day")


def all_of(tx: Transaction, user_id: int) -> Sequence[Told]:
    """Return what somebody told, oldest first."""
    return tx.of(BARRIERS, user_id)


def tell(tx: Transaction, user_id: int, told: Told, now: datetime) -> None:
    """Keep a day's barrier; the one that is told last counts."""
    tx.run(
        "INSERT INTO barriers (user_id, on_day, barrier, answer, said_at) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (user_id, on_day) DO UPDATE SET barrier = excluded.barrier, answer = excluded.answer,"
        " said_at = excluded.said_at",
        (user_id, told.on_day, told.barrier, told.answer, now),
    )


def counts(tx: Transaction, user_id: int, first: date) -> dict[str, int]:
    """Return barrier → on how many days of `first` and later it was told."""
    rows = tx.all(
        "SELECT barrier, count(*) AS days FROM barriers WHERE user_id = ? AND on_day >= ?"
        " GROUP BY barrier ORDER BY 2 DESC, 1",
        (user_id, first),
    )
    return {row["barrier"]: row["days"] for row in rows}
