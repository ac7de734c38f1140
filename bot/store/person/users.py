"""Accounts: `users` and `consents`. A row exists from the first answer to the consent question until /delete."""

from dataclasses import dataclass
from datetime import datetime

from bot.store.database import Transaction
from bot.store.kept import Table

BLOCKED = "blocked"


@dataclass(frozen=True, slots=True)
class User:
    """One account."""

    user_id: int
    language: str
    status: str
    created_at: datetime
    seen_at: datetime


USERS = Table("users", User, "user_id")


def find(tx: Transaction, user_id: int) -> User | None:
    """Return the account, or None for someone who never answered anything (or deleted everything)."""
    return next(iter(tx.of(USERS, user_id)), None)


def ensure(tx: Transaction, user_id: int, language: str, now: datetime) -> None:
    """Open an account if there is none."""
    tx.run(
        "INSERT INTO users (user_id, language, created_at, seen_at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
        (user_id, language, now, now),
    )


def speak(tx: Transaction, user_id: int, language: str) -> None:
    """Say everything in another language from now on."""
    tx.run("UPDATE users SET language = ? WHERE user_id = ?", (language, user_id))


def seen(tx: Transaction, user_id: int, now: datetime) -> None:
    """Remember that the user was here; one who had blocked the bot has come back."""
    tx.run("UPDATE users SET seen_at = ?, status = 'active' WHERE user_id = ?", (now, user_id))


def block(tx: Transaction, user_id: int) -> None:
    """Leave someone in peace who blocked the bot."""
    tx.run("UPDATE users SET status = 'blocked' WHERE user_id = ?", (user_id,))


def delete(tx: Transaction, user_id: int) -> None:
    """Remove the account and, by its foreign keys, every row of it; the file is scrubbed after the commit.

    What waits in the inbox is still to be answered and stays; what is applied or set aside loses its owner and content.
    """
    tx.run("DELETE FROM outbox WHERE chat_id = ?", (user_id,))
    tx.run("UPDATE inbox SET chat_id = NULL, payload = NULL WHERE chat_id = ? AND status <> 'received'", (user_id,))
    tx.run("DELETE FROM users WHERE user_id = ?", (user_id,))
    tx.scrub_afterwards = True


def silent_since(tx: Transaction, instant: datetime, at_most: int) -> list[User]:
    """Return those who can be written to, last wrote before `instant`, and were not warned in this silence."""
    return tx.records(
        User,
        "SELECT * FROM users WHERE status = 'active' AND seen_at <= ? AND NOT EXISTS (SELECT 1 FROM nudges"
        " WHERE nudges.user_id = users.user_id AND key = 'warn:' || substr(users.seen_at, 1, 10)) LIMIT ?",
        (instant, at_most),
    )


def blocked_since(tx: Transaction, instant: datetime, at_most: int) -> list[int]:
    """Return those who blocked the bot and last wrote before `instant`."""
    rows = tx.all("SELECT user_id FROM users WHERE status = 'blocked' AND seen_at <= ? LIMIT ?", (instant, at_most))
    return [row["user_id"] for row in rows]
