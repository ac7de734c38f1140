"""What goes wrong with a server: it is gone, it restarts, it was written by another version, two begin at once."""

import asyncio

import pytest

from bot import doctor
from bot.store import migrations
from bot.store.database import Database
from bot.store.errors import StoreError
from bot.store.postgres import driver, looking
from bot.store.postgres.connection import Server
from tests.support import engines
from tests.support.engines import open_store
from tests.support.story import MONDAY, Story

pytestmark = pytest.mark.postgres


def end_connections(database: Database) -> None:
    """Break the connection of a database, as a server does that is stopped."""
    connection = database._connection
    assert isinstance(connection, Server)
    pid = connection._driver.info.backend_pid
    engines.admin().execute("SELECT pg_terminate_backend($1::int, 5000)", [pid])


async def test_a_server_that_is_not_there_is_a_sentence() -> None:
    """Not a traceback of the driver's."""
    with pytest.raises(StoreError, match="cannot be reached"):
        await Database.connect("postgresql://walk@127.0.0.1:1/walk")


async def test_a_broken_connection_undoes_its_transaction_and_the_next_one_goes_on() -> None:
    """Nothing of the first is there, and nobody has to start the bot anew."""
    database = await open_store()
    with pytest.raises(StoreError, match="cannot be reached"):
        async with database.transaction() as tx:
            tx.run("INSERT INTO installation (name, value) VALUES ('lost', '')")
            end_connections(database)
            tx.run("INSERT INTO installation (name, value) VALUES ('never', '')")
    async with database.transaction() as tx:
        assert tx.all("SELECT * FROM installation") == []
        tx.run("INSERT INTO installation (name, value) VALUES ('kept', '')")
    end_connections(database)  # while nobody uses it
    async with database.transaction() as tx:
        assert [row["name"] for row in tx.all("SELECT name FROM installation")] == ["kept"]
    await database.close()


async def test_a_connection_that_breaks_before_the_commit_tells_all_who_share_it() -> None:
    """Neither of the two believes to be stored."""
    database = await open_store()

    async def store(name: str) -> None:
        async with database.transaction() as tx:
            tx.run("INSERT INTO installation (name, value) VALUES (?, '')", (name,))
            if name == "second":
                end_connections(database)

    results = await asyncio.gather(store("first"), store("second"), return_exceptions=True)
    assert [type(result) for result in results] == [StoreError, StoreError]
    async with database.transaction() as tx:
        assert tx.all("SELECT * FROM installation") == []
    await database.close()


async def test_one_of_a_group_that_fails_takes_no_other_along() -> None:
    """Its own statements are undone, though PostgreSQL takes no more of a transaction in which one failed."""
    database = await open_store()

    async def store(name: str, value: str | None) -> None:
        async with database.transaction() as tx:
            tx.run("INSERT INTO installation (name, value) VALUES (?, ?)", (name, value))

    results = await asyncio.gather(store("a", "1"), store("b", None), store("c", "1"), return_exceptions=True)
    assert [type(result).__name__ for result in results] == ["NoneType", "NotNullViolation", "NoneType"]
    async with database.transaction() as tx:
        assert [row["name"] for row in tx.all("SELECT name FROM installation ORDER BY name")] == ["a", "c"]
    await database.close()


async def test_two_that_start_at_once_make_the_tables_once() -> None:
    """The second waits for the first."""
    name = engines._schema()
    both = await asyncio.gather(*(Database.connect(engines.within(name)) for _ in range(2)))
    async with both[0].transaction() as tx:
        assert "users" in tx.tables()
    for database in both:
        await database.close()
    engines._empty(name)


async def test_another_versions_tables_are_refused() -> None:
    """Those of a newer version, and those of files that were changed afterwards."""
    database = await open_store()
    url = database._connection._url  # type: ignore[attr-defined]
    newest = migrations.newest()
    for change, back, told in (
        (
            f"INSERT INTO migrations VALUES ({newest + 1}, 'x')",
            f"DELETE FROM migrations WHERE number > {newest}",
            "newer",
        ),
        ("UPDATE migrations SET sha256 = 'x' || sha256", "UPDATE migrations SET sha256 = substr(sha256, 2)", "never"),
    ):
        async with database.transaction() as tx:
            tx.run(change)
        with pytest.raises(StoreError, match=told):
            await Database.connect(url)
        async with database.transaction() as tx:
            tx.run(back)
    await (await Database.connect(url)).close()
    await database.close()


async def test_a_conversation_goes_on_after_the_server_restarted() -> None:
    """Whoever writes then is answered as ever."""
    async with Story.open(MONDAY) as story:
        ana = story.person()
        await ana.say("/start")
        end_connections(story.engine.database)
        await ana.tap("I agree")
        assert "18–64" in ana.last.labels()


def test_where_a_url_leads_is_shown_without_its_password() -> None:
    """It ends up in sentences for the operator."""
    assert (
        driver.place("postgresql://walk:secret@db.example.org:5433/walk?sslmode=verify-full") == "db.example.org/walk"
    )


async def test_the_doctor_looks_at_a_server() -> None:
    """Its line says what it is, and what is not as it should be: this one is fast, and forgets at a power cut."""
    database = await open_store()
    url = database._connection._url  # type: ignore[attr-defined]
    found = looking.at(url)
    assert (found.schema, found.workers) == (migrations.newest(), 1)
    assert {fault.partition(" ")[0] for fault in found.faults} <= set(looking.UNSAFE)
    told = {finding.name: finding for finding in doctor._server(url)}
    assert told["database"].ok is not bool(found.faults)
    assert told["backups"].ok is None
    await database.close()
    (gone,) = doctor._server("postgresql://walk@127.0.0.1:1/walk")
    assert gone.ok is False
    assert "cannot be reached" in gone.text
