"""The only module that imports psycopg. Its errors leave here as StoreError: a sentence for the operator."""

import contextlib
import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import Any
from urllib.parse import urlsplit

import psycopg
from psycopg.adapt import Loader
from psycopg.types.numeric import Int8Dumper
from psycopg.types.string import StrDumper

from bot.store.errors import StoreError, StoreFullError, StoreUnusableError

CONNECT_SECONDS = 5
# A machine that is gone without a word is noticed within some seconds, by either side.
NOTICED: dict[str, Any] = {
    "keepalives_idle": 3,
    "keepalives_interval": 1,
    "keepalives_count": 3,
    "tcp_user_timeout": 6000,
}
ON_SERVER = (
    "SET tcp_keepalives_idle = 3; SET tcp_keepalives_interval = 1; SET tcp_keepalives_count = 3;"
    " SET tcp_user_timeout = 6000;"
    " SET lock_timeout = '3s'; SET idle_in_transaction_session_timeout = '60s';"
    " SET client_min_messages = 'warning'"
)
GONE = ("08", "57P")  # classes of SQLSTATE: the connection broke, or the server is going down


class _Number(Loader):
    """What sums and means come as: whole numbers stay whole."""

    def load(self, data: Any) -> int | float:
        text = bytes(data).decode()
        return float(text) if "." in text or "N" in text else int(text)


class Row(tuple[Any, ...]):
    """A row: by place, and by the name of a column."""

    __slots__ = ()
    names: tuple[str, ...] = ()
    places: dict[str, int] = {}  # noqa: RUF012 - of the class that is made for the columns, and never changed

    def __getitem__(self, key: Any) -> Any:
        """Return a value."""
        return tuple.__getitem__(self, self.places[key] if type(key) is str else key)

    def keys(self) -> tuple[str, ...]:
        """Return the names of the columns."""
        return self.names


@cache
def _row(names: tuple[str, ...]) -> type[Row]:
    return type("Row", (Row,), {"__slots__": (), "names": names, "places": {name: n for n, name in enumerate(names)}})


def _rows(cursor: Any) -> Callable[[Sequence[Any]], Any]:
    return _row(tuple(column.name for column in cursor.description or ()))


def connect(url: str) -> Any:
    """Return a connection of psycopg's that commits by itself, unless BEGIN is said. StoreError where there is none."""
    with explained(strictly=True):  # what is wrong with the address counts as the fault of a statement
        connection = psycopg.connect(
            url,
            autocommit=True,
            connect_timeout=CONNECT_SECONDS,
            application_name=f"walk-coach {os.getpid()}",
            client_encoding="utf8",  # whatever an administrator set for the user or the database
            row_factory=_rows,
            cursor_factory=psycopg.RawCursor,
            **NOTICED,
        )
    try:
        with explained():
            connection.adapters.register_dumper(int, Int8Dumper)
            connection.adapters.register_dumper(str, StrDumper)  # as text: of no type, it would have to be guessed
            connection.adapters.register_loader("numeric", _Number)
            connection.execute(ON_SERVER)
    except BaseException:
        connection.close()
        raise
    return connection


def place(url: str) -> str:
    """Return where a URL leads, without its password, to be shown."""
    parts = urlsplit(url)
    return f"{parts.hostname or 'this machine'}{parts.path}"


def is_open(connection: Any) -> bool:
    """Tell whether a connection can be used, as far as is known."""
    return not connection.closed


def in_transaction(connection: Any) -> bool:
    """Tell whether a transaction is open, failed or not."""
    status = psycopg.pq.TransactionStatus
    return connection.info.transaction_status in (status.INTRANS, status.INERROR, status.ACTIVE)


def read(connection: Any, sql: str) -> Iterator[Sequence[Any]]:
    """Yield the rows of a statement, some thousand of them in memory at a time. It needs an open transaction."""
    with psycopg.RawServerCursor(connection, "rows") as cursor:
        yield from cursor.execute(sql)


def copy_in(connection: Any, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Add rows to a table."""
    with connection.cursor().copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as copying:
        for row in rows:
            copying.write_row(row)


def identity(connection: Any, table: str) -> str | None:
    """Return the column of a table that the server numbers by itself, or None."""
    row = connection.execute(
        "SELECT attname FROM pg_attribute WHERE attrelid = $1::regclass AND attidentity <> ''", [table]
    ).fetchone()
    return row["attname"] if row else None


def go_on_after_newest(connection: Any, table: str, column: str) -> None:
    """Number the next row after the newest that is there."""
    connection.execute(
        f"SELECT setval(pg_get_serial_sequence('{table}', '{column}'), max({column})) FROM {table}"
        f" HAVING max({column}) > 0"
    )


@contextlib.contextmanager
def explained(strictly: bool = False) -> Iterator[None]:
    """Turn what the driver says into a StoreError; `strictly`: also what is the fault of a statement or a value."""
    try:
        yield
    except (psycopg.IntegrityError, psycopg.ProgrammingError, psycopg.DataError) as error:
        if strictly or error.sqlstate == "42501":  # no right to do so: the operator's to mend
            raise _explanation(error) from error
        raise  # the caller's fault, not the store's: trying again would not help
    except psycopg.Error as error:
        raise _explanation(error) from error


ADVICE = (
    ("password", "The password belongs into ~/.pgpass (mode 600) of the user that runs this, or into DATABASE_URL."),
    ("pg_hba.conf", "The server's pg_hba.conf has to let this machine and user in."),
    ("too many", "Each worker needs one connection: raise the limit (max_connections), or end others."),
    ("connection slots", "Each worker needs one connection: raise the limit (max_connections), or end others."),
    (r"^database .* does not exist", "Make it, see docs/operating.md: createdb; or correct its name in DATABASE_URL."),
    (r"^role .* does not exist", "Make it, see docs/operating.md: createuser; or correct its name in DATABASE_URL."),
)
"""What the server's words mean when it lets somebody not in; it sends no code with them."""

RESTARTS = ("starting up", "shutting down", "recovery", "not yet accepting", "administrator command")


def _explanation(error: psycopg.Error) -> StoreError:
    state = error.sqlstate or ""
    if state in ("53100", "53200"):
        return StoreFullError("The disk of the PostgreSQL server is full: nothing can be stored until there is space.")
    if state == "25006":
        return StoreUnusableError(
            "The PostgreSQL server takes no changes: it is a standby, or default_transaction_read_only is on. Name"
            " every server in DATABASE_URL, and target_session_attrs=read-write: the primary is found then."
        )
    if state in ("XX001", "XX002", "58030"):
        return StoreUnusableError("The PostgreSQL server finds its files damaged. Look after it, and its disk.")
    if state == "55P03":
        return StoreError(
            "A table of the PostgreSQL server is locked by somebody else (VACUUM FULL, ALTER, LOCK TABLE, a transaction"
            " left open). It goes on once that ends; SELECT pid, state, query FROM pg_stat_activity shows who it is."
        )
    first = (str(error).strip().splitlines() or [type(error).__name__])[0]
    if state == "42501":
        return StoreError(
            f"The PostgreSQL server refused: {first}. The user of DATABASE_URL has to own the database: ALTER DATABASE"
            " … OWNER TO …"
        )
    if isinstance(error, psycopg.ProgrammingError) and not state:
        return StoreError(f"The address of the PostgreSQL server cannot be used: {first}")
    if (state == "" or state.startswith("57P")) and (refused := _refused_to_let_in(first)):
        return StoreError(refused)
    if state == "" or state.startswith(GONE):
        return StoreError(f"The PostgreSQL server cannot be reached: {first}")
    return StoreError(f"The PostgreSQL server refused: {first}")


def _refused_to_let_in(said: str) -> str | None:
    """Return the sentence about a server that answered, and let nobody in; None where it only comes or goes."""
    _, _, reason = said.partition("FATAL:")
    if not reason and "no password supplied" not in said:
        return None
    if any(each in reason for each in RESTARTS):
        return None
    reason = reason.strip() or "no password supplied"
    advice = next((told for words, told in ADVICE if re.search(words, reason)), "Look at the address in DATABASE_URL.")
    return f"The PostgreSQL server does not let this program in: {reason}. {advice}"
