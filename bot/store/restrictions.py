"""What limits the choice of exercises: `restrictions`."""

from collections.abc import Iterable
from datetime import datetime

from bot.store.database import Transaction


async def of(tx: Transaction, user_id: int) -> frozenset[str]:
    """Return somebody's restrictions."""
    rows = await tx.all("SELECT restriction FROM restrictions WHERE user_id = ?", (user_id,))
    return frozenset(row["restriction"] for row in rows)


async def replace(tx: Transaction, user_id: int, restrictions: Iterable[str], now: datetime) -> None:
    """Make these the restrictions: a new start screen judges anew."""
    await tx.run("DELETE FROM restrictions WHERE user_id = ?", (user_id,))
    for restriction in restrictions:
        await tx.run(
            "INSERT INTO restrictions (user_id, restriction, since_at) VALUES (?, ?, ?)", (user_id, restriction, now)
        )
