"""The self-tests of a report: the first and the newest, and which change between them counts."""

from collections.abc import Mapping
from typing import Any, TypeAlias

from bot.domain.coaching import self_test
from bot.domain.coaching.self_test import SelfTest
from bot.facts.context import Walker
from bot.store.diary import self_tests

Facts: TypeAlias = Mapping[str, object]


def tested(walker: Walker, *names: str) -> Facts:
    """Return figure → `told`: its first and its newest self-test, each with its day; `days`: the age of the newest.

    `verdict`: better, same or worse between the two; None: there is one.
    """
    found: dict[str, Any] = {}
    tests = self_tests.finished(walker.tx, walker.user_id)
    for name in names:
        giving = [test for test in tests if name in self_test.figures(test)]
        if not giving:
            continue
        ends = giving[:1] if len(giving) < 2 else [giving[0], giving[-1]]
        compared = self_test.compared(ends[0], ends[-1], walker.rules.arc) if len(ends) > 1 else []
        found[name] = {
            "told": [(test.offered_on.isoformat(), _rounded(test, name)) for test in ends],
            "days": (walker.today - ends[-1].offered_on).days,
            "verdict": next((change.verdict for change in compared if change.figure == name), None),
        }
    return found


def _rounded(test: SelfTest, name: str) -> float:
    return round(float(self_test.figures(test)[name]), 1)
