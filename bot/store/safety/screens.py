"""Rounds of red-flag questions: `screens`."""

from collections.abc import Mapping
from datetime import datetime

from bot.domain.safety.screening import Screen
from bot.store.database import Transaction
from bot.store.kept import Table

SCREENS = Table("screens", Screen, "screen_id")


def start(tx: Transaction, user_id: int, kind: str, trigger: str, version: int, now: datetime) -> Screen:
    """Begin a round and return it. An unfinished one of the same kind is dropped: its questions are asked anew."""
    tx.run("DELETE FROM screens WHERE user_id = ? AND kind = ? AND finished_at IS NULL", (user_id, kind))
    made = tx.record(
        Screen,
        "INSERT INTO screens (user_id, kind, trigger, asked_at, version) VALUES (?, ?, ?, ?, ?) RETURNING *",
        (user_id, kind, trigger, now, version),
    )
    assert made is not None
    return made


def drop(tx: Transaction, screen: Screen) -> None:
    """Forget a round that was opened by mistake."""
    tx.run("DELETE FROM screens WHERE screen_id = ?", (screen.screen_id,))


def find(tx: Transaction, user_id: int, screen_id: int) -> Screen | None:
    """Return a round of this user; None for somebody else's or none."""
    return tx.record(Screen, "SELECT * FROM screens WHERE user_id = ? AND screen_id = ?", (user_id, screen_id))


def newest(tx: Transaction, user_id: int) -> dict[str, Screen]:
    """Return kind → the newest round of it, finished or not."""
    return {screen.kind: screen for screen in tx.of(SCREENS, user_id)}


def latest(tx: Transaction, user_id: int, kind: str) -> Screen | None:
    """Return the newest round of a kind, finished or not."""
    return newest(tx, user_id).get(kind)


def last_finished(tx: Transaction, user_id: int, kind: str) -> Screen | None:
    """Return the newest finished round of a kind."""
    return next((screen for screen in finished(tx, user_id) if screen.kind == kind), None)


def answer(tx: Transaction, screen: Screen, answers: Mapping[str, str]) -> Screen:
    """Store the answers so far and return the round."""
    made = tx.record(
        Screen, "UPDATE screens SET answers = ? WHERE screen_id = ? RETURNING *", (answers, screen.screen_id)
    )
    assert made is not None
    return made


def finish(tx: Transaction, screen: Screen, outcome: str, now: datetime) -> None:
    """Close a round with its outcome."""
    tx.run("UPDATE screens SET outcome = ?, finished_at = ? WHERE screen_id = ?", (outcome, now, screen.screen_id))


def finished(tx: Transaction, user_id: int) -> list[Screen]:
    """Return the finished rounds, the newest first."""
    finished = [(screen.finished_at, screen) for screen in tx.of(SCREENS, user_id) if screen.finished_at is not None]
    return [screen for _, screen in sorted(finished, key=lambda pair: (pair[0], pair[1].screen_id), reverse=True)]
