"""A plan for hard days, made on a good one: what eases, what is the smallest walk, whom to call."""

from dataclasses import dataclass

QUESTIONS = ("eases", "minutes", "whom")


@dataclass(frozen=True, slots=True)
class HardDayPlan:
    """What somebody chose so far; `eases` and `whom` are ids of the rules, or own words."""

    user_id: int
    eases: str | None = None
    minutes: int | None = None
    whom: str | None = None

    @property
    def next_question(self) -> str | None:
        """The field to ask for next; None: the plan is whole."""
        return next((name for name in QUESTIONS if getattr(self, name) is None), None)
