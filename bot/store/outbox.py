"""Calls to Telegram that a committed transaction has decided: `outbox`."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import msgspec

from bot import logs
from bot.store.database import Transaction
from bot.store.rows import from_row

REPLIES = 0
LONGEST_WAIT = timedelta(hours=1)  # nothing waits longer: a time further off was written by a clock that was wrong


@dataclass(frozen=True, slots=True)
class Parcel:
    """The calls that belong together, in order; the first `made` of them are done."""

    outbox_id: int
    chat_id: int
    lane: int
    calls: list[dict[str, Any]]
    made: int
    tries: int
    cause: str


async def leave(
    tx: Transaction,
    chat_id: int,
    lane: int,
    calls: Sequence[Mapping[str, Any]],
    now: datetime,
    stale_at: datetime | None = None,
) -> None:
    """Put calls into the outbox, to be made at once and (`stale_at`) never after that; none is nothing to do."""
    if calls:
        await tx.run(
            "INSERT INTO outbox (chat_id, lane, calls, cause, left_at, stale_at) VALUES (?, ?, ?, ?, ?, ?)",
            (chat_id, lane, msgspec.json.encode(calls).decode(), logs.CAUSE.get(), now, stale_at),
        )


async def drop_stale(tx: Transaction, now: datetime) -> int:
    """Forget what is not worth saying any more; return how many parcels that were."""
    return await tx.run("DELETE FROM outbox WHERE stale_at <= ?", (now,))


async def ready(tx: Transaction, now: datetime, busy: Collection[int]) -> Parcel | None:
    """Return the parcel to send next: the lowest lane first, and within a chat the oldest only."""
    rows = await tx.all(
        "SELECT * FROM outbox AS o WHERE (not_before_at IS NULL OR not_before_at <= ? OR not_before_at > ?)"
        " AND (stale_at IS NULL OR stale_at > ?) AND NOT EXISTS"
        " (SELECT 1 FROM outbox AS earlier WHERE earlier.chat_id = o.chat_id AND earlier.outbox_id < o.outbox_id)"
        " ORDER BY lane, outbox_id LIMIT ?",
        (now, now + LONGEST_WAIT, now, len(busy) + 1),
    )
    return next((from_row(Parcel, row) for row in rows if row["chat_id"] not in busy), None)


async def made(tx: Transaction, parcel: Parcel, count: int) -> None:
    """Remember that the first `count` calls are done."""
    await tx.run("UPDATE outbox SET made = ? WHERE outbox_id = ?", (count, parcel.outbox_id))


async def delivered(tx: Transaction, parcel: Parcel) -> None:
    """Remove a parcel whose calls are all made."""
    await tx.run("DELETE FROM outbox WHERE outbox_id = ?", (parcel.outbox_id,))


async def put_off(tx: Transaction, parcel: Parcel, count: int, until: datetime) -> None:
    """Try the rest of a parcel again later; its chat's later parcels wait behind it."""
    await tx.run(
        "UPDATE outbox SET made = ?, not_before_at = ?, tries = tries + 1 WHERE outbox_id = ?",
        (count, until, parcel.outbox_id),
    )


async def drop_chat(tx: Transaction, chat_id: int) -> None:
    """Forget what was to be said to someone who cannot be reached."""
    await tx.run("DELETE FROM outbox WHERE chat_id = ?", (chat_id,))
