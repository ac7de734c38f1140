"""The ladder of rules, asked after every check-in and report, and of weeks with the first nudge of a week."""

from datetime import date, timedelta

from bot.domain import escalation as rule
from bot.domain.checkin import Walk
from bot.domain.escalation import ROUTINE, STOPPING, Finding
from bot.domain.scores import NowScore, by_day, now_scores
from bot.facts.context import Context, Walker
from bot.facts.unanswered import unanswered
from bot.flows.safety import screens
from bot.flows.safety.advice import advise
from bot.messages import Replies, as_new
from bot.store import advice, holds, pain_reports, visits, walks

LOOK_BACK = timedelta(weeks=13)
EXACERBATED, WORSENING = "EXACERBATED_BY_WALKING", "WORSENING"


def evaluate(context: Context) -> Replies:
    """Judge the newest walks: called after every check-in and report. A hold that is open says nothing twice."""
    open_rules = settle(context)
    if not open_rules.isdisjoint(STOPPING) or unanswered(context) is not None:
        return []  # said once there is an all-clear
    today, logged, scores = _facts(context, LOOK_BACK)
    said: Replies = []
    if EXACERBATED not in open_rules:
        rules = context.rules
        ended_at = holds.last_closed_at(context.tx, context.user_id, EXACERBATED)
        said = given(context, rule.exacerbated(logged, scores, rules.colours, rules.escalation, ended_at))
    return said or _worsening(context, today, scores, open_rules)


def _worsening(context: Context, today: date, scores: list[NowScore], open_rules: set[str]) -> Replies:
    """Pain that grows from week to week: a physical therapist, and the red-flag questions now."""
    if WORSENING in open_rules:
        return []
    ended_at = holds.last_closed_at(context.tx, context.user_id, WORSENING)
    ended_on = context.day_of(ended_at) if ended_at else None
    found = rule.worsening(by_day(scores), today, context.rules.escalation, ended_on)
    said = given(context, found)
    return [*said, *as_new(screens.open_screen(context, "red_flags", "worsening"))] if said else []


def evaluate_week(walker: Walker) -> Replies:
    """Judge the weeks that are over; said with a week's first nudge. Routine advice is not repeated for 28 days."""
    open_rules = settle(walker)
    if not open_rules.isdisjoint(STOPPING):
        return []
    programme = walker.today - walker.first_walk_on
    today, _, scores = _facts(walker, max(LOOK_BACK, programme + LOOK_BACK))
    checked_at = holds.last_checked_at(walker.tx, walker.user_id)
    went_at = visits.last_went_at(walker.tx, walker.user_id)
    assessed_at = max((at for at in (checked_at, went_at) if at), default=None)
    assessed_on = walker.day_of(assessed_at) if assessed_at else None
    rules = walker.rules.escalation
    return given(walker, rule.persistent(scores, walker.first_walk_on, today, rules, assessed_on))


def given(context: Context, finding: Finding | None) -> Replies:
    """Say what was found. What can wait is not repeated within 28 days."""
    if finding is None:
        return []
    if finding.level in ROUTINE:
        last = advice.last_on(context.tx, context.user_id, finding.rule)
        quiet_days = context.rules.escalation.quiet_days
        if last is not None and (context.today - last).days < quiet_days:
            return []
    return advise(context, finding.rule, finding.level, finding.evidence)


def settle(context: Context) -> set[str]:
    """Close halving holds that are over by themselves, and return the rules of those still open."""
    open_holds = holds.open_of(context.tx, context.user_id)
    if all(hold.stops for hold in open_holds):
        return {hold.rule for hold in open_holds}
    today, logged, scores = _facts(context, LOOK_BACK)
    rules = context.rules
    for hold in open_holds:
        if rule.settled(hold, logged, scores, today, rules.colours, rules.escalation):
            holds.close(context.tx, context.user_id, "settled", context.now, hold.rule)
    return {hold.rule for hold in holds.open_of(context.tx, context.user_id)}


def _facts(context: Context, look_back: timedelta) -> tuple[date, list[Walk], list[NowScore]]:
    today = context.today
    logged = walks.since(context.tx, context.user_id, today - look_back)
    reports = pain_reports.since(context.tx, context.user_id, today - look_back)
    return today, logged, now_scores(logged, reports)
