"""The ladder of rules, asked after every check-in and report, and of weeks with the first nudge of a week."""

from datetime import date, timedelta

from bot.domain.checkin import Walk
from bot.domain.coaching.review import taken_back
from bot.domain.day import programme_week, week_start
from bot.domain.safety import escalation as rule
from bot.domain.safety.escalation import EXACERBATED, ROUTINE, STOPPING, WORSENING, Finding, Hold
from bot.domain.safety.level import calmed, own_level
from bot.domain.safety.scores import NowScore, now_scores
from bot.facts.context import Context
from bot.facts.levels import LOOK_BACK, since_before, weekly_means
from bot.facts.unanswered import unanswered
from bot.flows.safety import screens
from bot.flows.safety.advice import advise
from bot.messages import Replies, as_new
from bot.store.diary import doses, pain_reports, walks
from bot.store.safety import advice, holds, visits

WEEK = timedelta(weeks=1)
SOFT = "PERSISTENT_SOON"


def evaluate(context: Context) -> Replies:
    """Judge the newest walks: called after every check-in and report. A hold that is open says nothing twice."""
    open_rules = settle(context)
    if not open_rules.isdisjoint((*STOPPING, EXACERBATED)) or unanswered(context) is not None:
        return []  # said once there is an all-clear
    _, logged, scores = _facts(context, LOOK_BACK)
    rules = context.rules
    ended_at = holds.last_closed_at(context.tx, context.user_id, EXACERBATED)
    found = rule.exacerbated(logged, scores, rules.colours, rules.escalation, ended_at)
    if found is None:
        return []
    _take_back(context)
    return given(context, found)


def _take_back(context: Context) -> None:
    """Take the stored target back by a fifth: walking has stirred up the pain."""
    profile, decided = context.profile, doses.newest(context.tx, context.user_id)
    if profile is None or decided is None:
        return
    rules = context.library.rules
    less = taken_back(decided.dose, rules.escalation.exacerbated_factor, rules.reviewing)
    if less != decided.dose:
        evidence = {"was": decided.minutes, "rule": EXACERBATED}
        doses.decide(
            context.tx,
            context.user_id,
            less,
            walk_days=profile.walk_days,
            from_on=context.today,
            reason="review",
            evidence=evidence,
            now=context.now,
        )


def evaluate_week(context: Context) -> Replies:
    """Judge the weeks that are over; said with a week's first nudge."""
    profile = context.profile
    open_rules = settle(context)
    if profile is None or profile.first_walk_on is None or not open_rules.isdisjoint(STOPPING) or unanswered(context):
        return []
    return _worsening(context, profile.first_walk_on, open_rules) or _persistent(context, profile.first_walk_on)


def _worsening(context: Context, start_on: date, open_rules: set[str]) -> Replies:
    """Pain that grows from week to week: a physical therapist, and the red-flag questions now."""
    if WORSENING in open_rules:
        return []
    ended_at = holds.last_closed_at(context.tx, context.user_id, WORSENING)
    ended_on = context.day_of(ended_at) if ended_at else None
    rules = context.rules.escalation
    found = rule.worsening(weekly_means(context, start_on), start_on, context.today, rules, ended_on)
    said = given(context, found)
    return [*said, *as_new(screens.open_screen(context, "red_flags", "worsening"))] if said else []


def _persistent(context: Context, start_on: date) -> Replies:
    """Pain that stays: said once, again after 12 weeks, then every 26; the soft nudge once."""
    today, _, scores = _facts(context, since_before(context, start_on))
    checked_at = holds.last_checked_at(context.tx, context.user_id)
    went_at = visits.last_went_at(context.tx, context.user_id)
    assessed_at = max((at for at in (checked_at, went_at) if at), default=None)
    assessed_on = context.day_of(assessed_at) if assessed_at else None
    rules = context.rules.escalation
    found = rule.persistent(scores, start_on, today, rules, assessed_on)
    if found is None:
        return []
    said_on = advice.days_of(context.tx, context.user_id, found.rule)
    if not rule.says_again(said_on, today, found.rule == SOFT, rules):
        return []
    return advise(context, found.rule, found.level, found.evidence)


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
    """Close holds that are over by themselves, and return the rules of those still open."""
    open_holds = holds.open_of(context.tx, context.user_id)
    if all(hold.stops for hold in open_holds):
        return {hold.rule for hold in open_holds}
    today, logged, scores = _facts(context, LOOK_BACK)
    rules = context.rules
    for hold in open_holds:
        over = rule.settled(hold, logged, scores, today, rules.colours, rules.escalation)
        if over or (hold.rule == WORSENING and _calmed(context, hold)):
            holds.close(context.tx, context.user_id, "settled", context.now, hold.rule)
    return {hold.rule for hold in holds.open_of(context.tx, context.user_id)}


def _calmed(context: Context, hold: Hold) -> bool:
    """Tell whether a week since a hold of growing pain lies near the own level of before."""
    profile = context.profile
    if profile is None or profile.first_walk_on is None:
        return False
    rules = context.library.rules.escalation
    weeks = weekly_means(context, profile.first_walk_on)
    risen_from = week_start(hold.opened_on) - rules.worsening_weeks * WEEK
    level = own_level(weeks, risen_from, programme_week(profile.first_walk_on, risen_from), rules)
    return calmed(weeks, hold.opened_on, level, rules)


def _facts(context: Context, look_back: timedelta) -> tuple[date, list[Walk], list[NowScore]]:
    today = context.today
    logged = walks.since(context.tx, context.user_id, today - look_back)
    reports = pain_reports.since(context.tx, context.user_id, today - look_back)
    return today, logged, now_scores(logged, reports)
