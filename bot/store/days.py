"""What a day was, where it was not a walk: `days`."""

from datetime import date, datetime, timedelta

from bot.store.database import Transaction

REST_PAIN, NOT_TODAY = "rest_pain", "not_today"


def mark(tx: Transaction, user_id: int, day: date, kind: str, now: datetime) -> None:
    """Say what a day was: rest_pain or not_today. A rest in pain is never made less by a later tap."""
    tx.run(
        "INSERT INTO days (user_id, on_day, kind, said_at) VALUES (?, ?, ?, ?) ON CONFLICT (user_id, on_day)"
        " DO UPDATE SET kind = excluded.kind, said_at = excluded.said_at WHERE days.kind <> 'rest_pain'",
        (user_id, day, kind, now),
    )


def clear(tx: Transaction, user_id: int, day: date, kind: str) -> None:
    """Take back that a day was of a kind."""
    tx.run("DELETE FROM days WHERE user_id = ? AND on_day = ? AND kind = ?", (user_id, day, kind))


def kind_of(tx: Transaction, user_id: int, day: date) -> str | None:
    """Return what a day was, or None."""
    row = tx.one("SELECT kind FROM days WHERE user_id = ? AND on_day = ?", (user_id, day))
    return row["kind"] if row else None


def last_rest(tx: Transaction, user_id: int, day: date) -> datetime | None:
    """Return when somebody last told of a rest in pain on a day or on one of its neighbours; None: they did not."""
    row = tx.one(
        "SELECT max(said_at) AS at FROM days WHERE user_id = ? AND kind = 'rest_pain' AND on_day BETWEEN ? AND ?",
        (user_id, day - timedelta(days=1), day + timedelta(days=1)),
    )
    return datetime.fromisoformat(row["at"]) if row and row["at"] else None


def since(tx: Transaction, user_id: int, day: date) -> dict[date, str]:
    """Return day → kind for `day` and later."""
    rows = tx.all("SELECT on_day, kind FROM days WHERE user_id = ? AND on_day >= ?", (user_id, day))
    return {date.fromisoformat(row["on_day"]): row["kind"] for row in rows}
