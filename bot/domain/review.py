"""The weekly review: what a week's facts say about the next week's dose.

First match from the top: STOP, REGRESS, HOLD, REGRESS, HOLD, PROGRESS. One variable changes at a time: days, then
minutes, then pace, then variety. Pure: recomputing a past week from its stored facts gives the same answer.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from statistics import median

from bot.domain.arc import grows_beyond
from bot.domain.colours import AMBER, OPEN, RED
from bot.domain.plan import Dose, easy_minutes, rounded, target_days
from bot.domain.profile import STANDARD
from bot.domain.rules import Dosing, Reviewing

STOP, REGRESS, HOLD, PROGRESS = "STOP", "REGRESS", "HOLD", "PROGRESS"
UNEASY = frozenset(
    ("flag_open", "red", "amber", "unscored", "knee", "knee_unknown", "gap", "eased", "raised", "effort")
)
"""Reasons of a review that speak against more minutes in the week after it."""


@dataclass(frozen=True, slots=True)
class WeekFacts:
    """What is known of a week on the Monday after it."""

    number: int  # the programme week that ends: 1 the first full one, 0 the days before it
    stopped: bool
    planned: int  # target walks
    done: int  # target walks
    checkins: int
    colours: tuple[str, ...]  # of the week's walks, OPEN: no pain was told; and walks RED only since the last review
    efforts: tuple[int, ...]  # CR10
    style: str
    walk_days: tuple[int, ...]
    away: bool = False  # a gap of 8 days or more still counts
    eased: bool = False  # a hold or a flare lay over some of the week, or is open
    raised: bool = False  # the newest scored day lies clearly above the usual level
    more_days: bool = False  # a choice of days has made the week longer already
    kept: Dose | None = None  # what the six weeks reached, once they are over: nothing grows beyond it
    longer: bool = False  # walks above the ceiling are wanted
    paced: int = 0  # how often a review has named the pace
    weekly_most: int | None = None  # minutes a week that a severe knee allows
    knee_unknown: bool = False  # it was not asked yet whether a knee is severe


@dataclass(frozen=True, slots=True)
class Review:
    """The outcome, why, the one variable that changed, and the dose of the next week."""

    outcome: str
    reason: str
    dose: Dose
    variable: str | None = None
    offer_smaller: bool = False
    figures: Mapping[str, int] = field(default_factory=dict)


def review(facts: WeekFacts, dose: Dose, dosing: Dosing, rules: Reviewing) -> Review:
    """Judge a week. The dose grows by PROGRESS only, and then by one variable."""
    red, amber, unscored = (facts.colours.count(name) for name in (RED, AMBER, OPEN))
    figures = {
        "red": red,
        "amber": amber,
        "unscored": unscored,
        "planned": facts.planned,
        "done": facts.done,
        "checkins": facts.checkins,
    }

    def outcome(
        name: str, reason: str, then: Dose = dose, variable: str | None = None, smaller: bool = False
    ) -> Review:
        return Review(name, reason, then, variable, smaller, figures)

    most = facts.weekly_most
    fits = dose if most is None else fitted(dose, facts.walk_days, most, dosing)
    if facts.stopped:
        return outcome(STOP, "flag_open")
    if red:
        return outcome(REGRESS, "red", _regressed(dose, fits, rules), "minutes")
    if fits != dose:
        return outcome(HOLD, "knee", fits, "minutes")
    if facts.away:
        return outcome(HOLD, "gap")
    if facts.checkins < min(rules.least_checkins, facts.planned):
        return outcome(HOLD, "few_checkins")
    if amber >= rules.amber_to_regress:
        return outcome(REGRESS, "amber", _regressed(dose, fits, rules), "minutes")
    if amber:
        return outcome(HOLD, "amber")
    if unscored:
        return outcome(HOLD, "unscored")
    if facts.eased:
        return outcome(HOLD, "eased")
    if not facts.planned or not facts.checkins:
        return outcome(HOLD, "nothing_planned")
    if facts.raised:
        return outcome(HOLD, "raised")
    if facts.more_days:
        return outcome(HOLD, "more_days")
    adherence = Fraction(facts.done, facts.planned)
    if adherence < rules.adherence_to_progress:
        return outcome(HOLD, "adherence", smaller=adherence < rules.adherence_to_offer_smaller)
    # Not every check-in carries an effort. Pain decides about safety, so that an unknown effort holds nobody back.
    if facts.efforts and median(facts.efforts) >= rules.effort_to_hold:
        return outcome(HOLD, "effort")
    if facts.number % rules.hold_every == 0:
        return outcome(HOLD, "fourth_week" if facts.number else "first_days")
    raised, variable = _progressed(dose, facts, dosing, rules)
    if facts.kept is not None and (raised == dose or grows_beyond(raised, facts.kept)):
        return outcome(HOLD, "kept")
    minutes = weekly_minutes(raised, facts.walk_days, dosing)
    if raised != dose and facts.knee_unknown and minutes > rules.knee_weekly:
        return outcome(HOLD, "knee_unknown")
    if most is not None and minutes > most:
        return outcome(HOLD, "knee")
    return outcome(PROGRESS, "green", raised, variable)


def fitted(dose: Dose, walk_days: Sequence[int], most: int, dosing: Dosing) -> Dose:
    """Return the dose, its walks shortened until a week asks for no more than `most` minutes; a minute stays."""
    while dose.minutes > 1 and weekly_minutes(dose, walk_days, dosing) > most:
        dose = replace(dose, minutes=dose.minutes - 1)
    return dose


def for_other_days(
    dose: Dose, days: Sequence[int], most: int, bouts_grow: bool, dosing: Dosing, knee: int | None = None
) -> Dose:
    """Return the dose for other walking days: its walks shrink until a week asks for no more than `most` minutes.

    `bouts_grow`: several short walks a day may ask for more, as after a review. `knee`: minutes that one allows.

    11 minutes on 3 days are 33, and 42 at most after a review; on every day 3 x 11 + 4 x 5 = 53 would be too many, and
    8 minutes make 40.
    """
    if dose.bouts > 1 and bouts_grow:
        most = max(most, weekly_minutes(dose, days, dosing))
    return fitted(dose, days, most if knee is None else min(most, knee), dosing)


def weekly_minutes(dose: Dose, walk_days: Sequence[int], dosing: Dosing) -> int:
    """Return what a week of this dose asks for: target walks, and easy walks on the other chosen days.

    11 minutes, 3 target walks in 7 days: 3 x 11 + 4 x 5 = 53.
    """
    targets = len(target_days(walk_days, dose.target_days, dosing))
    easy = easy_minutes(dose, dosing)
    return dose.bouts * (targets * dose.minutes + (len(walk_days) - targets) * easy)


def _regressed(dose: Dose, fits: Dose, rules: Reviewing) -> Dose:
    less = max(rules.least_minutes, rounded(dose.minutes * rules.regress_factor))
    return replace(dose, minutes=min(fits.minutes, less))


def _progressed(dose: Dose, facts: WeekFacts, dosing: Dosing, rules: Reviewing) -> tuple[Dose, str]:
    """Return the raised dose and what was raised: days, minutes; where both are at their end pace, then variety."""
    if dose.bouts > 1:
        return _more_in_bouts(dose, rules), "minutes"
    now = weekly_minutes(dose, facts.walk_days, dosing)
    cap = now * (1 + rules.weekly_cap)
    targets = len(target_days(facts.walk_days, dose.target_days, dosing))
    if targets < min(rules.most_target_days, len(facts.walk_days)):
        more_days = replace(dose, target_days=targets + 1)
        if now < weekly_minutes(more_days, facts.walk_days, dosing) <= cap:
            return more_days, "days"
    rise = rules.standard_rise if facts.style == STANDARD else rules.gentle_rise
    step = max(1, rounded(Fraction(rounded(now * rise), max(1, targets))))
    if facts.style == STANDARD:
        step = min(step, rules.standard_most_more)
    ceiling = rules.ceiling_chosen if facts.longer else rules.ceiling
    for more in range(step, 0, -1):
        longer = replace(dose, minutes=dose.minutes + more)
        if longer.minutes <= ceiling and weekly_minutes(longer, facts.walk_days, dosing) <= cap:
            return longer, "minutes"
    return dose, "pace" if facts.paced < rules.pace_weeks else "variety"


def _more_in_bouts(dose: Dose, rules: Reviewing) -> Dose:
    """Add a minute to each bout; where they outgrow their size they become one walk, a fifth shorter than both."""
    if dose.minutes < rules.longest_bout:
        return replace(dose, minutes=dose.minutes + 1)
    return replace(dose, bouts=1, minutes=rounded(dose.bouts * dose.minutes * rules.regress_factor))
