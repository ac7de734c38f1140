"""/export: everything comes along, and put back it equals what was stored."""

import csv
import io
import json
import zipfile
from pathlib import Path
from typing import Any

from bot import export
from bot.store import everything, migrations
from bot.store.database import Database
from tests.support.running import KEY
from tests.support.settled import settle
from tests.support.story import Story

ROOT = Path(__file__).parent.parent
WORDS = '=HYPERLINK("x"), "quoted",\nand [1, 2] – ñ 🚶 مشي'


async def lived(story: Story) -> dict[str, list[dict[str, Any]]]:
    """Let somebody live through most tables, and return what is stored about them."""
    ana = await settle(story)
    await ana.say("20 min pain 3 hard")
    for label in ("I hurt", "3 · Upper back", "8", "None", "None", "Why am I told this?"):
        await ana.say("/today") if label == "I hurt" else None
        await ana.tap(label)
    async with story.engine.database.transaction() as tx:
        tx.run(
            "INSERT INTO visits SELECT advice_id, user_id, 'went', 'easier', ?, given_at FROM advice LIMIT 1", (WORDS,)
        )
        return everything.rows_of(tx, 1)


async def put_back(tables: dict[str, list[dict[str, Any]]]) -> dict[str, list[dict[str, Any]]]:
    """Write rows into an empty store, as a program that knows only the schema would, and read them again."""
    database = await Database.open(None, KEY)
    try:
        async with database.transaction() as tx:
            tx.run("PRAGMA defer_foreign_keys = ON")
            for table, rows in tables.items():
                for row in rows:
                    values = [
                        json.dumps(v, separators=(",", ":"), ensure_ascii=False) if isinstance(v, list | dict) else v
                        for v in row.values()
                    ]
                    marks = ", ".join("?" for _ in values)
                    tx.run(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", tuple(values))
            return everything.rows_of(tx, 1)
    finally:
        await database.close()


async def test_what_was_exported_can_be_put_back() -> None:
    """Every row of every table, to the last character; nothing but what is on its way is left out."""
    async with Story.open() as story:
        stored = await lived(story)
        packed = await export.maker(story.engine.database).make("en", {"user_id": 1, "day": "2026-11-23"})
        with zipfile.ZipFile(io.BytesIO(packed)) as opened:
            whole = json.loads(opened.read("walk-coach.json"))
        assert (whole["format"], whole["user_id"], whole["exported_on"]) == (1, 1, "2026-11-23")
        assert {"users", "profiles", "walks", "advice", "screens", "visits"} <= whole["tables"].keys()
        assert isinstance(whole["tables"]["profiles"][0]["walk_days"], list)
        kept = {name: rows for name, rows in stored.items() if name not in export.PASSING}
        assert await put_back(whole["tables"]) == kept


async def test_each_table_is_a_sheet() -> None:
    """One CSV a table, with a header and every row; no cell is a formula."""
    async with Story.open() as story:
        stored = await lived(story)
        packed = await export.maker(story.engine.database).make("en", {"user_id": 1, "day": "2026-11-23"})
        with zipfile.ZipFile(io.BytesIO(packed)) as opened:
            sheets = {name: opened.read(name).decode() for name in opened.namelist() if name.endswith(".csv")}
        assert set(sheets) == {f"csv/{name}.csv" for name in stored if name not in export.PASSING}
        for name, rows in stored.items():
            if name not in export.PASSING:
                table = list(csv.reader(io.StringIO(sheets[f"csv/{name}.csv"], newline="")))
                assert table[0] == list(rows[0])
                assert len(table) == len(rows) + 1
                assert not any(cell[:1] in ("=", "+", "@") for line in table for cell in line)


async def test_the_command_sends_the_file_and_a_stranger_has_none() -> None:
    """/export and its button; before consent there is nothing to take along."""
    async with Story.open() as story:
        stranger = story.person(2)
        await stranger.say("/export")
        assert "I keep nothing about you" in stranger.last.plain
        ana = await settle(story)
        await ana.say("/export")
        assert ana.last.file
        assert ana.last.file["name"] == "walk-coach-2026-11-23.zip"
        await ana.say("/privacy")
        await ana.tap("Download my data")
        assert len([bubble for bubble in ana.bubbles if bubble.file]) == 2


def test_ten_years_are_packed_at_once() -> None:
    """A long life with the bot is a file of a size that Telegram takes (50 MB)."""
    walks = [
        {"walk_id": n, "user_id": 1, "on_day": "2026-11-23", "minutes": n % 60, "words": WORDS} for n in range(7300)
    ]
    packed = export.archive({"walks": walks}, 1, "2036-11-23")
    assert len(packed) < 1_000_000
    assert packed == export.archive({"walks": walks}, 1, "2036-11-23")


def test_the_page_is_the_one_that_the_command_makes() -> None:
    """After a change of the schema: `walk-coach export-schema --output docs/export.md`."""
    assert (ROOT / "docs" / "export.md").read_text(encoding="utf-8") == export.page(migrations.FOLDER)


async def test_every_exported_column_is_on_the_page() -> None:
    """The page is read from the migrations' text: that nothing slipped through is asked of the database itself."""
    page = export.page(migrations.FOLDER)
    database = await Database.open(None, KEY)
    try:
        async with database.transaction() as tx:
            for table in tx.all("SELECT name FROM sqlite_master WHERE type = 'table'"):
                columns = [row["name"] for row in tx.all(f"PRAGMA table_info({table['name']})")]
                if "user_id" in columns and table["name"] not in export.PASSING:
                    section = page.split(f"## {table['name']}\n")[1].split("\n## ")[0]
                    assert [line.split(" | ")[0][2:] for line in section.splitlines() if line.startswith("| ")][
                        1:
                    ] == columns
    finally:
        await database.close()
