"""/export: all that is stored about one person, as one JSON file and a CSV file for each table, zipped.

JSON: {"format": 1, "user_id": …, "exported_on": …, "tables": {table: [{column: value}]}}. Columns and their meanings
are those of `bot/store/migrations/`, listed in docs/export.md. What a column holds as JSON is JSON in here, too.
"""

import asyncio
import csv
import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

import msgspec

from bot.pictures.makers import Maker, Reuse
from bot.store import everything
from bot.store.database import Database

FORMAT = 1
KIND = "export"
PASSING = frozenset({"inbox", "outbox", "uploads"})
"""Tables of what is on its way between Telegram and here; nothing in them is kept."""

Tables: TypeAlias = Mapping[str, Sequence[Mapping[str, Any]]]


def maker(database: Database) -> Maker:
    """Return the maker of the zip file of somebody; facts: {"user_id": …, "day": their own day}."""

    async def make(_: str, facts: Mapping[str, Any]) -> bytes:
        async with database.transaction() as tx:
            tables = everything.rows_of(tx, int(facts["user_id"]))
        return await asyncio.to_thread(archive, tables, int(facts["user_id"]), str(facts["day"]))

    return Maker(make, Reuse.NEVER)


def archive(tables: Tables, user_id: int, on: str) -> bytes:
    """Return the zip file. The same rows make the same bytes."""
    kept = {name: list(rows) for name, rows in tables.items() if name not in PASSING}
    whole = {
        "format": FORMAT,
        "user_id": user_id,
        "exported_on": on,
        "tables": {
            name: [{key: _told(value) for key, value in row.items()} for row in rows] for name, rows in kept.items()
        },
    }
    files: dict[str, str | bytes] = {"walk-coach.json": msgspec.json.format(msgspec.json.encode(whole), indent=2)}
    files |= {f"csv/{name}.csv": _csv(rows) for name, rows in kept.items()}
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            packed.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def page(migrations: Path) -> str:
    """Return docs/export.md: every exported table with its columns and what stands beside them in the migrations."""
    lines = [
        "# What /export gives",
        "",
        "Made by `walk-coach export-schema --output docs/export.md` from `bot/store/migrations/`. The zip file holds"
        " `walk-coach.json` (format 1: `user_id`, `exported_on`, and `tables`: table → rows → column → value) and the"
        " same tables as `csv/<table>.csv` (UTF-8, RFC 4180). Instants are UTC, days are the person's own; truths are 0"
        " or 1; pain is NRS 0-10.",
    ]
    script = "\n".join(path.read_text(encoding="utf-8") for path in sorted(migrations.glob("*.sql")))
    for name, about, body in re.findall(r"CREATE TABLE (\w+) \( *(?:-- *([^\n]*))?\n(.*?)\n\);", script, re.DOTALL):
        if name in PASSING or not re.search(r"^\s*user_id\b", body, re.MULTILINE):
            continue
        lines += ["", f"## {name}", "", *([about, ""] if about else []), "| column | meaning |", "|---|---|"]
        columns = re.findall(r"^  ([a-z_]+) [A-Z][^\n]*?(?:-- *([^\n]*))?$", body, re.MULTILINE)
        columns += re.findall(
            rf"^ALTER TABLE {name} ADD COLUMN (\w+) [^\n]*?; *(?:-- *([^\n]*))?$", script, re.MULTILINE
        )
        for column, comment in columns:
            lines.append(f"| {column} | {comment.replace('|', 'or')} |")
    return "\n".join(lines) + "\n"


def _told(value: Any) -> Any:
    """Return a stored value for the JSON file: what is JSON in its column becomes part of it."""
    if isinstance(value, str) and value[:1] in ("[", "{"):
        try:
            decoded = msgspec.json.decode(value)
        except msgspec.DecodeError:
            return value
        if _stored(decoded) == value:
            return decoded
    return value


def _stored(value: Any) -> Any:
    return msgspec.json.encode(value).decode() if isinstance(value, (list, dict)) else value


def _csv(rows: Sequence[Mapping[str, Any]]) -> str:
    made = io.StringIO()
    table = csv.writer(made)
    table.writerow(rows[0])
    table.writerows([_harmless(value) for value in row.values()] for row in rows)
    return made.getvalue()


def _harmless(value: Any) -> Any:
    """Return a value that no spreadsheet takes for a formula (OWASP: CSV injection)."""
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r") else value
