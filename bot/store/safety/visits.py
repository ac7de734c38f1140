"""What became of advice to see somebody: `visits`. One answer a piece of advice; the newest counts."""

from dataclasses import dataclass
from datetime import datetime

from bot.store.database import Transaction


@dataclass(frozen=True, slots=True)
class Visit:
    """`answer`: booked, went or not_yet. `detail`: what they said about walking, or what is in the way."""

    advice_id: int
    user_id: int
    answer: str
    answered_at: datetime
    detail: str | None = None
    words: str | None = None


def find(tx: Transaction, user_id: int, advice_id: int) -> Visit | None:
    """Return what became of a piece of advice of this user, or None."""
    return tx.record(Visit, "SELECT * FROM visits WHERE user_id = ? AND advice_id = ?", (user_id, advice_id))


def answer(tx: Transaction, user_id: int, advice_id: int, given: str, now: datetime, detail: str | None = None) -> None:
    """Keep an answer in the place of an earlier one; words that were said stay."""
    tx.run(
        "INSERT INTO visits (advice_id, user_id, answer, detail, answered_at) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (advice_id) DO UPDATE SET"
        " answer = excluded.answer, detail = excluded.detail, answered_at = excluded.answered_at",
        (advice_id, user_id, given, detail, now),
    )


def note(tx: Transaction, user_id: int, advice_id: int, words: str) -> None:
    """Keep what they said."""
    tx.run("UPDATE visits SET words = ? WHERE user_id = ? AND advice_id = ?", (words, user_id, advice_id))


def last_went_at(tx: Transaction, user_id: int) -> datetime | None:
    """Return when somebody last told that they had been seen, or None."""
    row = tx.one("SELECT max(answered_at) AS at FROM visits WHERE user_id = ? AND answer = 'went'", (user_id,))
    return datetime.fromisoformat(row["at"]) if row and row["at"] else None
