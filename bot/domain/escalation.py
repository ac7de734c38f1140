"""When to see whom: the ladder of rules over stored facts, most urgent first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import mean, median

from bot.domain.checkin import Walk
from bot.domain.colours import RED, colour, rise
from bot.domain.day import week_start
from bot.domain.rules import Colours, Escalation
from bot.domain.scores import NowScore, before, by_day, by_week

STOPPING = ("EMERGENCY", "URGENT", "CLEARANCE")
HALVING = ("SEVERE", "EXACERBATED_BY_WALKING")
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
    """While it is open, targets are stopped (EMERGENCY, URGENT, CLEARANCE) or halved (the other rules)."""

    hold_id: int
    user_id: int
    rule: str
    opened_at: datetime
    opened_on: date
    closed_at: datetime | None = None
    closed_by: str | None = None

    def covers(self, day: date) -> bool:
        """Tell whether the hold was open on `day`."""
        return self.opened_on <= day and (self.closed_at is None or day <= self.closed_at.date())


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule whose criterion is met, how soon to act, and the figures that met it."""

    rule: str
    level: str
    evidence: Mapping[str, object]


def exacerbated(
    walks: Sequence[Walk], scores: Sequence[NowScore], colours: Colours, rules: Escalation
) -> Finding | None:
    """EXACERBATED_BY_WALKING: 2 RED in the last 5 walks, or pain up by 2 points or more in 3 of them."""
    last = [walk for walk in walks if walk.minutes][-rules.exacerbated_window :]
    red = sum(colour(walk, before(walk, scores), colours) == RED for walk in last)
    risen = sum((rise(walk, before(walk, scores)) or 0) >= rules.exacerbated_rise for walk in last)
    if red < rules.exacerbated_red and risen < rules.exacerbated_risen:
        return None
    evidence = {"walks": len(last), "red": red, "risen": risen, "rise": rules.exacerbated_rise}
    return Finding("EXACERBATED_BY_WALKING", "soon", evidence)


def severe_level(scores: Sequence[int], rules: Escalation) -> str:
    """Return how soon a severe score is to be seen: "soon" where 2 of the last 3 were severe, else "routine"."""
    last = scores[-rules.severe_window :]
    return "soon" if sum(score >= rules.severe_from for score in last) >= rules.severe_count else "routine"


def persistent(scores: Sequence[NowScore], start_on: date, today: date, rules: Escalation) -> Finding | None:
    """PERSISTENT, judged on a Monday over the weeks that are over; None, or a soft nudge after three weeks.

    Six weeks in a row with a mean, all at 4 or more (up to two weeks without one skipped); or over 12 weeks pain at 3
    or more on most scored days; or after six programme weeks still 4 or more, with less than 2 points and 30 % gained.
    """
    days = {day: pain for day, pain in by_day(scores).items() if day < week_start(today)}
    weeks = by_week(days, rules.scored_days)
    means = [mean_pain for _, mean_pain in _recent_run(weeks, week_start(today), rules)]
    high = 0
    for mean_pain in means:
        if mean_pain < rules.persistent_mean:
            break
        high += 1
    if high >= rules.persistent_weeks:
        return Finding("PERSISTENT", "routine", {"weeks": high, "mean": round(mean(means[:high]), 1)})
    return (
        _most_days(days, weeks, week_start(today), rules)
        or _no_gain(weeks, start_on, today, rules)
        or (
            Finding("PERSISTENT_SOON", "ease", {"weeks": high, "mean": round(mean(means[:high]), 1)})
            if high >= rules.persistent_soft_weeks
            else None
        )
    )


def _recent_run(weeks: Mapping[date, float], monday: date, rules: Escalation) -> list[tuple[date, float]]:
    """Return the scored weeks before `monday`, newest first, as far back as no gap is too long."""
    run: list[tuple[date, float]] = []
    missing = 0
    at = monday - WEEK
    while missing <= rules.persistent_skipped and at >= min(weeks, default=monday):
        if at in weeks:
            run.append((at, weeks[at]))
            missing = 0
        else:
            missing += 1
        at -= WEEK
    return run


def _most_days(
    days: Mapping[date, float], weeks: Mapping[date, float], monday: date, rules: Escalation
) -> Finding | None:
    first = monday - rules.chronic_weeks * WEEK
    scored = [pain for day, pain in days.items() if day >= first]
    painful = sum(pain >= rules.chronic_pain for pain in scored)
    if sum(at >= first for at in weeks) < rules.chronic_scored_weeks or painful * 2 <= len(scored):
        return None
    return Finding("PERSISTENT", "routine", {"days": painful, "of_days": len(scored), "pain": rules.chronic_pain})


def _no_gain(weeks: Mapping[date, float], start_on: date, today: date, rules: Escalation) -> Finding | None:
    first = week_start(start_on) if start_on.weekday() == 0 else week_start(start_on) + WEEK
    programme = {at: pain for at, pain in weeks.items() if at >= first}
    if week_start(today) < first + rules.no_gain_weeks * WEEK or len(programme) < 2:
        return None
    was, now = programme[min(programme)], programme[max(programme)]
    gained = was - now
    if now < rules.persistent_mean or gained >= rules.gain_points or gained * 100 >= was * rules.gain_percent:
        return None
    return Finding(
        "PERSISTENT", "routine", {"was": round(was, 1), "now": round(now, 1), "plan_weeks": rules.no_gain_weeks}
    )


def settled(
    hold: Hold, walks: Sequence[Walk], scores: Sequence[NowScore], today: date, colours: Colours, rules: Escalation
) -> bool:
    """Tell whether a halving hold is over by itself: 14 days without RED, and a median rise of at most 1."""
    if hold.rule not in HALVING or (today - hold.opened_on).days < rules.settle_days:
        return False
    recent = [w for w in walks if w.minutes and (today - w.on_day).days < rules.settle_days]
    risen = [risen for w in recent if (risen := rise(w, before(w, scores))) is not None]
    if not risen or any(colour(w, before(w, scores), colours) == RED for w in recent):
        return False
    return median(risen) <= rules.settle_rise
