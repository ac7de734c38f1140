"""What goes wrong with a server: it is gone, it restarts, it was written by another version, two begin at once."""

import asyncio
import os
from collections.abc import Iterator
from urllib.parse import urlsplit

import psycopg
import pytest

from bot import doctor
from bot.store import everything, migrations
from bot.store.database import Database
from bot.store.errors import StoreError
from bot.store.person import users
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


@pytest.fixture
def schema() -> Iterator[str]:
    """A schema of this test's own, that is as an administrator made it."""
    name = f"odd_{os.getpid()}"
    engines.admin().execute(f"CREATE SCHEMA {name}")
    yield name
    engines.admin().execute(f"DROP SCHEMA IF EXISTS {name} CASCADE")


@pytest.mark.parametrize("table", ["users (id int)", "migrations (id int, migration text)"])
async def test_tables_of_another_program_are_left_alone(schema: str, table: str) -> None:
    """The operator is told to make a database of its own; nothing is added beside them."""
    engines.admin().execute(f"CREATE TABLE {schema}.{table}")
    with pytest.raises(StoreError, match=r"of another program.*createdb"):
        await Database.connect(engines.within(schema))
    rows = engines.admin().execute("SELECT * FROM pg_tables WHERE schemaname = $1", [schema]).fetchall()
    assert len(rows) == 1


async def test_what_lies_beside_the_tables_is_neither_exported_nor_deleted(schema: str) -> None:
    """A clinic's own table, that knows its people by the same name of a column."""
    engines.admin().execute(f"CREATE TABLE {schema}.appointments (user_id bigint)")
    engines.admin().execute(f"INSERT INTO {schema}.appointments VALUES (7)")
    database = await Database.connect(engines.within(schema))
    async with database.transaction() as tx:
        users.ensure(tx, 7, "en", MONDAY)
        assert "appointments" not in everything.rows_of(tx, 7)
        everything.clear(tx, 7, but=())
    await database.close()
    assert engines.admin().execute(f"SELECT * FROM {schema}.appointments").fetchall() == [(7,)]


async def test_a_schema_that_is_not_there_is_named() -> None:
    """It was said that walk-coach migrate moves the database."""
    with pytest.raises(StoreError, match="search_path is not there"):
        await Database.connect(engines.within("nowhere"))
    assert "search_path" in looking.at(engines.within("nowhere")).faults[0]


async def test_a_database_of_an_encoding_that_holds_no_emoji_is_refused() -> None:
    """Else it would start, and lose every message that has one."""
    name = f"latin_{os.getpid()}"
    engines.admin().execute(f"CREATE DATABASE {name} ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0")
    try:
        with pytest.raises(StoreError, match=r"encoding is LATIN1.*encoding=UTF8"):
            await Database.connect(urlsplit(engines.URL)._replace(path=f"/{name}").geturl())
    finally:
        engines.admin().execute(f"DROP DATABASE {name}")


async def test_another_encoding_of_clients_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """An administrator's default for old programs: every message with an emoji failed."""
    monkeypatch.setenv("PGCLIENTENCODING", "LATIN1")
    database = await open_store()
    async with database.transaction() as tx:
        tx.run("INSERT INTO installation (name, value) VALUES ('smile', ?)", ("🙂",))
        row = tx.one("SELECT value FROM installation WHERE name = 'smile'")
    assert row
    assert row["value"] == "🙂"
    await database.close()


async def test_a_table_or_column_that_somebody_removed_is_named_at_the_start(schema: str) -> None:
    """Else the bot runs, and says once a second that it knows no such table."""
    url = engines.within(schema)
    await (await Database.connect(url)).close()
    engines.admin().execute(f"ALTER TABLE {schema}.users ADD COLUMN clinic text")  # harms nobody
    await (await Database.connect(url)).close()
    engines.admin().execute(f"ALTER TABLE {schema}.outbox RENAME COLUMN calls TO told")
    engines.admin().execute(f"DROP TABLE {schema}.uploads")
    with pytest.raises(StoreError, match=r"outbox\.calls, uploads is missing"):
        await Database.connect(url)
    assert any("outbox.calls, uploads is missing" in fault for fault in looking.at(url).faults)


async def test_tables_are_not_changed_under_a_worker_of_an_earlier_version(schema: str) -> None:
    """It would go on with tables it does not know. Nor may it come back to them over a new connection."""
    url = engines.within(schema)
    newest = migrations.newest()
    earlier = await Database.connect(url)
    digest = engines.admin().execute(f"DELETE FROM {schema}.migrations WHERE number = {newest} RETURNING sha256")
    (sha256,) = digest.fetchone()
    with pytest.raises(StoreError, match=r"Workers of an earlier version use.*stop all workers"):
        await Database.connect(url)
    engines.admin().execute(f"INSERT INTO {schema}.migrations VALUES ({newest}, $1), (9999, 'x')", [sha256])
    end_connections(earlier)
    with pytest.raises(StoreError, match="newer version"):
        async with earlier.transaction() as tx:
            tx.one("SELECT 1 FROM users LIMIT 1")
    await earlier.close()


async def test_a_lock_that_somebody_holds_is_told_as_one(schema: str) -> None:
    """Not as a timeout of a statement that nobody knows."""
    database = await Database.connect(engines.within(schema))
    database._connection.execute("SET lock_timeout = '10ms'")
    administrator = driver.connect(engines.within(schema))
    administrator.execute("BEGIN")
    administrator.execute("LOCK TABLE users")
    with pytest.raises(StoreError, match=r"is locked by somebody else.*pg_stat_activity"):
        async with database.transaction() as tx:
            tx.one("SELECT 1 FROM users LIMIT 1")
    administrator.close()
    await database.close()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ('port 1 failed: FATAL:  password authentication failed for user "walk"', r"let this program in.*pgpass"),
        ("port 1 failed: fe_sendauth: no password supplied", r"let this program in.*pgpass"),
        ('failed: FATAL:  database "nowhere" does not exist', "createdb"),
        ('failed: FATAL:  role "nobody" does not exist', "createuser"),
        ("failed: FATAL:  sorry, too many clients already", "max_connections"),
        ('failed: FATAL:  too many connections for role "walk"', "max_connections"),
        ('failed: FATAL:  database "walk" is not currently accepting connections', "Look at the address"),
        ("failed: FATAL:  connection requires a valid client certificate", "Look at the address"),
        ("failed: FATAL:  the database system is starting up", "cannot be reached"),
    ],
)
def test_a_server_that_lets_nobody_in_says_why(words: str, told: str) -> None:
    """It was said that it cannot be reached."""
    with pytest.raises(StoreError, match=told), driver.explained():
        raise psycopg.OperationalError(words)


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
