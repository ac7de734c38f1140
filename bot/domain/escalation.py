"""When to see whom: the ladder of rules over stored facts, most urgent first."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Advice:
    """One piece of safety advice that was given, and the figures that fired its rule."""

    advice_id: int
    user_id: int
    rule: str
    version: int
    level: str
    evidence: Mapping[str, object]
    given_at: datetime
    given_on: date


@dataclass(frozen=True, slots=True)
class Hold:
    """While it is open, targets are stopped (EMERGENCY, URGENT, CLEARANCE) or halved (the other rules)."""

    hold_id: int
    user_id: int
    rule: str
    opened_at: datetime
    opened_on: date
    closed_at: datetime | None = None
    closed_by: str | None = None
