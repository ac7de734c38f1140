"""All that is stored about one person, whatever table it is in."""

from typing import Any

from bot.store.database import Transaction


async def rows_of(tx: Transaction, user_id: int) -> dict[str, list[dict[str, Any]]]:
    """Return table → rows → column → value; a table that knows nobody, or not this person, is left out."""
    found: dict[str, list[dict[str, Any]]] = {}
    for table in await tx.all("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"):
        name = table["name"]
        columns = {row["name"] for row in await tx.all("SELECT name FROM pragma_table_info(?)", (name,))}
        owner = next((column for column in ("user_id", "chat_id") if column in columns), None)
        if owner is None:
            continue
        rows = await tx.all(f"SELECT * FROM {name} WHERE {owner} = ?", (user_id,))
        if rows:
            found[name] = [dict(zip(row.keys(), row, strict=True)) for row in rows]
    return found
