"""What somebody was offered beside their walk, and on which day last: `offers`."""

from dataclasses import dataclass
from datetime import date

from bot.store.database import Transaction
from bot.store.kept import Table


@dataclass(frozen=True, slots=True)
class Offered:
    """One thing, and the day on which it was offered last."""

    what: str
    on_day: date


OFFERS = Table("offers", Offered, "on_day")


def of(tx: Transaction, user_id: int) -> dict[str, date]:
    """Return what was offered → the day on which that was last."""
    return {offered.what: offered.on_day for offered in tx.of(OFFERS, user_id)}


def note(tx: Transaction, user_id: int, what: str, on_day: date) -> None:
    """Remember that something was offered."""
    tx.run(
        "INSERT INTO offers (user_id, what, on_day) VALUES (?, ?, ?)"
        " ON CONFLICT (user_id, what) DO UPDATE SET on_day = excluded.on_day",
        (user_id, what, on_day),
    )
