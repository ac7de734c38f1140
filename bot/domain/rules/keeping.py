"""What is kept for how long, and what the operator is shown."""

from dataclasses import dataclass
from typing import Annotated

from bot.domain.limits import Between

BACKUP_DAYS = 30


@dataclass(frozen=True, slots=True)
class Retention:
    """How long the answers of somebody who is silent are kept."""

    inactive_days: int
    notice_days: int
    backup_days: Annotated[int, Between(BACKUP_DAYS, BACKUP_DAYS)]  # the store removes older copies


@dataclass(frozen=True, slots=True)
class Operator:
    """What the operator is shown of all people together."""

    small_cell: int
