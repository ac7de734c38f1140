"""Chance that repeats itself: seeded by who, when and what for, so that a retry picks the same words."""

import random  # noqa: TID251 - the one place
from collections.abc import Sequence
from datetime import date
from math import gcd
from typing import TypeVar

T = TypeVar("T")

DAYS_A_WEEK = 7


def pick(user_id: int, day: date, purpose: str, options: Sequence[T]) -> T:
    """Return one of the options (at least one), the same one all day."""
    return random.Random(f"{user_id}:{day}:{purpose}").choice(options)  # noqa: S311 - no secret


def in_turn(user_id: int, day: date, purpose: str, options: Sequence[T]) -> T:
    """Return one of the options (at least one), the same one all day, so that all of them have their turn.

    Everyone has an order of their own. With 14 options or more none comes twice within seven days, and a person
    who is asked on the same weekdays only still meets them all.
    """
    order = list(options)
    random.Random(f"{user_id}:{purpose}").shuffle(order)  # noqa: S311 - no secret
    ahead = day.toordinal()
    # A leap a week, of a length that keeps one weekday from meeting the same few options for ever.
    leap = next(leap for leap in range(len(order) + 1) if gcd(DAYS_A_WEEK + leap, len(order)) == 1)
    return order[(ahead + ahead // DAYS_A_WEEK * leap) % len(order)]
