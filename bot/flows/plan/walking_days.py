"""Other walking days: kept from today on, with shorter walks where the week would grow too fast."""

from dataclasses import replace
from datetime import date, timedelta

from bot.domain.coaching.review import UNEASY, for_other_days
from bot.domain.day import week_start
from bot.facts import knee, people, plans, weeks
from bot.facts.context import Walker
from bot.facts.offer import dose_in_force, dose_of, recent_gap
from bot.store.diary import doses, reviews, walks
from bot.store.diary.doses import Decided
from bot.store.safety import holds

ONE_DAY, WEEK = timedelta(days=1), timedelta(days=7)


def choose(walker: Walker, days: tuple[int, ...]) -> Walker:
    """Keep other days (Monday = 0) from today on, and the dose that goes with them.

    Walks are those decided last for another reason: who tries the switches out gets the old minutes back with the old
    days. They shrink where the week would ask for more than the plan of this morning; more days may make that grow
    beyond the last week by as much as a review may, where nothing speaks against it.
    """
    if days == walker.profile.walk_days:
        return walker
    changed = people.update(walker, walk_days=days)
    today, rules = walker.today, walker.rules
    decided = _decided(walker, today)
    if decided is None:
        return changed
    this_morning = _this_morning(walker, today) or decided
    calm = _is_calm(walker, today)
    asked = most = plans.minutes(walker, this_morning)
    if calm and len(days) > len(this_morning.walk_days):
        least = plans.least_of_week(walker, week_start(today) - WEEK)
        most = max(most, int(least * (1 + rules.reviewing.weekly_cap)))
    known = knee.known(walker)
    capped = max(asked, rules.reviewing.knee_weekly) if known["knee_unknown"] else known["weekly_most"]
    dose = decided.dose if calm else replace(decided.dose, minutes=min(decided.minutes, this_morning.minutes))
    if calm and not _has_begun(walker, today):
        most = plans.minutes(walker, replace(decided, walk_days=days))
    dose = for_other_days(dose, days, most, calm, rules.dosing, capped)
    evidence = {"was_days": walker.profile.walk_days, "most": most, "calm": calm}
    _decide(walker, replace(decided, minutes=dose.minutes, walk_days=days), today, doses.OTHER_DAYS, evidence)
    return changed


def shorter(walker: Walker) -> int | None:
    """Return the minutes of a walk where a choice of days made it shorter than was decided before, else None."""
    today = walker.today
    decided = doses.before_other_days(walker.tx, walker.user_id)
    dose = dose_in_force(walker, today)
    if decided is None or dose.minutes >= (dose_of(walker, decided, today)).minutes:
        return None
    return dose.minutes


def _decided(walker: Walker, today: date) -> Decided | None:
    """Return what was decided last for another reason; what a long gap has made of it is stored first."""
    found = doses.before_other_days(walker.tx, walker.user_id)
    newest = doses.newest(walker.tx, walker.user_id)
    if found is None or newest is None or dose_of(walker, newest, today) == newest.dose:
        return found
    dose = dose_of(walker, newest, today)
    again = replace(
        newest, minutes=dose.minutes, bouts=dose.bouts, target_days=dose.target_days, from_on=today, reason="start"
    )
    _decide(walker, again, today, "start", {"was": newest.minutes})
    return again


def _this_morning(walker: Walker, today: date) -> Decided | None:
    """Return the plan that counted before days were chosen today."""
    found = doses.of_days(walker.tx, walker.user_id, today - ONE_DAY)
    return next((each for each in reversed(found) if each.from_on < today or each.reason != doses.OTHER_DAYS), None)


def _has_begun(walker: Walker, today: date) -> bool:
    """Tell whether there was a walk, or a day for one, yet."""
    return today > walker.first_walk_on or walks.count_logged(walker.tx, walker.user_id) > 0


def _is_calm(walker: Walker, today: date) -> bool:
    """Tell whether nothing of this week or the last one speaks against more minutes."""
    rules, last_monday = walker.rules, week_start(today) - WEEK
    held = [h for h in holds.since(walker.tx, walker.user_id, last_monday) if h.closed_by != "mistake"]
    return not (
        held
        or reviews.reason_of(walker.tx, walker.user_id, last_monday) in UNEASY
        or weeks.is_stirred(walker, last_monday)
        or recent_gap(walker, today) >= rules.dosing.gap_short_from
    )


def _decide(walker: Walker, plan: Decided, today: date, reason: str, evidence: dict[str, object]) -> None:
    doses.decide(
        walker.tx,
        walker.user_id,
        plan.dose,
        walk_days=plan.walk_days,
        from_on=today,
        reason=reason,
        evidence=evidence,
        now=walker.now,
    )
