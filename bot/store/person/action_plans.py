"""When, where and what if: `action_plans`, one for each user."""

from datetime import datetime

from bot.domain.action_plan import ActionPlan
from bot.store.database import Transaction
from bot.store.kept import Table

PLANS = Table("action_plans", ActionPlan, "user_id")


def find(tx: Transaction, user_id: int) -> ActionPlan | None:
    """Return somebody's plan, whole or not; None: they were never asked."""
    return next(iter(tx.of(PLANS, user_id)), None)


def begin(tx: Transaction, user_id: int, now: datetime) -> ActionPlan:
    """Put an empty plan in the place of any other."""
    tx.run("DELETE FROM action_plans WHERE user_id = ?", (user_id,))
    tx.run("INSERT INTO action_plans (user_id, asked_at) VALUES (?, ?)", (user_id, now))
    return ActionPlan(user_id)


def keep(tx: Transaction, plan: ActionPlan) -> None:
    """Keep what was chosen so far."""
    tx.run(
        "UPDATE action_plans SET cue = ?, place = ?, barrier = ?, answer = ? WHERE user_id = ?",
        (plan.cue, plan.place, plan.barrier, plan.answer, plan.user_id),
    )
