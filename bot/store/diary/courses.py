"""Guided walks on their way: `courses`."""

from datetime import datetime

from bot.domain.coaching.guide import Course
from bot.store.database import Transaction
from bot.store.rows import columns


def begin(tx: Transaction, course: Course) -> None:
    """Store a course; one of that walk that is there already stays."""
    tx.run(
        "INSERT INTO courses (walk_id, user_id, minutes, exercise, began_at, shifted, paused_at)"
        " VALUES (:walk_id, :user_id, :minutes, :exercise, :began_at, :shifted, :paused_at) ON CONFLICT DO NOTHING",
        columns(course),
    )


def find(tx: Transaction, user_id: int, walk_id: int) -> Course | None:
    """Return the course of a walk of this user, or None."""
    return tx.record(Course, "SELECT * FROM courses WHERE user_id = ? AND walk_id = ?", (user_id, walk_id))


def update(tx: Transaction, course: Course) -> None:
    """Keep what became of it."""
    tx.run("UPDATE courses SET shifted = :shifted, paused_at = :paused_at WHERE walk_id = :walk_id", columns(course))


def end(tx: Transaction, user_id: int, walk_id: int) -> None:
    """Forget a course: its walk is over, or goes on without a guide."""
    tx.run("DELETE FROM courses WHERE user_id = ? AND walk_id = ?", (user_id, walk_id))


def rest_all(tx: Transaction, user_id: int, now: datetime) -> None:
    """Let every course of somebody stand still."""
    tx.run("UPDATE courses SET paused_at = ? WHERE user_id = ? AND paused_at IS NULL", (now, user_id))


def end_all(tx: Transaction, user_id: int) -> None:
    """Forget every course of somebody: no walk of theirs goes on with a guide."""
    tx.run("DELETE FROM courses WHERE user_id = ?", (user_id,))
