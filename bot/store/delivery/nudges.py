"""The ledger of what is to be said when: `nudges`, unique on (user, key)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.store.database import Transaction

WRONG_CLOCK_FROM = timedelta(
    days=1
)  # no failure waits longer: a time further off was written by a clock that was wrong


@dataclass(frozen=True, slots=True)
class Nudge:
    """One row: its key says what may exist once ("daily:2026-11-23")."""

    nudge_id: int
    user_id: int
    key: str
    kind: str
    due_at: datetime
    on_day: date
    entity_id: int | None
    status: str
    tries: int = 0


@dataclass(frozen=True, slots=True)
class Due:
    """A nudge whose time has come, and whose it is."""

    user_id: int
    nudge_id: int
    kind: str


# CROSS JOIN keeps SQLite from looking through everybody first: the index of what is pending comes in the order of time.
PENDING = "nudges CROSS JOIN users WHERE users.user_id = nudges.user_id AND nudges.status = 'pending'"


def plan(
    tx: Transaction,
    user_id: int,
    key: str,
    kind: str,
    due_at: datetime,
    on_day: date,
    entity_id: int | None = None,
) -> None:
    """Put a nudge into the ledger. One with that key gets the new time if it is pending or cancelled; one that was
    said or skipped stays as it is."""
    tx.run(
        "INSERT INTO nudges (user_id, key, kind, due_at, on_day, entity_id) VALUES (?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (user_id, key) DO UPDATE SET due_at = excluded.due_at, entity_id = excluded.entity_id,"
        " status = 'pending', tries = 0, retry_at = NULL WHERE nudges.status = 'cancelled'"
        " OR nudges.status = 'pending'"
        " AND (nudges.due_at <> excluded.due_at OR nudges.entity_id IS DISTINCT FROM excluded.entity_id)",
        (user_id, key, kind, due_at, on_day, entity_id),
    )


def plan_daily(tx: Transaction, user_id: int, day: date, due_at: datetime) -> None:
    """Make the nudge of `day` the one daily nudge that is pending."""
    key = f"daily:{day}"
    tx.run(
        "UPDATE nudges SET status = 'cancelled'"
        " WHERE user_id = ? AND kind = 'daily' AND status = 'pending' AND key <> ?",
        (user_id, key),
    )
    plan(tx, user_id, key, "daily", due_at, day)


def find_pending(tx: Transaction, user_id: int, kind: str) -> Nudge | None:
    """Return the next pending nudge of one kind, or None."""
    return tx.record(
        Nudge,
        "SELECT * FROM nudges WHERE user_id = ? AND kind = ? AND status = 'pending' ORDER BY due_at LIMIT 1",
        (user_id, kind),
    )


def of_day(tx: Transaction, user_id: int, kind: str, day: date) -> list[Nudge]:
    """Return every nudge of one kind for one day, whatever became of it, in the order of their planning."""
    return tx.records(
        Nudge,
        "SELECT * FROM nudges WHERE user_id = ? AND kind = ? AND on_day = ? ORDER BY nudge_id",
        (user_id, kind, day),
    )


def put_off_to(tx: Transaction, user_id: int, first_day: date) -> list[datetime]:
    """Return, for each day from `first_day` on with a reminder put off, to when it was put off last."""
    rows = tx.all(
        "SELECT max(due_at) AS due_at FROM nudges WHERE user_id = ? AND kind = 'snooze' AND status <> 'cancelled'"
        " AND on_day >= ? GROUP BY on_day",
        (user_id, first_day),
    )
    return [datetime.fromisoformat(row["due_at"]) for row in rows]


def last_daily_on(tx: Transaction, user_id: int, not_after: date) -> date | None:
    """Return the last day up to `not_after` whose daily nudge was said or skipped."""
    row = tx.one(
        "SELECT max(on_day) AS day FROM nudges"
        " WHERE user_id = ? AND kind = 'daily' AND status IN ('sent', 'skipped') AND on_day <= ?",
        (user_id, not_after),
    )
    return date.fromisoformat(row["day"]) if row and row["day"] else None


def last_on(tx: Transaction, user_id: int, kind: str, not_after: date) -> date | None:
    """Return the day of the last nudge of a kind that was sent, or is still to come, up to a day; or None."""
    row = tx.one(
        "SELECT max(on_day) AS on_day FROM nudges"
        " WHERE user_id = ? AND kind = ? AND status IN ('sent', 'pending') AND on_day <= ?",
        (user_id, kind, not_after),
    )
    return date.fromisoformat(row["on_day"]) if row and row["on_day"] else None


def cancel(tx: Transaction, user_id: int, kind: str | None = None) -> None:
    """Cancel the pending nudges of one kind; without a kind, all of them."""
    tx.run(
        "UPDATE nudges SET status = 'cancelled' WHERE user_id = ? AND status = 'pending' AND kind = coalesce(?, kind)",
        (user_id, kind),
    )


def cancel_but(tx: Transaction, user_id: int, kind: str) -> None:
    """Cancel the pending nudges of all kinds but one."""
    tx.run(
        "UPDATE nudges SET status = 'cancelled' WHERE user_id = ? AND status = 'pending' AND kind <> ?",
        (user_id, kind),
    )


def due(tx: Transaction, room: Mapping[str, int], now: datetime) -> list[Due]:
    """Return the pending nudges whose time has come, kind by kind in the order of `room`, the most overdue first.

    `room` says how many of each kind at most; a kind without room (0 or less) is left out.
    """
    wanted = [(kind, most) for kind, most in room.items() if most > 0]
    if not wanted:
        return []
    # A part a kind, each read along the index of what is pending: sorted together, all that is due would be read.
    parts = [
        f"SELECT * FROM (SELECT {place} AS place, due_at, user_id, nudge_id, kind FROM nudges"
        " WHERE kind = ? AND status = 'pending' AND due_at <= ?"
        f" AND (retry_at IS NULL OR retry_at <= ? OR retry_at > ?) ORDER BY due_at LIMIT ?{tx.skipping}) AS part"
        for place in range(len(wanted))
    ]
    values = [(kind, now, now, now + WRONG_CLOCK_FROM, most) for kind, most in wanted]
    return tx.records(
        Due,
        f"SELECT user_id, nudge_id, kind FROM ({' UNION ALL '.join(parts)}) AS parts ORDER BY place, due_at",
        tuple(value for part in values for value in part),
    )


def planned_after(tx: Transaction, kind: str, instant: datetime) -> list[int]:
    """Return who has a pending nudge of one kind that is due later than `instant`."""
    rows = tx.all(
        "SELECT user_id FROM nudges WHERE kind = ? AND status = 'pending' AND due_at > ? ORDER BY due_at",
        (kind, instant),
    )
    return [row["user_id"] for row in rows]


def unskip(tx: Transaction, user_id: int, kind: str, instant: datetime) -> None:
    """Let the nudges that were left out before their time, due later than `instant`, be planned again."""
    tx.run(
        "UPDATE nudges SET status = 'cancelled' WHERE user_id = ? AND kind = ? AND status = 'skipped' AND due_at > ?",
        (user_id, kind, instant),
    )


def make_up_for(tx: Transaction, user_id: int, kind: str, since: datetime, due_at: datetime) -> None:
    """Plan anew the nudges of one kind that were due from `since` on and had nothing to say then."""
    tx.run(
        "UPDATE nudges SET status = 'pending', settled_at = NULL, due_at = ?"
        " WHERE user_id = ? AND kind = ? AND status = 'skipped' AND due_at >= ?",
        (due_at, user_id, kind, since),
    )


def claim(tx: Transaction, nudge_ids: Sequence[int], now: datetime) -> list[Nudge]:
    """Mark nudges sent, to say them in this transaction, and return them in this order."""
    if not nudge_ids:
        return []
    claimed = tx.records(
        Nudge,
        "UPDATE nudges SET status = 'sent', settled_at = ?"
        f" WHERE nudge_id IN ({', '.join('?' * len(nudge_ids))}) AND status = 'pending' RETURNING *",
        (now, *nudge_ids),
    )
    return sorted(claimed, key=lambda nudge: nudge_ids.index(nudge.nudge_id))


def unsaid(tx: Transaction, nudge_id: int, status: str) -> None:
    """Mark a claimed nudge "skipped", for it had nothing to say, or "cancelled"."""
    tx.run("UPDATE nudges SET status = ? WHERE nudge_id = ?", (status, nudge_id))


def put_off(tx: Transaction, nudge_id: int, retry_at: datetime) -> None:
    """Leave a claimed nudge whose flow failed in peace until `retry_at`. The failure is counted."""
    tx.run(
        "UPDATE nudges SET status = 'pending', settled_at = NULL, tries = tries + 1, retry_at = ? WHERE nudge_id = ?",
        (retry_at, nudge_id),
    )


def earliest_due(tx: Transaction) -> datetime | None:
    """Return when the next nudge of any active user is due, or None."""
    row = tx.one(
        f"SELECT due_at FROM {PENDING} AND users.status = 'active' ORDER BY due_at LIMIT 1",
    )
    return datetime.fromisoformat(row["due_at"]) if row else None


def last_sent_on(tx: Transaction, user_id: int, not_after: date) -> date | None:
    """Return the last day up to `not_after` whose daily nudge was said."""
    row = tx.one(
        "SELECT max(on_day) AS day FROM nudges"
        " WHERE user_id = ? AND kind = 'daily' AND status = 'sent' AND on_day <= ?",
        (user_id, not_after),
    )
    return date.fromisoformat(row["day"]) if row and row["day"] else None


def is_last(tx: Transaction, nudge: Nudge, now: datetime) -> bool:
    """Tell whether nobody else waits to be told the same: later on, or behind `nudge` in the batch claimed `now`."""
    row = tx.one(
        "SELECT 1 FROM nudges WHERE kind = ? AND entity_id = ?"
        " AND (status = 'pending' OR (status = 'sent' AND settled_at = ? AND nudge_id > ?)) LIMIT 1",
        (nudge.kind, nudge.entity_id, now, nudge.nudge_id),
    )
    return row is None
