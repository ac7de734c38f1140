"""The README of an export, a page that every browser shows; and docs/export.md, the same for programmers."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from bot.content.library import Library, data_folder
from bot.content.shapes import ORIGIN, Words
from bot.export.columns import DERIVED, JSON, PASSING, STAND_INS, TECHNICAL, Tables, explained, is_instant
from bot.export.values import columns_of, header
from bot.store import everything
from bot.store.database import Database

SOURCES = "`content/words/en/exported.yaml` and `bot/export/columns.py`"


def page(tables: Tables, columns: Mapping[str, list[str]], words: Words, language: str, on: str, zone: str) -> str:
    """Return the README (HTML) of a language: each sheet, each of its columns, each value that may stand in it."""
    said = words.exported.page
    shown = sorted(columns, key=lambda name: (name in TECHNICAL, name not in tables, name))
    facts = {
        "language": language,
        "title": said["title"],
        "about": [
            said["made"] % {"day": on, "zone": zone},
            *(said[key] for key in ("sheets", "technical", "json", "restore", "fhir", "cells")),
        ],
        "said": said,
        "tables": [_table(name, columns[name], len(tables.get(name, ())), words) for name in shown],
    }
    return _template().render(facts)


def _table(name: str, stored: Iterable[str], rows: int, words: Words) -> dict[str, Any]:
    said = words.exported
    folder = "technical" if name in TECHNICAL else "sheets"
    return {
        "name": name,
        "file": f"{folder}/{name}.csv" if rows else None,
        "rows": said.page["rows"] % {"rows": rows} if rows else said.page["none"],
        "about": said.tables[name].about,
        "columns": [
            {
                "names": header(name, [column]),
                "meaning": said.tables[name].columns[column],
                "split": is_instant(name, column),
                "values": explained(name, column, words),
            }
            for column in columns_of(name, stored)
        ],
    }


@cache
def _template() -> Template:
    folder = data_folder("templates") / "_export"
    loader = FileSystemLoader(folder)
    environment = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template("readme.html.j2")


async def reference(library: Library) -> str:
    """Return docs/export.md: every exported table with its columns, what they hold and every value of a closed set."""
    words, columns = library.words[ORIGIN], await _columns()
    lines = [
        "# What /export gives",
        "",
        f"Made by `walk-coach export-schema --output docs/export.md` from the migrations, {SOURCES}. The"
        " zip file holds:",
        "",
        "- `README-<language>.html`: what follows, in the words of each language.",
        "- `sheets/<table>.csv`: for spreadsheets (UTF-8 with a byte-order mark, RFC 4180). An instant `x_at` stands as"
        " `x_at_day` and `x_at_time`, in the person's own zone; minutes of the day as a time; lists with `;` between.",
        "- `technical/<table>.csv`: the same for what the bot needs for its own work.",
        "- `walk-coach.json`: format 2, all rows in full: `schema` (number of the newest migration), `user_id`,"
        " `exported_on`, and `tables`: table → rows → column → value. Instants are UTC, days are the person's own, "
        " truths are 0 or 1, pain is NRS 0-10.",
        "- `fhir.json`: a FHIR R4 bundle: pain as Observation (LOINC 72514-3), walks as Observation (LOINC 55411-3)"
        " with their pain as members, self-tests as QuestionnaireResponse with their Questionnaire.",
    ]
    for name in sorted(columns, key=lambda name: (name in TECHNICAL, name)):
        folder = "technical" if name in TECHNICAL else "sheets"
        lines += ["", f"## {name}", "", f"`{folder}/{name}.csv`. {words.exported.tables[name].about}", ""]
        lines += ["| column | meaning | values |", "|---|---|---|"]
        lines += [_line(name, column, words) for column in columns_of(name, columns[name])]
    return "\n".join(lines) + "\n"


async def _columns() -> dict[str, list[str]]:
    """Return the columns of every exported table, from an empty database."""
    database = await Database.open(None, bytes(32))
    try:
        async with database.transaction() as tx:
            return {name: names for name, names in everything.columns(tx).items() if name not in PASSING}
    finally:
        await database.close()


def _line(table: str, column: str, words: Words) -> str:
    values = [f"`{value}`: {meaning}" for value, meaning in explained(table, column, words).items()]
    kind = [
        *(["instant"] if is_instant(table, column) else []),
        *(["JSON"] if (table, column) in JSON else []),
        *(["not stored"] if column in DERIVED.get(table, ()) else []),
        *(
            [f"stored as `{STAND_INS[table, column][0]}`: `{STAND_INS[table, column][1]}`"]
            if (table, column) in STAND_INS
            else []
        ),
    ]
    meaning = words.exported.tables[table].columns[column] + (f" ({'; '.join(kind)})" if kind else "")
    return f"| {column} | {meaning} | {'; '.join(values)} |".replace("|  |", "| |")
