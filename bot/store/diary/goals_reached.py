"""The day on which a week at the goal was over: `goals_reached`, one for each user."""

from dataclasses import dataclass
from datetime import date

from bot.domain.coaching.plan import Dose
from bot.store.database import Transaction
from bot.store.kept import Table


@dataclass(frozen=True, slots=True)
class Reached:
    """The goal, and when it was reached first."""

    on_day: date
    minutes: int
    target_days: int


GOALS_REACHED = Table("goals_reached", Reached, "user_id")


def find(tx: Transaction, user_id: int) -> Reached | None:
    """Return when the goal was reached; None: not yet."""
    return next(iter(tx.of(GOALS_REACHED, user_id)), None)


def reach(tx: Transaction, user_id: int, on_day: date, dose: Dose) -> None:
    """Note that the goal was reached; the first time counts."""
    tx.run(
        "INSERT INTO goals_reached (user_id, on_day, minutes, target_days) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
        (user_id, on_day, dose.minutes, dose.target_days),
    )
