"""What the next typed text of a user answers: one row a user."""

from dataclasses import dataclass
from datetime import datetime

from bot.store.database import Transaction


@dataclass(frozen=True, slots=True)
class Expecting:
    """A flow waits for typed text for `field` of the record `entity_id` (0 where there is none)."""

    user_id: int
    flow: str
    entity_id: int
    field: str
    asked_at: datetime


def ask(tx: Transaction, user_id: int, flow: str, entity_id: int, field: str, now: datetime) -> None:
    """Expect an answer; an earlier expectation is dropped."""
    tx.run(
        "INSERT INTO expecting (user_id, flow, entity_id, field, asked_at) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (user_id) DO UPDATE SET flow = excluded.flow, entity_id = excluded.entity_id,"
        " field = excluded.field, asked_at = excluded.asked_at",
        (user_id, flow, entity_id, field, now),
    )


def find(tx: Transaction, user_id: int) -> Expecting | None:
    """Return what is expected of this user, or None."""
    return tx.record(Expecting, "SELECT * FROM expecting WHERE user_id = ?", (user_id,))


def clear(tx: Transaction, user_id: int) -> None:
    """Expect nothing any more."""
    tx.run("DELETE FROM expecting WHERE user_id = ?", (user_id,))


def answered(tx: Transaction, user_id: int, flow: str, entity_id: int) -> None:
    """Expect nothing more for this record of a flow; what another one waits for stays."""
    tx.run("DELETE FROM expecting WHERE user_id = ? AND flow = ? AND entity_id = ?", (user_id, flow, entity_id))
