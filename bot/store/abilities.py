"""What opens a locked move: answers about joints, a therapist's yes, the chair check."""

from datetime import datetime

from bot.store.database import Transaction

THERAPIST, PAINLESS = "therapist", "painless"


def answer(tx: Transaction, user_id: int, restriction: str, applies: bool, now: datetime) -> None:
    """Keep whether a restriction applies to somebody; a later answer stands."""
    tx.run(
        "INSERT INTO joint_answers (user_id, restriction, applies, answered_at) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (user_id, restriction) DO UPDATE SET"
        " applies = excluded.applies, answered_at = excluded.answered_at",
        (user_id, restriction, applies, now),
    )


def answers(tx: Transaction, user_id: int) -> dict[str, bool]:
    """Return restriction → whether it applies, for those that were asked about."""
    rows = tx.all("SELECT restriction, applies FROM joint_answers WHERE user_id = ?", (user_id,))
    return {row["restriction"]: bool(row["applies"]) for row in rows}


def approve(tx: Transaction, user_id: int, exercise: str, kind: str, now: datetime) -> None:
    """Keep what opens a move: a therapist's yes, or that it is painless."""
    tx.run(
        "INSERT INTO approvals (user_id, exercise, kind, told_at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
        (user_id, exercise, kind, now),
    )


def take_back(tx: Transaction, user_id: int, exercise: str) -> None:
    """Forget what opened a move."""
    tx.run("DELETE FROM approvals WHERE user_id = ? AND exercise = ?", (user_id, exercise))


def approved(tx: Transaction, user_id: int, kind: str) -> frozenset[str]:
    """Return the moves that a kind of approval was told for."""
    rows = tx.all("SELECT exercise FROM approvals WHERE user_id = ? AND kind = ?", (user_id, kind))
    return frozenset(row["exercise"] for row in rows)


def checked_chair(tx: Transaction, user_id: int, able: bool, pain: int | None, now: datetime) -> None:
    """Keep one chair check."""
    tx.run("INSERT INTO chair_checks (user_id, able, pain, done_at) VALUES (?, ?, ?, ?)", (user_id, able, pain, now))


def chair_pain(tx: Transaction, user_id: int) -> int | None:
    """Return the pain of the newest chair check that went well; None: none did, or the newest one failed."""
    row = tx.one("SELECT able, pain FROM chair_checks WHERE user_id = ? ORDER BY check_id DESC LIMIT 1", (user_id,))
    return row["pain"] if row and row["able"] else None
