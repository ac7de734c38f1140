"""All that is stored about one person, whatever table it is in."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from bot.store.database import Transaction


def rows_of(tx: Transaction, user_id: int) -> dict[str, list[dict[str, Any]]]:
    """Return table → rows → column → value; a table that knows nobody, or not this person, is left out."""
    found: dict[str, list[dict[str, Any]]] = {}
    for table in tx.all("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"):
        name = table["name"]
        columns = {row["name"] for row in tx.all("SELECT name FROM pragma_table_info(?)", (name,))}
        owner = next((column for column in ("user_id", "chat_id") if column in columns), None)
        if owner is None:
            continue
        rows = tx.all(f"SELECT * FROM {name} WHERE {owner} = ? ORDER BY rowid", (user_id,))
        if rows:
            found[name] = [dict(zip(row.keys(), row, strict=True)) for row in rows]
    return found


def columns(tx: Transaction) -> dict[str, list[str]]:
    """Return table → its columns in their order, for the tables whose rows belong to somebody."""
    return {
        table: [row["name"] for row in tx.all("SELECT name FROM pragma_table_info(?)", (table,))]
        for table in _owned(tx)
    }


@dataclass(frozen=True, slots=True)
class Column:
    """A column: INTEGER or TEXT, and whether every row needs a value for it."""

    kind: str
    needed: bool


def shape(tx: Transaction) -> dict[str, dict[str, Column]]:
    """Return table → column → what it holds, for the tables whose rows belong to somebody."""
    return {
        table: {
            row["name"]: Column(row["type"], bool(row["notnull"]) and row["dflt_value"] is None)
            for row in tx.all('SELECT name, type, "notnull", dflt_value FROM pragma_table_info(?)', (table,))
        }
        for table in _owned(tx)
    }


def clear(tx: Transaction, user_id: int, but: Collection[str]) -> None:
    """Delete somebody's rows of all tables but some."""
    for table in _owned(tx):
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


def _owned(tx: Transaction) -> list[str]:
    """Return the tables whose rows belong to a user."""
    rows = tx.all(
        "SELECT DISTINCT tables.name FROM sqlite_master AS tables, pragma_table_info(tables.name) AS columns"
        " WHERE tables.type = 'table' AND columns.name = 'user_id' ORDER BY tables.name"
    )
    return [row["name"] for row in rows]
