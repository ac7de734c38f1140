"""Other walking days: kept from today on, with shorter walks where the week would grow too fast."""

from dataclasses import replace
from datetime import date, timedelta

from bot.domain.day import week_start
from bot.domain.profile import Profile
from bot.domain.review import UNEASY, for_other_days
from bot.facts import people, plans
from bot.facts.context import Context
from bot.facts.offer import dose_in_force, dose_of, recent_gap
from bot.flows.plan import knee, week_facts
from bot.store import doses, holds, profiles, reviews, walks
from bot.store.doses import Decided

ONE_DAY, WEEK = timedelta(days=1), timedelta(days=7)


def choose(context: Context, profile: Profile, days: tuple[int, ...]) -> None:
    """Keep other days (Monday = 0) from today on, and the dose that goes with them.

    Walks are those decided last for another reason: who tries the switches out gets the old minutes back with the old
    days. They shrink where the week would ask for more than the plan of this morning; more days may make that grow
    beyond the last week by as much as a review may, where nothing speaks against it.
    """
    if days == profile.walk_days:
        return
    profiles.update(context.tx, context.user_id, walk_days=days)
    today, rules = people.today(context), context.library.rules
    decided = _decided(context, profile, today)
    if decided is None:
        return
    this_morning = _this_morning(context, today) or decided
    calm = _is_calm(context, today)
    asked = most = plans.minutes(context, this_morning)
    if calm and len(days) > len(this_morning.walk_days):
        least = plans.least_of_week(context, week_start(today) - WEEK)
        most = max(most, int(least * (1 + rules.reviewing.weekly_cap)))
    known = knee.known(context, profile)
    capped = max(asked, rules.reviewing.knee_weekly) if known["knee_unknown"] else known["weekly_most"]
    dose = decided.dose if calm else replace(decided.dose, minutes=min(decided.minutes, this_morning.minutes))
    if calm and not _has_begun(context, profile, today):
        most = plans.minutes(context, replace(decided, walk_days=days))
    dose = for_other_days(dose, days, most, calm, rules.dosing, capped)
    evidence = {"was_days": profile.walk_days, "most": most, "calm": calm}
    _decide(context, replace(decided, minutes=dose.minutes, walk_days=days), today, doses.OTHER_DAYS, evidence)


def shorter(context: Context, profile: Profile) -> int | None:
    """Return the minutes of a walk where a choice of days made it shorter than was decided before, else None."""
    today = people.today(context)
    decided = doses.before_other_days(context.tx, context.user_id)
    dose = dose_in_force(context, profile, today)
    if decided is None or dose is None or dose.minutes >= (dose_of(context, profile, decided, today)).minutes:
        return None
    return dose.minutes


def _decided(context: Context, profile: Profile, today: date) -> Decided | None:
    """Return what was decided last for another reason; what a long gap has made of it is stored first."""
    found = doses.before_other_days(context.tx, context.user_id)
    newest = doses.newest(context.tx, context.user_id)
    if found is None or newest is None or dose_of(context, profile, newest, today) == newest.dose:
        return found
    dose = dose_of(context, profile, newest, today)
    again = replace(
        newest, minutes=dose.minutes, bouts=dose.bouts, target_days=dose.target_days, from_on=today, reason="start"
    )
    _decide(context, again, today, "start", {"was": newest.minutes})
    return again


def _this_morning(context: Context, today: date) -> Decided | None:
    """Return the plan that counted before days were chosen today."""
    found = doses.of_days(context.tx, context.user_id, today - ONE_DAY)
    return next((each for each in reversed(found) if each.from_on < today or each.reason != doses.OTHER_DAYS), None)


def _has_begun(context: Context, profile: Profile, today: date) -> bool:
    """Tell whether there was a walk, or a day for one, yet."""
    assert profile.first_walk_on is not None
    return today > profile.first_walk_on or walks.count_logged(context.tx, context.user_id) > 0


def _is_calm(context: Context, today: date) -> bool:
    """Tell whether nothing of this week or the last one speaks against more minutes."""
    rules, last_monday = context.library.rules, week_start(today) - WEEK
    held = [h for h in holds.since(context.tx, context.user_id, last_monday) if h.closed_by != "mistake"]
    return not (
        held
        or reviews.reason_of(context.tx, context.user_id, last_monday) in UNEASY
        or week_facts.is_stirred(context, last_monday)
        or recent_gap(context, today) >= rules.dosing.gap_short_from
    )


def _decide(context: Context, plan: Decided, today: date, reason: str, evidence: dict[str, object]) -> None:
    doses.decide(
        context.tx,
        context.user_id,
        plan.dose,
        walk_days=plan.walk_days,
        from_on=today,
        reason=reason,
        evidence=evidence,
        now=context.now,
    )
