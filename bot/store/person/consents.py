"""Answers to the consent question: `consents`. The newest one counts."""

from dataclasses import dataclass
from datetime import datetime

from bot.store.database import Transaction


@dataclass(frozen=True, slots=True)
class Consent:
    """One answer: to which version of the text, and when."""

    consent_id: int
    user_id: int
    version: int
    given: bool
    answered_at: datetime


def record(tx: Transaction, user_id: int, version: int, given: bool, now: datetime) -> None:
    """Write an answer down; the account must exist."""
    tx.run(
        "INSERT INTO consents (user_id, version, given, answered_at) VALUES (?, ?, ?, ?)",
        (user_id, version, given, now),
    )


def latest(tx: Transaction, user_id: int) -> Consent | None:
    """Return the newest answer, or None."""
    return tx.record(Consent, "SELECT * FROM consents WHERE user_id = ? ORDER BY consent_id DESC LIMIT 1", (user_id,))


def forget(tx: Transaction, user_id: int) -> None:
    """Delete all answers of a user."""
    tx.run("DELETE FROM consents WHERE user_id = ?", (user_id,))
