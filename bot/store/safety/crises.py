"""Despair or overdose that somebody wrote of: `crises`. At most one is open."""

from collections.abc import Sequence
from datetime import date, datetime

from bot.domain.safety.crisis import Crisis
from bot.store.database import Transaction
from bot.store.kept import Table

CRISES = Table("crises", Crisis, "crisis_id")


def all_of(tx: Transaction, user_id: int) -> Sequence[Crisis]:
    """Return every one, the oldest first."""
    return tx.of(CRISES, user_id)


def open_of(tx: Transaction, user_id: int) -> Crisis | None:
    """Return the one that is open, or None."""
    return next((crisis for crisis in tx.of(CRISES, user_id) if crisis.ended_at is None), None)


def tell(tx: Transaction, user_id: int, kind: str, sure: bool, on_day: date, now: datetime) -> Crisis:
    """Open one, or note that it was told again in the one that is open, which stays sure once it was; return it."""
    before = open_of(tx, user_id)
    if before is None:
        tx.run(
            "INSERT INTO crises (user_id, kind, sure, began_on, told_at) VALUES (?, ?, ?, ?, ?)",
            (user_id, kind, sure, on_day, now),
        )
    else:
        tx.run(
            "UPDATE crises SET kind = ?, sure = ?, told_at = ?, answer = NULL WHERE crisis_id = ?",
            (kind, sure or before.sure, now, before.crisis_id),
        )
    found = open_of(tx, user_id)
    assert found is not None
    return found


def asked(tx: Transaction, crisis: Crisis, now: datetime) -> None:
    """Note that the question of the next day is sent."""
    tx.run("UPDATE crises SET asked_at = ? WHERE crisis_id = ?", (now, crisis.crisis_id))


def answer(tx: Transaction, crisis: Crisis, said: str) -> None:
    """Note what they answered: better, hard or misheard."""
    tx.run("UPDATE crises SET answer = ? WHERE crisis_id = ?", (said, crisis.crisis_id))


def end(tx: Transaction, crisis: Crisis, on_day: date, now: datetime) -> None:
    """End it: they asked for prompts again."""
    tx.run("UPDATE crises SET ended_at = ?, ended_on = ? WHERE crisis_id = ?", (now, on_day, crisis.crisis_id))
