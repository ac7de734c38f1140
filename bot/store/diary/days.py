"""What a day was, where it was not a walk: `days`."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.store.database import Transaction
from bot.store.kept import Table

REST_PAIN, NOT_TODAY = "rest_pain", "not_today"


@dataclass(frozen=True, slots=True)
class Mark:
    """What one day was."""

    on_day: date
    kind: str
    said_at: datetime


DAYS = Table("days", Mark, "on_day", "user_id, on_day, kind, said_at", dated=True)


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
    return since(tx, user_id, day).get(day)


def last_rest(tx: Transaction, user_id: int, day: date) -> datetime | None:
    """Return when somebody last told of a rest in pain on a day or on one of its neighbours; None: they did not."""
    near = timedelta(days=1)
    marks = [mark for mark in tx.since(DAYS, user_id, day - near) if mark.on_day <= day + near]
    return max((mark.said_at for mark in marks if mark.kind == REST_PAIN), default=None)


def since(tx: Transaction, user_id: int, day: date) -> dict[date, str]:
    """Return day → kind for `day` and later."""
    return {mark.on_day: mark.kind for mark in tx.since(DAYS, user_id, day)}
