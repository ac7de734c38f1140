"""Files that Telegram holds already: `uploads`. They are sent again by their id."""

from datetime import datetime, timedelta

from bot.store.database import Transaction

PERSONAL_DAYS = timedelta(days=30)


def find(tx: Transaction, digest: str) -> str | None:
    """Return Telegram's id of a file, or None."""
    row = tx.one("SELECT file_id FROM uploads WHERE digest = ?", (digest,))
    return row["file_id"] if row else None


def remember(tx: Transaction, digest: str, user_id: int | None, file_id: str, now: datetime) -> None:
    """Remember a file's id; `user_id` says whose it is, None that it is the same for all.

    Nothing is kept of somebody who is not known (any more). What was personal a month ago will not be asked for again.
    """
    tx.run("DELETE FROM uploads WHERE user_id = ? AND uploaded_at < ?", (user_id, now - PERSONAL_DAYS))
    tx.run(
        "INSERT INTO uploads (digest, user_id, file_id, uploaded_at) SELECT :digest, :user_id, :file_id, :now"
        " WHERE :user_id IS NULL OR EXISTS (SELECT 1 FROM users WHERE user_id = :user_id)"
        " ON CONFLICT (digest) DO UPDATE SET file_id = excluded.file_id, uploaded_at = excluded.uploaded_at",
        {"digest": digest, "user_id": user_id, "file_id": file_id, "now": now},
    )


def forget(tx: Transaction, digest: str) -> None:
    """Forget an id that Telegram does not take any more."""
    tx.run("DELETE FROM uploads WHERE digest = ?", (digest,))
