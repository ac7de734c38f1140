"""The file of /export: all that is stored about one person, zipped.

`sheets/<table>.csv` for people, with local days and times; `technical/<table>.csv`, the same for what the bot needs for
its own work; a README in each language; `walk-coach.json`, all rows in full: {"format": 2, "schema": …, "user_id": …,
"exported_on": …, "tables": {table: [{column: value}]}}; `fhir.json`, for health programs.
"""

import asyncio
import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from bot.content.library import Library
from bot.export import fhir, readme
from bot.export.columns import PASSING, TECHNICAL, Row, Tables
from bot.export.judged import judged
from bot.export.values import columns_of, sheet, told
from bot.pictures.makers import Maker, Reuse
from bot.store import everything, migrations
from bot.store.database import Database

FORMAT = 2
KIND = "export"
WHOLE = "walk-coach.json"


@dataclass(frozen=True, slots=True)
class Export:
    """What is exported: the rows of somebody, the columns of every table, and the day of their own (ISO 8601)."""

    user_id: int
    on: str
    tables: Tables
    columns: Mapping[str, list[str]]

    @property
    def zone(self) -> str:
        """The zone in which times are said: UTC as long as none is known."""
        profiles = self.tables.get("profiles", [])
        return next((row["zone"] for row in profiles if row.get("zone")), "UTC")


def maker(database: Database, library: Library) -> Maker:
    """Return the maker of the zip file of somebody; facts: {"user_id": …, "day": their own day}."""

    async def make(language: str, facts: Mapping[str, Any]) -> bytes:
        user_id = int(facts["user_id"])
        async with database.transaction() as tx:
            tables, columns = everything.rows_of(tx, user_id), everything.columns(tx)
        kept = {name: rows for name, rows in tables.items() if name not in PASSING}
        columns = {name: names for name, names in columns.items() if name not in PASSING}
        return await asyncio.to_thread(archive, Export(user_id, str(facts["day"]), kept, columns), library, language)

    return Maker(make, Reuse.NEVER)


def archive(export: Export, library: Library, language: str) -> bytes:
    """Return the zip file. The same rows make the same bytes."""
    zone = ZoneInfo(export.zone)
    files: dict[str, str | bytes] = {}
    for spoken, words in library.words.items():
        files[f"README-{spoken}.html"] = readme.page(export.tables, export.columns, words, spoken, export.on, zone.key)
    for name, rows in export.tables.items():
        folder = "technical" if name in TECHNICAL else "sheets"
        files[f"{folder}/{name}.csv"] = sheet(
            name, columns_of(name, export.columns[name]), _shown(name, rows, export, library), zone
        )
    files[WHOLE] = whole(export)
    files["fhir.json"] = fhir.bundle(export.user_id, export.tables, library.words[library.spoken(language)])
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            packed.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def whole(export: Export) -> bytes:
    """Return all rows as JSON, in full."""
    tables = {
        name: [{key: told(name, key, value) for key, value in row.items()} for row in rows]
        for name, rows in export.tables.items()
    }
    found = {
        "format": FORMAT,
        "schema": migrations.newest(),
        "user_id": export.user_id,
        "exported_on": export.on,
        "tables": tables,
    }
    return msgspec.json.format(msgspec.json.encode(found), indent=2)


def _shown(name: str, rows: list[dict[str, Any]], export: Export, library: Library) -> Sequence[Row]:
    if name != "walks":
        return rows
    return judged(rows, export.tables.get("pain_reports", []), library.rules.colours)
