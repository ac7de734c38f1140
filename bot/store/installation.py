"""What the installation knows of itself: whose people are stored, and the newest instant it has seen."""

from datetime import datetime

from bot.store.database import Transaction
from bot.store.rows import to_value

BOT = "bot"
NEWEST = "newest"


def bot_id(tx: Transaction) -> str | None:
    """Return the id of the bot that the people of this database write to; None: no bot has used it yet."""
    return _find(tx, BOT)


def set_bot_id(tx: Transaction, value: str) -> None:
    """Remember which bot uses this database."""
    _set(tx, BOT, value)


def newest_instant(tx: Transaction) -> datetime | None:
    """Return the newest instant that the clock was known to be right at, or None."""
    text = _find(tx, NEWEST)
    return datetime.fromisoformat(text) if text else None


def set_newest_instant(tx: Transaction, now: datetime) -> None:
    """Remember an instant."""
    _set(tx, NEWEST, str(to_value(now)))


def _find(tx: Transaction, name: str) -> str | None:
    row = tx.one("SELECT value FROM installation WHERE name = ?", (name,))
    return str(row["value"]) if row else None


def _set(tx: Transaction, name: str, value: str) -> None:
    tx.run(
        "INSERT INTO installation (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        (name, value),
    )
