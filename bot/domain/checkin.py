"""A walk and what is still to be asked about it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.rules import Checkins

QUESTIONS = ("minutes", "before_pain", "worst_pain", "effort")
EFFORTS = ("easy", "steady", "hard")
CR10 = {"easy": 2, "steady": 4, "hard": 6}


@dataclass(frozen=True, slots=True)
class Walk:
    """One walk: opened by the gate or the check-in, done once its minutes are known. Scores are NRS 0-10.

    `beside`: what was told with it that may have to do with the pain, see `bot.domain.words.beside`.
    """

    walk_id: int
    user_id: int
    on_day: date
    exercise: str = "standard"
    offered_minutes: int | None = None
    target: bool = False
    gate_pain: int | None = None
    started_at: datetime | None = None
    minutes: int | None = None
    before_pain: int | None = None
    worst_pain: int | None = None
    effort: str | None = None
    two_hour_pain: int | None = None
    settled: bool | None = None
    something_new: bool = False
    logged_at: datetime | None = None
    undone_at: datetime | None = None
    beside: tuple[str, ...] = ()

    @property
    def pain_before(self) -> int | None:
        """The pain of now before it, 0-10: the gate's, else the check-in's; None: neither was told."""
        return self.gate_pain if self.gate_pain is not None else self.before_pain


@dataclass(frozen=True, slots=True)
class Asking:
    """What decides which questions of a walk can change something."""

    programme_week: int
    scored_days: int  # of this week, with a now-score
    dose_walks: int  # earlier walks of the dose in force
    last_target: bool  # of this week
    new_move: bool  # its first walk with this move
    since_two_hours: int  # earlier walks since the question of two hours later was put last
    eased: bool = False  # a hold, a flare or the like made it smaller


ALL_DUE = Asking(1, 0, 0, last_target=True, new_move=True, since_two_hours=0)
"""Nothing is known of somebody yet: everything is asked."""


def due(walk: Walk, asking: Asking, rules: Checkins) -> tuple[str, ...]:
    """Return the fields that a check-in asks for, in their order; answers given without being asked are welcome.

    Minutes and worst pain: always. Pain before: where the gate did not ask, and the week has few scored days.
    Effort: in the first weeks, for the first walk of a new dose, and for the week's last target walk; never for a walk
    that was made smaller: it says nothing about the dose.
    """
    before = walk.gate_pain is None and asking.scored_days < rules.before_days
    first = asking.programme_week <= rules.full_weeks or asking.dose_walks < rules.new_dose_walks
    effort = (first or asking.last_target) and not asking.eased
    asked = {"minutes": True, "before_pain": before, "worst_pain": True, "effort": effort}
    return tuple(field for field in QUESTIONS if asked[field])


def has_hurt(walk: Walk, rise: float | None, rules: Checkins) -> bool:
    """Tell whether a walk hurt so much that it is asked about two hours later, whatever was asked on that day."""
    return (rise is not None and rise >= rules.two_hours_rise) or (walk.worst_pain or 0) >= rules.two_hours_worst


def asks_two_hours(walk: Walk, rise: float | None, asking: Asking, rules: Checkins) -> bool:
    """Tell whether it is asked again two hours after a walk: in the first weeks, where something is new, where it hurt.

    Else after every fourth walk. `rise`: R of the walk, None where it is unknown.
    """
    hurt = has_hurt(walk, rise, rules)
    fresh = asking.programme_week <= rules.full_weeks or asking.dose_walks == 0 or asking.new_move
    return hurt or fresh or asking.since_two_hours + 1 >= rules.two_hours_every


def next_question(walk: Walk, asked: Collection[str] = QUESTIONS) -> str | None:
    """Return the first of the fields `asked` (see `due`) that is still open; None: any partial answer is valid.

    Pain before is asked only where the gate did not.
    """
    for field in QUESTIONS:
        if field not in asked or (field == "before_pain" and walk.gate_pain is not None):
            continue
        if getattr(walk, field) is None:
            return field
    return None


def far_more(walk: Walk, rules: Checkins) -> bool:
    """Tell whether a walk was far longer than what was offered that day: 22 minutes and more where 11 were planned."""
    if not walk.minutes or not walk.offered_minutes:
        return False
    extra = walk.minutes - walk.offered_minutes
    return walk.minutes >= rules.far_more * walk.offered_minutes and extra >= rules.far_more_least
