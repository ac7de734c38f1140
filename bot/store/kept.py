"""What a transaction keeps of the people it is about: their rows of a table, read once, for one or for many at a time.

A nudge asks for the same few tables a dozen times, and so do the sixty others of its tick. Each table is read with one
statement for everybody of the tick, and again for a person once something of theirs was written to it.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Generic, TypeVar

from bot.store.rows import from_rows

T = TypeVar("T")

AHEAD = timedelta(days=70)  # what asks for a few days back is followed by what asks for some weeks


@dataclass(frozen=True, eq=False)
class Table(Generic[T]):
    """A table with the rows of many people. `columns`: what is read; `order` of a person's rows.

    `cls`: what a row becomes; None: it stays a row. `where`: which rows count. With `dated` it is read from a day on
    (the column `on_day`), since it grows with the days.
    """

    name: str
    cls: type[T]
    order: str
    columns: str = "*"
    where: str = ""
    dated: bool = False

    def __post_init__(self) -> None:
        TABLES.append(self)

    def sql(self, people: int) -> str:
        """Return the statement that reads so many people."""
        who = ", ".join("?" * people)
        since = " AND on_day >= ?" if self.dated else ""
        only = f" AND {self.where}" if self.where else ""
        return f"SELECT {self.columns} FROM {self.name} WHERE user_id IN ({who}){since}{only} ORDER BY {self.order}"


TABLES: list[Table[Any]] = []
"""All that are declared."""


class Kept:
    """The rows that one transaction keeps. `read` runs a statement and returns its rows."""

    def __init__(self, read: Callable[[str, Sequence[object]], list[Any]]) -> None:
        self._read = read
        self._rows: dict[str, dict[tuple[Table[Any], int], tuple[date, list[Any]]]] = {}
        self._together: frozenset[int] = frozenset()
        self.turn: int | None = None
        """Whose turn it is: while it is somebody's, only their rows are written."""

    def together(self, people: Iterable[int]) -> None:
        """Read these people together from now on, whoever of them is asked about first."""
        self._together = frozenset(people)

    def rows(self, table: Table[T], user_id: int, first: date) -> list[T]:
        """Return a person's rows; of a dated table at least those from `first` on. The list must not be changed."""
        of_table = self._rows.setdefault(table.name, {})
        known = of_table.get((table, user_id))
        if known is None or known[0] > first:
            since = first - AHEAD if known is None and first > date.min + AHEAD else first
            others = self._together if known is None and user_id in self._together else ()
            missing = [user_id, *(other for other in others if other != user_id and (table, other) not in of_table)]
            self._load(table, missing, since)
            known = of_table[table, user_id]
        return known[1]

    def _load(self, table: Table[Any], people: list[int], since: date) -> None:
        found = self._read(table.sql(len(people)), [*people, *([since] if table.dated else [])])
        by_person: dict[int, list[Any]] = {user_id: [] for user_id in people}
        for row in found:
            by_person[row["user_id"]].append(row)
        of_table = self._rows[table.name]
        for user_id, rows in by_person.items():
            of_table[table, user_id] = (since, from_rows(table.cls, rows) if rows else [])

    def forget(self, name: str | None) -> None:
        """Forget what was written to a table; None: to any, as where rows of others go along with one."""
        for table in [name] if name is not None else list(self._rows):
            if self.turn is None:
                self._rows.pop(table, None)
            else:
                of_table = self._rows.get(table, {})
                for key in [key for key in of_table if key[1] == self.turn]:
                    del of_table[key]
