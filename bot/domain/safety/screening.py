"""Red-flag questions: which to ask, and where the answers lead.

The questions and their groups stand in `content/screening.yaml`; the routing is here, one line a rule. No single red
flag is accurate alone (IFOMPT framework, Finucane 2020): unsure counts as yes, and what was not answered counts as yes
where only a "no" would calm.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import accumulate, pairwise

EMERGENCY, URGENT, CLEARANCE, SOON, GP, CLEAR = "EMERGENCY", "URGENT", "CLEARANCE", "SOON", "GP", "clear"
NIGHT, PATTERN = "NIGHT_OR_REST", "PATTERN"
LADDER = (EMERGENCY, URGENT, CLEARANCE, SOON, GP, NIGHT, PATTERN, CLEAR)
YES, NO = "yes", "no"

RESTRICTIONS = {
    "pregnant": "pregnancy",
    "bones": "weak_bones",
    "falls": "balance",
    "pressure": "blood_pressure",
    "surgery": "recent_surgery",
    "fall": "recent_fracture",
}
"""Answer → what it restricts in the choice of exercises."""


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


@dataclass(frozen=True, slots=True)
class Questions:
    """What is asked: groups of questions by kind of screen, and one more question behind some of them."""

    groups: Mapping[str, tuple[tuple[str, ...], ...]]
    follow_ups: Mapping[str, str]
    at_once: frozenset[str]  # a yes to these ends the screen
    told: Mapping[str, str]  # a sign of danger that free words told of → the question about it


@dataclass(frozen=True, slots=True)
class Outcome:
    """The highest level, the answers that lead to it, and what they restrict."""

    level: str
    reasons: tuple[str, ...]
    restrictions: frozenset[str]


def told_at(screen: Screen) -> tuple[str, int] | None:
    """Return where a severe score was told, and of which record: "worst_pain-17:8"; None for other rounds."""
    place, dash, number = screen.trigger.partition(":")[0].rpartition("-")
    return (place, int(number)) if screen.kind == "severe" and dash and number.isdecimal() else None


def severe_score(screen: Screen) -> int:
    """Return the score that opened a severe-pain screen ("gate-17:8"), 0 for other kinds."""
    return int(screen.trigger.rpartition(":")[2]) if screen.kind == "severe" else 0


def groups_of(kind: str, questions: Questions, first: str = "") -> Sequence[Sequence[str]]:
    """Return the groups of a kind of screen; the question `first` leads, whatever group it is of, or of none.

    The others move up behind it, so that no group but the last grows.
    """
    groups = questions.groups[kind]
    if not first:
        return groups
    left = [first, *(question for group in groups for question in group if question != first)]
    ends = [*accumulate(len(group) for group in groups[:-1]), len(left)]
    return [tuple(left[start:end]) for start, end in pairwise([0, *ends])]


def next_step(kind: str, answers: Mapping[str, str], questions: Questions, first: str = "") -> tuple[str, str] | None:
    """Return ("group", its number) or ("follow_up", question), or None when the screen is over.

    A group is over when each of its questions has an answer; what its yeses make necessary is asked before the next.
    """
    if any(answers.get(question) == YES for question in questions.at_once):
        return None
    heard: dict[str, str] = {}  # of this group and those before: a later mark still has its own question to come
    for number, group in enumerate(groups_of(kind, questions, first)):
        if not all(question in answers for question in group):
            return ("group", str(number))
        for question in group:
            more = questions.follow_ups.get(question)
            if answers.get(question) == YES and more and more not in answers:
                return ("follow_up", more)
            heard |= {name: answers[name] for name in (question, more) if name is not None and name in answers}
        if outcome(heard).level == EMERGENCY:
            return None
    return None


def outcome(answers: Mapping[str, str], frail: bool = False) -> Outcome:
    """Return where the answers lead. Another yes never lowers the level.

    `frail`: aged 70 or more, or with weak bones as known before, so that a minor fall counts like a hard one.
    """
    found = _levels(answers, frail or answers.get("bones") == YES)
    level = min((level for level, _ in found), key=LADDER.index, default=CLEAR)
    return Outcome(
        level,
        tuple(dict.fromkeys(_decisive(level, [reason for at, reason in found if at == level], answers))),
        frozenset(restriction for answer, restriction in RESTRICTIONS.items() if answers.get(answer) == YES),
    )


DECIDED_BY: Mapping[tuple[str, str], tuple[str, ...]] = {
    (EMERGENCY, "chest"): ("chest_now", "calf"),
    (EMERGENCY, "weakness"): ("weakness_fast",),
    (URGENT, "fall"): ("fall_severe", "bones"),
    (URGENT, "cancer"): ("cancer_signs", "constant"),
    (URGENT, "pregnant"): ("pregnancy_signs",),
    (NIGHT, "stiff"): ("stiff_long",),
    (PATTERN, "stiff"): ("stiff_long",),
}
"""A level and the answer that leads to it → the answers of which one decided; who asks why is told that one, too."""


def _decisive(level: str, reasons: Sequence[str], answers: Mapping[str, str]) -> Iterator[str]:
    for reason in reasons:
        yield reason
        yield from (name for name in DECIDED_BY.get((level, reason), ()) if answers.get(name) == YES)


def _levels(answers: Mapping[str, str], frail: bool) -> Sequence[tuple[str, str]]:
    """Return every level that an answer leads to, with the answer."""

    def yes(*names: str) -> bool:
        return all(answers.get(name) == YES for name in names)

    def not_no(name: str) -> bool:
        return answers.get(name) != NO

    uneasy = yes("woken") or yes("rest")
    stiff = yes("stiff") and not_no("stiff_long")
    rules = (
        (EMERGENCY, "saddle", yes("saddle")),
        (EMERGENCY, "collapse", yes("collapse")),
        (EMERGENCY, "accident", yes("accident")),
        (EMERGENCY, "both_legs", yes("both_legs")),
        (EMERGENCY, "chest", yes("chest") and (not_no("chest_now") or yes("calf"))),
        (EMERGENCY, "weakness", yes("weakness") and not_no("weakness_fast")),
        (URGENT, "weakness", yes("weakness")),
        (URGENT, "fever", yes("fever")),
        (URGENT, "calf", yes("calf")),
        (URGENT, "weight", yes("weight")),
        (URGENT, "sudden", yes("sudden")),
        (URGENT, "fall", yes("fall") and (not_no("fall_severe") or frail)),
        (URGENT, "cancer", yes("cancer") and (not_no("cancer_signs") or yes("constant"))),
        (URGENT, "pregnant", yes("pregnant") and not_no("pregnancy_signs")),
        (CLEARANCE, "chest", yes("chest")),
        (CLEARANCE, "limited", yes("limited")),
        (CLEARANCE, "fainted", yes("fainted")),
        (CLEARANCE, "surgery", yes("surgery")),
        (CLEARANCE, "fall", yes("fall")),
        (SOON, "after_walk", yes("after_walk")),
        (GP, "cancer", yes("cancer")),
        # Pain at night alone is common, and was not serious in a triage clinic (Harding 2005): advice, no alarm.
        (URGENT, "night_ill", uneasy and not_no("night_ill")),
        (NIGHT, "woken", yes("woken")),
        (NIGHT, "rest", yes("rest")),
        (NIGHT, "legs", uneasy and yes("legs")),
        (NIGHT, "stiff", uneasy and stiff),
        (PATTERN, "legs", yes("legs")),
        (PATTERN, "stiff", stiff),
    )
    return [(level, reason) for level, reason, met in rules if met]
