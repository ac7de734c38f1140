"""What limits the choice of exercises: `restrictions`."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.store.database import Transaction
from bot.store.kept import Table


@dataclass(frozen=True, slots=True)
class Restriction:
    """One of somebody's restrictions."""

    restriction: str


RESTRICTIONS = Table("restrictions", Restriction, "restriction", "user_id, restriction")


def of(tx: Transaction, user_id: int) -> frozenset[str]:
    """Return somebody's restrictions."""
    return frozenset(each.restriction for each in tx.of(RESTRICTIONS, user_id))


def replace(tx: Transaction, user_id: int, restrictions: Iterable[str], now: datetime) -> None:
    """Make these the restrictions: a new start screen judges anew."""
    tx.run("DELETE FROM restrictions WHERE user_id = ?", (user_id,))
    for restriction in restrictions:
        tx.run(
            "INSERT INTO restrictions (user_id, restriction, since_at) VALUES (?, ?, ?)", (user_id, restriction, now)
        )
