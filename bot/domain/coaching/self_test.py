"""The self-test: three questions about pain, minutes walked comfortably, chair stands. And how two of them compare.

The questions about pain are those of the PEG in our own words: pain, enjoyment of life, general activity, each 0-10
over the past week; the mean of the three is the figure (Krebs 2009). A change within the noise of a figure is called
the same, in either direction.
"""

from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Literal, TypeAlias

from bot.domain.coaching.plan import rounded
from bot.domain.rules import Arc

FULL, WELL, PAIN = "full", "well", "pain"
"""well: for those who walk just to stay well."""
PAIN_QUESTIONS = ("pain", "enjoyment", "activity")
BODY_QUESTIONS = ("minutes", "stands")
QUESTIONS = {FULL: (*PAIN_QUESTIONS, *BODY_QUESTIONS), WELL: BODY_QUESTIONS, PAIN: PAIN_QUESTIONS}
SKIPPED = -1
Direction: TypeAlias = Literal["better", "same", "worse"]


@dataclass(frozen=True, slots=True)
class SelfTest:
    """One self-test. None: not asked yet; -1: not today."""

    test_id: int
    user_id: int
    kind: str
    offered_on: date
    pain: int | None = None
    enjoyment: int | None = None
    activity: int | None = None
    minutes: int | None = None
    stands: int | None = None
    finished_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """One figure then and now. `figure`: pain, minutes or stands."""

    figure: str
    was: Fraction
    now: Fraction
    verdict: Direction


def next_question(test: SelfTest) -> str | None:
    """Return the first question that is open; None where the test is over."""
    if test.finished_at is not None:
        return None
    return next((name for name in QUESTIONS[test.kind] if getattr(test, name) is None), None)


def pain_mean(test: SelfTest) -> Fraction | None:
    """Return the mean of the three questions, 0-10; None where one of them has no answer. 5, 4, 4 → 13/3."""
    answers = [getattr(test, name) for name in PAIN_QUESTIONS]
    return None if any(answer in (None, SKIPPED) for answer in answers) else Fraction(sum(answers), len(answers))


def figures(test: SelfTest) -> dict[str, Fraction]:
    """Return the figures that a test gave."""
    mean = pain_mean(test)
    found = {} if mean is None else {"pain": mean}
    for name in BODY_QUESTIONS:
        answer = getattr(test, name)
        if answer not in (None, SKIPPED):
            found[name] = Fraction(answer)
    return found


def compared(earlier: SelfTest, later: SelfTest, rules: Arc) -> list[Change]:
    """Return every figure that both tests gave, then and now, in the order of the questions.

    Pain 5 → 4.3 is the same, 5 → 4 is better; 10 minutes → 12 is better; 9 stands → 11 is the same.
    """
    was, now = figures(earlier), figures(later)
    both = [name for name in was if name in now]
    return [Change(name, was[name], now[name], _verdict(name, was[name], now[name], rules)) for name in both]


def _verdict(name: str, was: Fraction, now: Fraction, rules: Arc) -> Direction:
    least = {
        "pain": Fraction(rules.pain_change),
        "minutes": Fraction(max(rules.minutes_least, rounded(was * rules.minutes_change))),
        "stands": Fraction(rules.stands_change),
    }[name]
    if abs(now - was) < least:
        return "same"
    return "better" if (now < was) == (name == "pain") else "worse"
