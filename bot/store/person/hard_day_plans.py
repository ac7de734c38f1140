"""What eases, the smallest walk, whom to call: `hard_day_plans`, one for each user."""

from datetime import datetime

from bot.domain.coaching.hard_day import HardDayPlan
from bot.store.database import Transaction
from bot.store.kept import Table

PLANS = Table("hard_day_plans", HardDayPlan, "user_id")


def find(tx: Transaction, user_id: int) -> HardDayPlan | None:
    """Return somebody's plan, whole or not; None: it was never begun."""
    return next(iter(tx.of(PLANS, user_id)), None)


def begin(tx: Transaction, user_id: int, now: datetime) -> HardDayPlan:
    """Put an empty plan in the place of any other."""
    tx.run("DELETE FROM hard_day_plans WHERE user_id = ?", (user_id,))
    tx.run("INSERT INTO hard_day_plans (user_id, made_at) VALUES (?, ?)", (user_id, now))
    return HardDayPlan(user_id)


def keep(tx: Transaction, plan: HardDayPlan) -> None:
    """Keep what was chosen so far."""
    tx.run(
        "UPDATE hard_day_plans SET eases = ?, minutes = ?, whom = ? WHERE user_id = ?",
        (plan.eases, plan.minutes, plan.whom, plan.user_id),
    )
