"""Six weeks, and what was kept after them: `arcs`. The newest counts."""

from dataclasses import dataclass
from datetime import date

from bot.domain.coaching.arc import Arc
from bot.domain.coaching.plan import Dose
from bot.store.database import Transaction
from bot.store.kept import Table


@dataclass(frozen=True, slots=True)
class Row:
    """One arc as it is stored: the dose is NULL until it has ended."""

    began_on: date
    ended_on: date | None
    minutes: int | None
    bouts: int | None
    target_days: int | None


ARCS = Table("arcs", Row, "began_on")


def newest(tx: Transaction, user_id: int) -> Arc | None:
    """Return the arc begun last, or None."""
    rows = tx.of(ARCS, user_id)
    if not rows:
        return None
    last = rows[-1]
    kept = None
    if last.ended_on and last.minutes is not None and last.bouts is not None and last.target_days is not None:
        kept = Dose(last.minutes, last.bouts, last.target_days)
    return Arc(user_id, last.began_on, last.ended_on, kept)


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
