"""One's own export, read in again: all of it or nothing, only with consent, and nothing that was held is let go."""

import io
import json
import zipfile
from datetime import timedelta
from typing import Any

import pytest

from bot.export import archive, reading
from bot.export.columns import PASSING
from bot.store import everything
from bot.store.person import users
from bot.store.put_back import LEFT_OUT, NUMBERED, OWN_NUMBERS
from bot.store.safety import holds
from tests.support.settled import settle, walker_in
from tests.support.story import LIBRARY, Person, Story

NUMBERS = {*NUMBERED.values(), *OWN_NUMBERS.values(), "entity_id", "user_id"}


async def lived(story: Story) -> Person:
    """Return somebody with walks, advice, a hold that stops, a visit still to be asked about, and notes."""
    ana = await settle(story)
    await ana.say("20 min pain 3 hard")
    await ana.say("/pain 8")
    for label in ("None", "None", "None"):
        await ana.tap(label)
    async with story.engine.database.transaction() as tx:
        tx.run(
            "INSERT INTO notes (user_id, words, said_on, said_at) SELECT 1, ?, on_day, said_at FROM days",
            ('["back"] ñ',),
        )
        holds.put(tx, 1, "CLEARANCE", story.clock.now().date(), story.clock.now())
    return ana


async def exported(story: Story, user_id: int = 1) -> bytes:
    """Return the zip of somebody."""
    facts = {"user_id": user_id, "day": "2026-11-23"}
    return await archive.maker(story.engine.database, LIBRARY).make("en", facts)


async def rows(story: Story, user_id: int) -> dict[str, list[dict[str, Any]]]:
    """Return what is stored of somebody and was exported, but for numbers, which are given anew."""
    async with story.engine.database.transaction() as tx:
        found = everything.rows_of(tx, user_id)
    return {
        table: [{key: value for key, value in row.items() if key not in NUMBERS} for row in its]
        for table, its in found.items()
        if table not in PASSING | LEFT_OUT | {"nudges", "consents", "screens", "profiles", "advice"}
    }


def changed(content: bytes, change: Any) -> bytes:
    """Return walk-coach.json of a zip with a change."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        whole = json.loads(packed.read("walk-coach.json"))
    change(whole)
    return json.dumps(whole).encode()


async def test_all_of_it_comes_back_after_delete() -> None:
    """Under new numbers beside somebody else's; holds stay open, the visit is still asked about, questions come."""
    async with Story.open() as story:
        ana = await lived(story)
        content, before = await exported(story), await rows(story, 1)
        await ana.say("/delete")
        await ana.tap("Yes, delete")
        bea = await settle(story, 2)
        await bea.say("15 min pain 1")
        theirs = await rows(story, 2)
        await ana.send_file("walk-coach-2026-11-23.zip", content)
        assert await rows(story, 1) == {}
        await ana.tap("Yes, I agree")
        assert "It is all back" in ana.bubbles[-2].plain
        assert "1 walk" in ana.bubbles[-2].plain
        assert await rows(story, 1) == before
        assert await rows(story, 2) == theirs
        async with story.engine.database.transaction() as tx:
            assert {hold.rule for hold in holds.open_of(tx, 1)} >= {"CLEARANCE"}
            walker = walker_in(tx, 1, story.clock.now())
            (screen,) = tx.all("SELECT * FROM screens WHERE user_id = 1 AND trigger = 'restored'")
            assert screen["finished_at"] is None
            severe = tx.all("SELECT trigger FROM screens WHERE user_id = 1 AND kind = 'severe'")
            reports = {row["report_id"] for row in tx.all("SELECT report_id FROM pain_reports WHERE user_id = 1")}
            assert {int(row["trigger"].split("-")[1].split(":")[0]) for row in severe} <= reports
            mine = {row["screen_id"] for row in tx.all("SELECT screen_id FROM screens WHERE user_id = 1")}
            assert walker.profile.screen_id in mine
            daily = tx.all("SELECT * FROM nudges WHERE user_id = 1 AND kind = 'daily' AND status = 'pending'")
            assert len(daily) == 1
            visits = tx.all("SELECT * FROM nudges WHERE user_id = 1 AND kind = 'visit'")
            advised = {row["advice_id"] for row in tx.all("SELECT advice_id FROM advice WHERE user_id = 1")}
            assert all(nudge["entity_id"] in advised and f":{nudge['entity_id']}:" in nudge["key"] for nudge in visits)


async def test_no_day_has_two_nudges() -> None:
    """A nudge that was said today is not said again by the plan that came back."""
    async with Story.open() as story:
        ana = await settle(story)
        await story.until("2026-11-24 12:00")
        content = await exported(story)
        await ana.say("/delete")
        await ana.tap("Yes, delete")
        await ana.send_file("walk-coach.zip", content)
        await ana.tap("Yes, I agree")
        due = [nudge["on_day"] for nudge in await story.rows("nudges") if nudge["kind"] == "daily"]
        assert len(due) == len(set(due))


async def test_nothing_is_stored_without_a_yes() -> None:
    """Before it only the file's id is kept; after a no not even the account."""
    async with Story.open() as story:
        await lived(story)
        content = await exported(story)
        eve = story.person(5)
        await eve.send_file("walk-coach.zip", content)
        async with story.engine.database.transaction() as tx:
            assert everything.rows_of(tx, 5).keys() <= {"users", "expecting", "inbox"}
        await eve.tap("No, leave it")
        async with story.engine.database.transaction() as tx:
            assert users.find(tx, 5) is None
        await eve.tap_data("1:restore:yes", eve.last)
        async with story.engine.database.transaction() as tx:
            assert users.find(tx, 5) is None


async def test_who_has_a_plan_keeps_it() -> None:
    """The file of somebody else's, or an older one of theirs, changes nothing."""
    async with Story.open() as story:
        ana = await lived(story)
        content, before = await exported(story), await rows(story, 1)
        await ana.send_file("walk-coach.zip", content)
        assert "You have a plan here" in ana.last.plain
        await ana.tap_data("1:restore:yes", ana.last)
        assert await rows(story, 1) == before


async def test_what_is_held_now_stays_held() -> None:
    """Signs of an emergency told at a new start are not undone by a file from before them."""
    async with Story.open() as story:
        ana = await settle(story)
        content = await exported(story)
        await ana.say("/delete")
        await ana.tap("Yes, delete")
        await ana.say("/start")
        await ana.tap("I agree")
        async with story.engine.database.transaction() as tx:
            holds.put(tx, 1, "EMERGENCY", story.clock.now().date(), story.clock.now())
        await ana.send_file("walk-coach.zip", content)
        await ana.tap("Yes, I agree")
        async with story.engine.database.transaction() as tx:
            assert [hold.rule for hold in holds.open_of(tx, 1)] == ["EMERGENCY"]


def _put(table: str, column: str, value: Any) -> Any:
    def change(whole: dict[str, Any]) -> None:
        whole["tables"][table][0][column] = value

    return change


def _without(table: str, column: str) -> Any:
    def change(whole: dict[str, Any]) -> None:
        del whole["tables"][table][0][column]

    return change


def _twice(whole: dict[str, Any]) -> None:
    whole["tables"]["profiles"] *= 2


def _unknown(whole: dict[str, Any]) -> None:
    whole["tables"]["outbox"] = [{"chat_id": 2, "calls": "[]"}]


DAMAGED = {
    "a score of 11": _put("walks", "worst_pain", 11),
    "a score in words": _put("walks", "worst_pain", "three"),
    "a truth": _put("walks", "minutes", True),
    "a number too large": _put("walks", "minutes", 10**30),
    "a day that is none": _put("walks", "on_day", "2026-02-30"),
    "a day of another form": _put("walks", "on_day", "20261123"),
    "an instant of another form": _put("walks", "logged_at", "2026-W48-1T08:00Z"),
    "neither yes nor no": _put("walks", "target", 5),
    "an instant without a zone": _put("walks", "logged_at", "2026-11-23T08:00:00"),
    "an effort unknown": _put("walks", "effort", "brisk"),
    "a zone unknown": _put("profiles", "zone", "../etc/passwd"),
    "a weekday unknown": _put("profiles", "walk_days", [9]),
    "a list that is none": _put("profiles", "regions", "back"),
    "an answer unknown": _put("screens", "answers", {"chest": "perhaps"}),
    "a rule unknown": _put("holds", "rule", "NOTHING"),
    "a text too long": _put("notes", "words", "x" * 5000),
    "a column unknown": _put("walks", "x) VALUES (1); --", 1),
    "a value missing": _without("walks", "on_day"),
    "a value emptied": _put("walks", "on_day", None),
    "a reference to nothing": _put("profiles", "screen_id", 999),
    "one profile too many": _twice,
    "a table that is not exported": _unknown,
}


@pytest.mark.parametrize("change", DAMAGED.values(), ids=DAMAGED)
async def test_a_file_that_was_changed_is_refused_whole(change: Any) -> None:
    """Nothing of it is stored, and the person is told."""
    async with Story.open() as story:
        await lived(story)
        content = changed(await exported(story), change)
        eve = story.person(5)
        await eve.send_file("walk-coach.json", content)
        await eve.tap("Yes, I agree")
        assert "changed or is missing" in eve.last.plain
        async with story.engine.database.transaction() as tx:
            assert everything.rows_of(tx, 5).keys() <= {"users", "expecting", "inbox"}


async def test_what_is_no_export_is_said_in_words() -> None:
    """Other files, larger, newer and older ones, and one that Telegram does not give."""
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("walk-coach.json", b" " * (reading.CONTENT_MOST + 1))
    newer = json.dumps({"format": 3, "schema": 1, "tables": {}}).encode()
    older = json.dumps({"format": 1, "schema": 1, "tables": {}}).encode()
    cases = (
        (b"hello", "not a file that I made"),
        (b"PK\x03\x04 and then nothing", "not a file that I made"),
        (b"[" * 100_000, "not a file that I made"),
        (bomb.getvalue(), "too large"),
        (newer, "newer Walk Coach"),
        (older, "not a file that I made"),
    )
    async with Story.open() as story:
        eve = story.person(5)
        for content, words in cases:
            await eve.send_file("walk-coach.zip", content)
            await eve.tap("Yes, I agree", eve.last)
            assert words in eve.last.plain, words
        await eve.send_file("walk-coach.zip", b"", size=reading.UPLOAD_MOST + 1)
        assert "too large" in eve.last.plain
        await eve.send_file("walk-coach.zip", older)
        eve.file = None
        await eve.tap("Yes, I agree", eve.last)
        assert "could not get the file" in eve.last.plain
        await eve.send_file("holiday.jpg", b"x")
        assert "Something feels wrong" in eve.last.labels()


async def test_somebody_half_way_through_the_start_goes_on_there() -> None:
    """An export from before there was a plan brings back what was told, and the next question comes."""
    async with Story.open() as story:
        ana = story.person(1)
        await ana.say("/start")
        await ana.tap("I agree")
        await ana.tap("65")
        content = await exported(story)
        story.clock.instant += timedelta(days=1)
        eve = story.person(5)
        await eve.send_file("walk-coach.zip", content)
        await eve.tap("Yes, I agree")
        (profile,) = [row for row in await story.rows("profiles") if row["user_id"] == 5]
        assert profile["age_band"] == "65-69"
        assert "hurt" in eve.last.plain


async def test_who_wrote_of_despair_is_still_asked_how_they_are() -> None:
    """The crisis of now stays when an export comes in, and so does the one quiet question of the next day."""
    async with Story.open() as story:
        await lived(story)
        content = await exported(story)
        bea = story.person(2)
        await bea.say("/start")
        await bea.tap("I agree")
        await bea.say("I want to die")
        await bea.send_file("walk-coach.zip", content)
        await bea.tap("Yes, I agree")
        count = len(bea.bubbles)
        await story.wait(days=2)
        (asked,) = bea.bubbles[count:]
        assert "How is it today?" in asked.plain
