"""The weekly review, said with the first nudge of a week: what changes, and why, with the figures."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from bot.domain import review as rule
from bot.domain.arc import Arc, looks_back
from bot.domain.day import week_start
from bot.domain.escalation import EXACERBATED, HALVING
from bot.domain.plan import Dose, rounded
from bot.domain.profile import Profile
from bot.domain.review import REGRESS, Review, WeekFacts
from bot.domain.self_test import PAIN
from bot.facts import people
from bot.facts.context import Context
from bot.facts.offer import dose_in_force, walked_less
from bot.flows import speak
from bot.flows.back import progress
from bot.flows.plan import arc, knee, self_test, week_facts
from bot.flows.safety import advice, ladder
from bot.messages import Button, Edit, Replies, Say
from bot.store import arcs, doses, holds, profiles, reviews

ROUTE = "week"
WEEK = timedelta(days=7)
SMALLER, LONGER = "smaller", "longer"


def first_of_the_week(context: Context) -> Replies:
    """Review the week that is over, once; nothing where that was done, or nothing was planned yet."""
    profile = people.profile(context)
    today = people.today(context)
    monday = week_start(today) - WEEK
    if profile is None or profile.first_walk_on is None or profile.first_walk_on >= monday + WEEK:
        return []
    if reviews.outcome_of(context.tx, context.user_id, monday) is not None:
        return []
    stored = doses.newest(context.tx, context.user_id)
    dose = dose_in_force(context, profile, today)
    if stored is None or dose is None:
        return []
    ladder.settle(context)  # a hold that is over must not hide what this week's review finds
    weeks = ladder.evaluate_week(context)  # judged before the review: while pain grows nothing is raised
    facts = week_facts.gather(context, profile, monday)
    current = arcs.newest(context.tx, context.user_id)
    held = bool(holds.open_of(context.tx, context.user_id))  # then nothing is celebrated, nor more offered
    ending = not held and arc.is_ending(context, current, facts.checkins)
    facts = replace(facts, kept=current.kept if current else None)
    rules = context.library.rules
    found = rule.review(facts, dose, rules.dosing, rules.reviewing)
    reviews.keep(context.tx, context.user_id, monday, facts, found, rules.version, context.now)
    news = _is_news(found, facts, stored.dose)
    # What is not said is not changed: a gap goes on until somebody walks again.
    if news and found.dose != stored.dose:
        evidence = {"week_on": monday, "outcome": found.outcome, "reason": found.reason, **found.figures}
        _decide(context, profile, found.dose, "review", evidence)
    said = [_message(context, found, stored.dose, current)] if news else []
    return [
        *said,
        *_twice(context, found, monday),
        *_cut_in_two(context, found, stored.dose),
        *weeks,
        *knee.question(context, facts, found),
        *(_arc_news(context, current, found, ending) if facts.checkins and not held else []),
    ]


def tapped(context: Context, arguments: tuple[str, ...]) -> Replies:
    """Take a tap: ("smaller", minutes) or ("longer" | "not_longer",).

    The user may always take less than the review allows, never more.
    """
    profile = people.profile(context)
    dose = dose_in_force(context, profile, people.today(context)) if profile else None
    if profile is None or dose is None:
        return speak.where_things_stand(context)
    match arguments:
        case ("smaller", minutes) if minutes == str(dose.minutes) and dose.minutes > 1:
            return _take_less(context, profile, dose)
        case (("longer" | "not_longer") as wanted,):
            profiles.update(context.tx, context.user_id, longer_walks=wanted == LONGER)
            if wanted != LONGER:
                return [Edit("weekly/not_longer")]
            return [Edit("weekly/longer", buttons=[[Button("weekly/not_longer", (ROUTE, "not_longer"))]])]
    return speak.where_things_stand(context)


def _take_less(context: Context, profile: Profile, dose: Dose) -> Replies:
    factor = context.library.rules.reviewing.regress_factor
    less = replace(dose, minutes=max(1, min(dose.minutes - 1, rounded(dose.minutes * factor))))
    _decide(context, profile, less, "user", {"was": dose.minutes})
    arc.keeps(context, less)
    return [Edit("weekly/smaller", {"minutes": less.minutes, "bouts": less.bouts})]


def _is_news(found: Review, facts: WeekFacts, was: Dose) -> bool:
    """Tell whether a review is worth a message: not under a hold, which asks by itself, nor after a silent week.

    Who keeps the walks as they are is told only what changes.
    """
    if found.outcome in (rule.STOP, REGRESS):
        return found.outcome == REGRESS
    told = facts.kept is None or found.dose != was
    return told and facts.checkins > 0 and facts.number > 0


def _message(context: Context, found: Review, was: Dose, current: Arc | None) -> Say:
    """Return the review in words; a smaller target is one tap away, and offered where little was done.

    `halved`: a hold makes each walk smaller than this target.
    """
    halved = any(hold.rule in HALVING for hold in holds.open_of(context.tx, context.user_id))
    facts = {
        **arc.week_facts(context, current),
        "outcome": found.outcome,
        "reason": found.reason,
        "variable": found.variable,
        "minutes": found.dose.minutes,
        "bouts": found.dose.bouts,
        "days": found.dose.target_days,
        "was_minutes": was.minutes,
        "was_bouts": was.bouts,
        "was_days": was.target_days,
        "figures": found.figures,
        "smaller": found.offer_smaller,
        "halved": halved,
        "short": found.reason == "gap" and walked_less(context),
    }
    rows = [[_smaller(found.dose)]] if found.dose.minutes > 1 else []
    profile = people.profile(context)
    if found.variable == rule.ANOTHER_DAY:
        rows.append([Button("weekly/days", ("set", "days"))])
    if found.variable in ("pace", "variety") and profile is not None and not profile.longer_walks:
        rows.append([Button("weekly/longer", (ROUTE, LONGER))])
    return Say("weekly/review", facts, rows, file=progress.picture(context))


def _smaller(dose: Dose) -> Button:
    return Button("weekly/smaller", (ROUTE, SMALLER, str(dose.minutes)))


def _arc_news(context: Context, current: Arc | None, found: Review, ending: bool) -> Replies:
    """Say that the six weeks are over, look back on a month of keeping up, or ask the month's questions about pain."""
    if current is not None and ending:
        return arc.ended(context, current, found.dose)
    said: Replies = []
    if current is not None and looks_back(current, people.today(context), context.library.rules.arc):
        said = arc.month(context, current, _smaller(found.dose))
    if self_test.pain_is_due(context):
        said = [*said, *self_test.offer(context, PAIN)]
    return said


def _decide(context: Context, profile: Profile, dose: Dose, reason: str, evidence: Mapping[str, object]) -> None:
    doses.decide(
        context.tx,
        context.user_id,
        dose,
        walk_days=profile.walk_days,
        from_on=people.today(context),
        reason=reason,
        evidence=evidence,
        now=context.now,
    )


def _twice(context: Context, found: Review, monday: date) -> Replies:
    """Two regressions in a row are a reason to see a physical therapist."""
    wanted = context.library.rules.escalation.exacerbated_regressions
    earlier = [reviews.outcome_of(context.tx, context.user_id, monday - WEEK * back) for back in range(1, wanted)]
    if found.outcome != REGRESS or any(outcome != REGRESS for outcome in earlier):
        return []
    rules = {hold.rule for hold in holds.open_of(context.tx, context.user_id)}
    if EXACERBATED in rules:
        return []
    return advice.advise(context, EXACERBATED, "soon", {"regressions": wanted, **found.figures})


def _cut_in_two(context: Context, found: Review, was: Dose) -> Replies:
    """A walk that became too short for one is cut in two bouts: a physical therapist should look at that."""
    if found.outcome != REGRESS or found.dose.bouts <= was.bouts:
        return []
    return advice.advise(context, "SHORT_WALKS", "routine", {"minutes": found.dose.minutes, "was": was.minutes})
