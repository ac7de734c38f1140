"""The weekly review, said with the first nudge of a week: what changes, and why, with the figures."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from bot.domain.choice import in_turn
from bot.domain.coaching import review as rule
from bot.domain.coaching.arc import Arc, looks_back
from bot.domain.coaching.instruction import kept
from bot.domain.coaching.plan import Dose, rounded
from bot.domain.coaching.review import PROGRESS, REGRESS, Review, WeekFacts
from bot.domain.coaching.self_test import PAIN
from bot.domain.day import ONE_DAY, week_start
from bot.domain.safety.escalation import EXACERBATED, HALVING
from bot.facts import growth, instructed, people, plans, reason, weeks
from bot.facts.allowed import allowed, offers
from bot.facts.context import Walker
from bot.facts.offer import dose_in_force, walked_less
from bot.flows.back import progress
from bot.flows.plan import arc, barriers, goal, knee, self_test
from bot.flows.safety import advice, ladder
from bot.messages import Button, Edit, Replies, Rows, Say
from bot.store.diary import arcs, doses, reviews
from bot.store.safety import holds

ROUTE = "week"
WEEK = timedelta(days=7)
SMALLER, LONGER = "smaller", "longer"


def first_of_the_week(walker: Walker) -> Replies:
    """Review the week that is over, once; nothing where that was done, or nothing was planned yet."""
    today = walker.today
    monday = week_start(today) - WEEK
    if walker.first_walk_on >= monday + WEEK:
        return []
    if reviews.outcome_of(walker.tx, walker.user_id, monday) is not None:
        return []
    stored = doses.newest(walker.tx, walker.user_id)
    dose = dose_in_force(walker, today)
    if stored is None:
        return []
    ladder.settle(walker)  # a hold that is over must not hide what this week's review finds
    of_weeks = ladder.evaluate_week(walker)  # judged before the review: while pain grows nothing is raised
    facts = weeks.gather(walker, monday)
    current = arcs.newest(walker.tx, walker.user_id)
    held = not allowed(walker).more  # then nothing is celebrated, nor more offered
    ending = not held and plans.is_ending(walker, current, facts.checkins)
    most = instructed.minutes_a_day(walker, today)
    facts = replace(facts, kept=kept(dose, most, current.kept if current else None))
    rules = walker.rules
    found = rule.review(facts, dose, rules.dosing, rules.reviewing)
    reviews.keep(walker.tx, walker.user_id, monday, facts, found, rules.version, walker.now)
    news = _is_news(found, facts, stored.dose)
    # What is not said is not changed: a gap goes on until somebody walks again.
    if news and found.dose != stored.dose:
        evidence = {"week_on": monday, "outcome": found.outcome, "reason": found.reason, **found.figures}
        _decide(walker, found.dose, "review", evidence)
    at_goal = not held and found.outcome == PROGRESS and growth.is_first_at(walker, stored.dose)
    said: Replies = []
    if at_goal:
        said = [goal.reached(walker, found, stored.dose)]
    elif news:
        said = [_message(walker, found, stored.dose, current, held)]
    asked = knee.question(walker, facts, found)  # one question at most comes along
    more = [] if asked or held or not facts.checkins else _arc_news(walker, current, found, ending)
    return [
        *said,
        *_twice(walker, found, monday),
        *_cut_in_two(walker, found, stored.dose),
        *of_weeks,
        *asked,
        *more,
    ]


def tapped(walker: Walker, arguments: tuple[str, ...]) -> Replies | None:
    """Take a tap: ("smaller", minutes), ("longer" | "not_longer",) or ("barrier", last Sunday, what got in the way).

    The user may always take less than the review allows, never more.
    """
    dose = dose_in_force(walker, walker.today)
    match arguments:
        case ("barrier", day, name) if (barrier := barriers.known(name)) and day == str(
            week_start(walker.today) - ONE_DAY
        ):
            return [
                Say(barriers.ANSWERED, {**barriers.told(walker, barrier, date.fromisoformat(day)), "minutes": None})
            ]
        case ("smaller", minutes) if minutes == str(dose.minutes) and dose.minutes > 1:
            return _take_less(walker, dose)
        case (("longer" | "not_longer") as wanted,) if wanted != LONGER or allowed(walker).more:
            people.update(walker, longer_walks=wanted == LONGER)
            if wanted != LONGER:
                return [Edit("weekly/not_longer")]
            return [Edit("weekly/longer", buttons=[[Button("weekly/not_longer", (ROUTE, "not_longer"))]])]
    return None


def _take_less(walker: Walker, dose: Dose) -> Replies:
    factor = walker.rules.reviewing.regress_factor
    less = replace(dose, minutes=max(1, min(dose.minutes - 1, rounded(dose.minutes * factor))))
    _decide(walker, less, "user", {"was": dose.minutes})
    arc.keeps(walker, less)
    return [Edit("weekly/smaller", {"minutes": less.minutes, "bouts": less.bouts})]


def _is_news(found: Review, facts: WeekFacts, was: Dose) -> bool:
    """Tell whether a review is worth a message: not under a hold, which asks by itself, nor after a silent week.

    Who keeps the walks as they are is told only what changes.
    """
    if found.outcome in (rule.STOP, REGRESS):
        return found.outcome == REGRESS
    told = facts.kept is None or found.dose != was
    return told and facts.checkins > 0 and facts.number > 0


def _message(walker: Walker, found: Review, was: Dose, current: Arc | None, held: bool) -> Say:
    """Return the review in words; a smaller target is one tap away, and offered where little was done.

    `halved`: a hold makes each walk smaller than this target.
    """
    halved = any(hold.rule in HALVING for hold in holds.open_of(walker.tx, walker.user_id))
    openings = walker.library.words[walker.language].reasons.week
    shown = found.outcome == PROGRESS or (found.outcome == rule.HOLD and found.reason not in rule.UNEASY)
    last_week = week_start(walker.today) - WEEK
    shorter = found.reason == "adherence" and weeks.walked_shorter(walker, last_week) >= found.figures["needed"]
    asks_why = found.reason in rule.SHORT and not (shorter or halved or barriers.were_told(walker, last_week))
    facts = {
        **arc.week_facts(walker, current),
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
        "short": found.reason == "gap" and walked_less(walker),
        "shorter": shorter,
        "asks_why": asks_why,
        "way": growth.way(walker) if shown and not halved else None,
        "aim": None if held or found.outcome == REGRESS else reason.named(walker),
        "opening": in_turn(walker.user_id, walker.today, "aim", range(len(openings))),
    }
    rows: Rows = [[_smaller(found.dose)]] if found.dose.minutes > 1 else []
    if asks_why:
        rows = [*barriers.rows(ROUTE, "barrier", str(week_start(walker.today) - ONE_DAY)), *rows]
    if found.variable == rule.ANOTHER_DAY:
        rows = [*rows, [goal.OTHER_DAYS]]
    if found.variable in ("pace", "variety") and not walker.profile.longer_walks:
        rows = [*rows, [goal.LONGER]]
    return Say("weekly/review", facts, rows, file=progress.picture(walker))


def _smaller(dose: Dose) -> Button:
    return Button("weekly/smaller", (ROUTE, SMALLER, str(dose.minutes)))


def _arc_news(walker: Walker, current: Arc | None, found: Review, ending: bool) -> Replies:
    """Say that the six weeks are over, look back on a month of keeping up, or ask the month's questions about pain."""
    if current is not None and ending:
        return arc.ended(walker, current, found.dose)
    if current is not None and looks_back(current, walker.today, walker.rules.arc):
        return arc.month(walker, current, _smaller(found.dose))
    if self_test.pain_is_due(walker) and offers(walker, self_test.OFFER):
        return self_test.offer(walker, PAIN)
    return []


def _decide(walker: Walker, dose: Dose, reason: str, evidence: Mapping[str, object]) -> None:
    doses.decide(
        walker.tx,
        walker.user_id,
        dose,
        walk_days=walker.profile.walk_days,
        from_on=walker.today,
        reason=reason,
        evidence=evidence,
        now=walker.now,
    )


def _twice(walker: Walker, found: Review, monday: date) -> Replies:
    """Some regressions in a row are a reason to see a physical therapist."""
    wanted = walker.rules.escalation.exacerbated_regressions
    earlier = [reviews.outcome_of(walker.tx, walker.user_id, monday - WEEK * back) for back in range(1, wanted)]
    if found.outcome != REGRESS or any(outcome != REGRESS for outcome in earlier):
        return []
    rules = {hold.rule for hold in holds.open_of(walker.tx, walker.user_id)}
    if EXACERBATED in rules:
        return []
    return advice.advise(walker, EXACERBATED, "soon", {"regressions": wanted, **found.figures})


def _cut_in_two(walker: Walker, found: Review, was: Dose) -> Replies:
    """A walk that became too short for one is cut in two bouts: a physical therapist should look at that."""
    if found.outcome != REGRESS or found.dose.bouts <= was.bouts:
        return []
    return advice.advise(walker, "SHORT_WALKS", "routine", {"minutes": found.dose.minutes, "was": was.minutes})
