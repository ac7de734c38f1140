"""Advisory locks: who is at a database, and who does what only one may. The server frees them when a worker dies.

A lock is of the database's schema: several may share a server.
"""

from collections.abc import Sequence
from typing import Any

WORKERS, LEADER = 1, 2

HERE = "hashtext(current_schema())"
HOLD = (
    "SELECT person, pg_try_advisory_xact_lock(hashtextextended(current_schema() || ':' || person, 0)) AS held"
    " FROM unnest($1::bigint[]) AS person"
)
"""A person's lock is of the same schema, too; two people who share a number wait for each other, no more."""

GRANTED = (
    f"FROM pg_locks WHERE locktype = 'advisory' AND granted AND objid = ({HERE}::bigint & 4294967295)::oid"
    " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
)
OF_WORKERS = f"SELECT count(*) AS n {GRANTED} AND classid = {WORKERS} AND mode = 'ShareLock'"
END_HUNG = (
    "SELECT pg_terminate_backend(pid) AS ended FROM pg_stat_activity"
    f" WHERE pid = (SELECT pid {GRANTED} AND classid = {LEADER}) AND state <> 'active'"
    " AND clock_timestamp() - state_change >= make_interval(secs => $1)"
)
OF_LEADER = f"SELECT application_name FROM pg_stat_activity WHERE pid = (SELECT pid {GRANTED} AND classid = {LEADER})"


def join(connection: Any) -> bool:
    """Be one of the workers; False: somebody wants the database for itself."""
    return bool(_ask(connection, f"pg_try_advisory_lock_shared({WORKERS}, {HERE})"))


def be_alone(connection: Any) -> bool:
    """Keep workers away for as long as the connection lives; False: one is there."""
    return bool(_ask(connection, f"pg_try_advisory_lock({WORKERS}, {HERE})"))


def be_alone_until_commit(connection: Any) -> bool:
    """Keep workers away until the commit; False: one is there."""
    return bool(_ask(connection, f"pg_try_advisory_xact_lock({WORKERS}, {HERE})"))


def lead(connection: Any) -> bool:
    """Be the one that leads, for as long as the connection lives; False: another one is."""
    return bool(_ask(connection, f"pg_try_advisory_lock({LEADER}, {HERE})"))


def end_hung(connection: Any, seconds: float) -> bool:
    """End the connection of a leader that has asked the server nothing for so long; tell whether there was one."""
    found = connection.execute(END_HUNG, [seconds]).fetchone()
    return found is not None and bool(found["ended"])


def hold(connection: Any, people: Sequence[int]) -> list[int]:
    """Hold these people until the commit; return those whom no other worker holds."""
    rows = connection.execute(HOLD, [list(people)]).fetchall()
    return [row["person"] for row in rows if row["held"]]


def workers(connection: Any) -> int:
    """Return how many workers there are."""
    return int(connection.execute(OF_WORKERS).fetchone()["n"])


def leader(connection: Any) -> int | None:
    """Return the process that leads; None: none does."""
    row = connection.execute(OF_LEADER).fetchone()
    return int(row["application_name"].rpartition(" ")[2]) if row else None


def _ask(connection: Any, question: str) -> Any:
    return connection.execute(f"SELECT {question} AS answer").fetchone()["answer"]
