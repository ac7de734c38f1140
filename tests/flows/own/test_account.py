"""/privacy, /delete and withdrawing consent."""

from datetime import UTC, datetime
from typing import Any

from bot.store.database import Database
from tests.support.states import mid_onboarding, onboarded
from tests.support.story import Story

ANA, BEN = 3, 4
KEYS: dict[str, tuple[str, int | str]] = {
    "courses": ("walk_id", 1),
    "visits": ("advice_id", 1),
    "uploads": ("digest", "{user_id}"),
}
"""Keys that SQLite would make up, or leave out."""


async def rows_of(story: Story, user_id: int) -> dict[str, int]:
    """Return the tables that hold a row of this person, by any column that could carry their id."""
    found = {}
    async with story.engine.database.transaction() as tx:
        for table, columns in tx.tables().items():
            for column in {"user_id", "chat_id"}.intersection(columns):
                row = tx.one(f"SELECT count(*) AS n FROM {table} WHERE {column} = ?", (user_id,))
                assert row
                if row["n"]:
                    found[table] = row["n"]
    return found


async def described_columns() -> dict[str, list[Any]]:
    """Return every table with what SQLite says of its columns."""
    database = await Database.open(None, bytes(32))
    async with database.transaction() as tx:
        found = {table: tx.all(f"SELECT * FROM pragma_table_info('{table}')") for table in tx.tables()}
    await database.close()
    return found


async def fill_every_table(story: Story, user_id: int) -> None:
    """Leave at least one row of this person wherever one can be."""
    now = story.clock.now()
    described = await described_columns()
    async with story.engine.database.transaction() as tx:
        for table, columns in tx.tables().items():
            owner = next((name for name in ("user_id", "chat_id") if name in columns), None)
            if owner is None or table == "inbox":
                continue
            needed = [c for c in described[table] if c["notnull"] and c["dflt_value"] is None and c["name"] != owner]
            values = {owner: user_id, **{c["name"]: 1 if c["type"] == "INTEGER" else "x" for c in needed}}
            if table in KEYS:
                column, value = KEYS[table]
                values[column] = value.format(user_id=user_id) if isinstance(value, str) else value
            values |= {name: now for name in values if name.endswith("_at")}
            values |= {name: "2026-11-23" for name in values if name.endswith("_on") or name == "on_day"}
            values |= {name: "[]" for name in values if name == "calls"}
            marks = ", ".join("?" for _ in values)
            tx.run(
                f"INSERT INTO {table} ({', '.join(values)}) VALUES ({marks}) ON CONFLICT DO NOTHING",
                tuple(values.values()),
            )


async def test_delete_leaves_no_row_in_any_table() -> None:
    """After /delete and one more tap nothing of that person is in any table; someone else's rows stay."""
    async with Story.open() as story:
        ana = await onboarded(story, ANA)
        await onboarded(story, BEN)
        await fill_every_table(story, ANA)
        before = await rows_of(story, BEN)
        filled = await rows_of(story, ANA)
        assert {"users", "profiles", "walks", "outbox", "nudges", "expecting"} <= set(filled)
        await ana.say("/delete")
        assert "cannot be undone" in ana.last.plain
        await ana.tap("Yes, delete everything")
        assert ana.last.plain.startswith("Done. Everything is deleted.")
        assert await rows_of(story, ANA) == {}
        assert await rows_of(story, BEN) == before


async def test_old_buttons_bring_nothing_back() -> None:
    """Every button from before /delete still answers, and stores nothing."""
    async with Story.open() as story:
        ana = await onboarded(story, ANA)
        for command in (
            "/today",
            "/settings",
            "/exercises",
            "/pt",
            "/pain",
            "/log",
            "/walk",
            "/pause",
            "/why",
            "/privacy",
            "/delete",
        ):
            await ana.say(command)
        old = [
            (button["callback_data"], bubble)
            for bubble in ana.bubbles
            for row in bubble.buttons
            for button in row
            if "callback_data" in button
        ]
        await ana.tap("Yes, delete everything")
        for data, bubble in old:
            said = len(ana.lines)
            await ana.tap_data(data, bubble)
            assert len(ana.lines) > said + 1, data
            assert "something went wrong" not in ana.last.plain, data
            assert await rows_of(story, ANA) == {}, data


async def test_deleting_twice_says_that_nothing_is_there() -> None:
    """A double tap on the last question is no error."""
    async with Story.open() as story:
        ana = await onboarded(story, ANA)
        await ana.say("/delete")
        data = ana.last.buttons[0][0]["callback_data"]
        await ana.tap_data(data, ana.last)
        await ana.tap_data(data, ana.last)
        assert ana.last.plain.startswith("I keep nothing about you.")
        await ana.say("/delete")
        assert ana.last.plain.startswith("I keep nothing about you.")


async def test_keeping_everything() -> None:
    """ "No, keep it" deletes nothing."""
    async with Story.open() as story:
        ana = await onboarded(story, ANA)
        before = await rows_of(story, ANA)
        await ana.say("/delete")
        await ana.tap("No, keep it")
        assert ana.last.plain.startswith("Nothing was deleted.")
        assert await rows_of(story, ANA) == before


async def test_withdrawing_consent_leaves_only_the_refusal() -> None:
    """Withdrawing deletes what consent allowed to be kept; that it was withdrawn is noted, with the time."""
    async with Story.open() as story:
        ana = await onboarded(story, ANA)
        await fill_every_table(story, ANA)
        await ana.say("/privacy")
        assert "not end-to-end encrypted" in ana.last.plain
        await ana.tap("Withdraw my consent")
        await ana.tap("Yes, withdraw")
        assert ana.last.plain.startswith("Done. Your consent is withdrawn.")
        assert await rows_of(story, ANA) == {"users": 1, "consents": 1}
        consent = (await story.rows("consents"))[0]
        assert (consent["given"], consent["version"]) == (0, 1)


async def test_privacy_shows_what_was_agreed_to_and_when() -> None:
    """The second page names the version and the day of the consent; a stranger's says there is none."""
    async with Story.open(datetime(2026, 11, 23, 8, tzinfo=UTC)) as story:
        ben = await mid_onboarding(story, BEN)
        await ben.say("/privacy")
        await ben.tap("Your choices")
        assert "text 1 on November 23, 2026" in ben.last.plain
        assert "Withdraw my consent" in ben.last.labels()
        stranger = story.person(9)
        await stranger.say("/privacy")
        await stranger.tap("Your choices")
        assert "You have not agreed" in stranger.last.plain
        assert "Delete everything" not in stranger.last.labels()
        assert await rows_of(story, 9) == {}


async def test_only_what_concerns_health_can_be_deleted() -> None:
    """Hour, days and zone stay, and consent; the start begins anew and asks for neither zone nor hour."""
    async with Story.open() as story:
        ana = await onboarded(story, ANA)
        await fill_every_table(story, ANA)
        await ana.say("/privacy")
        await ana.tap("Delete only my health answers")
        await ana.tap("Yes, delete my health answers")
        assert set(await rows_of(story, ANA)) <= {"users", "consents", "profiles", "outbox", "inbox"}
        profile = (await story.rows("profiles"))[0]
        assert (profile["zone"], profile["nudge_minute"]) == ("Europe/Madrid", 540)
        assert (profile["age_band"], profile["pain_now"], profile["regions"], profile["onboarded_at"]) == (
            None,
            None,
            "[]",
            None,
        )
        await ana.tap("Start")
        for label in ("18–64", "Back", "None", "None", "None", "3", "15 min"):
            await ana.tap(label)
        assert ana.last.plain.startswith("Your plan")
