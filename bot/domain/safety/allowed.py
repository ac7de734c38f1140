"""What may be offered now. Every flow asks here before it offers a walk, a move, a plan, a self-test, or praise."""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import date

from bot.domain.safety.escalation import STOPPING

EASED = ("gate", "after_red")
"""Reasons of a smaller day that stand for pain; a gap or the week after a hold are none."""


@dataclass(frozen=True, slots=True)
class Now:
    """What stands in the way of somebody today."""

    round_open: bool  # red-flag questions of any kind were begun and not finished
    crisis: bool  # wrote of despair or overdose, and did not ask for prompts since
    holds: Set[str]  # rules of the open holds, a flare included
    rests: bool  # today is a rest in pain
    rested_yesterday: bool  # yesterday was one
    smaller: str | None  # why today's walk is smaller than the target; None: it is not


@dataclass(frozen=True, slots=True)
class Allowed:
    """`walk`: a walk may be offered. `more`: so may moves, plans, self-tests and praise."""

    walk: bool
    more: bool


def allowed(now: Now) -> Allowed:
    """Return what may be offered: never more than a walk under a hold, a flare, a half dose, or after severe pain."""
    walk = not (now.round_open or now.crisis or now.rests or now.holds & set(STOPPING))
    eased = now.holds or now.rested_yesterday or now.smaller in EASED
    return Allowed(walk, more=walk and not eased)


def is_due(what: str, offered: Mapping[str, date], today: date, week: int) -> bool:
    """Tell whether something may be offered today: nothing else was today, and this not within the last `week` days.

    `offered`: what was offered → the day on which that was last. Offered on Monday: again on the next Monday, with 7.
    """
    last_on = offered.get(what)
    return today not in offered.values() and (last_on is None or (today - last_on).days >= week)
