"""What got in the way of a day's walk: `barriers`."""

from datetime import date, datetime

from bot.store.database import Transaction


def tell(tx: Transaction, user_id: int, on_day: date, barrier: str, now: datetime) -> None:
    """Keep a day's barrier; the one that is told last counts."""
    tx.run(
        "INSERT INTO barriers (user_id, on_day, barrier, said_at) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (user_id, on_day) DO UPDATE SET barrier = excluded.barrier, said_at = excluded.said_at",
        (user_id, on_day, barrier, now),
    )
