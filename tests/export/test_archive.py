"""/export: everything comes along, and put back it equals what was stored."""

import csv
import io
import json
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest

from bot.domain.checkin import Walk
from bot.domain.coaching.pause import UNTIL_TOLD
from bot.export import archive, readme
from bot.export.columns import PASSING, TECHNICAL
from bot.export.values import columns_of, header, stored
from bot.store import everything, migrations
from bot.store.database import Database
from tests.support.running import KEY
from tests.support.settled import settle
from tests.support.story import LIBRARY, Story

ROOT = Path(__file__).parent.parent.parent
WORDS = '=HYPERLINK("x"), "quoted",\nand [1, 2] – ñ 🚶 مشي'


async def lived(story: Story) -> dict[str, list[dict[str, Any]]]:
    """Let somebody live through most tables, and return what is stored about them."""
    ana = await settle(story)
    await ana.say("20 min pain 3 hard")
    for label in ("I hurt", "3 · Upper back", "8", "None", "None", "None", "Why am I told this?"):
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
                    values = tuple(stored(table, column, value) for column, value in row.items())
                    marks = ", ".join("?" for _ in values)
                    tx.run(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", values)
            return everything.rows_of(tx, 1)
    finally:
        await database.close()


async def packed(story: Story, language: str = "en") -> zipfile.ZipFile:
    """Return the export of somebody."""
    facts = {"user_id": 1, "day": "2026-11-23"}
    made = await archive.maker(story.engine.database, LIBRARY).make(language, facts)
    return zipfile.ZipFile(io.BytesIO(made))


def table(opened: zipfile.ZipFile, name: str) -> list[dict[str, str]]:
    """Return the rows of a sheet, as a spreadsheet reads them."""
    text = opened.read(name).decode("utf-8-sig")
    return [*csv.DictReader(io.StringIO(text, newline=""))]


async def test_what_was_exported_can_be_put_back() -> None:
    """Every row of every table, to the last character; nothing but what is on its way is left out."""
    async with Story.open() as story:
        kept = {name: rows for name, rows in (await lived(story)).items() if name not in PASSING}
        whole = json.loads((await packed(story)).read("walk-coach.json"))
        assert (whole["format"], whole["user_id"], whole["exported_on"]) == (2, 1, "2026-11-23")
        assert whole["schema"] == migrations.newest()
        assert {"users", "profiles", "walks", "advice", "screens", "visits"} <= whole["tables"].keys()
        assert isinstance(whole["tables"]["profiles"][0]["walk_days"], list)
        assert await put_back(whole["tables"]) == kept


async def test_own_words_that_look_like_json_stay_words() -> None:
    """A note `["back"]` is a note."""
    async with Story.open() as story:
        await settle(story)
        async with story.engine.database.transaction() as tx:
            tx.run("INSERT INTO notes (user_id, words, said_on, said_at) VALUES (1, '[\"back\"]', '2026-11-23', 'x')")
        opened = await packed(story)
        assert json.loads(opened.read("walk-coach.json"))["tables"]["notes"][0]["words"] == '["back"]'


async def test_no_value_stands_for_something_else() -> None:
    """What is stored as -1 or the year 9999 leaves as a word, in sheets, in JSON and in evidence, and comes back."""
    async with Story.open() as story:
        await settle(story, comfortable_minutes=-1, paused_until=UNTIL_TOLD)
        async with story.engine.database.transaction() as tx:
            tx.run("UPDATE doses SET evidence = ?", ('{"comfortable_minutes":-1,"pain_now":3}',))
            tx.run(
                "INSERT INTO self_tests (user_id, kind, offered_on, pain, minutes, stands)"
                " VALUES (1, 'full', '2026-11-23', 0, -1, -1)"
            )
            kept = {name: rows for name, rows in everything.rows_of(tx, 1).items() if name not in PASSING}
        opened = await packed(story)
        for name in opened.namelist():
            text = opened.read(name).decode()
            assert name.startswith("README") or not re.search(r"(?<![\d-])-1\b|9999", text), name
        profile = table(opened, "sheets/profiles.csv")[0]
        assert (profile["comfortable_minutes"], profile["paused_until_day"]) == ("unknown", "until_told")
        assert await put_back(json.loads(opened.read("walk-coach.json"))["tables"]) == kept


async def test_each_table_is_a_sheet() -> None:
    """One CSV a table, what is the bot's own apart, with a header and every row; no cell is a formula."""
    async with Story.open() as story:
        tables = {name: rows for name, rows in (await lived(story)).items() if name not in PASSING}
        opened = await packed(story)
        folders = {name: "technical" if name in TECHNICAL else "sheets" for name in tables}
        names = {name for name in opened.namelist() if name.endswith(".csv")}
        assert names == {f"{folder}/{name}.csv" for name, folder in folders.items()}
        assert {"technical", "sheets"} <= set(folders.values())
        for name, rows in tables.items():
            sheet = f"{folders[name]}/{name}.csv"
            assert opened.read(sheet).startswith(b"\xef\xbb\xbf")
            lines = table(opened, sheet)
            assert [*lines[0]] == header(name, columns_of(name, rows[0]))
            assert len(lines) == len(rows)
            assert not any(cell[:1] in ("=", "+", "@") for line in lines for cell in line.values())


async def test_times_are_local_and_a_walk_has_one_before_and_its_colour() -> None:
    """The day and the time on the person's own clock, summer and winter, whatever UTC says."""
    async with Story.open() as story:
        await settle(story)
        async with story.engine.database.transaction() as tx:
            for gate, before, worst, logged in (
                (2, None, 3, "2026-11-23T23:30:00Z"),
                (None, 4, 8, "2026-07-01T22:15:00Z"),
                (None, None, None, "2026-11-23T08:00:00Z"),
            ):
                tx.run(
                    "INSERT INTO walks (user_id, on_day, minutes, gate_pain, before_pain, worst_pain, logged_at)"
                    " VALUES (1, ?, 10, ?, ?, ?, ?)",
                    (logged[:10], gate, before, worst, logged),
                )
            tx.run(
                "INSERT INTO walks (user_id, on_day, minutes, worst_pain, undone_at)"
                " VALUES (1, '2026-11-23', 9, 9, '2026-11-23T08:00:00Z')"
            )
        walks = table(await packed(story), "sheets/walks.csv")
        assert [(w["logged_at_day"], w["logged_at_time"], w["before"], w["colour"]) for w in walks] == [
            ("2026-11-24", "00:30:00", "2", "GREEN"),
            ("2026-07-02", "00:15:00", "4", "RED"),
            ("2026-11-23", "09:00:00", "", ""),
            ("", "", "", ""),
        ]
        profile = table(await packed(story), "sheets/profiles.csv")[0]
        assert (profile["nudge_minute"], profile["walk_days"]) == ("09:00", "mon; tue; wed; thu; fri; sat; sun")


@pytest.mark.parametrize("language", LIBRARY.words)
async def test_a_readme_in_each_language_explains_each_sheet(language: str) -> None:
    """Every table of the zip, every column of its sheet, and the values that stand in it."""
    async with Story.open() as story:
        await lived(story)
        opened = await packed(story)
        page = opened.read(f"README-{language}.html").decode()
        assert f'<html lang="{language}">' in page
        assert "Europe/Madrid" in page
        for name in opened.namelist():
            if name.endswith(".csv"):
                assert name in page
                assert all(f"<code>{column}</code>" in page for column in table(opened, name)[0])
        meaning = LIBRARY.words[language].exported.values["effort"]["hard"]
        assert f"<code>hard</code>: {meaning}" in page


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
    names = ["walk_id", "user_id", "on_day", *Walk.__dataclass_fields__]
    columns = {"walks": [*dict.fromkeys(names)]}
    walks = [
        {**dict.fromkeys(columns["walks"]), "walk_id": n, "user_id": 1, "on_day": "2026-11-23", "target": 0}
        | {
            "exercise": "standard",
            "beside": "[]",
            "minutes": n % 60,
            "worst_pain": n % 10,
            "something_new": 0,
            "logged_at": "2026-11-23T08:00:00Z",
        }
        for n in range(7300)
    ]
    export = archive.Export(1, "2036-11-23", {"walks": walks}, columns)
    made = archive.archive(export, LIBRARY, "en")
    assert len(made) < 2_000_000
    assert made == archive.archive(export, LIBRARY, "en")


async def test_the_page_is_the_one_that_the_command_makes() -> None:
    """After a change of the schema or the words: `walk-coach export-schema --output docs/export.md`."""
    assert (ROOT / "docs" / "export.md").read_text(encoding="utf-8") == await readme.reference(LIBRARY)
