"""What limits the choice of exercises: `restrictions`."""

from collections.abc import Iterable
from datetime import datetime

from bot.store.database import Transaction


def of(tx: Transaction, user_id: int) -> frozenset[str]:
    """Return somebody's restrictions."""
    rows = tx.all("SELECT restriction FROM restrictions WHERE user_id = ?", (user_id,))
    return frozenset(row["restriction"] for row in rows)


def replace(tx: Transaction, user_id: int, restrictions: Iterable[str], now: datetime) -> None:
    """Make these the restrictions: a new start screen judges anew."""
    tx.run("DELETE FROM restrictions WHERE user_id = ?", (user_id,))
    for restriction in restrictions:
        tx.run(
            "INSERT INTO restrictions (user_id, restriction, since_at) VALUES (?, ?, ?)", (user_id, restriction, now)
        )
