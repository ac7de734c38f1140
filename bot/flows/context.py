"""What every flow is given."""

from dataclasses import dataclass
from datetime import datetime

from bot.library import Library
from bot.store.database import Transaction


@dataclass(frozen=True, slots=True)
class Context:
    """One user's update or nudge, inside one transaction.

    `now` was read once, at the edge. What a flow does with `tx` happens exactly once, together with its replies.
    """

    tx: Transaction
    user_id: int
    now: datetime
    library: Library
    language: str
