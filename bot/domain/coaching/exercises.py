"""The seven ways to walk: which of them are open to a person, which are not, and why.

Suitability and hard blocks stand in `content/exercises.yaml`, the gates of the tiers in `content/rules/unlock.yaml`.
The strictest of all reasons wins; what is not known keeps a move locked.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from statistics import median
from typing import Annotated, Literal, TypeAlias, get_args

from bot.domain.limits import Between
from bot.domain.rules import Unlock

Openness: TypeAlias = Literal["open", "later", "pt_only", "avoid"]
Suitability: TypeAlias = Literal[1, 2, 3, "X"]
Block: TypeAlias = Literal["if_painless", "pt_only", "avoid"]
Restriction: TypeAlias = Literal[
    "balance",
    "pregnancy",
    "blood_pressure",
    "wrist_shoulder",
    "hand",
    "weak_bones",
    "recent_fracture",
    "meniscus",
    "joint_replacement",
    "recent_surgery",
]

VERDICTS: tuple[Openness, ...] = ("open", "later", "pt_only", "avoid")
"""From loose to strict. later: after some more weeks, or an answer; pt_only: with a physical therapist's yes."""
STANDARD = "standard"
ASKED_LATER: tuple[Restriction, ...] = ("wrist_shoulder", "hand", "meniscus", "joint_replacement")
"""Restrictions that onboarding does not ask about: a move that minds one stays locked until it is answered."""
REGIONS = ("back", "arthritis", "knee", "hip", "stiffness")
RESTRICTIONS: tuple[str, ...] = get_args(Restriction)
GATES = (
    "weeks_1",
    "walks_1",
    "red",
    "worst",
    "weeks_2",
    "walks_2",
    "chair_stands",
    "weeks_3",
    "calm",
    "new_move",
    "opt_in",
    "unasked",
    "told",
)
"""Ids of all that can keep an exercise locked for a while."""


@dataclass(frozen=True, slots=True)
class MoveDose:
    """How much of a move: only the figures that it has. `reps` are steps, a leg or a side where `a_side` says so."""

    sets: Annotated[int, Between(1, 10)] | None = None
    minutes: Annotated[int, Between(1, 60)] | None = None
    seconds: Annotated[int, Between(5, 300)] | None = None
    reps: Annotated[int, Between(1, 30)] | None = None
    a_side: bool = False
    least_kg: Annotated[float, Between(0, 20)] | None = None
    most_kg: Annotated[float, Between(0, 20)] | None = None
    least_lb: Annotated[int, Between(0, 45)] | None = None  # the same in pounds, rounded as people would
    most_lb: Annotated[int, Between(0, 45)] | None = None
    most_bodyweight_percent: Annotated[int, Between(1, 20)] | None = None
    least_incline_percent: Annotated[float, Between(0, 15)] | None = None
    most_incline_percent: Annotated[float, Between(0, 15)] | None = None
    days_a_week: Annotated[int, Between(1, 7)] | None = None


@dataclass(frozen=True, slots=True)
class Progression:
    """What one step up adds, and where it ends."""

    adds: MoveDose
    until: MoveDose
    every_days: Annotated[int, Between(1, 28)]
    then: tuple[Literal["depth", "incline", "weight"], ...] = ()  # what may grow once the end is reached


@dataclass(frozen=True, slots=True)
class Suitable:
    """1 first-line, 2 later, 3 only with a physical therapist's approval, X avoid."""

    back: Suitability
    arthritis: Suitability
    knee: Suitability
    hip: Suitability
    stiffness: Suitability


@dataclass(frozen=True, slots=True)
class Exercise:
    """One of the seven. `care`: a region or restriction that leaves it open with a caution, by the caution's id."""

    tier: Literal[0, 1, 2, 3]
    trains: tuple[str, ...]
    benefits: tuple[str, ...]
    start: MoveDose
    progression: Progression
    kit: tuple[str, ...]
    space_metres: Annotated[int, Between(0, 50)]
    space_feet: Annotated[int, Between(0, 165)]  # the same in feet
    suitability: Suitable
    sources: tuple[str, ...]
    blocks: Mapping[Restriction, Block] = field(default_factory=dict)
    care: Mapping[str, str] = field(default_factory=dict)
    easier: str | None = None
    opt_in: bool = False  # never suggested by itself


@dataclass(frozen=True, slots=True)
class PastWalk:
    """A walk that was logged. `worst` is NRS 0–10 during or after; None: not told."""

    on_day: date
    minutes: int
    worst: int | None = None
    red: bool = False
    target: bool = True  # easy walks are short by design: they unlock nothing, and stand in the way of nothing


@dataclass(frozen=True, slots=True)
class Person:
    """What is known of somebody when a move is judged. What is left out counts as not met."""

    today: date
    regions: frozenset[str] = frozenset()
    restrictions: frozenset[str] = frozenset()
    first_walk_on: date | None = None
    walks: tuple[PastWalk, ...] = ()  # in any order
    pains: tuple[tuple[date, int], ...] = ()  # every score told, with its day
    chair_stands_pain: int | None = None  # worst pain while standing up five times without hands; None: not tried
    answered: frozenset[str] = frozenset()  # of ASKED_LATER
    painless: frozenset[str] = frozenset()  # exercises said to be painless, where a block asks that
    approved: frozenset[str] = frozenset()  # exercises a physical therapist agreed to
    only: frozenset[str] | None = None  # a professional allowed these beside the walk, and no others; None: not said
    opted_in: frozenset[str] = frozenset()  # exercises that the person asked for
    begun: Mapping[str, date] = field(default_factory=dict)  # exercises done before → the first day
    regressed_on: date | None = None  # when a weekly review last made the walks shorter


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an exercise stands for a person.

    `reasons` are ids of `words.standing.reasons`, strictest first; `cautions` of `words.standing.cautions`;
    `instead` is the nearest easier exercise that is open, None where this one is.
    """

    verdict: Openness
    reasons: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()
    instead: str | None = None


def standing(name: str, exercises: Mapping[str, Exercise], person: Person, rules: Unlock) -> Standing:
    """Judge one exercise. Another region or restriction never makes the verdict looser."""
    verdict, reasons = _judged(name, exercises[name], person, rules)
    exercise = exercises[name]
    cautions = tuple(
        dict.fromkeys(exercise.care[key] for key in exercise.care if key in person.regions | person.restrictions)
    )
    return Standing(
        verdict, reasons, cautions, None if verdict == "open" else _instead(exercise, exercises, person, rules)
    )


def unasked(exercise: Exercise, person: Person) -> tuple[str, ...]:
    """Return the restrictions that this move minds and nobody has asked this person about, in order."""
    known = person.answered | person.restrictions
    return tuple(name for name in ASKED_LATER if name in exercise.blocks and name not in known)


def falls_back(name: str, worst: int | None, on_day: date, begun_on: date, rules: Unlock) -> bool:
    """Tell whether a move that was begun within two weeks hurt so much (NRS 0-10) that the easier one comes back."""
    new = _within(begun_on, on_day, rules.new_move_days)
    return name != STANDARD and worst is not None and new and worst > rules.drop_back_above


def locked_by(tier: int, person: Person, rules: Unlock) -> tuple[str, ...]:
    """Return the ids of what a tier still asks of this person, its lower tiers included; () opens it."""
    if tier == 0:
        return ()
    unmet = list(_tier_1(person, rules))
    if tier >= 2:
        unmet += _tier_2(person, rules)
    if tier >= 3:
        unmet += _tier_3(person, rules)
    return tuple(unmet)


def _judged(name: str, exercise: Exercise, person: Person, rules: Unlock) -> tuple[Openness, tuple[str, ...]]:
    blocks: dict[str, Block] = dict(exercise.blocks.items())
    found: list[tuple[Openness, str]] = []
    for region in sorted(person.regions):
        level = getattr(exercise.suitability, region, 1)
        if level == "X":
            found.append(("avoid", region))
        elif level == 3:
            found.append(("pt_only", region))
    for restriction in sorted(person.restrictions):
        match blocks.get(restriction):
            case "avoid":
                found.append(("avoid", restriction))
            case "pt_only":
                found.append(("pt_only", restriction))
            case "if_painless" if name not in person.painless:
                found.append(("later", f"{restriction}_unasked"))
    if name in person.approved:
        found = [(verdict, reason) for verdict, reason in found if verdict != "pt_only"]
    if person.only is not None and name not in person.only and name != STANDARD:
        found.append(("pt_only", "told"))
    found += [("later", reason) for reason in locked_by(exercise.tier, person, rules)]
    if unasked(exercise, person):
        found.append(("later", "unasked"))
    if exercise.opt_in and name not in person.opted_in:
        found.append(("later", "opt_in"))
    if exercise.tier > 0 and name not in person.begun and _began_another(person, rules):
        found.append(("later", "new_move"))
    found.sort(key=lambda entry: -VERDICTS.index(entry[0]))
    return (found[0][0] if found else "open"), tuple(dict.fromkeys(reason for _, reason in found))


def _instead(exercise: Exercise, exercises: Mapping[str, Exercise], person: Person, rules: Unlock) -> str | None:
    name = exercise.easier
    while name is not None:
        if _judged(name, exercises[name], person, rules)[0] == "open":
            return name
        name = exercises[name].easier
    return None


def _tier_1(person: Person, rules: Unlock) -> Iterable[str]:
    targets = sorted((walk for walk in person.walks if walk.target), key=lambda walk: walk.on_day)
    newest = targets[-rules.tier_1_walks :]
    worst = [walk.worst for walk in newest if walk.worst is not None]
    if not _weeks(person, rules.tier_1_weeks):
        yield "weeks_1"
    if len(newest) < rules.tier_1_walks or any(walk.minutes < rules.tier_1_minutes for walk in newest):
        yield "walks_1"
    lately = [walk for walk in person.walks if _within(walk.on_day, person.today, rules.rest_after_red_days)]
    regressed = person.regressed_on is not None and _within(
        person.regressed_on, person.today, rules.rest_after_red_days
    )
    if regressed or any(walk.red for walk in (*newest, *lately)):
        yield "red"
    if len(worst) * 2 < rules.tier_1_walks or median(worst) > rules.tier_1_worst:
        yield "worst"


def _tier_2(person: Person, rules: Unlock) -> Iterable[str]:
    long = [
        walk for walk in person.walks if walk.minutes >= rules.tier_2_minutes and _within(walk.on_day, person.today, 7)
    ]
    if not _weeks(person, rules.tier_2_weeks):
        yield "weeks_2"
    if len(long) < rules.tier_2_walks_a_week:
        yield "walks_2"
    if person.chair_stands_pain is None or person.chair_stands_pain > rules.chair_stands_pain:
        yield "chair_stands"


def _tier_3(person: Person, rules: Unlock) -> Iterable[str]:
    recent = [score for day, score in person.pains if _within(day, person.today, rules.tier_3_calm_days)]
    recent += [
        walk.worst
        for walk in person.walks
        if walk.worst is not None and _within(walk.on_day, person.today, rules.tier_3_calm_days)
    ]
    if not _weeks(person, rules.tier_3_weeks):
        yield "weeks_3"
    if not recent or max(recent) > rules.tier_3_pain:
        yield "calm"


def _began_another(person: Person, rules: Unlock) -> bool:
    return any(
        _within(day, person.today, rules.new_move_days) for name, day in person.begun.items() if name != STANDARD
    )


def _weeks(person: Person, weeks: int) -> bool:
    return person.first_walk_on is not None and person.today - person.first_walk_on >= timedelta(weeks=weeks)


def _within(day: date, today: date, days: int) -> bool:
    return timedelta(0) <= today - day < timedelta(days=days)
