"""Guided walks on their way: `courses`."""

from bot.domain.guide import Course
from bot.store.database import Transaction
from bot.store.rows import columns


async def begin(tx: Transaction, course: Course) -> None:
    """Store a course; one of that walk that is there already stays."""
    await tx.run(
        "INSERT INTO courses (walk_id, user_id, minutes, exercise, began_at, shifted, paused_at)"
        " VALUES (:walk_id, :user_id, :minutes, :exercise, :began_at, :shifted, :paused_at) ON CONFLICT DO NOTHING",
        columns(course),
    )


async def find(tx: Transaction, user_id: int, walk_id: int) -> Course | None:
    """Return the course of a walk of this user, or None."""
    return await tx.record(Course, "SELECT * FROM courses WHERE user_id = ? AND walk_id = ?", (user_id, walk_id))


async def update(tx: Transaction, course: Course) -> None:
    """Keep what became of it."""
    await tx.run(
        "UPDATE courses SET shifted = :shifted, paused_at = :paused_at WHERE walk_id = :walk_id", columns(course)
    )


async def end(tx: Transaction, user_id: int, walk_id: int) -> None:
    """Forget a course: its walk is over, or goes on without a guide."""
    await tx.run("DELETE FROM courses WHERE user_id = ? AND walk_id = ?", (user_id, walk_id))
