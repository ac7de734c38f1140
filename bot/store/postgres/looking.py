"""What `walk-coach doctor` wants to know of a PostgreSQL server. Nothing is changed there."""

from contextlib import closing
from dataclasses import dataclass

from bot.store import migrations
from bot.store.postgres import driver, fitness, locks
from bot.store.postgres.migrations import differences, version

UNSAFE = {
    "fsync": "a power cut damages the database",
    "full_page_writes": "a power cut damages the database",
    "synchronous_commit": "what was said last is lost with the power",
}
"""Settings of the server that may not be off, and what happens if they are."""


@dataclass(frozen=True, slots=True)
class Found:
    """How a server is. `faults`: what is wrong and what to do, a sentence each."""

    name: str
    release: str
    schema: int
    workers: int
    standbys: int
    faults: tuple[str, ...]


def at(url: str) -> Found:
    """Look. Raises StoreError where the server cannot be reached or refuses."""
    with closing(driver.connect(url)) as connection, driver.explained(strictly=True):
        if unfit := tuple(fitness.faults(connection)):
            return Found(driver.place(url), "", 0, 0, 0, unfit)
        number, newest = version(connection, driver.place(url)), migrations.newest()
        faults = [
            f"{name} is off: {what}; turn it on"
            for name, what in UNSAFE.items()
            if connection.execute(f"SHOW {name}").fetchone()[0] == "off"
        ]
        if number > newest:
            faults.append(f"schema {number} is newer than this version: run the newer one")
        elif others := differences(connection):
            faults.append(f"its tables are others than those of schema {number} (file {others[0]:04} was another)")
        elif number == newest and (gone := fitness.missing(connection)):
            faults.append(f"{', '.join(gone)} is missing: put it back (pg_restore)")
        if connection.execute("SELECT pg_is_in_recovery() AS standby").fetchone()["standby"]:
            faults.append("it is a standby: name every host, and target_session_attrs=read-write")
        standbys = connection.execute("SELECT count(*) AS n FROM pg_stat_replication").fetchone()
        release = connection.execute("SHOW server_version").fetchone()[0].partition(" ")[0]
        workers = locks.workers(connection)
    return Found(driver.place(url), release, number, workers, standbys["n"], tuple(faults))
