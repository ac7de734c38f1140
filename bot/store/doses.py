"""The stored target, and every earlier one: `doses`. The newest counts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.plan import Dose
from bot.store.database import Transaction
from bot.store.rows import from_row


@dataclass(frozen=True, slots=True)
class Decided:
    """A dose and the day from which it counts."""

    dose: Dose
    from_on: date


async def newest(tx: Transaction, user_id: int) -> Decided | None:
    """Return the dose decided last, or None before onboarding is done."""
    row = await tx.one("SELECT * FROM doses WHERE user_id = ? ORDER BY dose_id DESC LIMIT 1", (user_id,))
    return Decided(from_row(Dose, row), date.fromisoformat(row["from_on"])) if row else None


async def of_days(tx: Transaction, user_id: int, first: date) -> list[Decided]:
    """Return the doses that counted on `first` or later, oldest first."""
    rows = await tx.all(
        "SELECT * FROM doses WHERE user_id = :user_id AND dose_id >= coalesce("
        "(SELECT max(dose_id) FROM doses WHERE user_id = :user_id AND from_on <= :first), 0) ORDER BY dose_id",
        {"user_id": user_id, "first": first},
    )
    return [Decided(from_row(Dose, row), date.fromisoformat(row["from_on"])) for row in rows]


async def decide(
    tx: Transaction,
    user_id: int,
    dose: Dose,
    *,
    from_on: date,
    reason: str,
    evidence: Mapping[str, object],
    now: datetime,
) -> None:
    """Store a new target with why: start, review or user, and the facts behind it."""
    await tx.run(
        "INSERT INTO doses (user_id, from_on, minutes, bouts, target_days, reason, evidence, decided_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (user_id, from_on, dose.minutes, dose.bouts, dose.target_days, reason, evidence, now),
    )
