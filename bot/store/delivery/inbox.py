"""Updates that Telegram may forget, because they are here: `inbox`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.store.database import Transaction
from bot.store.errors import NotInTurnError

NEWEST = 1000


@dataclass(frozen=True, slots=True)
class Arrival:
    """One raw update. `chat_id` is its lane; None where it belongs to no chat."""

    update_id: int
    chat_id: int | None
    payload: str | None


def receive(tx: Transaction, arrivals: Sequence[Arrival], now: datetime) -> list[Arrival]:
    """Store what is new and return it, oldest first; one that came before changes nothing. No payload: set aside."""
    fresh = []
    for arrival in sorted(arrivals, key=lambda arrival: arrival.update_id):
        status = "received" if arrival.payload is not None else "set_aside"
        stored = tx.run(
            "INSERT INTO inbox (update_id, chat_id, payload, status, received_at) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT (update_id) DO NOTHING",
            (arrival.update_id, arrival.chat_id, arrival.payload, status, now),
        )
        if stored and arrival.payload is not None:
            fresh.append(arrival)
    return fresh


def waiting(tx: Transaction, before: datetime | None = None) -> list[Arrival]:
    """Return what was received, `before` an instant if one is given, and not applied, oldest first."""
    return tx.records(
        Arrival,
        "SELECT * FROM inbox WHERE status = 'received' AND received_at <= coalesce(?, received_at) ORDER BY update_id",
        (before,),
    )


def take_turn(tx: Transaction, update_id: int, chat_id: int | None) -> None:
    """Hold a chat until the commit, where other workers are. NotInTurnError: one of them does, or older ones wait."""
    if not tx.shared or chat_id is None:
        return
    if not tx.hold([chat_id]):
        raise NotInTurnError("Another worker is at this chat.")
    if tx.one(
        "SELECT 1 FROM inbox WHERE chat_id = ? AND status = 'received' AND update_id < ? LIMIT 1", (chat_id, update_id)
    ):
        raise NotInTurnError("An older update of this chat waits.")


def applied(tx: Transaction, update_id: int, now: datetime) -> bool:
    """Mark an update applied, known or not; False: it was that already, and must not be applied again.

    Of its content nothing stays but the id.
    """
    changed = tx.run(
        "INSERT INTO inbox (update_id, status, received_at) VALUES (?, 'applied', ?) ON CONFLICT (update_id)"
        " DO UPDATE SET status = 'applied', chat_id = NULL, payload = NULL WHERE inbox.status <> 'applied'",
        (update_id, now),
    )
    return changed == 1


def set_aside(tx: Transaction, update_id: int) -> None:
    """Mark an update as one that cannot be applied; its content goes."""
    tx.run("UPDATE inbox SET status = 'set_aside', chat_id = NULL, payload = NULL WHERE update_id = ?", (update_id,))


def forget(tx: Transaction, before: datetime) -> int:
    """Remove ids older than Telegram keeps updates; return how many.

    The newest stay whatever the clock says: one that jumps must not let an update in twice.
    """
    return tx.run(
        "DELETE FROM inbox WHERE status <> 'received' AND received_at < ?"
        " AND update_id < (SELECT max(update_id) FROM inbox) - ?",
        (before, NEWEST),
    )
