"""Breaks that somebody asked for, over ones included: `pauses`."""

from datetime import date

from bot.domain.coaching.pause import Pause
from bot.store.database import Transaction
from bot.store.kept import Table

PAUSES = Table("pauses", Pause, "pause_id")


def begin(tx: Transaction, user_id: int, from_on: date, until_on: date | None) -> None:
    """Write a break down; one that is on ends with it. `until_on` is the first day after it, None: until told."""
    end(tx, user_id, from_on)
    tx.run("INSERT INTO pauses (user_id, from_on, until_on) VALUES (?, ?, ?)", (user_id, from_on, until_on))


def end(tx: Transaction, user_id: int, on_day: date) -> None:
    """Let the break that is on end: `on_day` is the first day after it."""
    tx.run(
        "UPDATE pauses SET until_on = ? WHERE user_id = ? AND (until_on IS NULL OR until_on > ?)",
        (on_day, user_id, on_day),
    )


def since(tx: Transaction, user_id: int, day: date) -> list[Pause]:
    """Return the breaks that were on at `day` or later."""
    return [pause for pause in tx.of(PAUSES, user_id) if pause.until_on is None or pause.until_on > day]


def newest(tx: Transaction, user_id: int) -> int:
    """Return the id of the break that was asked for last; 0: none ever was."""
    row = tx.one("SELECT coalesce(max(pause_id), 0) AS newest FROM pauses WHERE user_id = ?", (user_id,))
    assert row is not None
    return int(row["newest"])
