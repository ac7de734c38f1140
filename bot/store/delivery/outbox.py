"""Calls to Telegram that a committed transaction has decided: `outbox`."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import msgspec

from bot import logs
from bot.store.database import Transaction
from bot.store.rows import from_rows

REPLIES = 0
WRONG_CLOCK_FROM = timedelta(days=1)  # nothing waits longer: a time further off was written by a clock that was wrong
LAST_LANE = 9


@dataclass(frozen=True, slots=True)
class Parcel:
    """The calls that belong together, in order; those that were made are gone from it."""

    outbox_id: int
    chat_id: int
    lane: int
    calls: list[dict[str, Any]]
    tries: int
    cause: str


def leave(
    tx: Transaction,
    chat_id: int,
    lane: int,
    calls: Sequence[Mapping[str, Any]],
    now: datetime,
    stale_at: datetime | None = None,
) -> None:
    """Put calls into the outbox, to be made at once and (`stale_at`) never after that; none is nothing to do."""
    if calls:
        tx.run(
            "INSERT INTO outbox (chat_id, lane, calls, cause, left_at, stale_at) VALUES (?, ?, ?, ?, ?, ?)",
            (chat_id, lane, _json(calls), logs.CAUSE.get(), now, stale_at),
        )


def drop_stale(tx: Transaction, now: datetime) -> int:
    """Forget what is not worth saying any more; return how many parcels that were."""
    return tx.run("DELETE FROM outbox WHERE stale_at <= ?", (now,))


def waiting(tx: Transaction) -> dict[int, int]:
    """Return how many parcels wait in each lane that has any."""
    return {row["lane"]: row["n"] for row in tx.all("SELECT lane, count(*) AS n FROM outbox GROUP BY lane")}


def ready(tx: Transaction, now: datetime, busy: Collection[int], lanes: tuple[int, int], most: int) -> list[Parcel]:
    """Return what to send next from a range of lanes, the lowest first: of a chat the oldest, of a busy one nothing."""
    if most <= 0:
        return []
    rows = tx.all(
        "SELECT * FROM outbox AS o WHERE lane BETWEEN ? AND ?"
        " AND (not_before_at IS NULL OR not_before_at <= ? OR not_before_at > ?)"
        " AND (stale_at IS NULL OR stale_at > ?) AND NOT EXISTS"
        " (SELECT 1 FROM outbox AS earlier WHERE earlier.chat_id = o.chat_id AND earlier.outbox_id < o.outbox_id)"
        " ORDER BY lane, outbox_id LIMIT ?",
        (*lanes, now, now + WRONG_CLOCK_FROM, now, len(busy) + most),
    )
    return from_rows(Parcel, [row for row in rows if row["chat_id"] not in busy][:most])


def keep(tx: Transaction, parcel: Parcel, left: Sequence[Mapping[str, Any]]) -> None:
    """Remember which calls of a parcel are still to be made."""
    tx.run("UPDATE outbox SET calls = ? WHERE outbox_id = ?", (_json(left), parcel.outbox_id))


def delivered(tx: Transaction, parcel: Parcel) -> None:
    """Remove a parcel whose calls are all made."""
    tx.run("DELETE FROM outbox WHERE outbox_id = ?", (parcel.outbox_id,))


def put_off(tx: Transaction, parcel: Parcel, left: Sequence[Mapping[str, Any]], until: datetime) -> None:
    """Try what is left of a parcel again later; its chat's later parcels wait behind it."""
    tx.run(
        "UPDATE outbox SET calls = ?, not_before_at = ?, tries = tries + 1 WHERE outbox_id = ?",
        (_json(left), until, parcel.outbox_id),
    )


def drop_chat(tx: Transaction, chat_id: int) -> None:
    """Forget what was to be said to someone who cannot be reached."""
    tx.run("DELETE FROM outbox WHERE chat_id = ?", (chat_id,))


def drop_prompts(tx: Transaction, chat_id: int) -> None:
    """Forget what waits to be said to somebody and need not be said: what has a time from which it is stale."""
    tx.run("DELETE FROM outbox WHERE chat_id = ? AND stale_at IS NOT NULL", (chat_id,))


def _json(calls: Sequence[Mapping[str, Any]]) -> str:
    return msgspec.json.encode(calls).decode()
