"""When to see whom: the ladder of rules over stored facts, most urgent first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction
from statistics import mean, median

from bot.domain.checkin import Walk
from bot.domain.day import programme_week, week_start
from bot.domain.rules import Colours, Escalation
from bot.domain.safety.colours import GREEN, RED, colour, rise
from bot.domain.safety.flare import FLARE
from bot.domain.safety.level import worsened
from bot.domain.safety.scores import NowScore, before, by_day, by_week, told_before

EMERGENCY = "EMERGENCY"
TOLD_NO_WALKS, TOLD_EASIER = TOLD = ("TOLD_NO_WALKS", "TOLD_EASIER")
"""Holds that stand for what a professional said (`coaching.instruction`): they end with it, and with nothing else."""
STOPPING = (EMERGENCY, "URGENT", "CLEARANCE", TOLD_NO_WALKS)
WORSENING, NEW_AFTER_WALK = "WORSENING", "NEW_AFTER_WALK"
HALVING = ("SEVERE", "EXACERBATED_BY_WALKING", NEW_AFTER_WALK, "EASIER", TOLD_EASIER)
"""EASIER: a professional said to take it easier. NEW_AFTER_WALK: something new, without a red flag."""
SEVERE, EXACERBATED = "SEVERE", "EXACERBATED_BY_WALKING"
SEVERE_RULES = ("URGENT", SEVERE)
"""Holds that a severe score opens."""
EASING = (*STOPPING, *HALVING, FLARE)
"""Under these holds the walks are smaller, or none; after them a week goes easy."""
UNRAISED = (WORSENING,)
"""Under these holds the walks stay as they are, and nothing grows."""
ROUTINE = ("routine", "ease")
"""Levels of advice that can wait, and is not repeated soon."""
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Advice:
    """One piece of safety advice that was given, and the figures that fired its rule."""

    advice_id: int
    user_id: int
    rule: str
    version: int
    level: str
    evidence: Mapping[str, object]
    given_at: datetime
    given_on: date


@dataclass(frozen=True, slots=True)
class Hold:
    """While it is open, targets are stopped (STOPPING), halved (HALVING), easy (FLARE) or not raised (UNRAISED)."""

    hold_id: int
    user_id: int
    rule: str
    opened_at: datetime
    opened_on: date
    closed_at: datetime | None = None
    closed_by: str | None = None

    @property
    def stops(self) -> bool:
        """Tell whether there are no walks under it."""
        return self.rule in STOPPING

    @property
    def span(self) -> tuple[date, date | None]:
        """The first and the last day on which it was open; None: it still is."""
        return self.opened_on, self.closed_at.date() if self.closed_at else None


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule whose criterion is met, how soon to act, and the figures that met it."""

    rule: str
    level: str
    evidence: Mapping[str, object]


def ended_by_check(checked: Hold, open_holds: Sequence[Hold]) -> list[Hold]:
    """Return the open holds that a professional's look at `checked` ends: that one, and older ones no more urgent.

    What opened later, or is more urgent, was not what they looked at. A flare is not theirs to end, and what they said
    themselves ends by its own day.
    """
    order = (*STOPPING, *HALVING)

    def urgency(hold: Hold) -> int:
        return order.index(hold.rule) if hold.rule in order else len(order)

    return [
        hold
        for hold in open_holds
        if hold.rule not in (FLARE, *TOLD)
        and (
            hold.hold_id == checked.hold_id
            or (hold.opened_at <= checked.opened_at and urgency(hold) >= urgency(checked))
        )
    ]


def exacerbated(
    walks: Sequence[Walk],
    scores: Sequence[NowScore],
    colours: Colours,
    rules: Escalation,
    since_at: datetime | None = None,
) -> Finding | None:
    """EXACERBATED_BY_WALKING: of the last 7 walks 4 RED, or pain up by 2 points or more in 4 of them.

    Walks whose pain before was taken from the days before them do not count: a bad day would look like a walk that
    hurt. Those logged up to `since_at`, when the last hold of this rule ended, have had their say.
    """
    new = [w for w in walks if w.minutes and w.logged_at and (since_at is None or w.logged_at > since_at)]
    last = [walk for walk in new if not _before_is_lent(walk, scores)][-rules.exacerbated_window :]
    levels = [before(walk, scores) for walk in last]
    red = sum(colour(walk, level, colours) == RED for walk, level in zip(last, levels, strict=True))
    risen = sum((rise(walk, level) or 0) >= rules.exacerbated_rise for walk, level in zip(last, levels, strict=True))
    if red < rules.exacerbated_red and risen < rules.exacerbated_risen:
        return None
    evidence = {"walks": len(last), "red": red, "risen": risen, "rise": rules.exacerbated_rise}
    return Finding("EXACERBATED_BY_WALKING", "soon", evidence)


def _before_is_lent(walk: Walk, scores: Sequence[NowScore]) -> bool:
    """Tell whether the rise of a walk, and so its colour, rests on the pain of earlier days alone."""
    told = told_before(walk, scores) is not None or walk.something_new
    return not told and before(walk, scores) is not None


def worsening(
    weeks: Mapping[date, Fraction],
    start_on: date,
    today: date,
    rules: Escalation,
    since_on: date | None = None,
) -> Finding | None:
    """WORSENING, judged on a Monday: each of the last two weekly means lies 1.3 points or more above the own level."""
    monday = week_start(today)
    found = worsened(weeks, monday, programme_week(start_on, monday - WEEK), rules, since_on)
    return found and Finding(WORSENING, "soon", {"was": _shown(found[0]), "now": _shown(found[1])})


def is_severe(score: int, rules: Escalation, *, worst: bool = False) -> bool:
    """Tell whether a score is severe: pain now or two hours later from 7 on, a walk's worst from 8 on."""
    return score >= (rules.severe_worst_from if worst else rules.severe_from)


def severe(score: int, latest: Sequence[int], sudden: bool, rules: Escalation) -> Finding:
    """SEVERE or URGENT for a severe score whose red-flag questions were all denied.

    `latest`: the worst scores of the newest check-ins, this one the last of them. 9, or a severe one that is sudden and
    new → URGENT; severe in 2 of the last 3 → a physical therapist within days, and the next walks are halved; else a
    routine visit.
    """
    if score >= rules.urgent_from or sudden:
        return Finding("URGENT", "urgent", {"score": score, "sudden": sudden})
    last = list(latest[-rules.severe_window :])
    again = sum(other >= rules.severe_from for other in last) >= rules.severe_count
    return Finding("SEVERE", "soon" if again else "routine", {"score": score, "latest": last})


def opens_hold(finding_rule: str, level: str) -> bool:
    """Tell whether advice by a rule opens a hold: severe pain only where it halves, that is within days."""
    if finding_rule == SEVERE:
        return level == "soon"
    return finding_rule in (*STOPPING, *HALVING, *UNRAISED)


def persistent(
    scores: Sequence[NowScore], start_on: date, today: date, rules: Escalation, assessed_on: date | None = None
) -> Finding | None:
    """PERSISTENT, judged on a Monday over the weeks that are over; None, or a soft nudge after three weeks.

    Six weeks in a row with a mean, all at 4 or more (up to two weeks without one skipped), since a professional looked
    last; or over 12 weeks pain at 3 or more on most scored days; or after six programme weeks still 4 or more, with
    less than 2 points and 30 % gained.
    """
    days = {day: pain for day, pain in by_day(scores).items() if day < week_start(today)}
    weeks = by_week(days, rules.scored_days)
    high = _high_run(weeks, week_start(today), assessed_on, rules)
    if len(high) >= rules.persistent_weeks:
        return Finding("PERSISTENT", "routine", {"weeks": len(high), "mean": _shown(mean(high))})
    found = _most_days(days, weeks, week_start(today), rules) or _no_gain(weeks, start_on, today, rules)
    if found is None and len(high) >= rules.persistent_soft_weeks:
        return Finding("PERSISTENT_SOON", "ease", {"weeks": len(high), "mean": _shown(mean(high))})
    return found


def says_again(given_on: Sequence[date], today: date, soft: bool, rules: Escalation) -> bool:
    """Tell whether PERSISTENT is to be said: at first, again after 12 weeks, then every 26; the soft nudge once.

    `given_on`: the days on which it was said, oldest first.
    """
    if not given_on:
        return True
    second, later = rules.persistent_again_weeks
    return not soft and today - given_on[-1] >= (second if len(given_on) == 1 else later) * WEEK


def _high_run(
    weeks: Mapping[date, Fraction], monday: date, assessed_on: date | None, rules: Escalation
) -> list[Fraction]:
    """Return the means of the weeks before `monday`, newest first, as far back as they are high and known.

    Two weeks without a mean are passed over. The week in which a professional looked ends the run.
    """
    run: list[Fraction] = []
    missing = 0
    at = monday - WEEK
    while at >= min(weeks, default=monday) and (assessed_on is None or at > assessed_on):
        if at not in weeks:
            missing += 1
        elif weeks[at] >= rules.persistent_mean:
            run.append(weeks[at])
        else:
            break
        if missing > rules.persistent_skipped:
            break
        at -= WEEK
    return run


def _most_days(
    days: Mapping[date, float], weeks: Mapping[date, Fraction], monday: date, rules: Escalation
) -> Finding | None:
    first = monday - rules.chronic_weeks * WEEK
    scored = [pain for day, pain in days.items() if day >= first]
    painful = sum(pain >= rules.chronic_pain for pain in scored)
    if sum(at >= first for at in weeks) < rules.chronic_scored_weeks or painful * 2 <= len(scored):
        return None
    return Finding("PERSISTENT", "routine", {"days": painful, "of_days": len(scored), "pain": rules.chronic_pain})


def _no_gain(weeks: Mapping[date, Fraction], start_on: date, today: date, rules: Escalation) -> Finding | None:
    """Compare the first scored programme week with the newest, which must not be older than a short absence."""
    monday = week_start(today)
    first = week_start(start_on) if start_on.weekday() == 0 else week_start(start_on) + WEEK
    programme = {at: pain for at, pain in weeks.items() if at >= first}
    if monday < first + rules.no_gain_weeks * WEEK or len(programme) < 2:
        return None
    if max(programme) < monday - (1 + rules.persistent_skipped) * WEEK:
        return None
    was, now = programme[min(programme)], programme[max(programme)]
    gained = was - now
    if now < rules.persistent_mean or gained >= rules.gain_points or gained * 100 >= was * rules.gain_percent:
        return None
    figures = {"was": _shown(was), "now": _shown(now), "plan_weeks": (monday - first).days // 7}
    return Finding("PERSISTENT", "routine", figures)


def _shown(value: Fraction) -> float:
    """Return a mean as it is told: with one digit."""
    return float(round(value, 1))


def settled(
    hold: Hold, walks: Sequence[Walk], scores: Sequence[NowScore], today: date, colours: Colours, rules: Escalation
) -> bool:
    """Tell whether a halving hold is over by itself: 14 days without RED, and a median rise of at most 1.

    After something new: two GREEN walks in a row. EASIER ends by a word of the person's only, what was told by its day.
    """
    if hold.rule == NEW_AFTER_WALK:
        since = [w for w in walks if w.minutes and w.logged_at and w.logged_at > hold.opened_at]
        last = since[-rules.new_calm_walks :]
        return len(last) == rules.new_calm_walks and all(colour(w, before(w, scores), colours) == GREEN for w in last)
    if hold.rule not in HALVING or hold.rule in ("EASIER", *TOLD) or (today - hold.opened_on).days < rules.settle_days:
        return False
    recent = [w for w in walks if w.minutes and (today - w.on_day).days < rules.settle_days]
    risen = [risen for w in recent if (risen := rise(w, before(w, scores))) is not None]
    if not risen or any(colour(w, before(w, scores), colours) == RED for w in recent):
        return False
    return median(risen) <= rules.settle_rise
