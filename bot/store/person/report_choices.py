"""What somebody wants to show a physical therapist, and their own notes: `report_choices`, `notes`."""

from datetime import date, datetime

from bot.domain.history.report import Choice, Note
from bot.store.database import Transaction
from bot.store.rows import columns


def find(tx: Transaction, user_id: int) -> Choice:
    """Return somebody's choice; everything, where they never chose."""
    kept = tx.record(
        Choice, "SELECT sections, period, name, language FROM report_choices WHERE user_id = ?", (user_id,)
    )
    return kept or Choice()


def keep(tx: Transaction, user_id: int, choice: Choice) -> None:
    """Keep a choice in the place of an earlier one."""
    tx.run(
        "INSERT INTO report_choices (user_id, sections, period, name, language)"
        " VALUES (:user_id, :sections, :period, :name, :language)"
        " ON CONFLICT (user_id) DO UPDATE SET"
        " sections = excluded.sections, period = excluded.period, name = excluded.name, language = excluded.language",
        {"user_id": user_id, **columns(choice)},
    )


def note(tx: Transaction, user_id: int, words: str, on_day: date, now: datetime) -> None:
    """Keep a note."""
    tx.run("INSERT INTO notes (user_id, words, said_on, said_at) VALUES (?, ?, ?, ?)", (user_id, words, on_day, now))


def notes(tx: Transaction, user_id: int, most: int) -> list[Note]:
    """Return the newest notes, the newest first."""
    return tx.records(
        Note,
        "SELECT note_id, words, said_on FROM notes WHERE user_id = ? ORDER BY note_id DESC LIMIT ?",
        (user_id, most),
    )


def forget_notes(tx: Transaction, user_id: int) -> None:
    """Remove all notes."""
    tx.run("DELETE FROM notes WHERE user_id = ?", (user_id,))
