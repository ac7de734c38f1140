"""Which messages about fear and pacing were said to whom: `threads`."""

from collections.abc import Sequence
from datetime import date, datetime

from bot.domain.coaching.thread import TOLD, Thread
from bot.store.database import Transaction
from bot.store.kept import Table

THREADS = Table("threads", Thread, "thread_id")


def of(tx: Transaction, user_id: int) -> Sequence[Thread]:
    """Return somebody's threads, oldest first."""
    return tx.of(THREADS, user_id)


def begin(tx: Transaction, user_id: int, on_day: date) -> None:
    """Begin a thread."""
    tx.run("INSERT INTO threads (user_id, begun_on) VALUES (?, ?)", (user_id, on_day))


def tell(tx: Transaction, thread: Thread, on_day: date, last: bool, now: datetime) -> None:
    """Store that one more of the messages was said; with the last one the thread is over."""
    tx.run(
        "UPDATE threads SET told = told + 1, told_on = ?, ended_at = ?, ended_by = ? WHERE thread_id = ?",
        (on_day, now if last else None, TOLD if last else None, thread.thread_id),
    )


def end(tx: Transaction, user_id: int, why: str, now: datetime) -> int:
    """End the thread that goes on, if any; return how many were ended."""
    return tx.run(
        "UPDATE threads SET ended_at = ?, ended_by = ? WHERE user_id = ? AND ended_at IS NULL", (now, why, user_id)
    )
