"""Red-flag questions: which to ask, and where the answers lead."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Screen:
    """One round of red-flag questions. `answers`: question id → "yes" or "no"; unsure counts as yes."""

    screen_id: int
    user_id: int
    kind: str
    trigger: str
    asked_at: datetime
    version: int
    answers: Mapping[str, str] = field(default_factory=dict)
    finished_at: datetime | None = None
    outcome: str | None = None
