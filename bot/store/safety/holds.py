"""What keeps targets away or small until somebody was checked: `holds`. At most one of a rule is open."""

from collections.abc import Sequence
from datetime import date, datetime

from bot.domain.safety.escalation import Hold
from bot.store.database import Transaction
from bot.store.kept import Table

HOLDS = Table("holds", Hold, "hold_id")


def open_of(tx: Transaction, user_id: int) -> list[Hold]:
    """Return the open holds, oldest first."""
    return [hold for hold in tx.of(HOLDS, user_id) if hold.closed_at is None]


def find(tx: Transaction, user_id: int, hold_id: int) -> Hold | None:
    """Return a hold of this user, open or not; None for somebody else's or none."""
    return next((hold for hold in tx.of(HOLDS, user_id) if hold.hold_id == hold_id), None)


def since(tx: Transaction, user_id: int, day: date) -> list[Hold]:
    """Return the holds that were open on `day` or later, closed ones included."""
    return [hold for hold in tx.of(HOLDS, user_id) if hold.closed_at is None or hold.closed_at.date() >= day]


def last_closed_at(tx: Transaction, user_id: int, rule: str) -> datetime | None:
    """Return when a hold of a rule ended last, or None."""
    return max((hold.closed_at for hold in tx.of(HOLDS, user_id) if hold.rule == rule and hold.closed_at), default=None)


def last_checked_at(tx: Transaction, user_id: int) -> datetime | None:
    """Return when somebody last said that a professional had looked, or None."""
    closed = (hold.closed_at for hold in tx.of(HOLDS, user_id) if hold.closed_by == "checked" and hold.closed_at)
    return max(closed, default=None)


def withdraw(tx: Transaction, user_id: int, rule: str, opened_at: datetime, now: datetime, fresh: bool) -> None:
    """Take back the hold that a rule opened at an instant: it came from a slip of the thumb.

    `fresh`: on its own day, as if it had never been. Later it ends now: the days under it asked for less, and stay
    nobody's misses.
    """
    tx.run(
        "UPDATE holds SET closed_at = ?, closed_by = ? WHERE user_id = ? AND rule = ? AND opened_at = ?"
        " AND closed_at IS NULL",
        (opened_at if fresh else now, "mistake" if fresh else "corrected", user_id, rule, opened_at),
    )


def put(tx: Transaction, user_id: int, rule: str, on_day: date, now: datetime) -> None:
    """Open a hold; one of that rule that is open already stays as it is."""
    tx.run(
        "INSERT INTO holds (user_id, rule, opened_at, opened_on) SELECT ?, ?, ?, ? WHERE NOT EXISTS"
        " (SELECT 1 FROM holds WHERE user_id = ? AND rule = ? AND closed_at IS NULL)",
        (user_id, rule, now, on_day, user_id, rule),
    )


def close_each(tx: Transaction, closing: Sequence[Hold], closed_by: str, now: datetime) -> None:
    """Close these holds, and no others."""
    for hold in closing:
        tx.run(
            "UPDATE holds SET closed_at = ?, closed_by = ? WHERE hold_id = ? AND closed_at IS NULL",
            (now, closed_by, hold.hold_id),
        )


def close(tx: Transaction, user_id: int, closed_by: str, now: datetime, rule: str | None = None) -> int:
    """Close the open holds, or those of one rule; return how many."""
    return tx.run(
        "UPDATE holds SET closed_at = ?, closed_by = ?"
        " WHERE user_id = ? AND closed_at IS NULL AND rule = coalesce(?, rule)",
        (now, closed_by, user_id, rule),
    )
