"""What gets in the way, and what helped against it: an answer that worked comes again, one that did not never does."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from bot.domain.action_plan import Answer, Barrier
from bot.domain.coaching.profile import first_day
from bot.domain.rules import Barriers


@dataclass(frozen=True, slots=True)
class Told:
    """What got in the way of a day's walk, and what was offered against it; None: there was nothing left to offer."""

    on_day: date
    barrier: Barrier
    answer: Answer | None = None


def answers(barrier: Barrier, rules: Barriers) -> tuple[Answer, ...]:
    """Return what may help against a barrier, the first idea first."""
    return {
        "busy": rules.busy,
        "weather": rules.weather,
        "tired": rules.tired,
        "fear": rules.fear,
        "forgot": rules.forgot,
        "alone": rules.alone,
        "bored": rules.bored,
    }[barrier]


def worked(told: Told, walked_on: Collection[date], walk_days: tuple[int, ...], today: date) -> bool | None:
    """Tell whether somebody walked afterwards: on that day, or up to the next chosen one; None: that is still open."""
    until = first_day(told.on_day, walk_days)
    if any(told.on_day <= day <= until for day in walked_on):
        return True
    return False if today > until else None


def best(
    barrier: Barrier,
    told: Sequence[Told],
    planned: Answer | None,
    walked_on: Collection[date],
    walk_days: tuple[int, ...],
    today: date,
    rules: Barriers,
) -> tuple[Answer | None, bool]:
    """Return what to offer against a barrier, and whether it worked before; None: nothing is left.

    What worked last goes first, then what is offered already and not known yet, then what was never tried: the answer
    of the own plan (`planned`) before the others. Of an answer offered more than once the newest outcome counts.
    """
    known = {
        each.answer: worked(each, walked_on, walk_days, today)
        for each in told
        if each.barrier == barrier and each.answer is not None
    }
    ideas = answers(barrier, rules)
    newest = [each.answer for each in reversed(told) if each.barrier == barrier and each.answer in ideas]
    for wanted in (True, None):
        found = next((answer for answer in newest if known[answer] is wanted), None)
        if found is not None:
            return found, wanted is True
    untried = [answer for answer in ideas if answer not in known]
    return (planned if planned in untried else next(iter(untried), None)), False
