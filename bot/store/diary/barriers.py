"""What got in the way of a day's walk, and what was offered against it: `barriers`."""

from collections.abc import Sequence
from datetime import datetime

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
