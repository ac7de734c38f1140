"""Six weeks, and what was kept after them: `arcs`. The newest counts."""

from datetime import date

from bot.domain.arc import Arc
from bot.domain.plan import Dose
from bot.store.database import Transaction
from bot.store.rows import from_row


def newest(tx: Transaction, user_id: int) -> Arc | None:
    """Return the arc begun last, or None."""
    row = tx.one("SELECT * FROM arcs WHERE user_id = ? ORDER BY began_on DESC LIMIT 1", (user_id,))
    if row is None:
        return None
    ended_on = date.fromisoformat(row["ended_on"]) if row["ended_on"] else None
    kept = from_row(Dose, row) if ended_on and row["minutes"] is not None else None
    return Arc(user_id, date.fromisoformat(row["began_on"]), ended_on, kept)


def begin(tx: Transaction, user_id: int, began_on: date) -> None:
    """Begin an arc; one that began on that day goes on."""
    tx.run(
        "INSERT INTO arcs (user_id, began_on) VALUES (?, ?)"
        " ON CONFLICT (user_id, began_on) DO UPDATE SET ended_on = NULL",
        (user_id, began_on),
    )


def end(tx: Transaction, arc: Arc, ended_on: date, kept: Dose | None = None) -> None:
    """End an arc; with a dose, that one is kept from now on, else the walks grow on."""
    tx.run(
        "UPDATE arcs SET ended_on = ?, minutes = ?, bouts = ?, target_days = ? WHERE user_id = ? AND began_on = ?",
        (ended_on, *((kept.minutes, kept.bouts, kept.target_days) if kept else (None,) * 3), arc.user_id, arc.began_on),
    )
