"""Walks and their check-ins: `walks`. What was undone stays in the table and counts nowhere."""

from datetime import date, datetime
from typing import Any

from bot.domain.checkin import Walk
from bot.domain.coaching.plan import is_done
from bot.domain.history.series import Told, Walked
from bot.domain.rules import Dosing
from bot.store.database import Transaction
from bot.store.kept import Table
from bot.store.rows import as_dict

COUNTS = "user_id = ? AND undone_at IS NULL"
DONE = (
    f"{COUNTS} AND minutes > 0"
    " AND (minutes >= ? OR (offered_minutes IS NOT NULL AND minutes * ? >= offered_minutes * ?))"
)
"""A walk done: 5 minutes, or 80 % of what was offered where that is less; `_done` binds it."""

PARTS = {"day": "on_day", "month": "substr(on_day, 1, 7) || '-01'", "year": "substr(on_day, 1, 4) || '-01-01'"}
"""The first day of the day, month or year that a row belongs to."""

WALKS = Table("walks", Walk, "on_day, walk_id", where="undone_at IS NULL", dated=True)

BEFORE = "coalesce(gate_pain, before_pain)"
SCORES = (BEFORE, "worst_pain", "two_hour_pain")
AFTER = "CASE WHEN two_hour_pain > coalesce(worst_pain, -1) THEN two_hour_pain ELSE worst_pain END"
"""Pain before a walk as it was told, and the worst of during, right after and two hours later."""


def open_walk(
    tx: Transaction,
    user_id: int,
    on_day: date,
    *,
    exercise: str = "standard",
    offered_minutes: int | None = None,
    target: bool = False,
    gate_pain: int | None = None,
    started_at: datetime | None = None,
) -> Walk:
    """Open a walk and return it; its minutes are not known yet."""
    made = tx.record(
        Walk,
        "INSERT INTO walks (user_id, on_day, exercise, offered_minutes, target, gate_pain, started_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING *",
        (user_id, on_day, exercise, offered_minutes, target, gate_pain, started_at),
    )
    assert made is not None
    return made


def find(tx: Transaction, user_id: int, walk_id: int) -> Walk | None:
    """Return a walk of this user; None for somebody else's or none."""
    return tx.record(Walk, "SELECT * FROM walks WHERE user_id = ? AND walk_id = ?", (user_id, walk_id))


def update(tx: Transaction, walk: Walk, **fields: object) -> Walk:
    """Set some fields of a walk and return it."""
    assignments = ", ".join(f"{name} = :{name}" for name in fields)  # names come from code, never from users
    made = tx.record(
        Walk,
        f"UPDATE walks SET {assignments} WHERE walk_id = :walk_id RETURNING *",
        {**fields, "walk_id": walk.walk_id},
    )
    assert made is not None
    return made


def summed(tx: Transaction, user_id: int, first: date, end: date, unit: str) -> list[Walked]:
    """Return what was walked from `first` on, before `end`: a sum for each day, month or year with a walk, in order."""
    return tx.records(
        Walked,
        f"SELECT {PARTS[unit]} AS from_on, sum(minutes) AS minutes, count(*) AS walks,"
        f" coalesce(sum({BEFORE}), 0) AS before, count({BEFORE}) AS before_walks,"
        f" coalesce(sum({AFTER}), 0) AS after, count({AFTER}) AS after_walks"
        f" FROM walks WHERE {COUNTS} AND minutes > 0 AND on_day >= ? AND on_day < ? GROUP BY 1 ORDER BY 1",
        (user_id, first, end),
    )


def told(tx: Transaction, user_id: int, first: date, end: date, unit: str) -> list[Told]:
    """Return the pain told with walks from `first` on, before `end`, for each day, month or year with any, in order.

    A walk that was set off for and turned away at the gate counts with the gate's score.
    """
    extremes = {f"{pick}_{n}": f"{pick}({score})" for pick in ("min", "max") for n, score in enumerate(SCORES)}
    rows = tx.all(
        f"SELECT {PARTS[unit]} AS from_on, coalesce(sum({BEFORE}), 0) AS now, count({BEFORE}) AS nows, "
        + ", ".join(f"{asked} AS {name}" for name, asked in extremes.items())
        + f" FROM walks WHERE {COUNTS} AND on_day >= ? AND on_day < ? GROUP BY 1 ORDER BY 1",
        (user_id, first, end),
    )
    found = []
    for row in rows:
        scores = [row[name] for name in extremes if row[name] is not None]
        if scores:
            found.append(Told(date.fromisoformat(row["from_on"]), min(scores), max(scores), row["now"], row["nows"]))
    return found


def efforts(tx: Transaction, user_id: int, first: date) -> dict[str, int]:
    """Return effort → how many walks of `first` and later felt so."""
    rows = tx.all(
        "SELECT effort, count(*) AS walks FROM walks"
        f" WHERE {COUNTS} AND minutes > 0 AND effort IS NOT NULL AND on_day >= ? GROUP BY effort",
        (user_id, first),
    )
    return {row["effort"]: row["walks"] for row in rows}


def moves(tx: Transaction, user_id: int, first: date) -> list[dict[str, Any]]:
    """Return what was done of each move beside the walk since `first`, the most frequent first.

    `exercise`, `times`, `last_on`; `worst_mean` and `worst_most`: of the worst pain during or after (None: not told).
    """
    rows = tx.all(
        f"SELECT exercise, count(*) AS times, max(on_day) AS last_on, avg({AFTER}) AS worst_mean,"
        f" max({AFTER}) AS worst_most FROM walks WHERE {COUNTS} AND minutes > 0 AND exercise <> 'standard'"
        " AND on_day >= ? GROUP BY exercise ORDER BY times DESC, exercise",
        (user_id, first),
    )
    return [as_dict(row) for row in rows]


def by_day(tx: Transaction, user_id: int, first: date) -> dict[date, tuple[int, int | None]]:
    """Return day → minutes walked, and the minutes offered (None: nothing was), for `first` and later."""
    rows = tx.all(
        "SELECT on_day, coalesce(sum(minutes), 0) AS minutes, max(offered_minutes) AS offered"
        f" FROM walks WHERE {COUNTS} AND on_day >= ? GROUP BY on_day",
        (user_id, first),
    )
    return {date.fromisoformat(row["on_day"]): (row["minutes"], row["offered"]) for row in rows}


def since(tx: Transaction, user_id: int, day: date) -> list[Walk]:
    """Return the walks of `day` and later, oldest first."""
    return tx.since(WALKS, user_id, day)


def of_day(tx: Transaction, user_id: int, day: date) -> list[Walk]:
    """Return the walks of one day, oldest first."""
    return [walk for walk in tx.since(WALKS, user_id, day) if walk.on_day == day]


def last_logged(tx: Transaction, user_id: int) -> Walk | None:
    """Return the walk that was logged last, or None."""
    return tx.record(
        Walk,
        f"SELECT * FROM walks WHERE {COUNTS} AND logged_at IS NOT NULL ORDER BY logged_at DESC, walk_id DESC LIMIT 1",
        (user_id,),
    )


def count_logged(tx: Transaction, user_id: int) -> int:
    """Return how many walks were ever logged."""
    row = tx.one(f"SELECT count(*) AS walks FROM walks WHERE {COUNTS} AND logged_at IS NOT NULL", (user_id,))
    return row["walks"] if row else 0


def begun_on(tx: Transaction, user_id: int, exercise: str) -> date | None:
    """Return the day of the first walk logged with an exercise, or None."""
    row = tx.one(
        f"SELECT min(on_day) AS on_day FROM walks WHERE {COUNTS} AND minutes > 0 AND exercise = ?", (user_id, exercise)
    )
    return date.fromisoformat(row["on_day"]) if row and row["on_day"] else None


def last_done_on(tx: Transaction, user_id: int, before: date, rules: Dosing) -> date | None:
    """Return the last day before `before` with a walk done."""
    row = tx.one(
        f"SELECT max(on_day) AS on_day FROM walks WHERE {DONE} AND on_day < ?", (*_done(user_id, rules), before)
    )
    return date.fromisoformat(row["on_day"]) if row and row["on_day"] else None


def last_walked_on(tx: Transaction, user_id: int, before: date) -> date | None:
    """Return the last day before `before` with a walk of any length."""
    row = tx.one(
        f"SELECT max(on_day) AS on_day FROM walks WHERE {COUNTS} AND minutes > 0 AND on_day < ?", (user_id, before)
    )
    return date.fromisoformat(row["on_day"]) if row and row["on_day"] else None


def done_on(tx: Transaction, user_id: int, first: date, before: date, rules: Dosing) -> list[date]:
    """Return the days from `first` on, before `before`, with a walk done, in order."""
    walked = tx.since(WALKS, user_id, first)  # in the order of days
    done = (
        walk.on_day for walk in walked if walk.on_day < before and is_done(walk.minutes, walk.offered_minutes, rules)
    )
    return list(dict.fromkeys(done))


def _done(user_id: int, rules: Dosing) -> tuple[int, ...]:
    return user_id, rules.done_minutes, rules.done_share.denominator, rules.done_share.numerator
