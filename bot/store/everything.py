"""All that is stored about one person, whatever table it is in."""

from collections.abc import Collection
from datetime import date
from typing import Any

from bot.store.database import Transaction
from bot.store.kept import TABLES


def rows_of(tx: Transaction, user_id: int) -> dict[str, list[dict[str, Any]]]:
    """Return table → rows → column → value; a table that knows nobody, or not this person, is left out."""
    found: dict[str, list[dict[str, Any]]] = {}
    for name, columns in sorted(tx.tables().items()):
        owner = next((column for column in ("user_id", "chat_id") if column in columns), None)
        if owner is None:
            continue
        rows = tx.all(f"SELECT * FROM {name} WHERE {owner} = ? ORDER BY 1, 2", (user_id,))
        if rows:
            found[name] = [dict(zip(row.keys(), row, strict=True)) for row in rows]
    return found


def columns(tx: Transaction) -> dict[str, list[str]]:
    """Return table → its columns in their order, for the tables whose rows belong to somebody."""
    return {table: names for table, names in sorted(tx.tables().items()) if "user_id" in names}


def clear(tx: Transaction, user_id: int, but: Collection[str]) -> None:
    """Delete somebody's rows of all tables but some."""
    for table in columns(tx):
        if table not in but:
            tx.run(f"DELETE FROM {table} WHERE user_id = ?", (user_id,))


def forget_health(tx: Transaction, user_id: int) -> None:
    """Delete all that is stored about somebody but the account, its consents and what says nothing of health.

    What is left of the profile: zone, hour, days, reminders and quiet hours. The file is scrubbed after the commit.
    """
    clear(tx, user_id, but=("users", "consents", "profiles"))
    kept = (
        "user_id",
        "zone",
        "zone_from",
        "city",
        "nudge_minute",
        "walk_days",
        "evening_reminder",
        "quiet_from",
        "quiet_until",
        "streak_shown",
        "day_begins",
    )
    names = ", ".join(kept)
    rows = tx.all(f"SELECT {names} FROM profiles WHERE user_id = ?", (user_id,))
    tx.run("DELETE FROM profiles WHERE user_id = ?", (user_id,))
    for row in rows:
        marks = ", ".join("?" for _ in kept)
        tx.run(f"INSERT INTO profiles ({names}) VALUES ({marks})", tuple(row[name] for name in kept))
    tx.scrub_afterwards = True


def check(tx: Transaction, user_id: int) -> None:
    """Read all that flows will read of somebody. Raises ValueError where a record may not hold what is stored."""
    for table in TABLES:
        if table.dated:
            tx.since(table, user_id, date.min)
        else:
            tx.of(table, user_id)
