"""The stored target, and every earlier one: `doses`. The newest counts."""

from collections.abc import Mapping
from datetime import date, datetime

from bot.domain.plan import Dose
from bot.store.database import Transaction
from bot.store.rows import from_row


async def current(tx: Transaction, user_id: int) -> Dose | None:
    """Return the dose that counts now, or None before onboarding is done."""
    row = await tx.one("SELECT * FROM doses WHERE user_id = ? ORDER BY dose_id DESC LIMIT 1", (user_id,))
    return from_row(Dose, row) if row else None


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
