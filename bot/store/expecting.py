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


async def ask(tx: Transaction, user_id: int, flow: str, entity_id: int, field: str, now: datetime) -> None:
    """Expect an answer; an earlier expectation is dropped."""
    await tx.run(
        "INSERT INTO expecting (user_id, flow, entity_id, field, asked_at) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (user_id) DO UPDATE SET flow = excluded.flow, entity_id = excluded.entity_id,"
        " field = excluded.field, asked_at = excluded.asked_at",
        (user_id, flow, entity_id, field, now),
    )


async def find(tx: Transaction, user_id: int) -> Expecting | None:
    """Return what is expected of this user, or None."""
    return await tx.record(Expecting, "SELECT * FROM expecting WHERE user_id = ?", (user_id,))


async def clear(tx: Transaction, user_id: int) -> None:
    """Expect nothing any more."""
    await tx.run("DELETE FROM expecting WHERE user_id = ?", (user_id,))
