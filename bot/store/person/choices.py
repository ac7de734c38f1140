"""The exercises a person chose beside their walk: `exercise_choices`."""

from dataclasses import dataclass
from datetime import datetime

from bot.store.database import Transaction
from bot.store.kept import Table


@dataclass(frozen=True, slots=True)
class Choice:
    """One move that goes with the walk."""

    exercise: str


CHOICES = Table("exercise_choices", Choice, "chosen_at, exercise", "user_id, exercise")


def chosen(tx: Transaction, user_id: int) -> tuple[str, ...]:
    """Return the ids of the chosen exercises, the one chosen first first."""
    return tuple(choice.exercise for choice in tx.of(CHOICES, user_id))


def choose(tx: Transaction, user_id: int, exercise: str, now: datetime) -> None:
    """Remember a choice; choosing twice changes nothing."""
    tx.run(
        "INSERT INTO exercise_choices (user_id, exercise, chosen_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        (user_id, exercise, now),
    )


def drop(tx: Transaction, user_id: int, exercise: str) -> None:
    """Forget a choice; one that was never made is no error."""
    tx.run("DELETE FROM exercise_choices WHERE user_id = ? AND exercise = ?", (user_id, exercise))
