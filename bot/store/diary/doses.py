"""The stored target with the days that it was decided for, and every earlier one: `doses`. The newest counts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.coaching.plan import Dose
from bot.store.database import Transaction
from bot.store.kept import Table

OTHER_DAYS = "days"
"""The reason of a row that follows from a choice of days; its walks may be shorter than those decided before."""


@dataclass(frozen=True, slots=True)
class Decided:
    """A dose, the days chosen for it (Monday = 0), and the day from which it counts."""

    minutes: int
    bouts: int
    target_days: int
    walk_days: tuple[int, ...]
    from_on: date
    reason: str

    @property
    def dose(self) -> Dose:
        """The dose alone."""
        return Dose(self.minutes, self.bouts, self.target_days)


DOSES = Table("doses", Decided, "dose_id")


def newest(tx: Transaction, user_id: int) -> Decided | None:
    """Return what was decided last, or None before onboarding is done."""
    decided = tx.of(DOSES, user_id)
    return decided[-1] if decided else None


def before_other_days(tx: Transaction, user_id: int) -> Decided | None:
    """Return what was decided last for another reason than a choice of days."""
    return next((each for each in reversed(tx.of(DOSES, user_id)) if each.reason != OTHER_DAYS), None)


def of_days(tx: Transaction, user_id: int, first: date) -> list[Decided]:
    """Return what counted on `first` or later, oldest first."""
    decided = tx.of(DOSES, user_id)
    began = max((number for number, each in enumerate(decided) if each.from_on <= first), default=0)
    return list(decided[began:])


def forget(tx: Transaction, user_id: int) -> None:
    """Forget every target: of a plan that no day came of."""
    tx.run("DELETE FROM doses WHERE user_id = ?", (user_id,))


def decide(
    tx: Transaction,
    user_id: int,
    dose: Dose,
    *,
    walk_days: tuple[int, ...],
    from_on: date,
    reason: str,
    evidence: Mapping[str, object],
    now: datetime,
) -> None:
    """Store a new target with why: start, review, user or days, and the facts behind it."""
    tx.run(
        "INSERT INTO doses (user_id, from_on, minutes, bouts, target_days, walk_days, reason, evidence, decided_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (user_id, from_on, dose.minutes, dose.bouts, dose.target_days, walk_days, reason, evidence, now),
    )
