"""The weekly review: what a week's facts say about the next week's dose.

First match from the top: STOP, REGRESS, HOLD, PROGRESS. One variable changes at a time: days, then minutes, then
another day, pace and variety. Pure: recomputing a past week from its stored facts gives the same answer.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from math import ceil
from statistics import median

from bot.domain.coaching.arc import grows_beyond
from bot.domain.coaching.plan import Dose, easy_minutes, rounded, target_days
from bot.domain.coaching.profile import STANDARD
from bot.domain.rules import Dosing, Reviewing
from bot.domain.safety.colours import AMBER, OPEN, RED

ANOTHER_DAY = "another_day"
"""The variable of a review that offers another walking day: the days are the person's own."""
STOP, REGRESS, HOLD, PROGRESS = "STOP", "REGRESS", "HOLD", "PROGRESS"
UNEASY = frozenset(
    ("flag_open", "red", "amber", "new", "unscored", "knee", "knee_unknown", "gap", "eased", "worsening", "effort")
)
"""Reasons of a review that speak against more minutes in the week after it."""
SHORT = ("adherence", "few_checkins")
"""Reasons of a week in which something got in the way."""


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
    target_colours: tuple[str, ...] = ()  # of the target walks among them
    new: bool = False  # something new came up after a walk
    away: bool = False  # a gap of 8 days or more still counts
    held_days: int = 0  # under a hold that stops or halves, or a flare
    held_now: bool = False  # one of these is open
    worsening: bool = False  # pain grows from week to week: nothing is raised until it is settled
    more_days: bool = False  # a choice of days has made the week longer already
    kept: Dose | None = None  # what somebody chose to keep: nothing grows beyond it
    longer: bool = False  # walks above the ceiling are wanted
    paced: int = 0  # how often a review has named the pace
    day_offered: bool = False  # another day was offered before
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
    red, unscored = (facts.colours.count(name) for name in (RED, OPEN))
    hurt = sum(name in (AMBER, RED) for name in facts.target_colours)
    open_targets = facts.target_colours.count(OPEN)
    figures = {
        "red": red,
        "amber": hurt,
        "unscored": unscored,
        "planned": facts.planned,
        "done": facts.done,
        "checkins": facts.checkins,
        "least": min(rules.least_checkins, facts.planned),
        "needed": ceil(rules.adherence_to_progress * facts.planned),
    }

    def outcome(
        name: str, reason: str, then: Dose = dose, variable: str | None = None, smaller: bool = False
    ) -> Review:
        return Review(name, reason, then, variable, smaller, figures)

    most = facts.weekly_most
    fits = dose if most is None else fitted(dose, facts.walk_days, most, dosing)
    back = taken_back(dose, rules.regress_factor, rules, fits.minutes)
    painful = hurt >= rules.amber_to_regress and hurt >= facts.done * rules.amber_share_to_regress
    if facts.stopped:
        return outcome(STOP, "flag_open")
    if red >= rules.red_to_regress:
        return outcome(REGRESS, "red", back, "minutes")
    if facts.new or painful:
        return outcome(REGRESS, "new" if facts.new else "amber", back, "minutes")
    if fits != dose:
        return outcome(HOLD, "knee", fits, "minutes")
    if facts.away:
        return outcome(HOLD, "gap")
    if red:
        return outcome(HOLD, "red")
    if hurt >= rules.amber_to_hold:
        return outcome(HOLD, "amber")
    if hurt + open_targets >= rules.amber_to_hold:
        return outcome(HOLD, "unscored")
    if facts.worsening:
        return outcome(HOLD, "worsening")
    if facts.held_now or facts.held_days > rules.held_days_to_hold:
        return outcome(HOLD, "eased")
    if not facts.planned or not facts.checkins:
        return outcome(HOLD, "nothing_planned")
    if facts.checkins < min(rules.least_checkins, facts.planned):
        return outcome(HOLD, "few_checkins")
    if facts.more_days:
        return outcome(HOLD, "more_days")
    adherence = Fraction(facts.done, facts.planned)
    if adherence < rules.adherence_to_progress:
        return outcome(HOLD, "adherence", smaller=adherence < rules.adherence_to_offer_smaller)
    # Not every check-in carries an effort. Pain decides about safety, so that an unknown effort holds nobody back.
    if len(facts.efforts) >= rules.least_efforts and median(facts.efforts) >= rules.effort_to_hold:
        return outcome(HOLD, "effort")
    if not facts.number:
        return outcome(HOLD, "first_days")
    if facts.style != STANDARD and facts.number % rules.rest_every == 0:
        return outcome(HOLD, "fourth_week")
    raised, variable = _progressed(dose, facts, dosing, rules)
    if facts.kept is not None and (raised == dose or grows_beyond(raised, facts.kept)):
        return outcome(HOLD, "kept")
    minutes = weekly_minutes(raised, facts.walk_days, dosing)
    if raised != dose and facts.knee_unknown and minutes > rules.knee_weekly:
        return outcome(HOLD, "knee_unknown")
    if most is not None and minutes > most:
        return outcome(HOLD, "knee")
    return outcome(PROGRESS, "green", raised, variable)


def taken_back(dose: Dose, factor: Fraction, rules: Reviewing, most: int | None = None) -> Dose:
    """Return the dose taken back by a factor, its walks no longer than `most`. Below 5 minutes it becomes two bouts.

    20 → 16; 5 → 2 x 2; 2 → 2.
    """
    less = max(1, rounded(dose.minutes * factor))
    less = less if most is None else min(most, less)
    # Of two minutes two bouts would ask for more: their easy walks are a minute each.
    if dose.bouts == 1 and 2 < less < rules.bouts_below:
        return replace(dose, minutes=max(1, rounded(Fraction(less, 2))), bouts=2)
    return replace(dose, minutes=less)


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
    step = max(rules.least_more, rounded(Fraction(rounded(now * rise), max(1, targets))))
    if facts.style == STANDARD:
        step = min(step, rules.standard_most_more)
    ceiling = rules.ceiling_chosen if facts.longer else rules.ceiling
    if facts.kept is not None and facts.kept.bouts == dose.bouts and facts.kept.minutes > dose.minutes:
        ceiling = min(ceiling, facts.kept.minutes)  # back to what is kept, with a shorter step at the end
    for more in range(min(step, ceiling - dose.minutes), 0, -1):
        longer = replace(dose, minutes=dose.minutes + more)
        short = dose.minutes <= rules.longest_bout and more == 1  # a minute is more than the cap of a short week
        if short or weekly_minutes(longer, facts.walk_days, dosing) <= cap:
            return longer, "minutes"
    if len(facts.walk_days) < rules.most_target_days and not facts.day_offered:
        return dose, ANOTHER_DAY
    return dose, "pace" if facts.paced < rules.pace_weeks else "variety"


def _more_in_bouts(dose: Dose, rules: Reviewing) -> Dose:
    """Add a minute to each bout; where they outgrow their size they become one walk, a fifth shorter than both."""
    if dose.minutes < rules.longest_bout:
        return replace(dose, minutes=dose.minutes + 1)
    return replace(dose, bouts=1, minutes=rounded(dose.bouts * dose.minutes * rules.regress_factor))
